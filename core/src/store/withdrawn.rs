//! Marks that were taken back, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::mark_record::{Fields, MarkRecord, State, Subject, within_limits};
use super::row;
use super::write::Write;
use crate::error::Result;

/// The key in the table that stands for all marks of a kind. No mark has it.
const ALL: &str = "";

const ONE: &str = "SELECT mark, key, changed_at, unknown FROM withdrawn WHERE mark = :mark AND key = :key";

/// That a mark was taken back; `None` if it was not.
pub(super) fn withdrawn(connection: &Connection, kind: &str, key: &str) -> Result<Option<MarkRecord>> {
    let values = named_params! { ":mark": kind, ":key": key };
    let found = connection.prepare_cached(ONE)?.query_row(values, from_row).optional()?;
    Ok(found.flatten())
}

/// That all marks of a kind were taken back together; `None` if they never were. Marks that were changed
/// until then do not count.
pub(super) fn all_withdrawn(connection: &Connection, kind: &str) -> Result<Option<MarkRecord>> {
    withdrawn(connection, kind, ALL)
}

/// Until when all marks of a kind were taken back together.
pub(super) fn withdrawn_until(connection: &Connection, kind: &str) -> Result<Option<Timestamp>> {
    Ok(all_withdrawn(connection, kind)?.map(|record| record.changed_at))
}

const OF_KIND: &str = "
    SELECT mark, key, changed_at, unknown
    FROM withdrawn
    WHERE mark = :mark AND key <> ''";

/// The marks of a kind that were taken back one by one.
pub(super) fn withdrawn_of(connection: &Connection, kind: &str) -> Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare_cached(OF_KIND)?;
    let marks = statement.query_map(named_params! { ":mark": kind }, from_row)?;
    Ok(marks.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

const EVERY: &str = "SELECT mark, key, changed_at, unknown FROM withdrawn";

/// All that was taken back.
pub(super) fn every_withdrawn(connection: &Connection) -> Result<Vec<MarkRecord>> {
    let mut statement = connection.prepare(EVERY)?;
    let marks = statement.query_map([], from_row)?;
    Ok(marks.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Option<MarkRecord>> {
    let (kind, key): (String, String) = (row.get("mark")?, row.get("key")?);
    let subject = if key == ALL { Subject::All { kind } } else { Subject::Mark { kind, key } };
    let record = || {
        let unknown: Option<Fields> = row::json(row, "unknown")?;
        let changed_at = within_limits(row::moment(row, "changed_at")?);
        Ok(MarkRecord { subject, changed_at, state: State::Withdrawn(unknown.unwrap_or_default()) })
    };
    row::if_readable(record())
}

const WITHDRAW: &str = "
    INSERT INTO withdrawn (mark, key, changed_at, unknown)
    VALUES (:mark, :key, :changed_at, :unknown)
    ON CONFLICT (mark, key) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown";

/// Stores that a mark was taken back, with the fields that only a later version knows.
pub(super) fn withdraw(
    write: &mut Write<'_>,
    kind: &str,
    key: &str,
    changed_at: Timestamp,
    unknown: &Fields,
) -> Result<()> {
    let unknown = (!unknown.is_empty()).then(|| row::to_json(unknown)).transpose()?;
    write.prepare_cached(WITHDRAW)?.execute(named_params! {
        ":mark": kind,
        ":key": key,
        ":changed_at": changed_at.as_millisecond(),
        ":unknown": unknown,
    })?;
    Ok(())
}

/// Stores until when all marks of a kind were taken back together.
pub(super) fn withdraw_all(write: &mut Write<'_>, kind: &str, until: Timestamp) -> Result<()> {
    withdraw(write, kind, ALL, until, &Fields::new())
}

const FORGET: &str = "DELETE FROM withdrawn WHERE mark = :mark AND key = :key";

/// Forgets that a mark was taken back, because it is set again or never was there.
pub(super) fn forget_withdrawn(write: &mut Write<'_>, kind: &str, key: &str) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(named_params! { ":mark": kind, ":key": key })?;
    Ok(())
}

/// Forgets that all marks of a kind were taken back.
pub(super) fn forget_all_withdrawn(write: &mut Write<'_>, kind: &str) -> Result<()> {
    forget_withdrawn(write, kind, ALL)
}
