//! What a person did: a file for each noun. This one has the read marks.

mod episode;
mod follow;
mod hidden;
mod history;
mod position;
mod saved;
mod settings;
mod transfer;
mod undo;

use std::sync::Arc;

use super::shared::Shared;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section};
use crate::user;

/// What a person did. It outlives the cache, the site and a change of the catalogue, and never leaves the
/// device.
///
/// | noun | calls |
/// |---|---|
/// | read marks | [`mark_read`](Self::mark_read), [`mark_all_read`](Self::mark_all_read) |
/// | saved articles | [`save`](Self::save), [`unsave`](Self::unsave), [`saved`](Self::saved) |
/// | positions | [`position`](Self::position), [`playback`](Self::playback) |
/// | episodes | [`mark_watched`](Self::mark_watched), [`episode_playback`](Self::episode_playback) |
/// | history | [`history`](Self::history), [`note_opened`](Self::note_opened) |
/// | hidden words and sections | [`hide_word`](Self::hide_word), [`hide_section`](Self::hide_section) |
/// | followed, reminders | [`follow`](Self::follow), [`set_reminder`](Self::set_reminder) |
/// | settings, searches | [`set_setting`](Self::set_setting), [`save_search`](Self::save_search) |
/// | announced | [`announce`](Self::announce) |
/// | export, import | [`export`](Self::export), [`import`](Self::import) |
/// | undo | [`undo`](Self::undo), [`undo_steps`](Self::undo_steps) |
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
}
