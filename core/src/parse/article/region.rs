//! Where the text of an article lies: after the title, before the comments, in the block that holds most prose.

use std::ops::Range;

use super::announcement::announces_links;
use super::foreign;
use super::leaf_set::LeafSet;
use super::sheet::Sheet;
use super::sums::Sums;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::Element;

/// The part of a page that is the article.
pub(super) struct Region {
    /// The leaves in blocks that are foreign to the article.
    foreign: LeafSet,
    /// From the first leaf that may belong to the article to the last.
    pub(super) span: Range<usize>,
    /// What follows the text, up to the comments: where links to other articles stand.
    pub(super) tail: Range<usize>,
}

impl Region {
    /// Whether a leaf may belong to the article.
    pub(super) fn has(&self, leaf: usize) -> bool {
        !self.foreign.has(leaf)
    }

    /// The leaves that may belong to the article.
    pub(super) fn leaves(&self) -> impl Iterator<Item = usize> {
        self.span.clone().filter(|leaf| self.has(*leaf))
    }
}

/// Finds the article of a page.
pub(super) fn find(sheet: &Sheet<'_>, title: Option<usize>) -> Region {
    let foreign = foreign::find(sheet, title);
    let start = title.map_or(0, |title| title.saturating_add(1));
    let end = end(sheet, &foreign, start);
    let mut weights = weights(sheet, &foreign, start..end, true);
    if weights.total() == 0 {
        weights = self::weights(sheet, &foreign, start..end, false);
    }
    let body = densest(sheet, &weights);
    let first = if title.is_some() { start } else { sheet.leaves(body).start };
    let holder = holder(sheet, body, title);
    let last = |block: usize| sheet.leaves(block).end.min(end).max(first);
    let text = last(body);
    let span = first..followed(sheet, &foreign, text..last(holder));
    let has_comments = end < sheet.lines.len();
    let tail =
        span.end..if has_comments { end.max(span.end) } else { last(sheet.page.element(holder).parent) };
    Region { foreign, span, tail }
}

/// Where the text ends that goes on behind its block: after the last prose or list before links or labels.
fn followed(sheet: &Sheet<'_>, foreign: &LeafSet, behind: Range<usize>) -> usize {
    let ends = |leaf: &usize| {
        let line = sheet.line(*leaf);
        let is_button = matches!(line.label, Some(Label::Button | Label::Views));
        let is_end = line.is_link() || line.label.is_some() || announces_links(sheet, *leaf);
        !foreign.has(*leaf) && !is_button && is_end
    };
    let end = behind.clone().find(ends).unwrap_or(behind.end);
    let is_text =
        |leaf: &usize| !foreign.has(*leaf) && (sheet.line(*leaf).is_prose() || sheet.is_entry(*leaf));
    (behind.start..end).rfind(is_text).map_or(behind.start, |last| last.saturating_add(1))
}

/// The innermost block that holds both the title and the text.
fn holder(sheet: &Sheet<'_>, body: usize, title: Option<usize>) -> usize {
    let holds_title = |at: &usize| title.is_none_or(|title| sheet.leaves(*at).contains(&title));
    std::iter::once(body).chain(sheet.page.around(body)).find(holds_title).unwrap_or(0)
}

/// Where the comments begin, or the page ends.
fn end(sheet: &Sheet<'_>, foreign: &LeafSet, start: usize) -> usize {
    let is_prose = |leaf: &usize| !foreign.has(*leaf) && sheet.line(*leaf).is_prose();
    let text = (start..sheet.lines.len()).find(is_prose).unwrap_or(start);
    let is_end = |leaf: &usize| {
        let line = sheet.line(*leaf);
        let may_end = line.weight > 0 && line.weight <= 40 && !sheet.is_inside(*leaf, is_aside);
        may_end && line.label == Some(Label::Comments)
    };
    (text..sheet.lines.len()).find(is_end).unwrap_or(sheet.lines.len())
}

/// Blocks beside the article, where the word may be about something else.
fn is_aside(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Header)
}

/// The weight of prose in each line.
fn weights(sheet: &Sheet<'_>, foreign: &LeafSet, span: Range<usize>, only_prose: bool) -> Sums {
    let weight = |leaf: usize| {
        let line = sheet.line(leaf);
        let counts = span.contains(&leaf) && !foreign.has(leaf) && (line.is_prose() || !only_prose);
        if counts { line.mass() } else { 0 }
    };
    Sums::of((0..sheet.lines.len()).map(weight))
}

/// The innermost block that holds three quarters of the prose of each block around it.
fn densest(sheet: &Sheet<'_>, weights: &Sums) -> usize {
    let weight = |block: &Element| weights.within(&block.leaves);
    sheet.page.elements.iter().enumerate().skip(1).fold(0, |found, (at, block)| {
        let (inner, outer) = (weight(block), weight(sheet.page.element(found)));
        let is_most = outer > 0 && inner.saturating_mul(4) >= outer.saturating_mul(3);
        if block.parent == found && is_most { at } else { found }
    })
}
