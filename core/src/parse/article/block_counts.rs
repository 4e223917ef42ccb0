//! What the blocks of a page hold: letters, links, lines, prose. Any block costs two look-ups for each.

use super::line::Line;
use super::prefix_sums::PrefixSums;
use crate::parse::page::Element;

/// Running totals over the lines of a page.
pub(super) struct BlockCounts {
    letters: PrefixSums,
    linked: PrefixSums,
    lines: PrefixSums,
    link_lines: PrefixSums,
    prose: PrefixSums,
    mass: PrefixSums,
}

impl BlockCounts {
    /// The totals of these lines.
    pub(super) fn of(lines: &[Line]) -> Self {
        let sums = |value: &dyn Fn(&Line) -> usize| PrefixSums::of(lines.iter().map(value));
        Self {
            letters: sums(&|line| line.weight),
            linked: sums(&|line| line.linked),
            lines: sums(&|line| usize::from(line.weight > 0)),
            link_lines: sums(&|line| usize::from(line.is_link())),
            prose: sums(&|line| usize::from(line.is_prose())),
            mass: sums(&Line::mass),
        }
    }

    /// The lines of a block that have letters.
    pub(super) fn lines(&self, block: &Element) -> usize {
        self.lines.within(&block.nodes)
    }

    /// The lines of a block that are only a link.
    pub(super) fn link_lines(&self, block: &Element) -> usize {
        self.link_lines.within(&block.nodes)
    }

    /// The letters of a block inside links.
    pub(super) fn linked(&self, block: &Element) -> usize {
        self.linked.within(&block.nodes)
    }

    /// The lines of a block that are prose.
    pub(super) fn prose(&self, block: &Element) -> usize {
        self.prose.within(&block.nodes)
    }

    /// The letters of a block that count as text.
    pub(super) fn mass(&self, block: &Element) -> usize {
        self.mass.within(&block.nodes)
    }

    /// Whether a block holds more than one part in so many of the text of the page.
    pub(super) fn holds_over(&self, block: &Element, parts: usize) -> bool {
        self.mass(block).saturating_mul(parts) > self.mass.total()
    }

    /// Whether at least half of the letters of a block are in links, and none of its lines is prose.
    pub(super) fn is_of_links(&self, block: &Element) -> bool {
        let is_linked =
            || self.linked.within(&block.nodes).saturating_mul(2) >= self.letters.within(&block.nodes);
        self.lines(block) > 0 && self.prose(block) == 0 && is_linked()
    }
}
