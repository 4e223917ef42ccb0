//! Where the text of an article lies: after the title, before the comments, in the block that holds most prose.

use std::ops::Range;

use super::foreign;
use super::sheet::Sheet;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::Element;

/// The part of a page that is the article.
pub(super) struct Region {
    /// Whether each leaf lies in no block that is foreign to the article.
    inside: Vec<bool>,
    /// From the first leaf that may belong to the article to the last.
    pub(super) span: Range<usize>,
    /// What follows the text, up to the comments: where links to other articles stand.
    pub(super) tail: Range<usize>,
}

impl Region {
    /// Whether a leaf may belong to the article.
    pub(super) fn has(&self, leaf: usize) -> bool {
        self.inside[leaf]
    }

    /// The leaves that may belong to the article.
    pub(super) fn leaves(&self) -> impl Iterator<Item = usize> {
        self.span.clone().filter(|leaf| self.inside[*leaf])
    }
}

/// Finds the article of a page.
pub(super) fn find(sheet: &Sheet<'_>, title: Option<usize>) -> Region {
    let foreign = foreign::find(sheet, title);
    let start = title.map_or(0, |title| title + 1);
    let end = end(sheet, &foreign, start);
    let mut weights = weights(sheet, &foreign, start..end, true);
    if weights.last() == Some(&0) {
        weights = self::weights(sheet, &foreign, start..end, false);
    }
    let body = densest(sheet, &weights);
    let body = widened(sheet, &weights, body, title);
    let leaves = sheet.leaves(body);
    let first = if title.is_some() { start } else { leaves.start };
    let span = first..leaves.end.min(end).max(first);
    let tail = span.end..around(sheet, body, title).min(end).max(span.end);
    let inside = foreign.iter().map(|foreign| !foreign).collect();
    Region { inside, span, tail }
}

/// Where the block ends that holds both the title and the text.
fn around(sheet: &Sheet<'_>, body: usize, title: Option<usize>) -> usize {
    let elements = &sheet.page.elements;
    let Some(title) = title else {
        return elements[elements[body].parent].leaves.end;
    };
    let holding = std::iter::once(body).chain(sheet.page.around(body));
    let holding = holding.into_iter().find(|at| elements[*at].leaves.contains(&title)).unwrap_or(0);
    elements[holding].leaves.end
}

/// Where the comments begin, or the page ends.
fn end(sheet: &Sheet<'_>, foreign: &[bool], start: usize) -> usize {
    let is_prose = |leaf: &usize| !foreign[*leaf] && sheet.lines[*leaf].is_prose();
    let text = (start..sheet.lines.len()).find(is_prose).unwrap_or(start);
    let is_end = |leaf: &usize| {
        let line = &sheet.lines[*leaf];
        let may_end = line.weight > 0 && line.weight <= 40 && !sheet.is_inside(*leaf, is_aside);
        may_end && Label::of(&line.text) == Some(Label::Comments)
    };
    (text..sheet.lines.len()).find(is_end).unwrap_or(sheet.lines.len())
}

/// Blocks beside the article, where the word may be about something else.
fn is_aside(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Header)
}

/// The weight of prose before each leaf, and of all.
fn weights(sheet: &Sheet<'_>, foreign: &[bool], span: Range<usize>, only_prose: bool) -> Vec<usize> {
    let weight = |leaf: usize| {
        let line = &sheet.lines[leaf];
        let counts = span.contains(&leaf) && !foreign[leaf] && (line.is_prose() || !only_prose);
        if counts { line.mass() } else { 0 }
    };
    let sums = (0..sheet.lines.len()).scan(0, |sum, leaf| {
        *sum += weight(leaf);
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}

fn weight_of(element: &Element, weights: &[usize]) -> usize {
    weights[element.leaves.end] - weights[element.leaves.start]
}

/// The innermost block that holds three quarters of the prose of each block around it.
fn densest(sheet: &Sheet<'_>, weights: &[usize]) -> usize {
    let elements = &sheet.page.elements;
    (1..elements.len()).fold(0, |found, at| {
        let is_child = elements[at].parent == found;
        let (inner, outer) = (weight_of(&elements[at], weights), weight_of(&elements[found], weights));
        if is_child && outer > 0 && inner * 4 >= outer * 3 { at } else { found }
    })
}

/// The block grown by neighbours that hold prose and no lists of links, up to the block that holds the title.
fn widened(sheet: &Sheet<'_>, weights: &[usize], body: usize, title: Option<usize>) -> usize {
    let elements = &sheet.page.elements;
    let mut found = body;
    for at in sheet.page.around(body).skip(1) {
        if title.is_some_and(|title| elements[found].leaves.contains(&title)) {
            break;
        }
        if !grows_by_prose(sheet, weights, &elements[found], &elements[at]) {
            break;
        }
        found = at;
    }
    found
}

fn grows_by_prose(sheet: &Sheet<'_>, weights: &[usize], inner: &Element, outer: &Element) -> bool {
    let added = inner.leaves.end..outer.leaves.end;
    let prose = weights[added.end] - weights[added.start];
    let linked: usize = added.clone().map(|leaf| sheet.lines[leaf].linked).sum();
    added.is_empty() || (prose > 0 && linked * 4 <= prose)
}
