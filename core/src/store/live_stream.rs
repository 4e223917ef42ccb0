//! Where the live stream of an edition can be played.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::EditionId;

const ADDRESSES: &str = "SELECT addresses FROM live_stream WHERE edition = :edition";

/// The addresses that the site named last, in the order to try; empty if it named none.
pub(crate) fn live_addresses(connection: &Connection, edition: &EditionId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(ADDRESSES)?;
    let found = statement
        .query_row(&[(":edition", edition.as_str())], |row| row::json(row, "addresses"))
        .optional()?;
    Ok(found.flatten().unwrap_or_default())
}

const SAVE: &str = "
    INSERT INTO live_stream (edition, addresses)
    VALUES (:edition, :addresses)
    ON CONFLICT (edition) DO UPDATE SET addresses = excluded.addresses
    WHERE addresses IS NOT excluded.addresses";

/// Stores the addresses that the site names now. Returns whether they differ.
pub(crate) fn save_live(write: &mut Write<'_>, edition: &EditionId, addresses: &[String]) -> Result<bool> {
    let values = named_params! { ":edition": edition.as_str(), ":addresses": row::to_json(&addresses)? };
    Ok(write.prepare_cached(SAVE)?.execute(values)? > 0)
}
