//! What a search shows of an item that it found.

use rusqlite::{Connection, OptionalExtension, Row};

use super::list::{self, StoredItem};
use super::search::{self, FindableTexts};
use crate::error::Result;

/// An item that was found, with its texts.
#[derive(Debug, Clone)]
pub(crate) struct FoundItem {
    pub(crate) edition: String,
    pub(crate) row: StoredItem,
    pub(crate) texts: FindableTexts,
}

const ITEM: &str = "
    SELECT
        item.id, item.edition, item.kind, item.remote_id,
        coalesce(item.title, article.title) AS title,
        article.title AS page_title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        article.blocks,
        article.language, article.direction, coalesce(article.revision, 1) AS revision,
        item.gone_at IS NOT NULL AS gone,
        item.picture, picture_address.width, picture_address.height,
        item.published_at, item.published_source, item.published_precision,
        read_mark.read_at IS NOT NULL AS read,
        saved.saved_at IS NOT NULL AS saved
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN picture_address ON picture_address.address = item.picture
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    LEFT JOIN user.saved USING (edition, kind, remote_id)
    WHERE item.id = :id
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL";

/// An item that was found; `None` if it has been removed since.
pub(crate) fn found_item(connection: &Connection, id: i64) -> Result<Option<FoundItem>> {
    let read = |row: &Row<'_>| {
        Ok(FoundItem { edition: row.get("edition")?, row: list::from_row(row)?, texts: search::texts(row)? })
    };
    Ok(connection.prepare_cached(ITEM)?.query_row(&[(":id", &id)], read).optional()?)
}
