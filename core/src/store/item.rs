//! Items: rows of lists, with what the user's state says of them.

use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, named_params};

use super::row;
use crate::error::Result;
use crate::model::{Cursor, Direction, EditionId, Published, Section};

/// A row of a list as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct StoredItem {
    pub(crate) kind: String,
    pub(crate) remote_id: String,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    pub(crate) published: Published,
    pub(crate) direction: Option<Direction>,
    pub(crate) read: bool,
    pub(crate) revision: u32,
    /// Where the list goes on after this row.
    pub(crate) cursor: Cursor,
}

const NEWEST: &str = "
    SELECT
        item.id, item.kind, item.remote_id, item.number,
        coalesce(item.title, article.title) AS title,
        article.lead, article.direction, coalesce(article.revision, 1) AS revision,
        item.published_at, item.published_source, item.published_precision,
        EXISTS (
            SELECT 1 FROM user.read_mark
            WHERE read_mark.edition = item.edition
                AND read_mark.kind = item.kind
                AND read_mark.remote_id = item.remote_id
        ) AS read
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    LEFT JOIN article ON article.item_id = item.id
    WHERE item.edition = :edition
        AND item.removed_at IS NULL
        AND coalesce(item.title, article.title) IS NOT NULL
        AND (item.published_at, item.number, item.id) < (:published_at, :number, :id)
    ORDER BY item.published_at DESC, item.number DESC, item.id DESC
    LIMIT :limit";

const BEFORE_ALL: Cursor = Cursor { published_ms: i64::MAX, number: i64::MAX, row: i64::MAX };

/// The items of a section, newest first, after a cursor. Those without a title wait unlisted.
pub(crate) fn items(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Vec<StoredItem>> {
    let after = after.unwrap_or(BEFORE_ALL);
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":published_at": after.published_ms,
        ":number": after.number,
        ":id": after.row,
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredItem> {
    let published = row::published(row)?;
    let cursor = Cursor {
        published_ms: published.at.as_millisecond(),
        number: row.get("number")?,
        row: row.get("id")?,
    };
    Ok(StoredItem {
        kind: row.get("kind")?,
        remote_id: row.get("remote_id")?,
        title: row.get("title")?,
        lead: row.get("lead")?,
        published,
        direction: row::direction(row, "direction")?,
        read: row.get("read")?,
        revision: row.get("revision")?,
        cursor,
    })
}

const REMOVE: &str = "UPDATE item SET removed_at = :at WHERE id = :id AND removed_at IS NULL";

/// Takes an item off the lists. Gives whether it was on them.
pub(super) fn remove(transaction: &Transaction<'_>, item: i64, at: Timestamp) -> Result<bool> {
    let values = named_params! { ":id": item, ":at": at.as_millisecond() };
    Ok(transaction.prepare_cached(REMOVE)?.execute(values)? > 0)
}

const RESTORE: &str = "UPDATE item SET removed_at = NULL WHERE id = :id AND removed_at IS NOT NULL";

/// Puts an item back on the lists, where it was taken off.
pub(super) fn restore(transaction: &Transaction<'_>, item: i64) -> Result<()> {
    transaction.prepare_cached(RESTORE)?.execute(&[(":id", &item)])?;
    Ok(())
}

const DATE: &str = "
    UPDATE item
    SET published_at = :at, published_source = :source, published_precision = :precision
    WHERE id = :id";

/// Gives an item another date.
pub(super) fn set_published(transaction: &Transaction<'_>, item: i64, published: &Published) -> Result<()> {
    transaction.prepare_cached(DATE)?.execute(named_params! {
        ":id": item,
        ":at": published.at.as_millisecond(),
        ":source": published.source.as_str(),
        ":precision": published.precision.as_str(),
    })?;
    Ok(())
}
