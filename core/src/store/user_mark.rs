//! Marks: what a person did, each a value with the time of its last change. Each kind of mark has a table in
//! the user's file, and a file here. A mark that was taken back stays known as withdrawn, so that an import
//! does not bring it back.

use jiff::Timestamp;
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::mark_key::MarkKey;
use super::withdrawn;
use super::write::{UndoChange, Write};
use crate::error::{Error, Result};

/// The fields of a value, as undo steps and exports have them.
pub(crate) type Fields = Map<String, Value>;

/// A kind of mark. Its statements name its table without `user.`, because the writer has the user's file as
/// `main`.
pub(crate) trait UserMark: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The name of its table.
    const NAME: &'static str;
    /// What identifies a mark among those of its kind.
    type Key: MarkKey;

    /// The stored mark of a key, if there is one.
    fn load(connection: &Connection, key: &Self::Key) -> Result<Option<Stored<Self>>>;
    /// Inserts or replaces a mark.
    fn store(write: &mut Write<'_>, key: &Self::Key, mark: &Stored<Self>) -> Result<()>;
    /// Deletes a mark, if it is there.
    fn delete(write: &mut Write<'_>, key: &Self::Key) -> Result<()>;
}

/// A stored mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stored<M> {
    pub(crate) value: M,
    /// When it was changed last.
    pub(crate) changed_at: Timestamp,
    /// JSON: its fields that only a later version knows.
    pub(crate) unknown: Option<String>,
}

/// What is known of a mark. Without a value it was withdrawn; without a time it never was there.
pub(super) struct Known<M> {
    pub(super) value: Option<M>,
    pub(super) changed_at: Option<Timestamp>,
    unknown: Option<String>,
}

/// What is known of a mark.
pub(super) fn known<M: UserMark>(connection: &Connection, key: &M::Key) -> Result<Known<M>> {
    if let Some(Stored { value, changed_at, unknown }) = M::load(connection, key)? {
        return Ok(Known { value: Some(value), changed_at: Some(changed_at), unknown });
    }
    let withdrawn = withdrawn::withdrawn(connection, M::NAME, &key.text())?;
    let (changed_at, unknown) = withdrawn.unzip();
    Ok(Known { value: None, changed_at, unknown: unknown.flatten() })
}

/// Sets a mark as of now, or withdraws it, and notes the value before for the undo step. Returns whether this
/// changed anything.
pub(crate) fn set<M: UserMark>(
    write: &mut Write<'_>,
    key: &M::Key,
    value: Option<M>,
    now: Timestamp,
) -> Result<bool> {
    let Known { value: before, changed_at: was_at, unknown } = known::<M>(write, key)?;
    if before == value {
        return Ok(false);
    }
    let changed_at = next_change(was_at, now);
    put(write, key, value, changed_at, unknown)?;
    let before = before.as_ref().map(fields).transpose()?;
    write.note_undo(UndoChange { mark: M::NAME.to_owned(), key: key.text(), changed_at, was_at, before });
    Ok(true)
}

/// Stores a value with its time, or that it was withdrawn then. This is no act, so it makes no undo step.
pub(crate) fn put<M: UserMark>(
    write: &mut Write<'_>,
    key: &M::Key,
    value: Option<M>,
    changed_at: Timestamp,
    unknown: Option<String>,
) -> Result<()> {
    match value {
        Some(value) => {
            M::store(write, key, &Stored { value, changed_at, unknown })?;
            withdrawn::forget(write, M::NAME, &key.text())?;
        }
        None => {
            M::delete(write, key)?;
            withdrawn::withdraw(write, M::NAME, &key.text(), changed_at, unknown)?;
        }
    }
    if let Some(item) = key.item() {
        write.changes().note_changed(item.clone());
    }
    Ok(())
}

/// The time of a change that is made now. It is later than that of the change before, also if the clock was
/// ahead then, so that an import never prefers the older of the two.
fn next_change(before: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let Some(before) = before else { return now };
    let next = before.as_millisecond().saturating_add(1).max(now.as_millisecond());
    Timestamp::from_millisecond(next).unwrap_or(before)
}

/// The fields of a value.
pub(super) fn fields<M: UserMark>(value: &M) -> Result<Fields> {
    match serde_json::to_value(value) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(other) => Err(Error::Internal(format!("a mark of {} is no object but {other}", M::NAME))),
        Err(cause) => Err(Error::Internal(cause.to_string())),
    }
}
