//! How many items the list of each section has, and how many of them nobody read. Triggers count them as they
//! change.

use rusqlite::{Connection, Row};

use super::mark_key::{MarkKey, SectionKey};
use super::mirror;
use super::row;
use crate::error::Result;

/// How many items a section has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredCount {
    pub(crate) key: SectionKey,
    pub(crate) total: u32,
    pub(crate) unread: u32,
}

const COUNTS: &str = "
    SELECT edition, section, max(0, total) AS total, max(0, unread) AS unread
    FROM section_count";

// Marks that the cache does not know yet are counted, too.
const COUNTED_ANEW: &str = "
    SELECT
        item.edition, listed.section, count(*) AS total,
        count(*) FILTER (WHERE read_mark.read_at IS NULL) AS unread
    FROM item
    JOIN listed ON listed.item_id = item.id
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    WHERE item.shown
    GROUP BY item.edition, listed.section";

/// The counts of all sections that have ever had an item. If the cache does not know all marks, for example
/// because a process ended between two commits, all items are counted. Sections that only a later version
/// knows are left out.
pub(crate) fn section_counts(connection: &Connection) -> Result<Vec<StoredCount>> {
    match mirror::is_mirror_behind(connection)? {
        true => query(connection, COUNTED_ANEW),
        false => query(connection, COUNTS),
    }
}

fn query(connection: &Connection, sql: &str) -> Result<Vec<StoredCount>> {
    let mut statement = connection.prepare_cached(sql)?;
    let counts = statement.query_map([], |row| row::if_readable(from_row(row)))?;
    Ok(counts.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredCount> {
    let text = SectionKey::text_of(row)?;
    let key = SectionKey::read(&text).ok_or_else(|| row::unexpected("section", text))?;
    Ok(StoredCount { key, total: row.get("total")?, unread: row.get("unread")? })
}

const SAVED: &str = "SELECT count(*) AS saved FROM user.saved";

/// How many items are saved.
pub(crate) fn saved_count(connection: &Connection) -> Result<u32> {
    Ok(connection.prepare_cached(SAVED)?.query_row([], |row| row.get("saved"))?)
}
