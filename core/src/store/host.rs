//! Hosts that asked us to wait.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;

/// The wait of a host that has not ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HostWait {
    /// When the host may be asked again.
    pub(crate) until: Timestamp,
    /// When it asked us to wait; `None` if an older version stored the wait.
    pub(crate) noted_at: Option<Timestamp>,
}

/// When a host may be asked again, and when it asked us to wait, as they are stored.
#[derive(Debug, Clone, Copy)]
struct Wait {
    until: Timestamp,
    /// `None` if an older version stored the wait.
    noted_at: Option<Timestamp>,
}

/// A wait is ignored if it was noted further in the future than this. If the time of the note is unknown, the
/// end of the wait counts instead. A clock that was far ahead stored such waits.
const LATEST_WAIT_END: SignedDuration = SignedDuration::from_hours(48);

impl Wait {
    /// When the wait ends; `None` if it is over. If the clock was set back since, the wait is as long as the
    /// host asked, from now on.
    fn end(self, now: Timestamp) -> Option<Timestamp> {
        let end = match self.noted_at {
            Some(noted_at) if noted_at.duration_since(now) > LATEST_WAIT_END => return None,
            Some(noted_at) if noted_at > now => now.checked_add(self.until.duration_since(noted_at)).ok()?,
            Some(_) => self.until,
            None => Some(self.until).filter(|until| until.duration_since(now) <= LATEST_WAIT_END)?,
        };
        Some(end).filter(|end| *end > now)
    }
}

const WAIT: &str = "SELECT wait_until, noted_at FROM host WHERE name = :name";

/// When a host may be asked again; `None` if it may be asked now.
pub(crate) fn waiting(connection: &Connection, host: &str, now: Timestamp) -> Result<Option<Timestamp>> {
    Ok(host_wait(connection, host, now)?.map(|wait| wait.until))
}

/// The wait of a host; `None` if it may be asked now.
pub(crate) fn host_wait(connection: &Connection, host: &str, now: Timestamp) -> Result<Option<HostWait>> {
    let wait = connection.query_row(WAIT, named_params! { ":name": host }, wait).optional()?;
    let lasts = |wait: Wait| {
        let noted_at = wait.noted_at.map(|noted_at| noted_at.min(now));
        wait.end(now).map(|until| HostWait { until, noted_at })
    };
    Ok(wait.and_then(lasts))
}

fn wait(row: &Row<'_>) -> rusqlite::Result<Wait> {
    Ok(Wait { until: row::moment(row, "wait_until")?, noted_at: row::optional_moment(row, "noted_at")? })
}

/// A host that may not be asked now.
pub(crate) struct WaitingHost {
    /// The host, with its port if it is not the default one.
    pub(crate) host: String,
    pub(crate) status: u16,
    pub(crate) until: Timestamp,
}

/// The status of a wait that an older version stored without it.
const USUAL_STATUS: u16 = 503;

const ALL: &str = "SELECT name, wait_until, noted_at, status FROM host";

/// The hosts that may not be asked now.
pub(crate) fn waits(connection: &Connection, now: Timestamp) -> Result<Vec<WaitingHost>> {
    let mut statement = connection.prepare_cached(ALL)?;
    let waits = statement.query_map([], |row| Ok((row.get("name")?, row.get("status")?, wait(row)?)))?;
    let mut lasting = Vec::new();
    for row in waits {
        let (host, status, wait): (_, Option<u16>, Wait) = row?;
        if let Some(until) = wait.end(now) {
            lasting.push(WaitingHost { host, status: status.unwrap_or(USUAL_STATUS), until });
        }
    }
    Ok(lasting)
}

const STATUS: &str = "SELECT status FROM host WHERE name = :name";

/// The status with which a host last asked to wait, if it ever did.
pub(crate) fn status_of_wait(connection: &Connection, host: &str) -> Result<Option<u16>> {
    let values = named_params! { ":name": host };
    Ok(connection.query_row(STATUS, values, |row| row.get("status")).optional()?)
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

// Answers to requests that were sent at the same time may ask for different waits. The longer one holds.
const NOTE: &str = "
    INSERT INTO host (name, wait_until, noted_at, status)
    VALUES (:name, :wait_until, :noted_at, :status)
    ON CONFLICT (name) DO UPDATE SET
        wait_until = excluded.wait_until,
        status = excluded.status,
        noted_at = excluded.noted_at
    WHERE excluded.wait_until > host.wait_until
        OR host.noted_at IS NULL
        OR host.noted_at > excluded.noted_at";

/// Stores the time until which a host asked us to wait, and the status of its answer.
pub(crate) fn wait_until(
    write: &mut Write<'_>,
    host: &str,
    (until, status): (Timestamp, u16),
    now: Timestamp,
) -> Result<()> {
    write.execute(
        NOTE,
        named_params! {
            ":name": host,
            ":wait_until": until.as_millisecond(),
            ":noted_at": now.as_millisecond(),
            ":status": status,
        },
    )?;
    Ok(())
}

const AHEAD: &str = "SELECT EXISTS (SELECT 1 FROM host WHERE noted_at > :now) AS is_ahead";

/// Whether the clock has been set back since a wait was noted.
pub(crate) fn has_wait_ahead(connection: &Connection, now: Timestamp) -> Result<bool> {
    let values = named_params! { ":now": now.as_millisecond() };
    Ok(connection.query_row(AHEAD, values, |row| row.get("is_ahead"))?)
}

const RESTART: &str = "
    UPDATE host
    SET wait_until = iif(noted_at > :latest, :now, :now + wait_until - noted_at), noted_at = :now
    WHERE noted_at > :now";

/// Restarts the waits that were noted by a clock that has been set back since. They begin now, with the
/// length that the host asked for.
pub(crate) fn restart_waits(write: &mut Write<'_>, now: Timestamp) -> Result<()> {
    let latest = now.checked_add(LATEST_WAIT_END).unwrap_or(Timestamp::MAX);
    let values = named_params! { ":now": now.as_millisecond(), ":latest": latest.as_millisecond() };
    write.execute(RESTART, values)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_lasts_as_long_as_the_host_asked_even_if_the_clock_is_set_back() {
        let minute = |minute: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minute);
        for (until, noted_at, now, end) in [
            (120, Some(0), 0, Some(120)),
            (120, Some(0), 119, Some(120)),
            (120, Some(0), 120, None),
            (2_120, Some(2_000), 60, Some(180)),
            (2_120, Some(2_000), 2_060, Some(2_120)),
            (9_120, Some(9_000), 60, None),
            (2_880, None, 0, Some(2_880)),
            (2_881, None, 0, None),
        ] {
            let wait = Wait { until: minute(until), noted_at: noted_at.map(minute) };

            assert_eq!(wait.end(minute(now)), end.map(minute), "{until} {noted_at:?} at {now}");
        }
    }
}
