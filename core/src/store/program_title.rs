//! The titles of the programmes of an edition.

use rusqlite::{Connection, Row};

use super::row;
use crate::error::Result;
use crate::model::{EditionId, ItemKey};

const TITLES: &str = "
    SELECT edition, kind, remote_id, title
    FROM item
    WHERE edition = :edition AND kind IN ('series', 'film', 'program') AND title IS NOT NULL
        AND removed_at IS NULL";

/// The titles of all series, films and programs of an edition, in no order.
pub(crate) fn program_titles(connection: &Connection, edition: &EditionId) -> Result<Vec<(ItemKey, String)>> {
    let mut statement = connection.prepare_cached(TITLES)?;
    let title = |row: &Row<'_>| Ok((row::key(row)?, row.get("title")?));
    let rows = statement.query_map(&[(":edition", edition.as_str())], title)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
