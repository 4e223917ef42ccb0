//! A block element of a page, with the nodes inside it.

use std::ops::Range;

use super::hint::Hints;
use crate::parse::html::Tag;

/// A block element.
#[derive(Debug, Clone)]
pub(in crate::parse) struct Element {
    /// Its kind.
    pub(in crate::parse) tag: Tag,
    /// The element around it; the root is its own parent.
    pub(in crate::parse) parent: usize,
    /// How many elements are around it.
    pub(in crate::parse) depth: usize,
    /// What its names hint at.
    pub(in crate::parse) hints: Hints,
    /// A number for its `class`, to compare how blocks are set; 0 if it has none, or if it only says that a
    /// paragraph is the first.
    pub(in crate::parse) style: u32,
    /// Whether it holds fields to fill in.
    pub(in crate::parse) has_fields: bool,
    /// Whether one of them is for a longer text.
    pub(in crate::parse) has_textarea: bool,
    /// The nodes inside it, as a run of the page's nodes.
    pub(in crate::parse) nodes: Range<usize>,
}
