//! Marks: what a person did, each a value with the time of its last change. Each kind of mark has a table in
//! the user's file, and a file here. A mark that was taken back stays known as withdrawn, so that an import
//! does not bring it back.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, ToSql};

use super::mark_key::{Columns, MarkKey};
use super::mark_record::{self, Fields, MarkRecord, State, Subject, within_limits};
pub(super) use super::mark_value::{UserMark, fields, read, value};
use super::mark_value::{is_same, later_fields, unknown};
use super::undo_change::UndoChange;
use super::write::Write;
use super::{row, unknown_mark, withdrawn};
use crate::error::{Error, Result};

/// A stored mark.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stored<M> {
    pub(crate) value: M,
    /// When it was changed last.
    pub(crate) changed_at: Timestamp,
}

/// The stored mark of a key, if there is one that this version can read.
pub(crate) fn load<M: UserMark>(connection: &Connection, key: &M::Key) -> Result<Option<Stored<M>>> {
    Ok(row_of::<M>(connection, key)?.as_ref().and_then(stored))
}

/// All marks of a kind that this version can read.
pub(crate) fn all<M: UserMark>(connection: &Connection) -> Result<Vec<(M::Key, Stored<M>)>> {
    let mark = |record: MarkRecord| Some((key_of::<M>(&record.subject)?, stored(&record)?));
    Ok(rows::<M>(connection)?.into_iter().filter_map(mark).collect())
}

fn stored<M: UserMark>(record: &MarkRecord) -> Option<Stored<M>> {
    Some(Stored { value: value(record)?, changed_at: record.changed_at })
}

/// The row of a key, also one that only a later version can read.
pub(super) fn row_of<M: UserMark>(connection: &Connection, key: &M::Key) -> Result<Option<MarkRecord>> {
    let columns = key.columns();
    let mut statement = connection.prepare_cached(M::LOAD)?;
    let record = |row: &Row<'_>| row::if_readable(record::<M>(row, key.text()));
    Ok(statement.query_row(&bound(&columns)[..], record).optional()?.flatten())
}

/// All rows of a kind, also such as only a later version can read.
pub(super) fn rows<M: UserMark>(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare(M::ALL)?;
    let record = |row: &Row<'_>| row::if_readable(M::Key::text_of(row).and_then(|key| record::<M>(row, key)));
    let rows = statement.query_map([], record)?;
    Ok(rows.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn record<M: UserMark>(row: &Row<'_>, key: String) -> rusqlite::Result<MarkRecord> {
    let mut fields = M::fields_of(row)?;
    fields.extend(row::json::<Fields>(row, "unknown")?.unwrap_or_default());
    let changed_at = within_limits(row::moment(row, "changed_at")?);
    Ok(MarkRecord { subject: subject::<M>(key), changed_at, state: State::Set(fields) })
}

/// The mark of this kind with a key.
pub(super) fn subject<M: UserMark>(key: String) -> Subject {
    Subject::Mark { kind: M::NAME.to_owned(), key }
}

/// The key of a mark of this kind; `None` if only a later version can read it.
pub(super) fn key_of<M: UserMark>(subject: &Subject) -> Option<M::Key> {
    match subject {
        Subject::Mark { key, .. } => M::Key::read(key),
        Subject::All { .. } | Subject::Head { .. } => None,
    }
}

/// What is known of a mark: its row, that it was taken back, or a value of a later version.
pub(super) fn known<M: UserMark>(connection: &Connection, key: &M::Key) -> Result<Option<MarkRecord>> {
    if let Some(record) = row_of::<M>(connection, key)? {
        return Ok(Some(record));
    }
    let key = key.text();
    match withdrawn::withdrawn(connection, M::NAME, &key)? {
        Some(record) => Ok(Some(record)),
        None => unknown_mark::unknown_mark(connection, &subject::<M>(key)),
    }
}

/// What is known of all marks of a kind.
pub(super) fn all_known<M: UserMark>(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut known = rows::<M>(connection)?;
    known.extend(withdrawn::withdrawn_of(connection, M::NAME)?);
    known.extend(unknown_mark::unknown_of(connection, M::NAME)?);
    Ok(known)
}

/// Sets a mark as of now, or withdraws it, and notes what was known before for the undo step. Returns whether
/// this changed anything.
///
/// # Errors
/// [`Error::BadArgument`] for a key that could not be read again.
pub(crate) fn set<M: UserMark>(
    write: &mut Write<'_>,
    key: &M::Key,
    value: Option<M>,
    now: Timestamp,
) -> Result<bool> {
    let text = key.text();
    if M::Key::read(&text).is_none() {
        return Err(Error::bad_argument(format!("`{text}` is no key of {}", M::NAME)));
    }
    let before = known::<M>(write, key)?;
    if is_same(before.as_ref(), value.as_ref()) {
        return Ok(false);
    }
    let mut kept = before.as_ref().map(later_fields::<M>).transpose()?.unwrap_or_default();
    let state = match &value {
        Some(value) => {
            kept.extend(fields(value)?);
            State::Set(kept)
        }
        None => State::Withdrawn(kept),
    };
    let changed_at = next_time::<M>(write, before.as_ref(), now)?;
    let record = MarkRecord { subject: subject::<M>(text), changed_at, state };
    let record = mark_record::succeeding(before.as_ref(), record, M::joined);
    write.note_undo(UndoChange::of(record.subject.clone(), before.as_ref(), Some(changed_at)));
    match (value, before) {
        (Some(value), None) => store(write, key, &value, &record)?,
        (Some(value), Some(_)) => put_value(write, key, &value, &record)?,
        (None, _) => put::<M>(write, &record)?,
    }
    Ok(true)
}

/// Stores a record in place of what is known of its mark. This is no act, so it makes no undo step.
pub(super) fn put<M: UserMark>(write: &mut Write<'_>, record: &MarkRecord) -> Result<()> {
    let Some(key) = key_of::<M>(&record.subject) else {
        return unknown_mark::keep_unknown(write, record);
    };
    if let Some(value) = value::<M>(record) {
        return put_value(write, &key, &value, record);
    }
    remove::<M>(write, &key)?;
    match &record.state {
        State::Set(_) => unknown_mark::keep_unknown(write, record),
        State::Withdrawn(unknown) => {
            withdrawn::withdraw(write, M::NAME, &key.text(), record.changed_at, unknown)
        }
    }
}

/// The same for a record with this value.
pub(super) fn put_value<M: UserMark>(
    write: &mut Write<'_>,
    key: &M::Key,
    value: &M,
    record: &MarkRecord,
) -> Result<()> {
    store(write, key, value, record)?;
    forget_others::<M>(write, key)
}

/// Stores the row of a record with this value.
fn store<M: UserMark>(write: &mut Write<'_>, key: &M::Key, value: &M, record: &MarkRecord) -> Result<()> {
    let mut columns = key.columns();
    columns.push((":changed_at", record.changed_at.as_millisecond().into()));
    columns.push((":unknown", unknown(value, record)?.into()));
    columns.extend(value.columns()?);
    write.prepare_cached(M::STORE)?.execute(&bound(&columns)[..])?;
    note_changed(write, key);
    value.store_more(write, key)
}

/// Removes all that is known of a mark, as if it had never been there.
pub(super) fn remove<M: UserMark>(write: &mut Write<'_>, key: &M::Key) -> Result<()> {
    write.prepare_cached(M::DELETE)?.execute(&bound(&key.columns())[..])?;
    note_changed(write, key);
    forget_others::<M>(write, key)
}

fn forget_others<M: UserMark>(write: &mut Write<'_>, key: &M::Key) -> Result<()> {
    withdrawn::forget_withdrawn(write, M::NAME, &key.text())?;
    unknown_mark::forget_unknown(write, &subject::<M>(key.text()))
}

fn note_changed(write: &mut Write<'_>, key: &impl MarkKey) {
    if let Some(item) = key.item() {
        write.changes().note_changed(item.clone());
    }
}

fn bound(columns: &Columns) -> Vec<(&'static str, &dyn ToSql)> {
    columns.iter().map(|(name, column)| (*name, column as &dyn ToSql)).collect()
}

/// The time of a change of a mark that is made now. It is later than that of the change before, also if the
/// clock was ahead then, so that an import never prefers the older of the two.
pub(super) fn next_time<M: UserMark>(
    connection: &Connection,
    before: Option<&MarkRecord>,
    now: Timestamp,
) -> Result<Timestamp> {
    let before = before.map(|before| before.changed_at);
    Ok(next_change(before.max(withdrawn::withdrawn_until(connection, M::NAME)?), now))
}

/// The time of a change now, after one at another time.
pub(super) fn next_change(before: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let after = before.map_or(i64::MIN, |before| before.as_millisecond().saturating_add(1));
    let next = Timestamp::from_millisecond(after.max(now.as_millisecond()));
    within_limits(next.unwrap_or(Timestamp::MAX))
}
