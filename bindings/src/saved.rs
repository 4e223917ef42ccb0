//! The list of what a person saved.

use crate::item::Item;

/// Some saved items; the one saved last comes first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SavedSlice {
    /// The items; empty means that nothing is saved.
    pub items: Vec<SavedItem>,
    /// Where the next slice begins; absent at the end. Pass it back unchanged.
    pub next: Option<String>,
}

/// A saved item.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SavedItem {
    /// The item as its copy has it. So it is here also if the site or the cache has lost it.
    pub item: Item,
    /// When the person saved it, in milliseconds since 1970, UTC.
    pub saved_at_ms: i64,
    /// Whether the copy has the text. If not, it gets the text when a sync has stored it.
    pub has_text: bool,
}

impl From<ifilm_core::SavedSlice> for SavedSlice {
    fn from(slice: ifilm_core::SavedSlice) -> Self {
        let ifilm_core::SavedSlice { items, next } = slice;
        Self {
            items: items.into_iter().map(SavedItem::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
        }
    }
}

impl From<ifilm_core::SavedItem> for SavedItem {
    fn from(saved: ifilm_core::SavedItem) -> Self {
        let ifilm_core::SavedItem { item, saved_at, has_text } = saved;
        Self { item: item.into(), saved_at_ms: saved_at.as_millisecond(), has_text }
    }
}
