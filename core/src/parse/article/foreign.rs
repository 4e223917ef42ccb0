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
    let labels = labels(sheet);
    let blocks = sheet.page.elements.iter().skip(1);
    let foreign = blocks.filter(|block| is_foreign(block, sheet, &labels) && !holds_article(block));
    covered(foreign, sheet.lines.len())
}

/// The mass of text before each leaf, and of all.
pub(super) fn masses(sheet: &Sheet<'_>) -> Vec<usize> {
    let sums = sheet.lines.iter().scan(0, |sum, line| {
        *sum += line.mass();
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn is_foreign(block: &Element, sheet: &Sheet<'_>, labels: &[Option<Label>]) -> bool {
    match block.tag {
        Tag::Nav | Tag::Aside | Tag::Footer | Tag::Header | Tag::Dialog | Tag::Marquee | Tag::Search => true,
        Tag::Form if block.has_fields => true,
        _ => block.hints.meets(Hints::FOREIGN) || is_headed_as_foreign(block, sheet, labels),
    }
}

/// A block whose first line announces what is no part of the article.
fn is_headed_as_foreign(block: &Element, sheet: &Sheet<'_>, labels: &[Option<Label>]) -> bool {
    let first = block.leaves.clone().take(3).find(|leaf| sheet.lines[*leaf].weight > 0);
    matches!(first.and_then(|leaf| labels[leaf]), Some(Label::Latest | Label::Comments | Label::Legal))
}

fn labels(sheet: &Sheet<'_>) -> Vec<Option<Label>> {
    let short = |line: &super::sheet::Line| (1..=250).contains(&line.weight);
    sheet.lines.iter().map(|line| short(line).then(|| Label::of(&line.text))?).collect()
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
