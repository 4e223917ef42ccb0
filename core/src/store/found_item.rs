//! What a search shows of an item that it found.

use rusqlite::{Connection, OptionalExtension, Row};

use super::list_row::{StoredItem, from_row, select_rows};
use super::search::{self, FindableTexts};
use crate::error::Result;

/// An item that was found, with its texts.
#[derive(Debug, Clone)]
pub(crate) struct FoundItem {
    pub(crate) edition: String,
    pub(crate) row: StoredItem,
    pub(crate) texts: FindableTexts,
}

const ITEM: &str = select_rows!(
    ", item.id, item.edition, article.title AS page_title, article.blocks",
    "",
    "
    WHERE item.id = :id
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL"
);

/// An item that was found; `None` if it has been removed since.
pub(crate) fn found_item(connection: &Connection, id: i64) -> Result<Option<FoundItem>> {
    let read = |row: &Row<'_>| {
        Ok(FoundItem { edition: row.get("edition")?, row: from_row(row)?, texts: search::texts(row)? })
    };
    Ok(connection.prepare_cached(ITEM)?.query_row(&[(":id", &id)], read).optional()?)
}
