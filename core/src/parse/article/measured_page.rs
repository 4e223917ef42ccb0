//! A page with its measures: the numbers of each node that decide what the node is.

use std::cell::OnceCell;
use std::ops::Range;

use ifilm_language::text::normalized;
use jiff::tz::TimeZone;
use url::Url;

use crate::catalog::EditionEntry;
use crate::model::ItemKey;
use crate::parse::Document;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Content, Element, Hints, Page, Run};
use crate::parse::stamp::{self, LineDates};

/// A page, its lines, and what is known about where it came from.
pub(super) struct MeasuredPage<'p> {
    pub(super) page: &'p Page,
    pub(super) address: &'p Url,
    pub(super) edition: &'p EditionEntry,
    /// One line for each node; pictures and videos are empty lines.
    pub(super) lines: Vec<Line>,
    /// The key that each link leads to, computed on first use.
    keys: Vec<OnceCell<Option<ItemKey>>>,
}

/// A node of text, measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The text.
    pub(super) text: String,
    /// Its letters and digits.
    pub(super) weight: usize,
    /// Its letters and digits inside links.
    pub(super) linked: usize,
    /// The level of the heading, if it is one.
    pub(super) heading: Option<u8>,
    /// The normalized text; empty for lines too long to be a headline or a label.
    pub(super) normalized: String,
    /// Its label, if it is not text.
    pub(super) label: Option<Label>,
    /// Its dates, if it is a stamp.
    pub(super) stamp: Option<LineDates>,
}

/// Longer lines, in letters and digits, are no headlines and no labels.
const LONGEST: usize = 400;

impl Line {
    /// Whether it is only a link.
    pub(super) fn is_link(&self) -> bool {
        self.weight > 0 && self.linked.saturating_mul(10) >= self.weight.saturating_mul(9)
    }

    /// Letters and digits that count as text: none in a line that is mostly links.
    pub(super) fn mass(&self) -> usize {
        if self.linked.saturating_mul(2) < self.weight { self.weight.saturating_sub(self.linked) } else { 0 }
    }

    /// Whether it is certainly running text: a sentence, or a long line.
    pub(super) fn is_prose(&self) -> bool {
        let mass = self.mass();
        self.stamp.is_none()
            && (mass >= 40 || (mass >= 12 && self.ends_a_sentence() && self.word_count() >= 3))
    }

    /// Whether it ends as sentences do.
    pub(super) fn ends_a_sentence(&self) -> bool {
        let text = self.text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', ' ', '\u{200F}']);
        text.ends_with(['.', '!', '?', '؟', '…', '۔', '؛'])
    }

    pub(super) fn word_count(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

impl<'p> MeasuredPage<'p> {
    /// Measures a page.
    pub(super) fn of(page: &'p Page, document: Document<'p>) -> Self {
        let line = |node: &crate::parse::page::Node| match &node.content {
            Content::Text(run) => line(run, heading(page, node.parent), document.edition.zone.time_zone()),
            Content::Picture { .. } | Content::Video { .. } => Line::default(),
        };
        let lines = page.nodes.iter().map(line).collect();
        let keys = page.links.iter().map(|_| OnceCell::new()).collect();
        Self { page, address: document.address, edition: document.edition, lines, keys }
    }

    /// The line of a node.
    #[expect(clippy::indexing_slicing, reason = "there is a line for each node of the page")]
    pub(super) fn line(&self, node: usize) -> &Line {
        &self.lines[node]
    }

    /// The nodes behind a node, up to the end of the page.
    pub(super) fn behind(&self, node: usize) -> Range<usize> {
        node.saturating_add(1)..self.lines.len()
    }

    /// The element around a node.
    pub(super) fn parent(&self, node: usize) -> &Element {
        self.page.element(self.page.node(node).parent)
    }

    /// The elements around a node, innermost first.
    pub(super) fn around(&self, node: usize) -> impl Iterator<Item = usize> {
        self.page.around(self.page.node(node).parent)
    }

    /// The nodes of an element.
    pub(super) fn nodes(&self, element: usize) -> Range<usize> {
        self.page.element(element).nodes.clone()
    }

    /// Whether an element of this kind is around a node.
    pub(super) fn is_inside(&self, node: usize, is_kind: impl Fn(Tag) -> bool) -> bool {
        self.around(node).any(|at| is_kind(self.page.element(at).tag))
    }

    /// The hints of class names, on the node itself and on the elements that hold little else.
    pub(super) fn hints(&self, node: usize) -> Hints {
        let own = self.page.node(node).run().map(|run| run.hints).unwrap_or_default();
        let close = self.around(node).take_while(|at| self.nodes(*at).len() == 1);
        close.fold(own, |hints, at| hints.with(self.page.element(at).hints))
    }

    /// Whether the class names of a block around a node give this hint. Only blocks that are a small part of
    /// the page count.
    pub(super) fn is_hinted(&self, node: usize, hint: Hints) -> bool {
        let small = |at: &usize| self.nodes(*at).len().saturating_mul(3) <= self.lines.len();
        self.around(node).take_while(small).any(|at| self.page.element(at).hints.meets(hint))
    }

    /// Whether a node is a list entry of several words that is not a link.
    pub(super) fn is_entry(&self, node: usize) -> bool {
        let line = self.line(node);
        line.linked == 0 && line.word_count() > 1 && self.is_inside(node, |tag| tag == Tag::Li)
    }

    /// Whether all of a node is set in bold.
    pub(super) fn is_bold(&self, node: usize) -> bool {
        let run = self.page.node(node).run();
        run.is_some_and(|run| run.pieces.iter().all(|piece| piece.style.bold || piece.text.trim().is_empty()))
    }

    /// An address of the page, made absolute.
    pub(super) fn absolute(&self, address: &str) -> Option<Url> {
        self.page.absolute(address, self.address)
    }

    /// The zone for dates on the page that name no zone.
    pub(super) fn zone(&self) -> &TimeZone {
        self.edition.zone.time_zone()
    }

    /// The key that a link leads to, if it leads to a page of the edition.
    pub(super) fn key(&self, link: usize) -> Option<&ItemKey> {
        let address = || self.absolute(&self.page.link(link).address);
        self.keys.get(link)?.get_or_init(|| self.edition.key_of(&address()?)).as_ref()
    }

    /// The links inside a node, each once.
    pub(super) fn links(&self, node: usize) -> Vec<usize> {
        let pieces = self.page.node(node).pieces();
        let mut links: Vec<usize> = pieces.iter().filter_map(|piece| piece.style.link).collect();
        links.dedup();
        links
    }
}

fn line(run: &Run, heading: Option<u8>, zone: &TimeZone) -> Line {
    let (weight, linked) = run.weights();
    let text = run.text();
    let normalized = if weight <= LONGEST { normalized(&text) } else { String::new() };
    let label = if weight > 0 { Label::of_normalized(&text, &normalized) } else { None };
    let stamp = if weight > 0 { stamp::dates(&text, zone) } else { None };
    Line { text, weight, linked, heading, normalized, label, stamp }
}

/// A node is a heading if the nearest heading element around it holds little else.
fn heading(page: &Page, parent: usize) -> Option<u8> {
    let close = page.around(parent).take(4).map(|at| page.element(at));
    close.filter(|element| element.nodes.len() <= 2).find_map(|element| element.tag.heading_level())
}
