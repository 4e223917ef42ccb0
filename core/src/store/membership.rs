//! Membership: which sections an item is in, and in which rounds their listings named it.
//!
//! A round is one answer of a section's listing whose rows were stored. Rounds have numbers, not times,
//! because a clock may stop or go back.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::page;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{ItemKey, Section};
use jiff::Timestamp;

/// A round of a section, while its rows are stored.
#[derive(Debug, Clone, Copy)]
pub(super) struct Round<'a> {
    pub(super) section: Section,
    pub(super) number: u32,
    pub(super) candidate: &'a str,
    /// The candidates that the catalogue prefers to this one.
    pub(super) preferred: &'a [String],
    pub(super) at: Timestamp,
}

const NOTE: &str = "
    INSERT INTO listed (item_id, section, candidate, first_round, last_round)
    VALUES (:item_id, :section, :candidate, :round, :round)
    ON CONFLICT (item_id, section) DO UPDATE SET
        candidate = iif(
            candidate IN (SELECT value FROM json_each(:preferred)), candidate, excluded.candidate),
        last_round = max(last_round, excluded.last_round),
        missed = 0";

/// Stores that a round lists an item. If several listings contain the item, the best one is stored.
pub(super) fn note(write: &mut Write<'_>, item: i64, round: Round<'_>) -> Result<()> {
    write.prepare_cached(NOTE)?.execute(named_params! {
        ":item_id": item,
        ":section": round.section.as_str(),
        ":candidate": round.candidate,
        ":round": round.number,
        ":preferred": row::to_json(&round.preferred)?,
    })?;
    page::expect_page(write, item, round.section, round.at)
}

/// The place of an item in its listing, as far as it is known: by its date, and by when it was first listed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    published_ms: i64,
    first_listed: (u32, i64),
}

impl Place {
    /// Whether an item is below another one. If the dates and the order of first listing contradict each
    /// other, the answer is no.
    pub(crate) fn is_below(self, other: Self) -> bool {
        self.published_ms < other.published_ms && self.first_listed < other.first_listed
    }
}

pub(super) const LISTED_BEFORE: &str = "
    SELECT item.published_at, listed.first_round, item.first_seen_at
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id
        AND listed.first_round < :round";

/// The place of an item, if a round before this one listed it in the section.
pub(crate) fn listed_before(
    connection: &Connection,
    section: Section,
    key: &ItemKey,
    round: u32,
) -> Result<Option<Place>> {
    let values = named_params! {
        ":section": section.as_str(),
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
        ":round": round,
    };
    let place = |row: &Row<'_>| {
        let first_listed = (row.get("first_round")?, row.get("first_seen_at")?);
        Ok(Place { published_ms: row.get("published_at")?, first_listed })
    };
    Ok(connection.prepare_cached(LISTED_BEFORE)?.query_row(values, place).optional()?)
}

pub(super) const NAMED: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM listed
        JOIN item ON item.id = listed.item_id
        WHERE listed.item_id = :item_id
            AND (item.removed_at IS NOT NULL OR NOT EXISTS (
                SELECT 1
                FROM resource
                WHERE resource.edition = item.edition
                    AND resource.section = listed.section
                    AND resource.kind = 'listing'
                    AND resource.round > listed.last_round
                    AND (
                        resource.candidate = listed.candidate
                        OR (
                            SELECT better.key < own.key
                            FROM json_each(:candidates) AS better
                            JOIN json_each(:candidates) AS own
                            WHERE better.value = resource.candidate
                                AND own.value = listed.candidate))))) AS is_named";

/// Whether an item may have left its listing: the listing that contained it, or a better one, was read later
/// and did not contain it. It may still be on a page that was not read. A removed item gives `false`.
/// `candidates` are the names of the section's listings, the best one first. Better listings count because
/// once a better listing answers again, the fallback is not requested any more.
pub(crate) fn is_missed(connection: &Connection, item: i64, candidates: &[String]) -> Result<bool> {
    let values = named_params! { ":item_id": item, ":candidates": row::to_json(&candidates)? };
    Ok(!connection.prepare_cached(NAMED)?.query_row(values, |row| row.get::<_, bool>("is_named"))?)
}

const MISSED: &str = "
    UPDATE listed
    SET missed = missed + 1
    WHERE item_id = :item_id AND section = :section
    RETURNING missed";

/// Stores that a listing was read past the place of an item without it. Returns how many times in a row this
/// has happened; 0 if the section does not list it.
pub(crate) fn note_missed(write: &mut Write<'_>, item: i64, section: Section) -> Result<u32> {
    let values = named_params! { ":item_id": item, ":section": section.as_str() };
    let mut statement = write.prepare_cached(MISSED)?;
    Ok(statement.query_row(values, |row| row.get("missed")).optional()?.unwrap_or_default())
}

const NAMED_BY: &str = "SELECT candidate FROM listed WHERE item_id = :item_id AND section = :section";

/// The listing that contains an item.
pub(crate) fn named_by(connection: &Connection, item: i64, section: Section) -> Result<Option<String>> {
    let values = named_params! { ":item_id": item, ":section": section.as_str() };
    let mut statement = connection.prepare_cached(NAMED_BY)?;
    Ok(statement.query_row(values, |row| row.get("candidate")).optional()?)
}
