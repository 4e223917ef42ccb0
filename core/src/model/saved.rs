//! The list of what a person saved.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{EditionId, Item, TimeCursor};

/// Some saved items; the one saved last comes first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedSlice {
    /// The items. Empty means that nothing is saved.
    pub items: Vec<SavedItem>,
    /// Where the next slice begins; `None` at the end.
    pub next: Option<TimeCursor>,
}

/// A saved item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedItem {
    /// The item as its copy has it. So it is here also if the site or the cache has lost it.
    pub item: Item,
    /// When the person saved it.
    pub saved_at: Timestamp,
    /// Whether the copy has the text. If not, it gets the text when a sync has stored it.
    pub has_text: bool,
}

/// Which saved items to list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SavedQuery {
    /// The editions; empty means all.
    pub editions: Vec<EditionId>,
    /// The maximum number of items of one slice, 1 to 500.
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice, or `None` for the item saved last.
    pub after: Option<TimeCursor>,
}

impl SavedQuery {
    /// The 50 items of all editions that were saved last.
    pub fn all() -> Self {
        Self { editions: Vec::new(), limit: 50, after: None }
    }

    /// Only of these editions. An empty list means all.
    pub fn with_editions(self, editions: impl IntoIterator<Item = EditionId>) -> Self {
        Self { editions: editions.into_iter().collect(), ..self }
    }

    /// At most this many items, 1 to 500.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// The items that follow an earlier slice: its `next`.
    pub fn with_after(self, after: impl Into<Option<TimeCursor>>) -> Self {
        Self { after: after.into(), ..self }
    }
}
