//! The pictures of the newest items that were never fetched, and those that could not be fetched or did not
//! fit into a budget.

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
    SELECT DISTINCT
        newest.picture,
        picture_failure.address IS NOT NULL AS has_failed,
        coalesce(picture_failure.retry_at BETWEEN :later AND :longest, FALSE) AS waits_for_data
    FROM (
        SELECT iif(:small AND NOT EXISTS (
            SELECT 1 FROM picture_failure AS of_small
            WHERE of_small.address = item.picture_small
                AND of_small.failures > 0 AND of_small.network_retry_at IS NULL),
            coalesce(item.picture_small, item.picture), item.picture) AS picture
        FROM item
        WHERE item.edition = :edition
            AND item.shown
            AND EXISTS (SELECT 1 FROM listed WHERE listed.item_id = item.id AND listed.section = :section)
        ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
        LIMIT :newest) AS newest
    LEFT JOIN picture_failure ON picture_failure.address = newest.picture
    WHERE newest.picture IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM picture_address WHERE picture_address.address = newest.picture)
        AND NOT coalesce(
            picture_failure.failures > 0 AND picture_failure.retry_at BETWEEN :later AND :longest, FALSE)";

/// A picture that was never fetched.
pub(crate) struct UnfetchedPicture {
    pub(crate) address: String,
    /// Whether it was asked for before, and failed or did not fit.
    pub(crate) has_failed: bool,
    /// Whether it is larger than what a run could use, and waits for one without a limit.
    pub(crate) waits_for_data: bool,
}

/// The pictures of the `newest` items of a section that were never fetched, in the order of the list: of a
/// list that is kept whole the small copies for its rows unless they failed, of the others the full pictures,
/// which their pages show, too. Those that were asked for before come last. Those that failed are left out
/// until their retry.
pub(crate) fn unfetched_pictures(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    newest: u32,
    now: Timestamp,
) -> Result<Vec<UnfetchedPicture>> {
    let longest = now.checked_add(LONGEST_WAIT).unwrap_or(Timestamp::MAX);
    let mut statement = connection.prepare_cached(NEVER_FETCHED)?;
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":small": section.is_kept_whole(),
        ":newest": newest,
        ":later": now.as_millisecond().saturating_add(1),
        ":longest": longest.as_millisecond(),
    };
    let mut pictures = statement.query_map(values, unfetched)?.collect::<rusqlite::Result<Vec<_>>>()?;
    pictures.sort_by_key(|picture| picture.has_failed);
    Ok(pictures)
}

fn unfetched(row: &Row<'_>) -> rusqlite::Result<UnfetchedPicture> {
    Ok(UnfetchedPicture {
        address: row.get("picture")?,
        has_failed: row.get("has_failed")?,
        waits_for_data: row.get("waits_for_data")?,
    })
}

const FAILURES: &str = "SELECT failures FROM picture_failure WHERE address = :address";

/// How often in a row a picture could not be fetched.
pub(crate) fn picture_failures(connection: &Connection, address: &str) -> Result<u32> {
    let mut statement = connection.prepare_cached(FAILURES)?;
    let failures = statement.query_row(&[(":address", address)], |row| row.get("failures")).optional()?;
    Ok(failures.unwrap_or(0))
}

const FAILED: &str = "
    INSERT INTO picture_failure (address, failures, retry_at, network_retry_at)
    VALUES (:address, :failures, :retry_at, iif(:is_of_network, :retry_at, NULL))
    ON CONFLICT (address) DO UPDATE SET
        failures = excluded.failures,
        retry_at = excluded.retry_at,
        network_retry_at = excluded.network_retry_at";

/// Why a picture waits.
pub(crate) struct PictureFailure {
    /// How often in a row it could not be fetched; 0 if it only did not fit into a budget.
    pub(crate) failures: u32,
    pub(crate) retry_at: Timestamp,
    /// Whether the wait ends when the network changes.
    pub(crate) is_of_network: bool,
}

// Items that are no longer among the newest are not asked for, so their failures are forgotten.
const FORGET: &str = "DELETE FROM picture_failure WHERE retry_at < :oldest";

/// Notes that a picture could not be fetched, and when it is tried again.
pub(crate) fn note_picture_failure(
    write: &mut Write<'_>,
    address: &str,
    failure: &PictureFailure,
) -> Result<()> {
    let PictureFailure { failures, retry_at, is_of_network } = failure;
    let oldest = retry_at.checked_sub(LONGEST_WAIT * 30).unwrap_or(Timestamp::MIN);
    write.prepare_cached(FORGET)?.execute(named_params! { ":oldest": oldest.as_millisecond() })?;
    write.prepare_cached(FAILED)?.execute(named_params! {
        ":address": address,
        ":failures": failures,
        ":retry_at": retry_at.as_millisecond(),
        ":is_of_network": is_of_network,
    })?;
    Ok(())
}

/// Notes that a picture did not fit into a budget. That is no failure. Until `retry_at`, only a run without a
/// limit asks for it.
pub(crate) fn note_cut_picture(write: &mut Write<'_>, address: &str, retry_at: Timestamp) -> Result<()> {
    let failure = PictureFailure { failures: 0, retry_at, is_of_network: false };
    note_picture_failure(write, address, &failure)
}
