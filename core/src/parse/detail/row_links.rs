//! Which blocks of a page hold links of one row alone.

use std::collections::HashMap;
use std::ops::Range;

use crate::parse::html::Tag;
use crate::parse::page::{Content, Page};

/// The nodes with links of rows, in order.
pub(super) struct RowLinks {
    /// A node, and the number of the row that it links to.
    nodes: Vec<(usize, usize)>,
    /// For each of them the next one with another row.
    next_other: Vec<usize>,
}

/// The maximum number of nodes of a block around one row.
const LARGEST: usize = 8;

impl RowLinks {
    /// The links of a page. `target` gives where a link of a row leads.
    pub(super) fn of<'t>(page: &Page, target: impl Fn(usize) -> Option<&'t str>) -> Self {
        let mut numbers: HashMap<&str, usize> = HashMap::new();
        let mut nodes: Vec<(usize, usize)> = Vec::new();
        for (at, node) in page.nodes.iter().enumerate() {
            let pictured = match &node.content {
                Content::Picture { link, .. } => *link,
                _ => None,
            };
            let links = node.pieces().iter().filter_map(|piece| piece.style.link).chain(pictured);
            for target in links.filter_map(&target) {
                let next = numbers.len();
                nodes.push((at, *numbers.entry(target).or_insert(next)));
            }
        }
        let mut next_other = vec![nodes.len(); nodes.len()];
        let mut next: Option<(usize, usize, usize)> = None;
        for (at, (_, row)) in nodes.iter().enumerate().rev() {
            let other = match next {
                Some((_, same, other)) if same == *row => other,
                Some((at, ..)) => at,
                None => nodes.len(),
            };
            next_other.get_mut(at).into_iter().for_each(|place| *place = other);
            next = Some((at, *row, other));
        }
        Self { nodes, next_other }
    }

    /// The largest small block around these nodes that links to no other row.
    pub(super) fn card(&self, page: &Page, own: Range<usize>) -> Range<usize> {
        let parent = page.nodes.get(own.start).map_or(0, |node| node.parent);
        let blocks = page.around(parent).map(|at| page.element(at));
        let small = blocks.take_while(|block| {
            block.nodes.len() <= LARGEST && !is_frame(block.tag) && self.is_of_one(&block.nodes)
        });
        small.last().map_or(own, |block| block.nodes.clone())
    }

    /// Whether all links inside these nodes are of one row.
    fn is_of_one(&self, nodes: &Range<usize>) -> bool {
        let first = self.nodes.partition_point(|(node, _)| *node < nodes.start);
        let other = self.next_other.get(first).and_then(|other| self.nodes.get(*other));
        other.is_none_or(|(node, _)| *node >= nodes.end)
    }
}

/// Whether a block of this kind stands around rows.
fn is_frame(tag: Tag) -> bool {
    use Tag::*;
    matches!(tag, Body | Main | Article | Section | Ul | Ol | Dl | Table | Tbody | Thead)
}
