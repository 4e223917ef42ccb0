//! What a person opened, and what was announced to them.

use super::User;
use crate::error::Result;
use crate::model::{HistorySlice, ItemKey, TimeCursor};
use crate::query::{self, display};
use crate::user;

impl User {
    /// Notes that the person opened an item now. The history has each item once, with the last time, and at
    /// most 1,000 items. If it is off, nothing happens. Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn note_opened(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        let title = query::article(&opened.store, self.shared.view(opened), key).await?.title;
        user::note_opened(&opened.store, key.clone(), title, self.shared.clock.now()).await
    }

    /// What the person opened; the item opened last comes first. `limit` is 1 to 500, and `after` is the
    /// `next` of an earlier slice. Reads the disk.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for another limit; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn history(&self, limit: u32, after: Option<TimeCursor>) -> Result<HistorySlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::history(&opened.store, view, limit, after).await?;
        Ok(if self.is_for_display { display::history(slice, view) } else { slice })
    }

    /// Deletes the history. Writes to disk. It can be undone; until 30 acts later, the undo step still has
    /// the history.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn clear_history(&self) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::clear_history(&opened.store, self.shared.clock.now()).await
    }

    /// Switches the history off or on. What it holds stays. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn keep_history(&self, keep: bool) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::keep_history(&opened.store, keep, self.shared.clock.now()).await
    }

    /// Whether the history is on, as it is at first. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn keeps_history(&self) -> Result<bool> {
        let opened = self.shared.opened().await?;
        user::keeps_history(&opened.store).await
    }

    /// Marks items as announced by a notification, and returns those that were not announced before, in their
    /// order: the ones to announce now. It is one transaction, so two callers never announce the same item.
    /// The newest 5,000 marks are kept. Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn announce(&self, keys: Vec<ItemKey>) -> Result<Vec<ItemKey>> {
        let opened = self.shared.opened().await?;
        user::announce(&opened.store, keys, self.shared.clock.now()).await
    }
}
