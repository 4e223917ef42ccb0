//! What rusqlite alone does: the smallest possible time of a list, and rows that no site sends.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// The variable that tells a process to only list this cache.
pub(crate) const FILE: &str = "IFILM_BARE";

const NEWEST: &str = "
    SELECT
        item.kind, item.remote_id, coalesce(item.title, article.title) AS title, article.lead,
        article.direction, coalesce(article.revision, 1) AS revision,
        item.published_at, item.published_source, item.published_precision
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = 'news'
    LEFT JOIN article ON article.item_id = item.id
    WHERE item.edition = 'en' AND item.removed_at IS NULL
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT 50";

/// Prints the newest rows as JSON.
pub(crate) fn list(cache: &Path) {
    let cache = Connection::open_with_flags(cache, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("the cache");
    let mut newest = cache.prepare(NEWEST).expect("the tables");
    let row = |row: &rusqlite::Row<'_>| {
        Ok(serde_json::json!({
            "kind": row.get::<_, String>("kind")?,
            "id": row.get::<_, String>("remote_id")?,
            "title": row.get::<_, String>("title")?,
            "lead": row.get::<_, Option<String>>("lead")?,
            "direction": row.get::<_, Option<String>>("direction")?,
            "edited": row.get::<_, u32>("revision")? > 1,
            "published": row.get::<_, i64>("published_at")?,
            "published_source": row.get::<_, String>("published_source")?,
            "published_precision": row.get::<_, String>("published_precision")?,
        }))
    };
    let rows: Vec<_> = newest.query_map([], row).expect("rows").map(|row| row.expect("a row")).collect();
    println!("{}", serde_json::Value::from(rows));
}

/// Stores an article of one paragraph.
pub(crate) fn store_paragraph(cache: &Path, text: &str) {
    let cache = Connection::open(cache).expect("the cache");
    let item = "
        INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        VALUES (1, 'en', 'article', '1', 1, 'A long one', 1, 'meta', 'minute', 1)";
    cache.execute(item, []).expect("a new item");
    let spans = serde_json::json!([{ "text": text, "marks": [], "href": null }]);
    let blocks = serde_json::json!([{ "type": "paragraph", "dir": "ltr", "spans": spans }]).to_string();
    let article = "
        INSERT INTO article (item_id, revision, hash, language, direction, blocks, related)
        VALUES (1, 1, x'00', 'en', 'ltr', ?, '[]')";
    cache.execute(article, [blocks]).expect("its text");
}
