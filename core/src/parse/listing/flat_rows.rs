//! Rows that have no block of their own: heading, text, heading, text; or several rows in one row of a table.

use std::ops::Range;

use crate::model::ItemKey;
use crate::parse::html::Tag;
use crate::parse::page::{Content, Element, Page};

/// The maximum number of parts of one row.
const MOST_PARTS: usize = 8;

/// A part of a block: a block right inside of it, or a text or a picture without a block.
#[derive(Debug, Clone)]
struct Part<'k> {
    kind: Kind,
    nodes: Range<usize>,
    key: Option<&'k ItemKey>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Block(Tag),
    Text,
    Picture,
    Other,
}

/// The nodes of each row in a block, if all its rows have the same parts in the same order. `key` gives the
/// row that a node links to.
pub(super) fn rows<'k>(
    page: &Page,
    block: usize,
    key: impl Fn(usize) -> Option<&'k ItemKey>,
) -> Vec<(&'k ItemKey, Range<usize>)> {
    let parts = parts(page, block, key);
    let starts = starts(&parts);
    let Some(length) = period(&starts) else {
        return Vec::new();
    };
    let rows = (0..length).find_map(|before| alike(&parts, &starts, before, length));
    rows.unwrap_or_default()
}

fn parts<'k>(page: &Page, block: usize, key: impl Fn(usize) -> Option<&'k ItemKey>) -> Vec<Part<'k>> {
    let mut parts: Vec<Part<'k>> = Vec::new();
    for node in page.element(block).nodes.clone() {
        if parts.last().is_some_and(|last| last.nodes.contains(&node)) {
            parts.last_mut().into_iter().for_each(|last| last.key = last.key.or_else(|| key(node)));
            continue;
        }
        let child = page.around(page.node(node).parent).take_while(|at| *at != block).last();
        let (kind, nodes) = match child.map(|at| page.element(at)) {
            Some(Element { tag, nodes, .. }) => (Kind::Block(*tag), nodes.clone()),
            None => (kind(&page.node(node).content), node..node.saturating_add(1)),
        };
        parts.push(Part { kind, nodes, key: key(node) });
    }
    parts
}

fn kind(content: &Content) -> Kind {
    match content {
        Content::Text(_) => Kind::Text,
        Content::Picture { .. } => Kind::Picture,
        _ => Kind::Other,
    }
}

/// The first part of each row that links to its page.
fn starts(parts: &[Part<'_>]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut last = None;
    for (at, part) in parts.iter().enumerate() {
        if part.key.is_some() && part.key != last {
            last = part.key;
            starts.push(at);
        }
    }
    starts
}

/// The distance between all these places; `None` if it is not the same, or if the rows have one part each.
fn period(starts: &[usize]) -> Option<usize> {
    let distances = || starts.iter().zip(starts.iter().skip(1)).map(|(one, next)| next.saturating_sub(*one));
    let first = distances().next()?;
    ((2..=MOST_PARTS).contains(&first) && distances().all(|distance| distance == first)).then_some(first)
}

/// The rows that begin so many parts before their link, if all of them are whole and alike.
fn alike<'k>(
    parts: &[Part<'k>],
    starts: &[usize],
    before: usize,
    length: usize,
) -> Option<Vec<(&'k ItemKey, Range<usize>)>> {
    let rows = starts.iter().map(|start| {
        let first = start.checked_sub(before)?;
        parts.get(first..first.saturating_add(length))
    });
    let rows: Vec<&[Part<'k>]> = rows.collect::<Option<_>>()?;
    let kinds = |row: &[Part<'k>]| row.iter().map(|part| part.kind).collect::<Vec<_>>();
    let first = rows.first().map(|row| kinds(row))?;
    let are_alike = rows.iter().all(|row| kinds(row) == first);
    let row = |row: &&[Part<'k>]| {
        let key = row.get(before)?.key?;
        Some((key, row.first()?.nodes.start..row.last()?.nodes.end))
    };
    if are_alike { rows.iter().map(row).collect() } else { None }
}
