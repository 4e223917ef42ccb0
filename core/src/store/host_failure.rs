//! Hosts that did not answer when they were asked last.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;

/// How often and when a host last did not answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HostFailure {
    /// Syncs in a row.
    pub(crate) failures: u32,
    pub(crate) at: Timestamp,
}

const ALL: &str = "SELECT name, failures, failed_at FROM host_failure";

/// The hosts that did not answer when they were asked last.
pub(crate) fn host_failures(connection: &Connection) -> Result<BTreeMap<String, HostFailure>> {
    let mut statement = connection.prepare_cached(ALL)?;
    let rows = statement.query_map([], |row| Ok((row.get("name")?, from_row(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const ONE: &str = "SELECT failures, failed_at FROM host_failure WHERE name = :name";

/// How often a host did not answer; `None` if it did when it was asked last.
pub(crate) fn host_failure(connection: &Connection, host: &str) -> Result<Option<HostFailure>> {
    let mut statement = connection.prepare_cached(ONE)?;
    Ok(statement.query_row(named_params! { ":name": host }, from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<HostFailure> {
    Ok(HostFailure { failures: row.get("failures")?, at: row::moment(row, "failed_at")? })
}

const FAILED: &str = "
    INSERT INTO host_failure (name, failures, failed_at)
    VALUES (:name, 1, :at)
    ON CONFLICT (name) DO UPDATE SET failures = failures + 1, failed_at = excluded.failed_at";

/// Stores that a host did not answer.
pub(crate) fn note_host_failure(write: &mut Write<'_>, host: &str, at: Timestamp) -> Result<()> {
    let values = named_params! { ":name": host, ":at": at.as_millisecond() };
    write.prepare_cached(FAILED)?.execute(values)?;
    Ok(())
}

const ANSWERED: &str = "DELETE FROM host_failure WHERE name = :name";

/// Stores that a host answers again.
pub(crate) fn note_host_answer(write: &mut Write<'_>, host: &str) -> Result<()> {
    write.prepare_cached(ANSWERED)?.execute(named_params! { ":name": host })?;
    Ok(())
}
