//! Membership: which sections an item is in, and in which rounds their listings named it.
//!
//! A round is one answer of a section's listing whose rows were stored. Rounds have numbers, not times,
//! because a clock may stop or go back.

use rusqlite::{Connection, OptionalExtension, named_params};

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
        last_round = excluded.last_round";

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

pub(super) const FIRST_ROUND: &str = "
    SELECT listed.first_round
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    WHERE item.edition = :edition AND item.kind = :kind AND item.remote_id = :remote_id";

/// The round in which a section first listed an item; `None` if it never did.
pub(crate) fn first_round(connection: &Connection, section: Section, key: &ItemKey) -> Result<Option<u32>> {
    let values = named_params! {
        ":section": section.as_str(),
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let mut statement = connection.prepare_cached(FIRST_ROUND)?;
    Ok(statement.query_row(values, |row| row.get("first_round")).optional()?)
}

pub(super) const NAMED: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM listed
        JOIN item ON item.id = listed.item_id
        WHERE listed.item_id = :item_id
            AND NOT EXISTS (
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
                                AND own.value = listed.candidate)))) AS is_named";

/// Whether the site still lists an item. It does not if the listing that contained the item, or a better one,
/// was read later without it. `candidates` are the names of the section's listings, the best one first.
/// Better listings count because a fallback is not asked any more once a better listing answers again.
pub(crate) fn is_named(connection: &Connection, item: i64, candidates: &[String]) -> Result<bool> {
    let values = named_params! { ":item_id": item, ":candidates": row::to_json(&candidates)? };
    Ok(connection.prepare_cached(NAMED)?.query_row(values, |row| row.get("is_named"))?)
}
