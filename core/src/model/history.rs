//! What a person opened.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Direction, ItemKey, TimeCursor};

/// Some entries of the history; the item opened last comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistorySlice {
    /// The entries. Empty means that nothing was opened, or that the history is off or was cleared.
    pub entries: Vec<HistoryEntry>,
    /// Where the next slice begins; `None` at the end.
    pub next: Option<TimeCursor>,
}

/// An item that a person opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HistoryEntry {
    /// What identifies the item.
    pub key: ItemKey,
    /// Its title when it was opened.
    pub title: String,
    /// The direction of its title.
    pub direction: Direction,
    /// When it was opened last.
    pub opened_at: Timestamp,
    /// The same as an age, in the language of the edition: `3 hours ago`, `yesterday at 18:05`.
    pub age_text: String,
}
