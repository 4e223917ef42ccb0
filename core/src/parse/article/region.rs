//! Where the text of an article lies: after the title, before the comments, in the block that holds most of
//! the prose.

use std::ops::Range;

use super::announcement::announces_links;
use super::foreign;
use super::measured_page::MeasuredPage;
use super::node_set::NodeSet;
use super::prefix_sums::PrefixSums;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::Element;

/// The part of a page that is the article.
pub(super) struct Region {
    /// The nodes in blocks that are foreign to the article.
    foreign: NodeSet,
    /// From the first node that may belong to the article to the last.
    pub(super) span: Range<usize>,
    /// The part from the end of the text to the comments, where links to other articles are.
    pub(super) tail: Range<usize>,
}

impl Region {
    /// Whether a node may belong to the article.
    pub(super) fn has(&self, node: usize) -> bool {
        !self.foreign.has(node)
    }

    /// The nodes that may belong to the article.
    pub(super) fn nodes(&self) -> impl Iterator<Item = usize> {
        self.span.clone().filter(|node| self.has(*node))
    }
}

/// Finds the article of a page.
pub(super) fn find(measured: &MeasuredPage<'_>, title: Option<usize>) -> Region {
    let foreign = foreign::find(measured, title);
    let start = title.map_or(0, |title| title.saturating_add(1));
    let end = end(measured, &foreign, start);
    let mut weights = weights(measured, &foreign, start..end, true);
    if weights.total() == 0 {
        weights = self::weights(measured, &foreign, start..end, false);
    }
    let body = densest(measured, &weights);
    let first = if title.is_some() { start } else { measured.nodes(body).start };
    let holder = holder(measured, body, title);
    let last = |block: usize| measured.nodes(block).end.min(end).max(first);
    let text = last(body);
    let span = first..followed(measured, &foreign, text..last(holder));
    let has_comments = end < measured.lines.len();
    let tail =
        span.end..if has_comments { end.max(span.end) } else { last(measured.page.element(holder).parent) };
    Region { foreign, span, tail }
}

/// The end of a text that goes on after its block: after the last prose or list before links or labels.
fn followed(measured: &MeasuredPage<'_>, foreign: &NodeSet, behind: Range<usize>) -> usize {
    let ends = |node: &usize| {
        let line = measured.line(*node);
        let is_button = matches!(line.label, Some(Label::Button | Label::Views));
        let is_end = line.is_link() || line.label.is_some() || announces_links(measured, *node);
        !foreign.has(*node) && !is_button && is_end
    };
    let end = behind.clone().find(ends).unwrap_or(behind.end);
    let is_text =
        |node: &usize| !foreign.has(*node) && (measured.line(*node).is_prose() || measured.is_entry(*node));
    (behind.start..end).rfind(is_text).map_or(behind.start, |last| last.saturating_add(1))
}

/// The innermost block that holds both the title and the text.
fn holder(measured: &MeasuredPage<'_>, body: usize, title: Option<usize>) -> usize {
    let holds_title = |at: &usize| title.is_none_or(|title| measured.nodes(*at).contains(&title));
    std::iter::once(body).chain(measured.page.around(body)).find(holds_title).unwrap_or(0)
}

/// Where the comments begin, or the page ends.
fn end(measured: &MeasuredPage<'_>, foreign: &NodeSet, start: usize) -> usize {
    let is_prose = |node: &usize| !foreign.has(*node) && measured.line(*node).is_prose();
    let text = (start..measured.lines.len()).find(is_prose).unwrap_or(start);
    let is_end = |node: &usize| {
        let line = measured.line(*node);
        let may_end = line.weight > 0 && line.weight <= 40 && !measured.is_inside(*node, is_aside);
        may_end && line.label == Some(Label::Comments)
    };
    (text..measured.lines.len()).find(is_end).unwrap_or(measured.lines.len())
}

/// Blocks beside the article, where the word "comments" may mean something else.
fn is_aside(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Aside | Tag::Header)
}

/// The weight of prose in each line.
fn weights(
    measured: &MeasuredPage<'_>,
    foreign: &NodeSet,
    span: Range<usize>,
    only_prose: bool,
) -> PrefixSums {
    let weight = |node: usize| {
        let line = measured.line(node);
        let counts = span.contains(&node) && !foreign.has(node) && (line.is_prose() || !only_prose);
        if counts { line.mass() } else { 0 }
    };
    PrefixSums::of((0..measured.lines.len()).map(weight))
}

/// The innermost block that holds three quarters of the prose of each block around it.
fn densest(measured: &MeasuredPage<'_>, weights: &PrefixSums) -> usize {
    let weight = |block: &Element| weights.within(&block.nodes);
    measured.page.elements.iter().enumerate().skip(1).fold(0, |found, (at, block)| {
        let (inner, outer) = (weight(block), weight(measured.page.element(found)));
        let is_most = outer > 0 && inner.saturating_mul(4) >= outer.saturating_mul(3);
        if block.parent == found && is_most { at } else { found }
    })
}
