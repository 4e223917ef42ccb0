//! What a person did: read marks, what they saved, undo.

use std::sync::Arc;

use ifilm_core::{EditionId, SavedQuery, TimeCursor};

use crate::act::UndoStep;
use crate::error::Result;
use crate::key::{ItemKey, Section};
use crate::open_core::OpenCore;
use crate::saved::SavedSlice;

/// What a person did: read marks, what they saved. It outlives the cache, and never leaves the device.
///
/// Nothing here touches the network. What writes says so: when it returns, the change is on disk, also if the
/// device loses power.
#[derive(uniffi::Object)]
pub struct User {
    core: Arc<OpenCore>,
}

impl User {
    pub(crate) fn of(core: &Arc<OpenCore>) -> Arc<Self> {
        Arc::new(Self { core: Arc::clone(core) })
    }
}

#[uniffi::export]
impl User {
    /// Marks an item as read, or as unread again. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn mark_read(&self, key: ItemKey, read: bool) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().mark_read(&key, read).await?) }).await
    }

    /// Marks the unread items of a list as read: `from` and all below it, which are older. Without `from`,
    /// the whole list. Returns how many. It is one transaction and one undo step. Writes to disk.
    ///
    /// # Errors
    /// `NotFound` if the list does not have `from`; `BadArgument` for an unknown edition, or if `from` is of
    /// another one; the storage errors; `Closed`.
    pub async fn mark_all_read(
        &self,
        edition: String,
        section: Section,
        from: Option<ItemKey>,
    ) -> Result<u32> {
        let edition: EditionId = edition.parse()?;
        let from = from.map(ifilm_core::ItemKey::try_from).transpose()?;
        let mark = |core: ifilm_core::Client| async move {
            Ok(core.user().mark_all_read(&edition, section.into(), from.as_ref()).await?)
        };
        self.core.run(mark).await
    }

    /// Saves an item, with a copy of all that is stored of it. The copy outlives retention, the cache, and
    /// the removal of the article at the site. If its page is not stored yet, the copy gets the text after
    /// the sync that stores it. An edit of the article reaches the copy, too. If the item is saved already,
    /// nothing changes. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `NotFound` if no such item is stored; `BadArgument` for an unknown edition; the storage errors;
    /// `Closed`.
    pub async fn save(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().save(&key).await?) }).await
    }

    /// Takes back that an item was saved, and deletes its copy. If it is not saved, nothing changes. Writes
    /// to disk. It can be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn unsave(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().unsave(&key).await?) }).await
    }

    /// What the person saved; the item saved last comes first. No editions means all. `after` is the `next`
    /// of an earlier slice. Reads the disk. `Library.article` reads the text of each, from its copy if need
    /// be.
    ///
    /// # Errors
    /// `BadArgument` for a limit outside 1 to 500 or an invalid cursor; the storage errors; `Closed`.
    pub async fn saved(
        &self,
        editions: Vec<String>,
        limit: u32,
        after: Option<String>,
    ) -> Result<SavedSlice> {
        let editions = editions.iter().map(|id| id.parse()).collect::<Result<Vec<EditionId>, _>>()?;
        let after: Option<TimeCursor> = after.map(|cursor| cursor.parse()).transpose()?;
        let query = SavedQuery::all().with_editions(editions).with_limit(limit).with_after(after);
        self.core.run(|core| async move { Ok(core.user().for_display().saved(query).await?.into()) }).await
    }

    /// Undoes the newest act, also one from before a restart or of another process, and returns it. Absent if
    /// there is nothing to undo. The last 30 acts can be undone, one by one. What something else changed
    /// since stays as it is. Writes to disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn undo(&self) -> Result<Option<UndoStep>> {
        self.core.run(|core| async move { Ok(core.user().undo().await?.map(UndoStep::from)) }).await
    }

    /// The acts that can be undone, newest first; at most 30. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn undo_steps(&self) -> Result<Vec<UndoStep>> {
        let steps = |core: ifilm_core::Client| async move {
            Ok(core.user().undo_steps().await?.into_iter().map(UndoStep::from).collect())
        };
        self.core.run(steps).await
    }
}
