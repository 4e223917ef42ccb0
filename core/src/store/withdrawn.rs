//! Marks that were taken back, in the user's file.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;

/// The key that stands for all marks of a kind: they were withdrawn together.
pub(super) const ALL: &str = "";

const WITHDRAWN: &str = "SELECT changed_at, unknown FROM withdrawn WHERE mark = :mark AND key = :key";

/// When a mark was taken back, and its unknown fields; `None` if it was not.
pub(super) fn withdrawn(
    connection: &Connection,
    mark: &str,
    key: &str,
) -> Result<Option<(Timestamp, Option<String>)>> {
    let values = named_params! { ":mark": mark, ":key": key };
    let read = |row: &rusqlite::Row<'_>| Ok((row::moment(row, "changed_at")?, row.get("unknown")?));
    Ok(connection.prepare_cached(WITHDRAWN)?.query_row(values, read).optional()?)
}

const WITHDRAW: &str = "
    INSERT INTO withdrawn (mark, key, changed_at, unknown)
    VALUES (:mark, :key, :changed_at, :unknown)
    ON CONFLICT (mark, key) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown";

/// Stores that a mark was taken back.
pub(super) fn withdraw(
    write: &mut Write<'_>,
    mark: &str,
    key: &str,
    changed_at: Timestamp,
    unknown: Option<String>,
) -> Result<()> {
    write.prepare_cached(WITHDRAW)?.execute(named_params! {
        ":mark": mark,
        ":key": key,
        ":changed_at": changed_at.as_millisecond(),
        ":unknown": unknown,
    })?;
    Ok(())
}

const FORGET: &str = "DELETE FROM withdrawn WHERE mark = :mark AND key = :key";

/// Forgets that a mark was taken back, because it is set again.
pub(super) fn forget(write: &mut Write<'_>, mark: &str, key: &str) -> Result<()> {
    write.prepare_cached(FORGET)?.execute(named_params! { ":mark": mark, ":key": key })?;
    Ok(())
}

const WITHDRAW_ALL: &str = "
    DELETE FROM withdrawn
    WHERE mark = :mark AND changed_at <= :changed_at";

/// Stores that all marks of a kind were taken back. Those that were taken back one by one before are no
/// longer named.
pub(super) fn withdraw_all(write: &mut Write<'_>, mark: &str, changed_at: Timestamp) -> Result<()> {
    let values = named_params! { ":mark": mark, ":changed_at": changed_at.as_millisecond() };
    write.prepare_cached(WITHDRAW_ALL)?.execute(values)?;
    withdraw(write, mark, ALL, changed_at, None)
}

/// A mark that was taken back.
pub(super) struct Withdrawn {
    pub(super) mark: String,
    pub(super) key: String,
    pub(super) changed_at: Timestamp,
    pub(super) unknown: Option<String>,
}

const EVERY: &str = "SELECT mark, key, changed_at, unknown FROM withdrawn";

/// All marks that were taken back.
pub(super) fn all_withdrawn(connection: &Connection) -> Result<Vec<Withdrawn>> {
    let mut statement = connection.prepare(EVERY)?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Withdrawn {
            mark: row.get("mark")?,
            key: row.get("key")?,
            changed_at: row::moment(row, "changed_at")?,
            unknown: row.get("unknown")?,
        })
    };
    let withdrawn = statement.query_map([], read)?;
    Ok(withdrawn.collect::<rusqlite::Result<_>>()?)
}
