//! Cards of other articles: a linked heading or picture with a sentence or two.

use std::ops::Range;

use url::Url;

use super::measured_page::MeasuredPage;
use super::votes::{MOST, Vote, Votes};
use crate::parse::page::{Content, Element};

/// The maximum number of lines, paragraphs and letters of a card.
const MOST_LINES: usize = 5;
const MOST_PROSE: usize = 2;
const MOST_LETTERS: usize = 600;

/// From this number on, blocks beside each other are cards even if their links are no headings.
const ROW: usize = 3;

/// The cards of a page, as votes for each block.
pub(super) struct Cards {
    votes: Vec<Votes>,
    /// Whether there is enough prose outside of cards to be the article, and most cards have a heading that
    /// is a link.
    has_text: bool,
}

/// The fewest paragraphs outside of cards, and their letters, that may be the article.
const LEAST_PARAGRAPHS: usize = 2;
const LEAST_LETTERS: usize = 120;

/// What a block by itself may be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A heading that is a link leads it.
    Headed,
    /// A linked line or picture leads it; a card only in a row of such blocks.
    Linked,
}

impl Cards {
    /// Finds the cards of a page.
    pub(super) fn of(measured: &MeasuredPage<'_>, title: Option<usize>) -> Self {
        let elements = &measured.page.elements;
        let kinds: Vec<Option<Kind>> = elements.iter().map(|block| kind(measured, block, title)).collect();
        let mut rows = vec![0_usize; elements.len()];
        for (block, _) in elements.iter().zip(&kinds).filter(|(_, kind)| kind.is_some()) {
            rows.get_mut(block.parent).into_iter().for_each(|row| *row = row.saturating_add(1));
        }
        let row = |block: &Element| rows.get(block.parent).copied().unwrap_or(0);
        let is_card = |block: &Element, kind: Option<Kind>| match kind {
            Some(Kind::Headed) => true,
            Some(Kind::Linked) => row(block) >= ROW,
            None => false,
        };
        let cards: Vec<bool> =
            elements.iter().zip(&kinds).map(|(block, kind)| is_card(block, *kind)).collect();
        let is_headed = |kind: &&Option<Kind>| **kind == Some(Kind::Headed);
        let headed = kinds.iter().filter(is_headed).count();
        let are_headed = headed.saturating_mul(2) > cards.iter().filter(|card| **card).count();
        let text = text_above(measured, &cards, title);
        let has_text = text.is_some_and(|text| are_headed || are_outside(measured, &cards, text));
        Self { votes: votes(measured, &cards, has_text), has_text }
    }

    /// Whether a block is a row of cards beside a text.
    pub(super) fn are_beside_text(&self, block: usize) -> bool {
        self.has_text && self.votes(block).has(Vote::RowOfCards)
    }

    /// The votes about a block.
    pub(super) fn votes(&self, block: usize) -> Votes {
        self.votes.get(block).copied().unwrap_or_default()
    }
}

/// The first lines of prose behind the title, up to the first in a card, if they are enough for an article.
fn text_above(measured: &MeasuredPage<'_>, cards: &[bool], title: Option<usize>) -> Option<Range<usize>> {
    let is_card = |at: usize| cards.get(at) == Some(&true);
    let behind = title?.saturating_add(1)..measured.lines.len();
    let mut prose = behind.filter(|node| measured.line(*node).is_prose());
    let first = prose.next().filter(|node| !measured.around(*node).any(is_card))?;
    let start = (1, measured.line(first).mass(), first);
    let text = prose.take_while(|node| !measured.around(*node).any(is_card));
    let (count, letters, last) = text.fold(start, |(count, letters, _): (usize, usize, usize), node| {
        (count.saturating_add(1), letters.saturating_add(measured.line(node).mass()), node)
    });
    (count >= LEAST_PARAGRAPHS && letters >= LEAST_LETTERS).then_some(first..last.saturating_add(1))
}

/// Whether all cards stand behind the innermost block that holds the text.
fn are_outside(measured: &MeasuredPage<'_>, cards: &[bool], text: Range<usize>) -> bool {
    let holds = |at: &usize| measured.nodes(*at).end >= text.end;
    let own = measured.around(text.start).find(holds).map_or(0, |at| measured.nodes(at).end);
    let elements = measured.page.elements.iter().zip(cards);
    elements
        .filter(|(_, card)| **card)
        .all(|(block, _)| block.nodes.start >= own || block.nodes.end <= text.start)
}

fn votes(measured: &MeasuredPage<'_>, cards: &[bool], has_text: bool) -> Vec<Votes> {
    let elements = &measured.page.elements;
    let mut inside = vec![(0_usize, 0_usize); elements.len()];
    let mut mass = 0_usize;
    let mut behind = 0;
    for block in elements.iter().zip(cards).filter(|(_, card)| **card).map(|(block, _)| block) {
        if block.nodes.start < behind {
            continue;
        }
        behind = block.nodes.end;
        mass = mass.saturating_add(measured.counts.mass(block));
        if let Some((count, lines)) = inside.get_mut(block.parent) {
            *count = count.saturating_add(1);
            *lines = lines.saturating_add(measured.counts.lines(block));
        }
    }
    let root = elements.first().map_or(0, |root| measured.counts.mass(root));
    let are_most = mass.saturating_mul(MOST) > root && !has_text;
    let of = |(at, block): (usize, &Element)| {
        let (count, lines) = inside.get(at).copied().unwrap_or_default();
        let is_row = count >= 2 && measured.counts.lines(block).saturating_sub(lines) <= 1;
        let is_card = cards.get(at) == Some(&true);
        let votes = Votes::default().when(is_card, Vote::Card).when(is_row, Vote::RowOfCards);
        votes.when(are_most && (is_card || is_row), Vote::CardsAreMost)
    };
    elements.iter().enumerate().map(of).collect()
}

fn kind(measured: &MeasuredPage<'_>, block: &Element, title: Option<usize>) -> Option<Kind> {
    let counts = &measured.counts;
    let is_small = (1..=MOST_LINES).contains(&counts.lines(block))
        && counts.prose(block) <= MOST_PROSE
        && counts.mass(block) <= MOST_LETTERS;
    let has_text = counts.lines(block) > counts.link_lines(block);
    if !is_small || !has_text || block.depth == 0 || title.is_some_and(|title| block.nodes.contains(&title)) {
        return None;
    }
    let mut headed = block.nodes.clone().filter(|node| measured.line(*node).heading.is_some());
    if headed.next().is_some_and(|node| leads_elsewhere(measured, node, Host::Own)) {
        return Some(Kind::Headed);
    }
    let is_linked =
        |node: usize| leads_elsewhere(measured, node, Host::Any) || is_linked_picture(measured, node);
    let head = block.nodes.clone().take(FIRST).take_while(|node| !measured.line(*node).is_prose());
    let is_led = head.into_iter().any(is_linked) || is_picture_beside_link(measured, block);
    (is_led && counts.prose(block) > 0).then_some(Kind::Linked)
}

/// Whether a block is a picture and a paragraph that begins with a link to another page.
fn is_picture_beside_link(measured: &MeasuredPage<'_>, block: &Element) -> bool {
    let is_picture = |node: usize| matches!(measured.page.node(node).content, Content::Picture { .. });
    let leads = |node: usize| {
        let first = measured.page.node(node).pieces().iter().find(|piece| !piece.text.trim().is_empty());
        let link = first.and_then(|piece| piece.style.link);
        link.is_some_and(|link| is_elsewhere(measured, link, Host::Own))
    };
    let mut nodes = block.nodes.clone().take(FIRST);
    nodes.next().is_some_and(is_picture) && nodes.next().is_some_and(leads)
}

/// How many nodes at the top of a card may hold its link.
const FIRST: usize = 3;

/// Which hosts the link of a card may lead to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Host {
    /// That of the page. A text may describe works or goods with a linked heading for each.
    Own,
    Any,
}

/// Whether a line is only a link to another page.
fn leads_elsewhere(measured: &MeasuredPage<'_>, node: usize, host: Host) -> bool {
    let leads = |link: usize| is_elsewhere(measured, link, host);
    measured.line(node).is_link() && measured.links(node).into_iter().any(leads)
}

fn is_linked_picture(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let Content::Picture { link: Some(link), .. } = &measured.page.node(node).content else {
        return false;
    };
    is_elsewhere(measured, *link, Host::Any) && !measured.is_file(*link)
}

fn is_elsewhere(measured: &MeasuredPage<'_>, link: usize, host: Host) -> bool {
    let written = &measured.page.link(link).address;
    let is_own = |to: &Url| host == Host::Any || measured.is_own_host(to);
    !written.starts_with('#')
        && measured.address_of(link).is_some_and(|to| is_own(to) && to.path() != measured.address.path())
}
