//! The stored text of a page, as an edit is compared with it.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::blocks;
use crate::error::Result;
use crate::model::{Block, EditionId, Kind};

/// The stored text of a page.
#[derive(Debug, Clone)]
pub(crate) struct StoredText {
    pub(crate) title: Option<String>,
    pub(crate) lead: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// The version of the parser that read it.
    pub(crate) parser: Option<u32>,
}

const TEXT: &str = "
    SELECT article.title, article.lead, article.blocks, page.parser
    FROM article
    LEFT JOIN resource AS page ON page.item_id = article.item_id AND page.kind = 'page'
    WHERE article.item_id = :item_id";

/// The stored text of a page, if there is one.
pub(crate) fn stored_text(connection: &Connection, item: i64) -> Result<Option<StoredText>> {
    let mut statement = connection.prepare_cached(TEXT)?;
    Ok(statement.query_row(&[(":item_id", &item)], text_from_row).optional()?)
}

fn text_from_row(row: &Row<'_>) -> rusqlite::Result<StoredText> {
    Ok(StoredText {
        title: row.get("title")?,
        lead: row.get("lead")?,
        blocks: blocks::blocks(row)?.unwrap_or_default(),
        parser: row.get("parser")?,
    })
}

const NEWEST_TEXTS: &str = "
    SELECT article.title, article.lead, article.blocks, page.parser
    FROM item
    CROSS JOIN article ON article.item_id = item.id
    LEFT JOIN resource AS page ON page.item_id = item.id AND page.kind = 'page'
    WHERE item.edition = :edition AND item.kind = :kind
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most";

/// The stored texts of the newest items of a kind, at most `most`.
pub(crate) fn newest_texts(
    connection: &Connection,
    (edition, kind): (&EditionId, Kind),
    most: u32,
) -> Result<Vec<StoredText>> {
    let values = named_params! { ":edition": edition.as_str(), ":kind": kind.as_str(), ":most": most };
    let mut statement = connection.prepare_cached(NEWEST_TEXTS)?;
    let texts = statement.query_map(values, text_from_row)?;
    Ok(texts.collect::<rusqlite::Result<_>>()?)
}
