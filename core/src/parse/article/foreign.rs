//! Which leaves are no part of the article, by the blocks that hold them: ways through the site, columns beside
//! the article, comments, forms, banners.

use super::sheet::Sheet;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Element, Hints};

/// For each leaf, whether it lies in a block that is no part of the article.
pub(super) fn find(sheet: &Sheet<'_>, title: Option<usize>) -> Vec<bool> {
    let masses = masses(sheet);
    let total = masses.last().copied().unwrap_or(0);
    let holds_article = |element: &Element| {
        let mass = masses[element.leaves.end] - masses[element.leaves.start];
        title.is_some_and(|title| element.leaves.contains(&title)) || mass * 2 > total
    };
    let is_above = |block: &Element| title.is_none_or(|title| block.leaves.end <= title);
    let blocks = sheet.page.elements.iter().skip(1);
    let foreign =
        blocks.filter(|block| is_foreign(block, sheet) || block.tag == Tag::Header && is_above(block));
    let foreign = foreign.chain(around_forms(sheet)).filter(|block| !holds_article(block));
    covered(foreign, sheet.lines.len())
}

/// For each leaf, whether it lies in a block of links: at least half of its letters in links, and no prose.
pub(super) fn find_links(sheet: &Sheet<'_>) -> Vec<bool> {
    let counts = Counts::of(sheet);
    let blocks = sheet.page.elements.iter().skip(1);
    covered(blocks.filter(|block| counts.is_of_links(block)), sheet.lines.len())
}

/// Sums over the lines before each leaf, and over all: letters, letters in links, lines, lines of prose.
struct Counts(Vec<[usize; 4]>);

impl Counts {
    fn of(sheet: &Sheet<'_>) -> Self {
        let sums = sheet.lines.iter().scan([0; 4], |sums, line| {
            let own = [line.weight, line.linked, usize::from(line.weight > 0), usize::from(line.is_prose())];
            *sums = std::array::from_fn(|at| sums[at] + own[at]);
            Some(*sums)
        });
        Self(std::iter::once([0; 4]).chain(sums).collect())
    }

    fn is_of_links(&self, block: &Element) -> bool {
        let (start, end) = (self.0[block.leaves.start], self.0[block.leaves.end]);
        let [weight, linked, lines, prose] = std::array::from_fn(|at| end[at] - start[at]);
        prose == 0 && linked * 2 >= weight && (lines > 1 || block.tag.is_list()) && lines > 0
    }
}

/// What is around forms for longer texts: comments stand there, whatever they are called.
fn around_forms<'s>(sheet: &'s Sheet<'_>) -> impl Iterator<Item = &'s Element> {
    let forms = sheet.page.elements.iter().filter(|block| block.has_textarea);
    forms.map(|form| &sheet.page.elements[form.parent]).filter(|block| block.depth > 0)
}

/// The mass of text before each leaf, and of all.
pub(super) fn masses(sheet: &Sheet<'_>) -> Vec<usize> {
    let sums = sheet.lines.iter().scan(0, |sum, line| {
        *sum += line.mass();
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
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
    let first = block.leaves.clone().take(3).find(|leaf| sheet.lines[*leaf].weight > 0);
    matches!(
        first.and_then(|leaf| sheet.lines[leaf].label),
        Some(Label::Latest | Label::Comments | Label::Legal)
    )
}

fn covered<'a>(blocks: impl Iterator<Item = &'a Element>, leaves: usize) -> Vec<bool> {
    let mut steps = vec![0_i64; leaves + 1];
    for block in blocks {
        steps[block.leaves.start] += 1;
        steps[block.leaves.end] -= 1;
    }
    let depths = steps.iter().scan(0, |depth, step| {
        *depth += step;
        Some(*depth > 0)
    });
    depths.take(leaves).collect()
}
