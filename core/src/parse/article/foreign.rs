//! The nodes that are not part of the article because of their blocks: navigation, columns beside the
//! article, comments, forms, banners.

use super::measured_page::{Line, MeasuredPage};
use super::node_set::NodeSet;
use super::prefix_sums::PrefixSums;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Element, Hints};

/// The nodes in blocks that are not part of the article.
pub(super) fn find(measured: &MeasuredPage<'_>, title: Option<usize>) -> NodeSet {
    let masses = PrefixSums::of(measured.lines.iter().map(Line::mass));
    let holds_article = |element: &Element| {
        let is_most = masses.within(&element.nodes).saturating_mul(2) > masses.total();
        title.is_some_and(|title| element.nodes.contains(&title)) || is_most
    };
    let is_above = |block: &Element| title.is_none_or(|title| block.nodes.end <= title);
    let blocks = measured.page.elements.iter().skip(1);
    let foreign =
        blocks.filter(|block| is_foreign(block, measured) || block.tag == Tag::Header && is_above(block));
    let foreign = foreign.chain(around_forms(measured)).filter(|block| !holds_article(block));
    NodeSet::inside(foreign, measured.lines.len())
}

/// The nodes in blocks of links: at least half of their letters in links, and no prose.
pub(super) fn find_links(measured: &MeasuredPage<'_>) -> NodeSet {
    let counts = Counts::of(measured);
    let blocks = measured.page.elements.iter().skip(1);
    NodeSet::inside(blocks.filter(|block| counts.is_of_links(block)), measured.lines.len())
}

/// Running totals over the lines of a page, from which those of any block are quick to get.
struct Counts {
    letters: PrefixSums,
    linked: PrefixSums,
    lines: PrefixSums,
    prose: PrefixSums,
}

impl Counts {
    fn of(measured: &MeasuredPage<'_>) -> Self {
        let lines = measured.lines.iter();
        Self {
            letters: PrefixSums::of(lines.clone().map(|line| line.weight)),
            linked: PrefixSums::of(lines.clone().map(|line| line.linked)),
            lines: PrefixSums::of(lines.clone().map(|line| usize::from(line.weight > 0))),
            prose: PrefixSums::of(lines.map(|line| usize::from(line.is_prose()))),
        }
    }

    fn is_of_links(&self, block: &Element) -> bool {
        let within = |sums: &PrefixSums| sums.within(&block.nodes);
        let lines = within(&self.lines);
        let is_linked = || within(&self.linked).saturating_mul(2) >= within(&self.letters);
        lines > 0 && (lines > 1 || block.tag.is_list()) && within(&self.prose) == 0 && is_linked()
    }
}

/// The blocks around forms for longer texts. These are comments, with any class names.
fn around_forms<'s>(measured: &'s MeasuredPage<'_>) -> impl Iterator<Item = &'s Element> {
    let forms = measured.page.elements.iter().filter(|block| block.has_textarea);
    forms.map(|form| measured.page.element(form.parent)).filter(|block| block.depth > 0)
}

fn is_foreign(block: &Element, measured: &MeasuredPage<'_>) -> bool {
    match block.tag {
        Tag::Nav | Tag::Aside | Tag::Footer | Tag::Dialog | Tag::Marquee | Tag::Search => true,
        Tag::Form if block.has_fields => true,
        _ => block.hints.meets(Hints::FOREIGN) || is_headed_as_foreign(block, measured),
    }
}

/// A block whose first line announces something that is not part of the article.
fn is_headed_as_foreign(block: &Element, measured: &MeasuredPage<'_>) -> bool {
    let first = block.nodes.clone().take(3).find(|node| measured.line(*node).weight > 0);
    matches!(
        first.and_then(|node| measured.line(node).label),
        Some(Label::Latest | Label::Comments | Label::Legal)
    )
}
