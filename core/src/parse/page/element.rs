//! A block element of a page, with the nodes inside it.

use std::ops::Range;

use super::hint::Hints;
use super::part::Part;
use crate::parse::html::{Attributes, Tag};

/// What lists and cells say about themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::parse) enum Shape {
    /// Another block.
    #[default]
    Plain,
    /// A list that is numbered.
    Numbered { start: Option<i32>, reversed: bool },
    /// A cell that covers several places of its table.
    Wide { columns: u16, rows: u16 },
}

impl Shape {
    /// The shape of an element.
    pub(super) fn of(tag: Tag, attributes: &Attributes) -> Self {
        let number = |name| attributes.get(name).and_then(|number| number.parse::<u32>().ok());
        let most = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
        match tag {
            Tag::Ol => Self::Numbered {
                start: attributes.get("start").and_then(|start| start.parse().ok()),
                reversed: attributes.has("reversed"),
            },
            Tag::Td | Tag::Th if attributes.has("colspan") || attributes.has("rowspan") => Self::Wide {
                columns: number("colspan").map_or(1, most).max(1),
                // None at all means all that follow.
                rows: number("rowspan").map_or(1, |rows| if rows == 0 { u16::MAX } else { most(rows) }),
            },
            _ => Self::Plain,
        }
    }
}

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
    /// What it holds by its name.
    pub(in crate::parse) part: Option<Part>,
    /// Whether it holds fields to fill in.
    pub(in crate::parse) has_fields: bool,
    /// Whether one of them is for a longer text.
    pub(in crate::parse) has_textarea: bool,
    /// Whether one of them is for a mail address.
    pub(in crate::parse) has_email: bool,
    /// Whether it asks for a choice, as polls do.
    pub(in crate::parse) has_choices: bool,
    /// What it says as a list or a cell.
    pub(in crate::parse) shape: Shape,
    /// The nodes inside it, as a run of the page's nodes.
    pub(in crate::parse) nodes: Range<usize>,
}
