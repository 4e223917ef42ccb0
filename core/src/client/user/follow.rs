//! What a person follows, and their reminders.

use std::time::Duration;

use jiff::Timestamp;

use super::User;
use crate::error::Result;
use crate::model::{EditionId, Followed, ItemKey, Reminder};
use crate::{query, user};

impl User {
    /// Follows a programme, a person or a tag, with the title to show. If it is followed already, only the
    /// title changes. The item need not be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn follow(&self, key: &ItemKey, title: impl Into<String>) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::follow(&opened.store, key.clone(), title.into(), self.shared.clock.now()).await
    }

    /// Stops to follow something. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn unfollow(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::unfollow(&opened.store, key.clone(), self.shared.clock.now()).await
    }

    /// What the person follows; what was followed last comes first. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn followed(&self) -> Result<Vec<Followed>> {
        let opened = self.shared.opened().await?;
        user::followed(&opened.store).await
    }

    /// Notes that the person saw the episodes of a programme that are listed now: none of them is new any
    /// more. A shell calls it when it has shown them. Without effect if the programme is not followed. Writes
    /// to disk if any was new. It cannot be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn note_episodes_seen(&self, key: &ItemKey) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::note_episodes_seen(&opened.store, key.clone(), self.shared.clock.now()).await
    }

    /// Sets a reminder. It replaces one of the same item and time. The shell shows it; the core only keeps
    /// it. The item need not be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn set_reminder(&self, reminder: Reminder) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::set_reminder(&opened.store, reminder, self.shared.clock.now()).await
    }

    /// Sets a reminder of the broadcast that begins at a time, so long before it, and returns it. See
    /// [`Broadcast::reminder`](crate::Broadcast::reminder). Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`NotFound`](crate::Error::NotFound) if the stored guide has no such broadcast;
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn remind_of(
        &self,
        edition: &EditionId,
        start: Timestamp,
        before: Duration,
    ) -> Result<Reminder> {
        let opened = self.shared.opened().await?;
        let view = self.shared.view(opened);
        let broadcast = query::broadcast_at(&opened.store, view, edition, start).await?;
        let reminder = broadcast.reminder(edition, before);
        self.set_reminder(reminder.clone()).await?;
        Ok(reminder)
    }

    /// Removes the reminder of an item at a time. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn remove_reminder(&self, key: &ItemKey, remind_at: Timestamp) -> Result<()> {
        let opened = self.shared.opened().await?;
        user::remove_reminder(&opened.store, key.clone(), remind_at, self.shared.clock.now()).await
    }

    /// The reminders from a time on, the next one first. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn reminders(&self, from: Timestamp) -> Result<Vec<Reminder>> {
        let opened = self.shared.opened().await?;
        user::reminders(&opened.store, from).await
    }
}
