//! What rusqlite alone needs for the same rows: the floors of the bench.

use std::path::Path;

use ifilm_core::testing::BulkArticle;
use rusqlite::{Connection, named_params};

/// The triggers of the cache do some of the work that a floor leaves out.
const TRIGGERS: &str = "SELECT name FROM sqlite_schema WHERE type = 'trigger'";

/// The cache of a directory, without its triggers.
pub(crate) fn opened(data: &Path) -> Connection {
    let cache = Connection::open(data.join("cache.db")).expect("the cache");
    cache.pragma_update(None, "synchronous", "NORMAL").expect("a pragma");
    let triggers: Vec<String> = cache
        .prepare(TRIGGERS)
        .and_then(|mut found| found.query_map([], |row| row.get(0))?.collect())
        .expect("the schema");
    for trigger in triggers {
        cache.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("a trigger");
    }
    cache
}

const ITEM: &str = "
    INSERT INTO item (
        edition, kind, remote_id, number, title, lead, picture, published_at, published_source,
        published_precision, first_seen_at, listed_at)
    VALUES (
        :edition, 'article', :remote_id, :number, :title, :lead, :picture, :at, 'meta', 'minute', :at, :at)";

const LISTED: &str = "
    INSERT INTO listed (item_id, section, candidate, first_round, last_round)
    VALUES (:item_id, 'news', 'category', 1, 1)";

const RESOURCE: &str = "
    INSERT INTO resource (
        kind, edition, section, item_id, base, etag, body_at, wire_bytes, parser, checked_at, due_at, reason)
    VALUES (
        'page', :edition, 'news', :item_id, 'https://site.example', :etag, :at, 7000, 1, :at, :at,
        'revalidation')";

const ARTICLE: &str = "
    INSERT INTO article (item_id, revision, hash, title, lead, language, direction, blocks, related)
    VALUES (:item_id, 1, :hash, :title, :lead, :edition, :direction, :blocks, '[]')";

const FINGERPRINT: &str = "
    INSERT INTO fingerprint (item_id, language, consonants, head_bytes, head_numbers, numbers, alternates)
    VALUES (:item_id, :edition, '', 0, '[]', '[]', '[]')";

const DUE: &str = "INSERT INTO search_due (item_id) VALUES (:item_id)";

/// Stores the rows of articles, with all their indexes, in one transaction of prepared statements. The JSON
/// of the texts is made before.
pub(crate) fn insert(cache: &mut Connection, articles: &[BulkArticle], blocks: &[String]) {
    let rows = cache.transaction().expect("a transaction");
    {
        let prepare = |sql| rows.prepare(sql).expect("a table");
        let (mut item, mut listed, mut resource) = (prepare(ITEM), prepare(LISTED), prepare(RESOURCE));
        let (mut text, mut fingerprint, mut due) = (prepare(ARTICLE), prepare(FINGERPRINT), prepare(DUE));
        for (article, blocks) in articles.iter().zip(blocks) {
            let BulkArticle { key, title, lead, direction, published, .. } = article;
            let (edition, at) = (key.edition.as_str(), published.as_millisecond());
            item.execute(named_params! {
                ":edition": edition, ":remote_id": key.id, ":number": key.id.parse::<i64>().unwrap_or(0),
                ":title": title, ":lead": lead, ":at": at,
                ":picture": format!("https://site.example/pictures/{}.jpg", key.id),
            })
            .expect("an item");
            let id = rows.last_insert_rowid();
            listed.execute(named_params! { ":item_id": id }).expect("a row of a listing");
            let etag = format!("\"{}\"", key.id);
            let page = named_params! { ":edition": edition, ":item_id": id, ":etag": etag, ":at": at };
            resource.execute(page).expect("a resource");
            text.execute(named_params! {
                ":item_id": id, ":hash": [1_u8; 32], ":title": title, ":lead": lead, ":edition": edition,
                ":direction": direction.as_str(), ":blocks": blocks,
            })
            .expect("a text");
            let marks = named_params! { ":item_id": id, ":edition": edition };
            fingerprint.execute(marks).expect("a fingerprint");
            due.execute(named_params! { ":item_id": id }).expect("a mark");
        }
    }
    rows.commit().expect("a commit");
}

const WORDS: &str = "INSERT INTO search (rowid, title, lead, text) VALUES (:id, :title, :lead, :text)";

/// Fills the index with the texts as they are, in one transaction: its share without folding.
pub(crate) fn index(cache: &mut Connection, articles: &[BulkArticle]) {
    let rows = cache.transaction().expect("a transaction");
    {
        let mut words = rows.prepare(WORDS).expect("the index");
        for (article, id) in articles.iter().zip(1_i64..) {
            let BulkArticle { title, lead, paragraphs, .. } = article;
            let text = paragraphs.join("\n\n");
            let values = named_params! { ":id": id, ":title": title, ":lead": lead, ":text": text };
            words.execute(values).expect("words");
        }
    }
    rows.commit().expect("a commit");
}

const TEXT: &str = "
    SELECT item.id, item.title, item.lead, article.title, article.lead, article.blocks
    FROM item
    JOIN article ON article.item_id = item.id
    WHERE item.edition = :edition AND item.kind = 'article' AND item.remote_id = :remote_id";

/// Reads the texts of articles with one prepared statement.
pub(crate) fn select(cache: &Connection, articles: &[BulkArticle]) {
    let mut text = cache.prepare(TEXT).expect("the tables");
    for article in articles {
        let key = named_params! { ":edition": article.key.edition.as_str(), ":remote_id": article.key.id };
        let blocks: String = text.query_row(key, |row| row.get("blocks")).expect("a text");
        std::hint::black_box(blocks);
    }
}
