//! Cards: the block of a page around the links of one row, and what stands in it beside the links.

use jiff::tz::TimeZone;

use crate::model::{ItemKey, Published};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Content, Element, Node, Page};
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

/// The first card of each key, given the key of each link of the page.
pub(super) fn find<'k>(
    page: &Page,
    keys: &'k [Option<ItemKey>],
    zone: &TimeZone,
) -> impl Iterator<Item = (&'k ItemKey, Card)> {
    let marks = Marks::of(page, keys);
    let mut end = 0;
    let cards = page.elements.iter().skip(1).filter_map(move |block| {
        let key = marks.only_key(block).filter(|_| block.nodes.start >= end && is_card(block))?;
        end = block.nodes.end;
        Some((key, block))
    });
    let cards: Vec<_> = cards.collect();
    cards.into_iter().map(|(key, block)| (key, Card::of(page, block, zone)))
}

fn is_card(block: &Element) -> bool {
    block.nodes.len() <= LARGEST && !matches!(block.tag, Tag::Nav | Tag::Footer)
}

/// The nodes with links to rows, in reading order.
struct Marks<'k> {
    nodes: Vec<(usize, &'k ItemKey)>,
    /// For each of them the next one with another key.
    next_other: Vec<usize>,
}

impl<'k> Marks<'k> {
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
        Self { nodes, next_other }
    }

    /// The one key that the links inside a block lead to; `None` if there is none, or more than one.
    fn only_key(&self, block: &Element) -> Option<&'k ItemKey> {
        let first = self.nodes.partition_point(|(node, _)| *node < block.nodes.start);
        let (node, key) = self.nodes.get(first).filter(|(node, _)| *node < block.nodes.end)?;
        let other = self.nodes.get(*self.next_other.get(first)?);
        let is_alone = other.is_none_or(|(other, _)| *other >= block.nodes.end);
        (is_alone && *node < block.nodes.end).then_some(*key)
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
    fn of(page: &Page, block: &Element, zone: &TimeZone) -> Self {
        let mut card = Self::default();
        let nodes = page.nodes.get(block.nodes.clone()).unwrap_or_default();
        nodes.iter().for_each(|node| card.add(page, node, zone));
        let times = page.times.iter().filter(|time| block.nodes.contains(&time.node) && !time.is_update);
        let timed = times.into_iter().find_map(|time| stamp::machine(&time.value, zone));
        card.published = timed.or(card.published);
        card
    }

    fn add(&mut self, page: &Page, node: &Node, zone: &TimeZone) {
        match &node.content {
            Content::Text(run) => {
                let (letters, linked) = run.weights();
                let text = run.text();
                self.published = self.published.or_else(|| stamp::stamp(&text, zone));
                let is_heading =
                    || page.around(node.parent).take(4).any(|at| page.element(at).tag.is_heading());
                let is_lead = linked == 0 && letters >= SHORTEST_LEAD && self.lead.is_none();
                if is_lead
                    && !is_heading()
                    && Label::of(&text).is_none()
                    && stamp::stamp(&text, zone).is_none()
                {
                    self.lead = Some(text);
                }
            }
            Content::Picture { src, .. } => {
                self.picture = self.picture.take().or_else(|| Some(src.to_string()))
            }
            Content::Video { .. } => {}
        }
    }
}
