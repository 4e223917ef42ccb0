//! Hosts that asked us to wait.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::row;
use crate::error::Result;

const WAITING: &str = "SELECT wait_until FROM host WHERE name = :name AND wait_until > :now";

/// Until when a host must not be asked; `None` where it may be.
pub(crate) fn waiting(connection: &Connection, host: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    let values = named_params! { ":name": host, ":now": now.as_millisecond() };
    let until = connection.query_row(WAITING, values, |row| row::moment(row, "wait_until")).optional()?;
    Ok(until)
}

const WAIT: &str = "
    INSERT INTO host (name, wait_until)
    VALUES (:name, :wait_until)
    ON CONFLICT (name) DO UPDATE SET wait_until = excluded.wait_until";

/// Remembers that a host asked to wait.
pub(crate) fn wait_until(transaction: &Transaction<'_>, host: &str, until: Timestamp) -> Result<()> {
    transaction.execute(WAIT, named_params! { ":name": host, ":wait_until": until.as_millisecond() })?;
    Ok(())
}
