//! The rows of the cache, read without the core.

use std::path::Path;

use rusqlite::Connection;

/// A news item that has a title and that the site has not removed.
pub(crate) struct Row {
    pub(crate) id: String,
    /// Title and lead, as a list shows them.
    pub(crate) head: String,
}

const TITLED: &str = "
    SELECT
        item.remote_id,
        coalesce(item.title, article.title) || char(10, 10)
            || coalesce(CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END, '') AS head
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = 'news'
    LEFT JOIN article ON article.item_id = item.id
    WHERE item.edition = 'en' AND item.removed_at IS NULL AND coalesce(item.title, article.title) IS NOT NULL
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC";

/// The English ones, newest first.
pub(crate) fn titled(cache: &Path) -> Vec<Row> {
    let cache = Connection::open(cache).unwrap();
    let mut statement = cache.prepare(TITLED).unwrap();
    let rows = statement.query_map([], |row| Ok(Row { id: row.get("remote_id")?, head: row.get("head")? }));
    rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
}
