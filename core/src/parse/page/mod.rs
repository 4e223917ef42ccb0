//! A page as it is read: nodes of text and pictures in order, inside nested blocks.

mod builder;
mod element;
mod emoji;
mod entry;
mod head;
mod heading;
mod hiding;
mod hint;
mod media;
mod node;
mod open;
mod part;
mod picture_source;
mod plain;
mod player;
mod run_writer;
mod srcset;
mod streamed;
mod visibility;

pub(super) use element::{Element, Shape};
pub(super) use head::{Head, Meta};
pub(super) use hint::{Hint, Hints};
pub(super) use node::{Content, MediaFile, Node, Piece, Run, Shift, Style};
pub(super) use part::Part;
pub(super) use plain::plain;
pub(super) use player::provider;
pub(super) use streamed::assembled;

use url::Url;

/// A page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its metadata.
    pub(super) head: Head,
    /// Its blocks, each after the one around it. The first is the page itself.
    pub(super) elements: Vec<Element>,
    /// Its nodes, in reading order.
    pub(super) nodes: Vec<Node>,
    /// Its links, in reading order.
    pub(super) links: Vec<Anchor>,
    /// The languages that its elements name, as they write them.
    pub(super) languages: Vec<String>,
    /// The values of its `<time datetime>`, in reading order.
    pub(super) times: Vec<Time>,
    /// The hidden elements that hold more text than the page shows; none on most pages.
    pub(super) hidden_text: Vec<usize>,
    /// The hidden elements that hold a story by their name, and that a script shows.
    pub(super) hidden_stories: Vec<usize>,
    /// Whether reading stopped before its end.
    pub(super) is_cut: bool,
    /// Whether it ends in the middle: neither its body ends nor the elements that frame its text.
    pub(super) is_unfinished: bool,
    /// Whether it holds any tag at all.
    pub(super) has_tags: bool,
}

/// Where a value for machines stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// The number of nodes before it.
    pub(super) node: usize,
    /// The innermost block element around it.
    pub(super) block: usize,
}

/// A `<time>` with a value for machines.
#[derive(Debug, Clone)]
pub(super) struct Time {
    /// Where it stands.
    pub(super) spot: Spot,
    /// Its value.
    pub(super) value: String,
    /// Whether its names say that it is the date of a change.
    pub(super) is_update: bool,
}

/// A link.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// Where it leads, as the page writes it.
    pub(super) address: String,
    /// What its `title` says.
    pub(super) title: Option<String>,
    /// Whether it names the language of its target.
    pub(super) has_language: bool,
}

/// An address of a page, made absolute; only http and https count.
pub(super) fn absolute(address: &str, base: &Url) -> Option<Url> {
    let url = base.join(address.trim()).ok()?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

impl Page {
    /// The node of this number.
    #[expect(
        clippy::indexing_slicing,
        reason = "the numbers of nodes come from this page, which never loses one"
    )]
    pub(super) fn node(&self, at: usize) -> &Node {
        &self.nodes[at]
    }

    /// The block of this number.
    #[expect(
        clippy::indexing_slicing,
        reason = "the numbers of blocks come from this page, which never loses one"
    )]
    pub(super) fn element(&self, at: usize) -> &Element {
        &self.elements[at]
    }

    /// The link of this number.
    #[expect(
        clippy::indexing_slicing,
        reason = "the numbers of links come from this page, which never loses one"
    )]
    pub(super) fn link(&self, at: usize) -> &Anchor {
        &self.links[at]
    }

    /// The address that relative ones start from, for a page at this address.
    pub(super) fn base(&self, page: &Url) -> Url {
        let named = self.head.base.as_deref().and_then(|base| page.join(base).ok());
        named.unwrap_or_else(|| page.clone())
    }

    /// The block at this place and all around it, innermost first, without the page itself.
    pub(super) fn around(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |at| Some(self.element(*at).parent)).take_while(|at| *at != 0)
    }
}
