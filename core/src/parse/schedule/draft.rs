//! A row of a guide as it was found: its times, its texts, and where it stands.

use std::ops::Range;

use crate::parse::html::Tag;

/// A row of a guide, before its fields are read.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// The tokens of its time, where they stand apart: at the beginning of the row of a table.
    pub(super) times: Option<Range<usize>>,
    /// The day of its column, by its number in the list of all.
    pub(super) day: Option<usize>,
    /// How many days later it is than its day, by its place in a table.
    pub(super) days_later: i32,
    /// The element that it is, or that it is in.
    pub(super) element: usize,
    /// Whether it is that whole element.
    pub(super) is_element: bool,
    /// The element that holds it and its like.
    pub(super) container: usize,
    /// The kinds of the elements around it.
    pub(super) form: (Tag, Tag, Tag),
}
