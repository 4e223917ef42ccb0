//! The pictures of the newest items that were never fetched, and those that could not be fetched.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::resource::LONGEST_WAIT;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, Section};

// The query starts from `item`, because its index is sorted newest first. A picture whose file was deleted to
// save room keeps its address, and does not come back by itself. If a retry is further ahead than its longest
// wait, a clock that was ahead stored it.
pub(super) const NEVER_FETCHED: &str = "
    SELECT DISTINCT newest.picture
    FROM (
        SELECT item.picture
        FROM item
        WHERE item.edition = :edition
            AND item.shown
            AND EXISTS (SELECT 1 FROM listed WHERE listed.item_id = item.id AND listed.section = :section)
        ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
        LIMIT :newest) AS newest
    WHERE newest.picture IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM picture_address WHERE picture_address.address = newest.picture)
        AND NOT EXISTS (
            SELECT 1
            FROM picture_failure
            WHERE picture_failure.address = newest.picture
                AND picture_failure.retry_at BETWEEN :later AND :longest)";

/// The addresses of the pictures of the `newest` items of a section that were never fetched, in the order of
/// the list. Those that failed are left out until their retry.
pub(crate) fn unfetched_pictures(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    newest: u32,
    now: Timestamp,
) -> Result<Vec<String>> {
    let longest = now.checked_add(LONGEST_WAIT).unwrap_or(Timestamp::MAX);
    let mut statement = connection.prepare_cached(NEVER_FETCHED)?;
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":newest": newest,
        ":later": now.as_millisecond().saturating_add(1),
        ":longest": longest.as_millisecond(),
    };
    let addresses = statement.query_map(values, |row: &Row<'_>| row.get("picture"))?;
    Ok(addresses.collect::<rusqlite::Result<_>>()?)
}

const FAILURES: &str = "SELECT failures FROM picture_failure WHERE address = :address";

/// How often in a row a picture could not be fetched.
pub(crate) fn picture_failures(connection: &Connection, address: &str) -> Result<u32> {
    let mut statement = connection.prepare_cached(FAILURES)?;
    let failures = statement.query_row(&[(":address", address)], |row| row.get("failures")).optional()?;
    Ok(failures.unwrap_or(0))
}

const FAILED: &str = "
    INSERT INTO picture_failure (address, failures, retry_at)
    VALUES (:address, :failures, :retry_at)
    ON CONFLICT (address) DO UPDATE SET failures = excluded.failures, retry_at = excluded.retry_at";

// Items that are no longer among the newest are not asked for, so their failures are forgotten.
const FORGET: &str = "DELETE FROM picture_failure WHERE retry_at < :oldest";

/// Notes that a picture could not be fetched, and when it is tried again.
pub(crate) fn note_picture_failure(
    write: &mut Write<'_>,
    address: &str,
    failures: u32,
    retry_at: Timestamp,
) -> Result<()> {
    let oldest = retry_at.checked_sub(LONGEST_WAIT * 30).unwrap_or(Timestamp::MIN);
    write.prepare_cached(FORGET)?.execute(named_params! { ":oldest": oldest.as_millisecond() })?;
    write.prepare_cached(FAILED)?.execute(named_params! {
        ":address": address,
        ":failures": failures,
        ":retry_at": retry_at.as_millisecond(),
    })?;
    Ok(())
}
