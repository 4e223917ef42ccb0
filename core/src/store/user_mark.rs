//! Marks: what a person did, each a value with the time of its last change. Each kind of mark has a table in
//! the user's file, and a file here. A mark that was taken back stays known as withdrawn, so that an import
//! does not bring it back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::mark_key::{Columns, MarkKey};
use super::write::{UndoChange, Write};
use super::{row, withdrawn};
use crate::error::{Error, Result};

/// The fields of a value, as undo steps and exports have them.
pub(crate) type Fields = Map<String, Value>;

/// A kind of mark. Its statements name its table without `user.`, because the writer has the user's file as
/// `main`. They call the time `changed_at`.
pub(crate) trait UserMark: Clone + PartialEq + Serialize + DeserializeOwned {
    /// The name of its table.
    const NAME: &'static str;
    /// What identifies a mark among those of its kind.
    type Key: MarkKey;
    /// Selects the mark of a key.
    const LOAD: &'static str;
    /// Selects all marks with their keys.
    const ALL: &'static str;
    /// Inserts a mark, or replaces that of its key.
    const STORE: &'static str;
    /// Deletes the mark of a key.
    const DELETE: &'static str;

    /// The value of a row.
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self>;

    /// The value as parameters of `STORE`.
    fn columns(&self) -> Result<Columns>;

    /// What else is stored with a mark, in other tables.
    fn store_more(&self, _write: &mut Write<'_>, _key: &Self::Key) -> Result<()> {
        Ok(())
    }

    /// What is wrong with a value that came by an import, besides its form: the field and the reason.
    fn fault(&self) -> Option<(String, String)> {
        None
    }
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
    pub(super) unknown: Option<String>,
}

impl<M> From<Stored<M>> for Known<M> {
    fn from(Stored { value, changed_at, unknown }: Stored<M>) -> Self {
        Self { value: Some(value), changed_at: Some(changed_at), unknown }
    }
}

/// The stored mark of a key, if there is one.
pub(crate) fn load<M: UserMark>(connection: &Connection, key: &M::Key) -> Result<Option<Stored<M>>> {
    let columns = key.columns();
    let mut statement = connection.prepare_cached(M::LOAD)?;
    Ok(statement.query_row(&bound(&columns)[..], stored::<M>).optional()?)
}

/// All marks of a kind.
pub(crate) fn all<M: UserMark>(connection: &Connection) -> Result<Vec<(M::Key, Stored<M>)>> {
    let mut statement = connection.prepare(M::ALL)?;
    let marks = statement.query_map([], |row| Ok((M::Key::from_row(row)?, stored(row)?)))?;
    Ok(marks.collect::<rusqlite::Result<_>>()?)
}

fn stored<M: UserMark>(row: &Row<'_>) -> rusqlite::Result<Stored<M>> {
    let changed_at = row::moment(row, "changed_at")?;
    Ok(Stored { value: M::from_row(row)?, changed_at, unknown: row.get("unknown")? })
}

/// What is known of a mark.
pub(super) fn known<M: UserMark>(connection: &Connection, key: &M::Key) -> Result<Known<M>> {
    if let Some(stored) = load::<M>(connection, key)? {
        return Ok(stored.into());
    }
    let own = withdrawn::withdrawn(connection, M::NAME, &key.text())?;
    let all = withdrawn::withdrawn(connection, M::NAME, withdrawn::ALL)?;
    let (changed_at, unknown) = own.max(all).unzip();
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
            store(write, key, &Stored { value, changed_at, unknown })?;
            withdrawn::forget(write, M::NAME, &key.text())?;
        }
        None => {
            delete::<M>(write, key)?;
            withdrawn::withdraw(write, M::NAME, &key.text(), changed_at, unknown)?;
        }
    }
    if let Some(item) = key.item() {
        write.changes().note_changed(item.clone());
    }
    Ok(())
}

fn store<M: UserMark>(write: &mut Write<'_>, key: &M::Key, mark: &Stored<M>) -> Result<()> {
    let mut columns = key.columns();
    columns.push((":changed_at", mark.changed_at.as_millisecond().into()));
    columns.push((":unknown", mark.unknown.clone().into()));
    columns.extend(mark.value.columns()?);
    write.prepare_cached(M::STORE)?.execute(&bound(&columns)[..])?;
    mark.value.store_more(write, key)
}

/// Deletes a mark, as if it had never been there.
pub(super) fn delete<M: UserMark>(write: &mut Write<'_>, key: &M::Key) -> Result<()> {
    write.prepare_cached(M::DELETE)?.execute(&bound(&key.columns())[..])?;
    Ok(())
}

fn bound(columns: &Columns) -> Vec<(&'static str, &dyn ToSql)> {
    columns.iter().map(|(name, column)| (*name, column as &dyn ToSql)).collect()
}

/// The time of a change that is made now. It is later than that of the change before, also if the clock was
/// ahead then, so that an import never prefers the older of the two.
pub(super) fn next_change(before: Option<Timestamp>, now: Timestamp) -> Timestamp {
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
