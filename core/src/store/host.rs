//! Hosts that asked us to wait.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;

/// A stored time later than this is ignored. A host can make us wait at most one day, and the clock may be
/// set back by one more day. A later time was stored by a clock that was far ahead: the wait might never end.
const LATEST_WAIT_END: SignedDuration = SignedDuration::from_hours(48);

const WAITING: &str = "
    SELECT wait_until
    FROM host
    WHERE name = :name AND wait_until > :now AND wait_until <= :latest";

/// When a host may be asked again; `None` if it may be asked now.
pub(crate) fn waiting(connection: &Connection, host: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    let latest = now.checked_add(LATEST_WAIT_END).unwrap_or(now);
    let values =
        named_params! { ":name": host, ":now": now.as_millisecond(), ":latest": latest.as_millisecond() };
    let until = connection.query_row(WAITING, values, |row| row::moment(row, "wait_until")).optional()?;
    Ok(until)
}

/// When the first of these hosts may be asked again; `None` if one may be asked now, or if there is none.
pub(crate) fn all_wait<'a>(
    connection: &Connection,
    hosts: impl IntoIterator<Item = &'a str>,
    now: Timestamp,
) -> Result<Option<Timestamp>> {
    let mut earliest: Option<Timestamp> = None;
    for host in hosts {
        let Some(until) = waiting(connection, host, now)? else { return Ok(None) };
        earliest = earliest.into_iter().chain([until]).min();
    }
    Ok(earliest)
}

const WAIT: &str = "
    INSERT INTO host (name, wait_until)
    VALUES (:name, :wait_until)
    ON CONFLICT (name) DO UPDATE SET wait_until = excluded.wait_until";

/// Stores until when a host asked us to wait.
pub(crate) fn wait_until(write: &mut Write<'_>, host: &str, until: Timestamp) -> Result<()> {
    write.execute(WAIT, named_params! { ":name": host, ":wait_until": until.as_millisecond() })?;
    Ok(())
}
