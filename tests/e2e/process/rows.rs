//! The rows of a cache, without their rowids: these show the order of arrival, which may differ.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

/// Statements for what a sync received.
pub(crate) const RECEIVED: &[&str] = &[
    "SELECT edition, kind, remote_id, title, picture, published_at, published_source, published_precision, first_seen_at, removed_at FROM item",
    "SELECT edition, remote_id, section, candidate FROM listed JOIN item ON item.id = item_id",
    "SELECT resource.kind, resource.edition, section, remote_id, candidate, base, etag, last_modified, hash, parser FROM resource LEFT JOIN item ON item.id = item_id",
    "SELECT edition, remote_id, revision, article.title, article.lead, language, blocks, related FROM article JOIN item ON item.id = item_id",
    "SELECT edition, remote_id, revision.revision FROM revision JOIN item ON item.id = item_id",
    "SELECT edition, remote_id, language, consonants, head_bytes, head_numbers, numbers, fingerprint.picture, video, alternates FROM fingerprint JOIN item ON item.id = item_id",
    "SELECT edition, section, page, round FROM hole",
    "SELECT edition, remote_id, term, col, offset FROM word LEFT JOIN search_place ON place = doc LEFT JOIN item ON item.id = search_place.item_id",
    "SELECT item_id FROM search_due",
];

/// Statements for the pictures that came with a sync.
pub(crate) const PICTURES: &[&str] = &[
    "SELECT address, hex(picture_address.hash), width, height, fetched_at, content_type, bytes FROM picture_address JOIN picture USING (hash)",
];

/// All that these statements give, and every word of the index, sorted.
pub(crate) fn rows(data: &Path, statements: &[&str]) -> Vec<String> {
    let connection = Connection::open(data.join("cache.db")).unwrap();
    connection
        .execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search, instance)")
        .unwrap();
    let mut all = Vec::new();
    for sql in statements {
        let mut statement = connection.prepare(sql).unwrap();
        let columns = statement.column_count();
        let read = |row: &Row<'_>| (0..columns).map(|at| row.get(at)).collect::<Result<Vec<Value>, _>>();
        let found = statement.query_map([], read).unwrap();
        all.extend(found.map(|row| format!("{:?}", row.unwrap())));
    }
    all.sort();
    all
}
