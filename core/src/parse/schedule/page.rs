//! A page of a guide as it is read: elements, and the pieces of text in them, both in the order of the page.

use std::ops::Range;

use crate::parse::html::Tag;

/// A page of a guide.
#[derive(Debug, Default)]
pub(in crate::parse) struct GuidePage {
    /// Its elements, each after the one around it. The first is the page itself.
    pub(in crate::parse) elements: Vec<Element>,
    /// Its texts.
    pub(in crate::parse) pieces: Vec<Piece>,
    /// Its links.
    pub(in crate::parse) links: Vec<Link>,
    /// The files of its players.
    pub(in crate::parse) recordings: Vec<Link>,
    /// The code of its scripts that may hold data.
    pub(in crate::parse) scripts: Vec<String>,
    /// What its `base` says.
    pub(in crate::parse) base: Option<String>,
    /// Its title.
    pub(in crate::parse) title: String,
    /// Whether it has any tag at all.
    pub(in crate::parse) has_tags: bool,
}

/// An element of a page.
#[derive(Debug)]
pub(in crate::parse) struct Element {
    /// The element around it; the page is in itself.
    pub(in crate::parse) parent: usize,
    pub(in crate::parse) tag: Tag,
    /// The number behind that of its last element.
    pub(in crate::parse) end: usize,
    /// The pieces in it and in its elements.
    pub(in crate::parse) pieces: Range<usize>,
    /// The attributes that may say what it is.
    pub(in crate::parse) marks: Vec<(String, String)>,
    /// Whether it is beside the content: a menu, a footer, a box at the side.
    pub(in crate::parse) is_aside: bool,
}

/// A text of a page without tags in it.
#[derive(Debug)]
pub(in crate::parse) struct Piece {
    pub(in crate::parse) text: String,
    /// The innermost element around it.
    pub(in crate::parse) element: usize,
    /// The link around it.
    pub(in crate::parse) link: Option<usize>,
    pub(in crate::parse) kind: PieceKind,
    /// The value for machines that stands for it: `<time datetime>`.
    pub(in crate::parse) machine: Option<String>,
}

/// The kind of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum PieceKind {
    /// Text that people see.
    Text,
    /// The description of a picture.
    Description,
    /// A value for machines that begins a broadcast.
    Start,
    /// A value for machines that ends one.
    End,
}

/// A link of a page.
#[derive(Debug)]
pub(in crate::parse) struct Link {
    pub(in crate::parse) address: String,
    pub(in crate::parse) element: usize,
    /// How many pieces stand before it.
    pub(in crate::parse) piece: usize,
}

impl Element {
    /// An attribute.
    pub(in crate::parse) fn mark(&self, name: &str) -> Option<&str> {
        self.marks.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// A number in an attribute, from 1 to a bound.
    pub(in crate::parse) fn count(&self, name: &str, most: usize) -> usize {
        self.mark(name).and_then(|value| value.parse().ok()).map_or(1, |count: usize| count.clamp(1, most))
    }
}

impl GuidePage {
    pub(in crate::parse) fn element(&self, at: usize) -> Option<&Element> {
        self.elements.get(at)
    }

    pub(in crate::parse) fn tag(&self, at: usize) -> Tag {
        self.element(at).map_or(Tag::Other, |element| element.tag)
    }

    pub(in crate::parse) fn parent(&self, at: usize) -> usize {
        self.element(at).map_or(0, |element| element.parent)
    }

    /// An element and all around it, innermost first, without the page itself.
    pub(in crate::parse) fn around(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(element), |at| Some(self.parent(*at))).take_while(|at| *at != 0)
    }

    /// The elements right inside one.
    pub(in crate::parse) fn children(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        let end = self.element(element).map_or(0, |element| element.end);
        let next = move |at: &usize| self.element(*at).map(|child| child.end.max(at.saturating_add(1)));
        std::iter::successors(Some(element.saturating_add(1)), next).take_while(move |at| *at < end)
    }

    /// Whether one element is another, or in it.
    pub(in crate::parse) fn is_in(&self, element: usize, outer: usize) -> bool {
        element >= outer && self.element(outer).is_some_and(|outer| element < outer.end)
    }
}
