//! Cards: the block of a page around the links of one row, and what stands in it beside the links.

use std::ops::Range;

use jiff::tz::TimeZone;

use super::flat_rows;
use crate::model::{ItemKey, Published};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Content, Element, Node, Page, Run};
use crate::parse::stamp;

/// Blocks with more nodes are no card. A page with one row would be one.
const LARGEST: usize = 24;
/// The fewest letters and digits of a lead.
const SHORTEST_LEAD: usize = 25;

/// A row's own texts and picture outside of its links.
#[derive(Debug, Clone, Default)]
pub(super) struct Card {
    pub(super) lead: Option<String>,
    pub(super) picture: Option<String>,
    pub(super) published: Option<Published>,
}

/// The cards of a page, given the key of each link. A card is the outermost block whose links all lead to one
/// row. If the page has one row alone, that would be the whole page; then it is the innermost block with
/// another text or picture. Rows without blocks of their own are those of [`flat_rows`].
pub(super) fn find<'k>(
    page: &Page,
    keys: &'k [Option<ItemKey>],
    zone: &TimeZone,
) -> Vec<(&'k ItemKey, Card)> {
    let links = RowLinks::of(page, keys);
    let mut cards: Vec<(&'k ItemKey, &Element)> = Vec::new();
    for block in page.elements.iter().skip(1).filter(|block| is_card(block)) {
        let Some(key) = links.only_key(block) else { continue };
        match cards.last_mut() {
            Some((_, around)) if block.nodes.start < around.nodes.end => {
                if links.is_single && block.nodes.len() > 1 {
                    *around = block;
                }
            }
            _ => cards.push((key, block)),
        }
    }
    let own =
        cards.into_iter().map(|(key, block)| (key, Card::of(page, block.nodes.clone(), block.depth, zone)));
    own.chain(links.flat(page, zone)).collect()
}

fn is_card(block: &Element) -> bool {
    block.nodes.len() <= LARGEST && !is_around_rows(block.tag)
}

/// Whether a block of this kind stands around rows, or beside them.
fn is_around_rows(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Header | Tag::Footer | Tag::Aside | Tag::Form)
}

/// The nodes with links to rows, in reading order.
struct RowLinks<'k> {
    nodes: Vec<(usize, &'k ItemKey)>,
    /// For each of them the next one with another key.
    next_other: Vec<usize>,
    /// Whether all of them lead to one row.
    is_single: bool,
}

impl<'k> RowLinks<'k> {
    fn of(page: &Page, keys: &'k [Option<ItemKey>]) -> Self {
        let key = |link: usize| keys.get(link)?.as_ref();
        let linked =
            page.nodes.iter().enumerate().flat_map(|(at, node)| links(node).map(move |link| (at, link)));
        let nodes: Vec<(usize, &ItemKey)> = linked.filter_map(|(at, link)| Some((at, key(link)?))).collect();
        let mut next_other = vec![nodes.len(); nodes.len()];
        for at in (1..nodes.len()).rev() {
            let is_same =
                nodes.get(at).map(|mark| mark.1) == nodes.get(at.saturating_sub(1)).map(|mark| mark.1);
            let next = if is_same { next_other.get(at).copied().unwrap_or(at) } else { at };
            next_other.get_mut(at.saturating_sub(1)).into_iter().for_each(|other| *other = next);
        }
        let is_single = next_other.first() == Some(&nodes.len());
        Self { nodes, next_other, is_single }
    }

    /// The cards of rows that stand in one block without blocks of their own.
    fn flat(&self, page: &Page, zone: &TimeZone) -> Vec<(&'k ItemKey, Card)> {
        let has_many = |block: &Element| self.only_key(block).is_none() && self.has_rows(block);
        let mut is_outer = vec![false; page.elements.len()];
        let mut rows = Vec::new();
        for (at, block) in page.elements.iter().enumerate().skip(1).rev().filter(|(_, block)| has_many(block))
        {
            is_outer.get_mut(block.parent).into_iter().for_each(|outer| *outer = true);
            if is_outer.get(at) == Some(&false) {
                rows.extend(flat_rows::rows(page, at, |node| self.key_of(node)));
            }
        }
        rows.into_iter().map(|(key, nodes)| (key, Card::of(page, nodes, usize::MAX, zone))).collect()
    }

    /// Whether a link inside a block leads to a row.
    fn has_rows(&self, block: &Element) -> bool {
        let first = self.nodes.partition_point(|(node, _)| *node < block.nodes.start);
        self.nodes.get(first).is_some_and(|(node, _)| *node < block.nodes.end)
    }

    /// The first row that a node links to.
    fn key_of(&self, node: usize) -> Option<&'k ItemKey> {
        let first = self.nodes.partition_point(|(at, _)| *at < node);
        self.nodes.get(first).filter(|(at, _)| *at == node).map(|(_, key)| *key)
    }

    /// The one key that the links inside a block lead to; `None` if there is none, or more than one.
    fn only_key(&self, block: &Element) -> Option<&'k ItemKey> {
        let first = self.nodes.partition_point(|(node, _)| *node < block.nodes.start);
        let (_, key) = self.nodes.get(first).filter(|(node, _)| *node < block.nodes.end)?;
        let other = self.nodes.get(*self.next_other.get(first)?);
        let is_alone = other.is_none_or(|(other, _)| *other >= block.nodes.end);
        is_alone.then_some(*key)
    }
}

fn links(node: &Node) -> impl Iterator<Item = usize> {
    let pictured = match &node.content {
        Content::Picture { link, .. } => *link,
        _ => None,
    };
    node.pieces().iter().filter_map(|piece| piece.style.link).chain(pictured)
}

impl Card {
    /// What these nodes hold, in a block of this depth.
    fn of(page: &Page, nodes: Range<usize>, depth: usize, zone: &TimeZone) -> Self {
        let mut card = Self::default();
        let shown = page.nodes.get(nodes.clone()).unwrap_or_default();
        shown.iter().filter(|node| !is_beside(page, node, depth)).for_each(|node| card.add(page, node, zone));
        let first = page.times.partition_point(|time| time.spot.node < nodes.start);
        let inside = page.times.iter().skip(first).take_while(|time| time.spot.node < nodes.end);
        let mut published = inside.filter(|time| !time.is_update);
        let timed = published.find_map(|time| stamp::machine(&time.value, zone));
        card.published = timed.or(card.published);
        card
    }

    fn add(&mut self, page: &Page, node: &Node, zone: &TimeZone) {
        match &node.content {
            Content::Text(run) => {
                let text = run.text();
                let published = stamp::stamp(&text, zone);
                if published.is_none() && self.lead.is_none() && is_lead(page, node, run, &text) {
                    self.lead = Some(text);
                }
                self.published = self.published.or(published);
            }
            Content::Picture { src, .. } => {
                self.picture = self.picture.take().or_else(|| Some(src.to_string()))
            }
            _ => {}
        }
    }
}

/// Whether a header, a footer or a form inside a block of this depth holds the node.
fn is_beside(page: &Page, node: &Node, depth: usize) -> bool {
    let inside = page.around(node.parent).map(|at| page.element(at)).take_while(|at| at.depth > depth);
    inside.into_iter().any(|around| is_around_rows(around.tag))
}

/// Whether a text is the sentence beside the headline: long, outside of headings, and not the headline
/// itself, which is a link. A link around the whole card holds the sentence as a paragraph.
fn is_lead(page: &Page, node: &Node, run: &Run, text: &str) -> bool {
    let (letters, linked) = run.weights();
    let is_in = |is_kind: fn(Tag) -> bool| {
        let mut around = page.around(node.parent).take(4).map(|at| page.element(at).tag);
        around.any(is_kind)
    };
    let is_own_text = linked.saturating_mul(2) < letters || is_in(|tag| tag == Tag::P);
    letters >= SHORTEST_LEAD && is_own_text && !is_in(Tag::is_heading) && Label::of(text).is_none()
}
