//! What a person opened.

use ifilm_core::{Client, TimeCursor};

use super::User;
use crate::direction::Direction;
use crate::error::Result;
use crate::key::ItemKey;

/// Some entries of the history; the item opened last comes first.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HistorySlice {
    /// The entries. Empty means that nothing was opened, or that the history is off or was cleared.
    pub entries: Vec<HistoryEntry>,
    /// Where the next slice begins; absent at the end. Pass it back unchanged.
    pub next: Option<String>,
}

impl From<ifilm_core::HistorySlice> for HistorySlice {
    fn from(slice: ifilm_core::HistorySlice) -> Self {
        let ifilm_core::HistorySlice { entries, next } = slice;
        Self {
            entries: entries.into_iter().map(HistoryEntry::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
        }
    }
}

/// An item that a person opened.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HistoryEntry {
    /// What identifies the item.
    pub key: ItemKey,
    /// Its title when it was opened.
    pub title: String,
    /// The direction of its title.
    pub direction: Direction,
    /// When it was opened last, in milliseconds since 1970, UTC.
    pub opened_at_ms: i64,
    /// The same as an age, in the language of the edition: `3 hours ago`, `yesterday at 18:05`.
    pub age_text: String,
}

impl From<ifilm_core::HistoryEntry> for HistoryEntry {
    fn from(entry: ifilm_core::HistoryEntry) -> Self {
        let ifilm_core::HistoryEntry { key, title, direction, opened_at, age_text } = entry;
        let opened_at_ms = opened_at.as_millisecond();
        Self { key: key.into(), title, direction: direction.into(), opened_at_ms, age_text }
    }
}

#[uniffi::export]
impl User {
    /// Notes that the person opened an item now. The history has each item once, with the last time, and at
    /// most 1,000 items. If it is off, nothing happens. Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// `NotFound` if no such item is stored; the storage errors; `Closed`.
    pub async fn note_opened(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().note_opened(&key).await?) }).await
    }

    /// What the person opened; the item opened last comes first. `after` is the `next` of an earlier slice.
    /// Reads the disk.
    ///
    /// # Errors
    /// `BadArgument` for a limit outside 1 to 500 or an invalid cursor; the storage errors; `Closed`.
    pub async fn history(&self, limit: u32, after: Option<String>) -> Result<HistorySlice> {
        let after: Option<TimeCursor> = after.map(|cursor| cursor.parse()).transpose()?;
        let history =
            |core: Client| async move { Ok(core.user().for_display().history(limit, after).await?.into()) };
        self.core.run(history).await
    }

    /// Deletes the history. Writes to disk. It can be undone; until 30 acts later, the undo step still has
    /// the history.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn clear_history(&self) -> Result<()> {
        self.core.run(|core| async move { Ok(core.user().clear_history().await?) }).await
    }

    /// Switches the history off or on. What it holds stays. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn keep_history(&self, keep: bool) -> Result<()> {
        self.core.run(|core| async move { Ok(core.user().keep_history(keep).await?) }).await
    }

    /// Whether the history is on, as it is at first. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn keeps_history(&self) -> Result<bool> {
        self.core.run(|core| async move { Ok(core.user().keeps_history().await?) }).await
    }
}
