//! The network addresses at which hosts answered, for times when a name leads nowhere or astray.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;

/// An address at which a host answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredAddress {
    /// The host without its port.
    pub(crate) host: String,
    pub(crate) ip: IpAddr,
    /// When it answered last, as far as it was noted.
    pub(crate) worked_at: Timestamp,
    /// Runs since then in which it did not answer while the network worked.
    pub(crate) failures: u32,
}

/// An address that answered last before this is dropped. So is one whose time is so far ahead, which a wrong
/// clock stored.
const LASTS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// An address is dropped after so many failures in a row.
const MOST_FAILURES: u32 = 3;
/// So many addresses of a host are kept: those that answered last.
const MOST_OF_HOST: u32 = 4;

const ADDRESSES: &str = "
    SELECT host, ip, worked_at, failures
    FROM address
    WHERE worked_at BETWEEN :from AND :until
    ORDER BY host, failures, worked_at DESC, successes DESC, ip";

/// The addresses of all hosts, for each host the best first.
pub(crate) fn addresses(connection: &Connection, now: Timestamp) -> Result<Vec<StoredAddress>> {
    let read = |row: &Row<'_>| {
        let (host, ip): (_, String) = (row.get("host")?, row.get("ip")?);
        let (worked_at, failures) = (row::moment(row, "worked_at")?, row.get("failures")?);
        Ok(ip.parse().ok().map(|ip| StoredAddress { host, ip, worked_at, failures }))
    };
    let (from, until) = bounds(now);
    let mut statement = connection.prepare_cached(ADDRESSES)?;
    let rows = statement.query_map(named_params! { ":from": from, ":until": until }, read)?;
    Ok(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

fn bounds(now: Timestamp) -> (i64, i64) {
    let from = now.checked_sub(LASTS).unwrap_or(Timestamp::MIN);
    let until = now.checked_add(LASTS).unwrap_or(Timestamp::MAX);
    (from.as_millisecond(), until.as_millisecond())
}

const WORKED: &str = "
    INSERT INTO address (host, ip, worked_at, successes, failures)
    VALUES (:host, :ip, :now, 1, 0)
    ON CONFLICT (host, ip) DO UPDATE SET
        worked_at = excluded.worked_at,
        successes = successes + 1,
        failures = 0";

/// Notes that a host answered at an address.
pub(crate) fn address_worked(write: &mut Write<'_>, host: &str, ip: IpAddr, now: Timestamp) -> Result<()> {
    let now = now.as_millisecond();
    write.execute(WORKED, named_params! { ":host": host, ":ip": ip.to_string(), ":now": now })?;
    Ok(())
}

const FAILED: &str = "
    UPDATE address
    SET failures = failures + 1
    WHERE host = :host AND ip = :ip";

/// Notes that a host did not answer at an address, although the network worked.
pub(crate) fn address_failed(write: &mut Write<'_>, host: &str, ip: IpAddr) -> Result<()> {
    write.execute(FAILED, named_params! { ":host": host, ":ip": ip.to_string() })?;
    Ok(())
}

const FORGET: &str = "
    DELETE FROM address
    WHERE failures >= :most_failures
        OR worked_at NOT BETWEEN :from AND :until
        OR (SELECT count(*)
            FROM address AS better
            WHERE better.host = address.host
                AND (better.worked_at, better.ip) > (address.worked_at, address.ip)) >= :most_of_host";

/// Drops the addresses that are old, failed often, or are too many.
pub(crate) fn forget_old_addresses(write: &mut Write<'_>, now: Timestamp) -> Result<()> {
    let (from, until) = bounds(now);
    write.execute(
        FORGET,
        named_params! {
            ":most_failures": MOST_FAILURES,
            ":most_of_host": MOST_OF_HOST,
            ":from": from,
            ":until": until,
        },
    )?;
    Ok(())
}
