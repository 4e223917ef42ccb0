//! What a sync stores together.

use std::path::Path;

use rusqlite::Connection;

/// What a listing stores in one transaction: its validators, and the ids of its rows.
pub(crate) fn section(data: &Path, edition: &str) -> (Option<String>, Vec<String>) {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let etag = "SELECT etag FROM resource WHERE kind = 'listing' AND edition = ? AND body_at IS NOT NULL";
    let etag = cache.query_row(etag, [edition], |row| row.get(0)).unwrap();
    let ids = "SELECT remote_id FROM item JOIN listed ON item_id = id WHERE edition = ? ORDER BY remote_id";
    let mut ids = cache.prepare(ids).unwrap();
    let ids = ids.query_map([edition], |row| row.get(0)).unwrap();
    (etag, ids.map(Result::unwrap).collect())
}

/// How many pages have validators but no text: the next request would get 304 for nothing.
pub(crate) fn pages_without_text(data: &Path) -> u32 {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let pages = "
        SELECT count(*)
        FROM resource
        LEFT JOIN article ON article.item_id = resource.item_id
        WHERE kind = 'page' AND body_at IS NOT NULL AND article.item_id IS NULL";
    cache.query_row(pages, [], |row| row.get(0)).unwrap()
}
