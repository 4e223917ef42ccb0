//! What only a later version can read, in the user's file: it is kept for the next export.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::mark_record::{Fields, MarkRecord, State, Subject, within_limits};
use super::row;
use super::write::Write;
use crate::error::{Error, Result};

/// The kind in the table of what is no mark but a part of the head of an export. No mark has it.
const HEAD: &str = "";

const ONE: &str = "
    SELECT mark, key, changed_at, value
    FROM unknown_mark
    WHERE mark = :mark AND key = :key";

/// What is kept of a subject.
pub(super) fn unknown_mark(connection: &Connection, subject: &Subject) -> Result<Option<MarkRecord>> {
    let Some((mark, key)) = columns(subject) else { return Ok(None) };
    let values = named_params! { ":mark": mark, ":key": key };
    let found = connection.prepare_cached(ONE)?.query_row(values, from_row).optional()?;
    Ok(found.flatten())
}

const OF_KIND: &str = "SELECT mark, key, changed_at, value FROM unknown_mark WHERE mark = :mark";

/// The marks of a kind that are kept.
pub(super) fn unknown_of(connection: &Connection, kind: &str) -> Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare_cached(OF_KIND)?;
    let marks = statement.query_map(named_params! { ":mark": kind }, from_row)?;
    Ok(marks.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

const EVERY: &str = "SELECT mark, key, changed_at, value FROM unknown_mark";

/// All that is kept.
pub(super) fn all_unknown(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare(EVERY)?;
    let marks = statement.query_map([], from_row)?;
    Ok(marks.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<MarkRecord>> {
    let (kind, key): (String, String) = (row.get("mark")?, row.get("key")?);
    let subject = if kind == HEAD { Subject::Head { name: key } } else { Subject::Mark { kind, key } };
    let record = || {
        let mut fields: Fields = row::json(row, "value")?.unwrap_or_default();
        let is_withdrawn = fields.remove("withdrawn").is_some();
        let state = if is_withdrawn { State::Withdrawn(fields) } else { State::Set(fields) };
        Ok(MarkRecord { subject, changed_at: within_limits(row::moment(row, "changed_at")?), state })
    };
    row::if_readable(record())
}

const KEEP: &str = "
    INSERT INTO unknown_mark (mark, key, changed_at, value)
    VALUES (:mark, :key, :changed_at, :value)
    ON CONFLICT (mark, key) DO UPDATE SET
        changed_at = excluded.changed_at,
        value = excluded.value";

/// Keeps a record.
pub(super) fn keep_unknown(write: &mut Write<'_>, record: &MarkRecord) -> Result<()> {
    let (mark, key) =
        columns(&record.subject).ok_or_else(|| Error::Internal(format!("{:?} is known", record.subject)))?;
    write.prepare_cached(KEEP)?.execute(named_params! {
        ":mark": mark,
        ":key": key,
        ":changed_at": record.changed_at.as_millisecond(),
        ":value": record.state.text(),
    })?;
    Ok(())
}

const FORGET: &str = "DELETE FROM unknown_mark WHERE mark = :mark AND key = :key";

/// Forgets what is kept of a subject.
pub(super) fn forget_unknown(write: &mut Write<'_>, subject: &Subject) -> Result<()> {
    let Some((mark, key)) = columns(subject) else { return Ok(()) };
    write.prepare_cached(FORGET)?.execute(named_params! { ":mark": mark, ":key": key })?;
    Ok(())
}

fn columns(subject: &Subject) -> Option<(&str, &str)> {
    match subject {
        Subject::All { .. } => None,
        Subject::Mark { kind, key } => Some((kind, key)),
        Subject::Head { name } => Some((HEAD, name)),
    }
}
