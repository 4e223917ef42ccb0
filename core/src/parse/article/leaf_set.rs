//! Some of the leaves of a page.

use crate::parse::page::Element;

/// A set of leaves.
pub(super) struct LeafSet(Vec<bool>);

impl LeafSet {
    /// The leaves inside any of these blocks of a page with so many leaves.
    pub(super) fn inside<'a>(blocks: impl Iterator<Item = &'a Element>, count: usize) -> Self {
        let mut leaves = vec![false; count];
        for block in blocks {
            if let Some(inside) = leaves.get_mut(block.leaves.clone()) {
                inside.fill(true);
            }
        }
        Self(leaves)
    }

    /// Whether a leaf is in it.
    pub(super) fn has(&self, leaf: usize) -> bool {
        self.0.get(leaf) == Some(&true)
    }
}
