//! Which leaves are no part of the article, by the blocks that hold them: ways through the site, columns beside
//! the article, comments, forms, banners.

use super::leaf_set::LeafSet;
use super::sheet::{Line, Sheet};
use super::sums::Sums;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Element, Hints};

/// The leaves in blocks that are no part of the article.
pub(super) fn find(sheet: &Sheet<'_>, title: Option<usize>) -> LeafSet {
    let masses = Sums::of(sheet.lines.iter().map(Line::mass));
    let holds_article = |element: &Element| {
        let is_most = masses.within(&element.leaves).saturating_mul(2) > masses.total();
        title.is_some_and(|title| element.leaves.contains(&title)) || is_most
    };
    let is_above = |block: &Element| title.is_none_or(|title| block.leaves.end <= title);
    let blocks = sheet.page.elements.iter().skip(1);
    let foreign =
        blocks.filter(|block| is_foreign(block, sheet) || block.tag == Tag::Header && is_above(block));
    let foreign = foreign.chain(around_forms(sheet)).filter(|block| !holds_article(block));
    LeafSet::inside(foreign, sheet.lines.len())
}

/// The leaves in blocks of links: at least half of their letters in links, and no prose.
pub(super) fn find_links(sheet: &Sheet<'_>) -> LeafSet {
    let counts = Counts::of(sheet);
    let blocks = sheet.page.elements.iter().skip(1);
    LeafSet::inside(blocks.filter(|block| counts.is_of_links(block)), sheet.lines.len())
}

/// What the lines of any block add up to.
struct Counts {
    letters: Sums,
    linked: Sums,
    lines: Sums,
    prose: Sums,
}

impl Counts {
    fn of(sheet: &Sheet<'_>) -> Self {
        let lines = sheet.lines.iter();
        Self {
            letters: Sums::of(lines.clone().map(|line| line.weight)),
            linked: Sums::of(lines.clone().map(|line| line.linked)),
            lines: Sums::of(lines.clone().map(|line| usize::from(line.weight > 0))),
            prose: Sums::of(lines.map(|line| usize::from(line.is_prose()))),
        }
    }

    fn is_of_links(&self, block: &Element) -> bool {
        let within = |sums: &Sums| sums.within(&block.leaves);
        let lines = within(&self.lines);
        let is_linked = || within(&self.linked).saturating_mul(2) >= within(&self.letters);
        lines > 0 && (lines > 1 || block.tag.is_list()) && within(&self.prose) == 0 && is_linked()
    }
}

/// What is around forms for longer texts: comments stand there, whatever they are called.
fn around_forms<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = &'s Element> {
    let forms = sheet.page.elements.iter().filter(|block| block.has_textarea);
    forms.map(|form| sheet.page.element(form.parent)).filter(|block| block.depth > 0)
}

fn is_foreign(block: &Element, sheet: &Sheet<'_>) -> bool {
    match block.tag {
        Tag::Nav | Tag::Aside | Tag::Footer | Tag::Dialog | Tag::Marquee | Tag::Search => true,
        Tag::Form if block.has_fields => true,
        _ => block.hints.meets(Hints::FOREIGN) || is_headed_as_foreign(block, sheet),
    }
}

/// A block whose first line announces what is no part of the article.
fn is_headed_as_foreign(block: &Element, sheet: &Sheet<'_>) -> bool {
    let first = block.leaves.clone().take(3).find(|leaf| sheet.line(*leaf).weight > 0);
    matches!(
        first.and_then(|leaf| sheet.line(leaf).label),
        Some(Label::Latest | Label::Comments | Label::Legal)
    )
}
