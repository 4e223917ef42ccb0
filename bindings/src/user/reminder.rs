//! What a person wants to be reminded of.

use std::time::Duration;

use ifilm_core::Client;
use jiff::Timestamp;

use super::User;
use crate::date::moment;
use crate::error::{IfilmError, Result};
use crate::key::ItemKey;

/// A reminder of an item, for example of a broadcast.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Reminder {
    /// What identifies the item.
    pub key: ItemKey,
    /// When to remind, in milliseconds since 1970, UTC. An item may have several reminders at different
    /// times.
    pub remind_at_ms: i64,
    /// What to show.
    pub title: String,
    /// When the broadcast begins, in milliseconds since 1970, UTC; absent in a reminder of something else.
    #[uniffi(default = None)]
    pub start_ms: Option<i64>,
    /// When it ends, likewise; absent also if the guide does not say it.
    #[uniffi(default = None)]
    pub end_ms: Option<i64>,
}

impl From<ifilm_core::Reminder> for Reminder {
    fn from(reminder: ifilm_core::Reminder) -> Self {
        let ifilm_core::Reminder { key, remind_at, title, start, end } = reminder;
        let milliseconds = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
        let (start_ms, end_ms) = (milliseconds(start), milliseconds(end));
        Self { key: key.into(), remind_at_ms: remind_at.as_millisecond(), title, start_ms, end_ms }
    }
}

impl TryFrom<Reminder> for ifilm_core::Reminder {
    type Error = IfilmError;

    fn try_from(reminder: Reminder) -> Result<Self, IfilmError> {
        let Reminder { key, remind_at_ms, title, start_ms, end_ms } = reminder;
        let (start, end) = (start_ms.map(moment).transpose()?, end_ms.map(moment).transpose()?);
        Ok(Self { key: key.try_into()?, remind_at: moment(remind_at_ms)?, title, start, end })
    }
}

#[uniffi::export]
impl User {
    /// Sets a reminder. It replaces one of the same item and time. The host shows it; the core only keeps it.
    /// The item need not be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a time outside the years -9999 to 9999; the storage errors; `Closed`.
    pub async fn set_reminder(&self, reminder: Reminder) -> Result<()> {
        let reminder = reminder.try_into()?;
        self.core.run(|core| async move { Ok(core.user().set_reminder(reminder).await?) }).await
    }

    /// Sets a reminder of the broadcast that begins at a time, in milliseconds since 1970, UTC, so many
    /// milliseconds before it, and returns it. Its key is that of the programme, if it is known. Writes to
    /// disk. It can be undone.
    ///
    /// # Errors
    /// `NotFound` if the stored guide has no such broadcast; `BadArgument` for an unknown edition, or a time
    /// that no calendar has; the storage errors; `Closed`.
    pub async fn remind_of(&self, edition: String, start_ms: i64, before_ms: u64) -> Result<Reminder> {
        let (edition, start) = (edition.parse()?, moment(start_ms)?);
        let before = Duration::from_millis(before_ms);
        let remind = move |core: Client| async move {
            Ok(core.user().remind_of(&edition, start, before).await?.into())
        };
        self.core.run(remind).await
    }

    /// Removes the reminder of an item at a time. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a time outside the years -9999 to 9999; the storage errors; `Closed`.
    pub async fn remove_reminder(&self, key: ItemKey, remind_at_ms: i64) -> Result<()> {
        let (key, remind_at) = (key.try_into()?, moment(remind_at_ms)?);
        let remove = |core: Client| async move { Ok(core.user().remove_reminder(&key, remind_at).await?) };
        self.core.run(remove).await
    }

    /// The reminders from a time on, the next one first. Reads the disk.
    ///
    /// # Errors
    /// `BadArgument` for a time outside the years -9999 to 9999; the storage errors; `Closed`.
    pub async fn reminders(&self, from_ms: i64) -> Result<Vec<Reminder>> {
        let from = moment(from_ms)?;
        let reminders = |core: Client| async move {
            Ok(core.user().reminders(from).await?.into_iter().map(Reminder::from).collect())
        };
        self.core.run(reminders).await
    }
}
