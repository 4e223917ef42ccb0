//! What a person wants to be reminded of.

use ifilm_core::Client;

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
}

impl From<ifilm_core::Reminder> for Reminder {
    fn from(reminder: ifilm_core::Reminder) -> Self {
        let ifilm_core::Reminder { key, remind_at, title } = reminder;
        Self { key: key.into(), remind_at_ms: remind_at.as_millisecond(), title }
    }
}

impl TryFrom<Reminder> for ifilm_core::Reminder {
    type Error = IfilmError;

    fn try_from(reminder: Reminder) -> Result<Self, IfilmError> {
        let Reminder { key, remind_at_ms, title } = reminder;
        Ok(Self { key: key.try_into()?, remind_at: moment(remind_at_ms)?, title })
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
