//! Failures of the network: which waits they caused, so that these end when the network changes.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::listing_place::ListingPlace;
use super::write::Write;
use crate::error::Result;

const PAGE: &str = "
    UPDATE resource
    SET network_due_at = due_at
    WHERE id = :id";

/// Notes that the network caused the wait of a page, as it was stored last.
pub(crate) fn network_failed_at_page(write: &mut Write<'_>, resource: i64) -> Result<()> {
    write.prepare_cached(PAGE)?.execute(named_params! { ":id": resource })?;
    Ok(())
}

const LISTING: &str = "
    UPDATE resource
    SET network_due_at = due_at
    WHERE edition = :edition AND section = :section AND kind = 'listing'
        AND candidate = :candidate AND base = :base";

/// Notes that the network caused the wait of a listing, as it was stored last.
pub(crate) fn network_failed_at_listing(write: &mut Write<'_>, place: &ListingPlace) -> Result<()> {
    write.prepare_cached(LISTING)?.execute(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
    })?;
    Ok(())
}

const ANY: &str = "
    SELECT EXISTS (SELECT 1 FROM resource WHERE network_due_at > :earliest)
        OR EXISTS (SELECT 1 FROM picture_failure WHERE network_retry_at > :earliest)
        OR EXISTS (SELECT 1 FROM host_failure) AS is_any";

/// Whether the network caused any wait.
pub(crate) fn is_any_failure_of_network(connection: &Connection) -> Result<bool> {
    let values = named_params! { ":earliest": i64::MIN };
    Ok(connection.query_row(ANY, values, |row| row.get("is_any"))?)
}

// What failed often by the network counts as failed once, so the next failure waits briefly.
const FORGET: &str = "
    UPDATE resource
    SET due_at = iif(reason = 'failed' AND due_at = network_due_at, min(due_at, :now), due_at),
        failures = iif(reason = 'failed' AND due_at = network_due_at, min(failures, 1), failures),
        network_due_at = NULL
    WHERE network_due_at > :earliest";

const FORGET_PICTURES: &str = "
    UPDATE picture_failure
    SET retry_at = iif(retry_at = network_retry_at, min(retry_at, :now), retry_at),
        failures = iif(retry_at = network_retry_at, min(failures, 1), failures),
        network_retry_at = NULL
    WHERE network_retry_at > :earliest";

const FORGET_HOSTS: &str = "DELETE FROM host_failure";

// A section of which no listing came is due as if it had not been requested since it came last.
const FORGET_SECTIONS: &str = "
    UPDATE schedule
    SET failures = 0, asked_at = answered_at
    WHERE failures > 0";

/// Ends the waits that the network caused: of pages, listings and pictures, of hosts that did not answer, and
/// of sections of which no listing came. What it caused is due now. Other waits stay.
pub(crate) fn forget_network_failures(write: &mut Write<'_>, now: Timestamp) -> Result<()> {
    let values = named_params! { ":now": now.as_millisecond(), ":earliest": i64::MIN };
    write.execute(FORGET, values)?;
    write.execute(FORGET_PICTURES, values)?;
    write.execute(FORGET_HOSTS, [])?;
    write.execute(FORGET_SECTIONS, [])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{CommitPoint, Store};

    /// The release before stores a retry of its own and leaves what the network caused.
    #[tokio::test]
    async fn a_picture_waits_on_if_the_network_did_not_cause_the_wait_that_it_has_now() {
        let store = Store::in_memory("a catalogue");
        let rows = "INSERT INTO picture_failure (address, failures, retry_at, network_retry_at)
            VALUES ('network', 3, 9000, 9000), ('site', 3, 9000, 5000)";
        let now = Timestamp::from_millisecond(1_000).unwrap();
        let forget = move |write: &mut Write<'_>| {
            write.execute(rows, [])?;
            forget_network_failures(write, now)
        };
        store.open_for_writing().await.unwrap();
        store.write(CommitPoint::NetworkChanged, forget).await.unwrap();

        let waits = |connection: &Connection| {
            let read = "SELECT failures, retry_at FROM picture_failure ORDER BY address";
            let mut statement = connection.prepare(read)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<Vec<(u32, i64)>>>()?)
        };
        assert_eq!(store.read(waits).await.unwrap(), [(1, 1_000), (3, 9_000)]);
    }
}
