//! What a person follows, and their reminders.

use jiff::Timestamp;

use super::act::transact;
use crate::error::{Error, Result};
use crate::model::{Act, Followed, ItemKey, Reminder};
use crate::store::{self, ReminderKey, Store, StoredFollow};

/// Follows a programme, a person or a tag.
pub(crate) async fn follow(store: &Store, key: ItemKey, title: String, now: Timestamp) -> Result<()> {
    transact(store, Act::Follow, now, move |write| store::follow(write, &key, title, now)).await.map(drop)
}

/// Stops to follow one.
pub(crate) async fn unfollow(store: &Store, key: ItemKey, now: Timestamp) -> Result<()> {
    transact(store, Act::Unfollow, now, move |write| store::unfollow(write, &key, now)).await.map(drop)
}

/// What is followed.
pub(crate) async fn followed(store: &Store) -> Result<Vec<Followed>> {
    let followed = |(key, StoredFollow { followed_at, title })| Followed { key, title, followed_at };
    Ok(store.read_user(store::followed).await?.into_iter().map(followed).collect())
}

/// Sets a reminder. Another one of the same item and time is replaced.
pub(crate) async fn set_reminder(store: &Store, reminder: Reminder, now: Timestamp) -> Result<()> {
    let Reminder { key, remind_at, title } = reminder;
    let key = reminder_key(key, remind_at)?;
    let set = move |write: &mut store::Write<'_>| store::set_reminder(write, &key, Some(title), now);
    transact(store, Act::SetReminder, now, set).await.map(drop)
}

/// Removes the reminder of an item at a time.
pub(crate) async fn remove_reminder(
    store: &Store,
    key: ItemKey,
    remind_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let key = reminder_key(key, remind_at)?;
    let remove = move |write: &mut store::Write<'_>| store::set_reminder(write, &key, None, now);
    transact(store, Act::RemoveReminder, now, remove).await.map(drop)
}

/// The reminders from a time on.
pub(crate) async fn reminders(store: &Store, from: Timestamp) -> Result<Vec<Reminder>> {
    let reminder = |(key, title)| {
        let ReminderKey { item, remind_at } = key;
        Reminder { key: item, remind_at, title }
    };
    let reminders = store.read_user(move |connection| store::reminders(connection, from)).await?;
    Ok(reminders.into_iter().map(reminder).collect())
}

/// The key of a reminder, with the milliseconds that the store keeps.
fn reminder_key(item: ItemKey, remind_at: Timestamp) -> Result<ReminderKey> {
    let whole = Timestamp::from_millisecond(remind_at.as_millisecond());
    let remind_at = whole.map_err(|cause| Error::bad_argument(cause.to_string()))?;
    Ok(ReminderKey { item, remind_at })
}
