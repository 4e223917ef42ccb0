//! A page with its measures: the numbers of each node that decide what the node is.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use super::block_counts::BlockCounts;
use super::line::Line;
use crate::catalog::EditionEntry;
use crate::model::ItemKey;
use crate::parse::Document;
use crate::parse::html::Tag;
use crate::parse::page::{Content, Element, Hint, Hints, Page, absolute};

/// A page, its lines, and what is known about where it came from.
pub(super) struct MeasuredPage<'p> {
    pub(super) page: &'p Page,
    pub(super) address: &'p Url,
    pub(super) edition: &'p EditionEntry,
    /// When the page came.
    pub(super) received_at: Timestamp,
    /// One line for each node; pictures and videos are empty lines.
    pub(super) lines: Vec<Line>,
    /// What each block holds.
    pub(super) counts: BlockCounts,
    /// The host that the page names as its own, computed on first use.
    named_host: OnceCell<Option<String>>,
    /// The address that relative ones start from.
    base: Url,
    /// Where each link leads, computed on first use.
    targets: Vec<OnceCell<Target>>,
}

/// Where a link leads.
#[derive(Default)]
struct Target {
    /// Its absolute address, if it leads to a page of the web.
    address: Option<Url>,
    /// The key of the item, if it leads to a listed page of the edition.
    key: Option<ItemKey>,
}

impl<'p> MeasuredPage<'p> {
    /// Measures a page.
    pub(super) fn of(page: &'p Page, document: Document<'p>) -> Self {
        let line = |node: &crate::parse::page::Node| match &node.content {
            Content::Text(run) => {
                Line::of(run, heading(page, node.parent), document.edition.zone.time_zone())
            }
            _ => Line::default(),
        };
        let lines: Vec<Line> = page.nodes.iter().map(line).collect();
        let counts = BlockCounts::of(&lines);
        let targets = page.links.iter().map(|_| OnceCell::new()).collect();
        Self {
            page,
            address: document.address,
            edition: document.edition,
            received_at: document.received_at,
            lines,
            counts,
            named_host: OnceCell::new(),
            base: page.base(document.address),
            targets,
        }
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
    pub(super) fn is_hinted(&self, node: usize, hint: Hint) -> bool {
        let small = |at: &usize| self.nodes(*at).len().saturating_mul(3) <= self.lines.len();
        self.around(node).take_while(small).any(|at| self.page.element(at).hints.meets(hint))
    }

    /// Whether a node is an entry of a list that is not a link. An entry of one word counts if its list has
    /// no links.
    pub(super) fn is_entry(&self, node: usize) -> bool {
        let line = self.line(node);
        let is_list = |at: &usize| self.page.element(*at).tag.is_list();
        let is_plain = || {
            let list = self.around(node).find(is_list).map(|at| self.page.element(at));
            list.is_some_and(|list| self.counts.linked(list) == 0 && self.counts.lines(list) > 2)
        };
        line.linked == 0
            && self.is_inside(node, |tag| matches!(tag, Tag::Li | Tag::Dt | Tag::Dd))
            && (line.word_count() > 1 || line.weight > 0 && is_plain())
    }

    /// Whether all of a node is set in bold.
    pub(super) fn is_bold(&self, node: usize) -> bool {
        let run = self.page.node(node).run();
        run.is_some_and(|run| run.pieces.iter().all(|piece| piece.style.bold || piece.text.trim().is_empty()))
    }

    /// An address of the page, made absolute.
    pub(super) fn absolute(&self, address: &str) -> Option<Url> {
        absolute(address, &self.base)
    }

    /// Whether an address is on the host of the page, as it was requested or as it names itself.
    pub(super) fn is_own_host(&self, address: &Url) -> bool {
        let declared = || self.page.head.metas_of(&["og:url"]).next().map(str::to_owned);
        let named = || declared().and_then(|named| Some(self.absolute(&named)?.host_str()?.to_owned()));
        let named = self.named_host.get_or_init(named).as_deref();
        address.host() == self.address.host() || named.is_some() && named == address.host_str()
    }

    /// The zone for dates on the page that name no zone.
    pub(super) fn zone(&self) -> &TimeZone {
        self.edition.zone.time_zone()
    }

    /// The key that a link leads to, if it leads to a page of the edition.
    pub(super) fn key(&self, link: usize) -> Option<&ItemKey> {
        self.target(link)?.key.as_ref()
    }

    /// The address that a link leads to, made absolute.
    pub(super) fn address_of(&self, link: usize) -> Option<&Url> {
        self.target(link)?.address.as_ref()
    }

    fn target(&self, link: usize) -> Option<&Target> {
        let found = || {
            let address = self.absolute(&self.page.link(link).address);
            let key = address.as_ref().and_then(|address| self.edition.listed_key_of(address));
            Target { address, key }
        };
        self.targets.get(link).map(|target| target.get_or_init(found))
    }

    /// Whether a link leads to a file of sound or video, or to another place on the page.
    pub(super) fn is_file(&self, link: usize) -> bool {
        let address = self.page.link(link).address.to_ascii_lowercase();
        [".mp4", ".m3u8", ".mp3"].iter().any(|end| address.contains(end)) || address.starts_with('#')
    }

    /// The links inside a node, each once.
    pub(super) fn links(&self, node: usize) -> Vec<usize> {
        let pieces = self.page.node(node).pieces();
        let mut links: Vec<usize> = pieces.iter().filter_map(|piece| piece.style.link).collect();
        links.dedup();
        links
    }
}

/// A node is a heading if the nearest heading element around it holds little else.
fn heading(page: &Page, parent: usize) -> Option<u8> {
    let close = page.around(parent).take(4).map(|at| page.element(at));
    close.filter(|element| element.nodes.len() <= 2).find_map(|element| element.tag.heading_level())
}
