//! What a person did: a file for each noun. This one has the read marks.

mod announced;
mod episode;
mod follow;
mod hidden;
mod history;
mod playback;
mod position;
mod reminder;
mod saved;
mod saved_search;
mod setting;
mod transfer;
mod undo;

use std::sync::Arc;

use ifilm_core::EditionId;

use crate::error::Result;
use crate::key::{ItemKey, Section};
use crate::open_core::OpenCore;

pub use follow::{Followed, FollowedItem};
pub use hidden::HiddenSection;
pub use history::{HistoryEntry, HistorySlice};
pub use playback::PlaybackPosition;
pub use position::ReadingPosition;
pub use reminder::Reminder;
pub use saved::{SavedItem, SavedSlice};
pub use saved_search::{SavedSearch, SavedSearchCount};
pub use setting::{Setting, SettingValue};
pub use transfer::ImportReport;

/// What a person did: what they read, saved, opened, follow and hide, where they stopped, their settings. It
/// outlives the cache, and never leaves the device.
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
}
