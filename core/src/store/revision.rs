//! Earlier texts of a page. The first one stays; of the others the newest stay.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::blocks;
use super::row;
use super::stored_text::StoredText;
use super::write::Write;
use crate::error::Result;

/// An earlier text of a page, without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EarlierRevision {
    /// The first text has 1.
    pub(crate) number: u32,
    pub(crate) replaced_at: Timestamp,
}

const EARLIER: &str = "
    SELECT revision, replaced_at
    FROM revision
    WHERE item_id = :item_id
    ORDER BY revision";

/// The earlier texts of a page that are kept, oldest first.
pub(crate) fn earlier_revisions(connection: &Connection, item: i64) -> Result<Vec<EarlierRevision>> {
    let mut statement = connection.prepare_cached(EARLIER)?;
    let revisions = statement.query_map(&[(":item_id", &item)], revision_from_row)?;
    Ok(revisions.collect::<rusqlite::Result<_>>()?)
}

fn revision_from_row(row: &Row<'_>) -> rusqlite::Result<EarlierRevision> {
    Ok(EarlierRevision { number: row.get("revision")?, replaced_at: row::moment(row, "replaced_at")? })
}

const TEXT: &str = "
    SELECT title, lead, blocks
    FROM revision
    WHERE item_id = :item_id AND revision = :revision";

/// An earlier text of a page; `None` if it is not kept.
pub(crate) fn earlier_text(connection: &Connection, item: i64, number: u32) -> Result<Option<StoredText>> {
    let values = named_params! { ":item_id": item, ":revision": number };
    Ok(connection.prepare_cached(TEXT)?.query_row(values, text_from_row).optional()?)
}

fn text_from_row(row: &Row<'_>) -> rusqlite::Result<StoredText> {
    Ok(StoredText {
        title: row.get("title")?,
        lead: row.get("lead")?,
        blocks: blocks::blocks(row)?.unwrap_or_default(),
        parser: None,
    })
}

const KEEP: &str = "
    INSERT INTO revision (item_id, revision, replaced_at, title, lead, blocks)
    SELECT item_id, revision, :replaced_at, title, lead, blocks
    FROM article
    WHERE item_id = :item_id";

/// The number of earlier texts of an article that are kept, with the first one.
const MOST: u32 = 8;

const FORGET: &str = "
    DELETE FROM revision
    WHERE item_id = :item_id
        AND revision > (SELECT min(revision) FROM revision AS first WHERE first.item_id = :item_id)
        AND revision <= (SELECT max(revision) - :most FROM revision AS last WHERE last.item_id = :item_id)";

/// Keeps the stored text of a page as an earlier one, before another text replaces it. Of too many earlier
/// texts, the oldest ones behind the first are deleted.
pub(super) fn keep(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":item_id": item, ":replaced_at": at.as_millisecond() };
    write.prepare_cached(KEEP)?.execute(values)?;
    write.prepare_cached(FORGET)?.execute(named_params! { ":item_id": item, ":most": MOST - 1 })?;
    Ok(())
}
