//! What a person did: read marks, what they saved, and undo.

use std::sync::Arc;

use super::shared::Shared;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, SavedQuery, SavedSlice, Section, UndoStep};
use crate::query::{self, display};
use crate::user;

/// What a person did: read marks, what they saved. It outlives the cache, and never leaves the device.
///
/// Part of a [`Client`](super::Client), and as cheap to clone. Nothing here touches the network. What writes
/// says so: when it returns, the change is on disk, also if the device loses power.
#[derive(Clone, Debug)]
pub struct User {
    shared: Arc<Shared>,
    /// Whether texts are given for a screen, and not as they are stored.
    is_for_display: bool,
}

impl User {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared), is_for_display: false }
    }

    /// The same with display texts, ready for a screen: see [`Library::for_display`](super::Library).
    pub fn for_display(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), is_for_display: true }
    }

    /// Marks an item as read, or as unread again. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn mark_read(&self, key: &ItemKey, read: bool) -> Result<()> {
        self.shared.editions.get(&key.edition)?;
        let opened = self.shared.opened().await?;
        user::mark_read(&opened.store, key.clone(), read, self.shared.clock.now()).await
    }

    /// Marks the unread items of a list as read: `from` and all below it, which are older. Without `from`,
    /// the whole list. Returns how many. It is one transaction and one undo step. Writes to disk.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if the list does not have `from`;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition, or if `from` is of another one; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn mark_all_read(
        &self,
        edition: &EditionId,
        section: Section,
        from: Option<&ItemKey>,
    ) -> Result<u32> {
        self.shared.editions.get(edition)?;
        user::check_edition(edition, from)?;
        let opened = self.shared.opened().await?;
        let (edition, from, now) = (edition.clone(), from.cloned(), self.shared.clock.now());
        user::mark_all_read(&opened.store, edition, section, from, now).await
    }

    /// Saves an item, with a copy of all that is stored of it. The copy outlives retention, the cache, and
    /// the removal of the article at the site. If its page is not stored yet, the copy gets the text after
    /// the sync that stores it. An edit of the article reaches the copy, too. If the item is saved already,
    /// nothing changes. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if no such item is stored;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn save(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        let copy = query::copy(&opened.store, self.shared.view(opened), key).await?;
        user::save(&opened.store, key.clone(), copy, self.shared.clock.now()).await
    }

    /// Takes back that an item was saved, and deletes its copy. If it is not saved, nothing changes. Writes
    /// to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn unsave(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::unsave(&opened.store, key.clone(), self.shared.clock.now()).await
    }

    /// What the person saved; the item saved last comes first. Reads the disk.
    /// [`Library::article`](super::Library::article) reads the text of each, from its copy if need be.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a limit outside 1 to 500; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn saved(&self, query: SavedQuery) -> Result<SavedSlice> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let slice = query::saved(&opened.store, view, query).await?;
        Ok(if self.is_for_display { display::saved(slice, view) } else { slice })
    }

    /// Undoes the newest act, also one from before a restart or of another process, and returns it. `None` if
    /// there is nothing to undo. The last 30 acts can be undone, one by one. What something else changed
    /// since stays as it is. Writes to disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn undo(&self) -> Result<Option<UndoStep>> {
        let opened = self.shared.opened().await?;
        user::undo(&opened.store, self.shared.clock.now()).await
    }

    /// The acts that can be undone, newest first; at most 30. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn undo_steps(&self) -> Result<Vec<UndoStep>> {
        let opened = self.shared.opened().await?;
        user::undo_steps(&opened.store).await
    }
}
