//! What a person follows, and which of its episodes they know; their reminders.

use jiff::Timestamp;

use super::act::{note, transact};
use crate::error::{Error, Result};
use crate::model::{Act, Followed, ItemKey, Reminder};
use crate::store::{
    self, CommitPoint, Connection, ReminderKey, SeenEpisodes, Store, StoredFollow, StoredReminder, Write,
};

/// Follows a programme, a person or a tag. The person knows the episodes that are listed by then.
pub(crate) async fn follow(store: &Store, key: ItemKey, title: String, now: Timestamp) -> Result<()> {
    let wanted = key.clone();
    let known = move |connection: &Connection| {
        Ok((store::seen_episodes(connection, &wanted)?, store::listed_now(connection, &wanted)?))
    };
    let (seen, listed) = store.read(known).await?;
    let seen = seen.or_else(|| listed.map(|listed| SeenEpisodes::default().with(&listed)));
    let follow = move |write: &mut Write<'_>| {
        store::follow(write, &key, title, now)?;
        store::set_seen_episodes(write, &key, seen, now)
    };
    transact(store, Act::Follow, now, follow).await.map(drop)
}

/// Stops to follow one.
pub(crate) async fn unfollow(store: &Store, key: ItemKey, now: Timestamp) -> Result<()> {
    let unfollow = move |write: &mut Write<'_>| {
        store::unfollow(write, &key, now)?;
        store::set_seen_episodes(write, &key, None, now)
    };
    transact(store, Act::Unfollow, now, unfollow).await.map(drop)
}

/// Stores that a person saw the episodes of a followed programme that are listed now. This is no act.
pub(crate) async fn note_episodes_seen(store: &Store, key: ItemKey, now: Timestamp) -> Result<()> {
    let wanted = key.clone();
    let known = move |connection: &Connection| {
        let Some(before) = store::seen_episodes(connection, &wanted)? else { return Ok(None) };
        let listed = store::listed_now(connection, &wanted)?.unwrap_or_default();
        let after = before.with(&listed);
        Ok(Some(after).filter(|after| *after != before))
    };
    let Some(seen) = store.read(known).await? else { return Ok(()) };
    let set = move |write: &mut Write<'_>| store::set_seen_episodes(write, &key, Some(seen), now);
    note(store, CommitPoint::Announced, set).await.map(drop)
}

/// Stores which episodes a person knows of what they followed before its first list came: those of that list.
/// This is no act.
pub(crate) async fn note_first_lists(store: &Store, now: Timestamp) -> Result<()> {
    let first = store.read(store::without_seen_episodes).await?;
    if first.is_empty() {
        return Ok(());
    }
    let set = move |write: &mut Write<'_>| {
        let mut first = first.into_iter();
        first.try_for_each(|(key, seen)| store::set_seen_episodes(write, &key, Some(seen), now))
    };
    note(store, CommitPoint::Announced, set).await.map(drop)
}

/// What is followed.
pub(crate) async fn followed(store: &Store) -> Result<Vec<Followed>> {
    let followed = |(key, StoredFollow { followed_at, title })| Followed { key, title, followed_at };
    Ok(store.read_user(store::followed).await?.into_iter().map(followed).collect())
}

/// Sets a reminder. Another one of the same item and time is replaced.
pub(crate) async fn set_reminder(store: &Store, reminder: Reminder, now: Timestamp) -> Result<()> {
    let Reminder { key, remind_at, title, start, end } = reminder;
    let key = reminder_key(key, remind_at)?;
    let (start_at, end_at) = (start.map(whole).transpose()?, end.map(whole).transpose()?);
    let stored = StoredReminder { title, start_at, end_at };
    let set = move |write: &mut store::Write<'_>| store::set_reminder(write, &key, Some(stored), now);
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
    let reminder = |(key, stored)| {
        let ReminderKey { item, remind_at } = key;
        let StoredReminder { title, start_at, end_at } = stored;
        Reminder { key: item, remind_at, title, start: start_at, end: end_at }
    };
    let reminders = store.read_user(move |connection| store::reminders(connection, from)).await?;
    Ok(reminders.into_iter().map(reminder).collect())
}

fn reminder_key(item: ItemKey, remind_at: Timestamp) -> Result<ReminderKey> {
    Ok(ReminderKey { item, remind_at: whole(remind_at)? })
}

/// A time in the milliseconds that the store keeps.
fn whole(at: Timestamp) -> Result<Timestamp> {
    Timestamp::from_millisecond(at.as_millisecond()).map_err(|cause| Error::bad_argument(cause.to_string()))
}
