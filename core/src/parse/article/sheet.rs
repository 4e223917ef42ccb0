//! A page laid out for judging: each leaf with the numbers that decide what it is.

use std::cell::OnceCell;
use std::ops::Range;

use ifilm_language::text::likeness;
use url::Url;

use crate::catalog::EditionEntry;
use crate::model::{ItemKey, Published};
use crate::parse::Document;
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Content, Element, Hints, Page, Run};
use crate::parse::stamp;

/// A page, its lines, and what is known about where it came from.
pub(super) struct Sheet<'p> {
    pub(super) page: &'p Page,
    pub(super) address: &'p Url,
    pub(super) edition: &'p EditionEntry,
    /// One line for each leaf; pictures and videos are empty lines.
    pub(super) lines: Vec<Line>,
    /// What each link leads to, once someone asked.
    keys: Vec<OnceCell<Option<ItemKey>>>,
}

/// A leaf of text, measured.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The text.
    pub(super) text: String,
    /// Its letters and digits.
    pub(super) weight: usize,
    /// Those of them inside links.
    pub(super) linked: usize,
    /// The level of the heading it is.
    pub(super) heading: Option<u8>,
    /// Its likeness; empty for lines too long to be a headline or a label.
    pub(super) likeness: String,
    /// What it is or announces, if it is none of the text.
    pub(super) label: Option<Label>,
    /// The date that it is, if it is a stamp.
    pub(super) stamp: Option<Published>,
}

/// Longer lines, in letters and digits, are no headlines and no labels.
const LONGEST: usize = 400;

impl Line {
    /// Whether it is a link and nothing else.
    pub(super) fn is_link(&self) -> bool {
        self.weight > 0 && self.linked.saturating_mul(10) >= self.weight.saturating_mul(9)
    }

    /// Letters and digits that count as text: none in a line that is mostly links.
    pub(super) fn mass(&self) -> usize {
        if self.linked.saturating_mul(2) < self.weight { self.weight.saturating_sub(self.linked) } else { 0 }
    }

    /// Whether it can only be running text: a sentence, or a long line.
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

impl<'p> Sheet<'p> {
    /// Measures a page.
    pub(super) fn of(page: &'p Page, document: Document<'p>) -> Self {
        let line = |leaf: &crate::parse::page::Leaf| match &leaf.content {
            Content::Text(run) => line(run, heading(page, leaf.parent)),
            Content::Picture { .. } | Content::Video { .. } => Line::default(),
        };
        let lines = page.leaves.iter().map(line).collect();
        let keys = page.links.iter().map(|_| OnceCell::new()).collect();
        Self { page, address: document.address, edition: document.edition, lines, keys }
    }

    /// The line of a leaf.
    #[expect(clippy::indexing_slicing, reason = "there is a line for each leaf of the page")]
    pub(super) fn line(&self, leaf: usize) -> &Line {
        &self.lines[leaf]
    }

    /// The leaves behind a leaf, up to the end of the page.
    pub(super) fn behind(&self, leaf: usize) -> Range<usize> {
        leaf.saturating_add(1)..self.lines.len()
    }

    /// The element around a leaf.
    pub(super) fn parent(&self, leaf: usize) -> &Element {
        self.page.element(self.page.leaf(leaf).parent)
    }

    /// The elements around a leaf, innermost first.
    pub(super) fn around(&self, leaf: usize) -> impl Iterator<Item = usize> {
        self.page.around(self.page.leaf(leaf).parent)
    }

    /// The leaves of an element.
    pub(super) fn leaves(&self, element: usize) -> Range<usize> {
        self.page.element(element).leaves.clone()
    }

    /// Whether an element of this kind is around a leaf.
    pub(super) fn is_inside(&self, leaf: usize, is_kind: impl Fn(Tag) -> bool) -> bool {
        self.around(leaf).any(|at| is_kind(self.page.element(at).tag))
    }

    /// What names hint at, on the leaf itself and on the elements that hold little besides it.
    pub(super) fn hints(&self, leaf: usize) -> Hints {
        let own = self.page.leaf(leaf).run().map(|run| run.hints).unwrap_or_default();
        let close = self.around(leaf).take_while(|at| self.leaves(*at).len() == 1);
        close.fold(own, |hints, at| hints.with(self.page.element(at).hints))
    }

    /// Whether the names of a block around a leaf hint at this, the block being a small part of the page.
    pub(super) fn is_hinted(&self, leaf: usize, hint: Hints) -> bool {
        let small = |at: &usize| self.leaves(*at).len().saturating_mul(3) <= self.lines.len();
        self.around(leaf).take_while(small).any(|at| self.page.element(at).hints.meets(hint))
    }

    /// Whether a leaf is a list's entry of several words, and no link.
    pub(super) fn is_entry(&self, leaf: usize) -> bool {
        let line = self.line(leaf);
        line.linked == 0 && line.word_count() > 1 && self.is_inside(leaf, |tag| tag == Tag::Li)
    }

    /// Whether all of a leaf is set in bold.
    pub(super) fn is_bold(&self, leaf: usize) -> bool {
        let run = self.page.leaf(leaf).run();
        run.is_some_and(|run| run.pieces.iter().all(|piece| piece.style.bold || piece.text.trim().is_empty()))
    }

    /// An address of the page, made absolute.
    pub(super) fn absolute(&self, address: &str) -> Option<Url> {
        self.page.absolute(address, self.address)
    }

    /// What a link of the page leads to, if it is a page of the edition.
    pub(super) fn key(&self, link: usize) -> Option<&ItemKey> {
        let address = || self.absolute(&self.page.link(link).address);
        self.keys.get(link)?.get_or_init(|| self.edition.key_of(&address()?)).as_ref()
    }

    /// The links inside a leaf, each once.
    pub(super) fn links(&self, leaf: usize) -> Vec<usize> {
        let pieces = self.page.leaf(leaf).pieces();
        let mut links: Vec<usize> = pieces.iter().filter_map(|piece| piece.style.link).collect();
        links.dedup();
        links
    }
}

fn line(run: &Run, heading: Option<u8>) -> Line {
    let (weight, linked) = run.weights();
    let text = run.text();
    let likeness = if weight <= LONGEST { likeness(&text) } else { String::new() };
    let label = if weight > 0 { Label::of_likeness(&text, &likeness) } else { None };
    let stamp = if weight > 0 { stamp::stamp(&text) } else { None };
    Line { text, weight, linked, heading, likeness, label, stamp }
}

/// A leaf is a heading where the nearest element that says so holds little else.
fn heading(page: &Page, parent: usize) -> Option<u8> {
    let close = page.around(parent).take(4).map(|at| page.element(at));
    close.filter(|element| element.leaves.len() <= 2).find_map(|element| element.tag.heading_level())
}
