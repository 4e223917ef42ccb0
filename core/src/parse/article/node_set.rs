//! Some of the nodes of a page.

use crate::parse::page::Element;

/// A set of nodes.
pub(super) struct NodeSet(Vec<bool>);

impl NodeSet {
    /// The nodes inside any of these blocks. `count` is the number of nodes of the page.
    pub(super) fn inside<'a>(blocks: impl Iterator<Item = &'a Element>, count: usize) -> Self {
        let mut nodes = vec![false; count];
        for block in blocks {
            if let Some(inside) = nodes.get_mut(block.nodes.clone()) {
                inside.fill(true);
            }
        }
        Self(nodes)
    }

    /// Whether a node is in it.
    pub(super) fn has(&self, node: usize) -> bool {
        self.0.get(node) == Some(&true)
    }
}
