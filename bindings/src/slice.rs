//! A slice of a list: some items, and where the next ones begin.

use crate::hole::ListHole;
use crate::item::Item;
use crate::key::Section;
use crate::waiting::Waiting;

/// Some items of one section, newest first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ItemSlice {
    /// The edition they belong to.
    pub edition: String,
    /// The section they are listed in.
    pub section: Section,
    /// The items, newest first; empty means that nothing is stored.
    pub items: Vec<Item>,
    /// Where the next slice begins; absent at the end. Pass it back unchanged.
    pub next: Option<String>,
    /// When the site last confirmed this section, in milliseconds since 1970, UTC; absent before the first
    /// sync.
    pub fresh_as_of_ms: Option<i64>,
    /// The same for people, in the edition's calendar, digits and language.
    pub fresh_as_of_text: Option<String>,
    /// The same as an age: `5 minutes ago`.
    pub fresh_as_of_age_text: Option<String>,
    /// Why the section has no items; absent if it has some.
    pub waiting: Option<Waiting>,
    /// Where items may be missing: first the places of the whole list where the listing was not read, then
    /// the places of this slice where items were deleted to save room. Newest first in each case.
    pub holes: Vec<ListHole>,
    /// Whether the file of what a person did cannot be read now, so that no item seems to be read or saved.
    /// Damage is repaired meanwhile, so the next list has the marks again, unless another process has the
    /// file open.
    pub marks_missing: bool,
}

impl From<ifilm_core::ItemSlice> for ItemSlice {
    fn from(page: ifilm_core::ItemSlice) -> Self {
        let ifilm_core::ItemSlice {
            edition,
            section,
            items,
            next,
            fresh_as_of,
            fresh_as_of_text,
            fresh_as_of_age_text,
            waiting,
            holes,
            marks_missing,
        } = page;
        Self {
            edition: edition.into(),
            section: section.into(),
            items: items.into_iter().map(Item::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
            fresh_as_of_ms: fresh_as_of.map(|at| at.as_millisecond()),
            fresh_as_of_text,
            fresh_as_of_age_text,
            waiting: waiting.map(Waiting::from),
            holes: holes.into_iter().map(ListHole::from).collect(),
            marks_missing,
        }
    }
}
