//! Items: the rows of lists, with their read marks.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Direction, EditionId, ItemKey, Kind, Published, Section, SortKey};

/// A stored row of a list.
#[derive(Debug, Clone)]
pub(crate) struct StoredItem {
    pub(crate) kind: Kind,
    pub(crate) remote_id: String,
    pub(crate) title: String,
    pub(crate) lead: Option<String>,
    pub(crate) published: Published,
    pub(crate) direction: Option<Direction>,
    pub(crate) read: bool,
    pub(crate) revision: u32,
}

impl StoredItem {
    /// Its place in a list.
    pub(crate) fn sort_key(&self) -> SortKey {
        SortKey {
            published_ms: self.published.at.as_millisecond(),
            kind: self.kind,
            id: self.remote_id.clone(),
        }
    }
}

const NEWEST: &str = "
    SELECT
        item.kind, item.remote_id,
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
        AND (item.published_at, item.number, item.remote_id, item.kind)
            < (:published_at, :number, :remote_id, :kind)
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :limit";

/// A position before all items: no item has a date this late.
const BEFORE_ALL: SortKey = SortKey { published_ms: i64::MAX, kind: Kind::Article, id: String::new() };

/// The items of a section after a position, sorted by date and then by id, newest and largest first. Items
/// without a title are left out.
pub(crate) fn items(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    after: Option<SortKey>,
    limit: u32,
) -> Result<Vec<StoredItem>> {
    let after = after.unwrap_or(BEFORE_ALL);
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":published_at": after.published_ms,
        ":number": number(&after.id),
        ":remote_id": after.id,
        ":kind": after.kind.as_str(),
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, from_row)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredItem> {
    Ok(StoredItem {
        kind: row::kind(row)?,
        remote_id: row.get("remote_id")?,
        title: row.get("title")?,
        lead: row.get("lead")?,
        published: row::published(row)?,
        direction: row::direction(row, "direction")?,
        read: row.get("read")?,
        revision: row.get("revision")?,
    })
}

/// The number by which an id is sorted before its text: its value if the id is a whole number, else 0. A
/// number too large for SQLite counts as the largest that SQLite can hold.
pub(super) fn number(id: &str) -> i64 {
    let is_whole = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole { id.parse().unwrap_or(i64::MAX) } else { 0 }
}

const REMOVE: &str = "UPDATE item SET removed_at = :at WHERE id = :id AND removed_at IS NULL";

/// Removes an item from the lists. Does nothing if it is already removed.
pub(crate) fn remove(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":id": item, ":at": at.as_millisecond() };
    if write.prepare_cached(REMOVE)?.execute(values)? > 0 {
        let key = key(write, item)?;
        write.changes().note_removed(key);
    }
    Ok(())
}

const RESTORE: &str = "UPDATE item SET removed_at = NULL WHERE id = :id AND removed_at IS NOT NULL";

/// Puts a removed item back on the lists. Does nothing if it is on them.
pub(super) fn restore(write: &mut Write<'_>, item: i64) -> Result<()> {
    if write.prepare_cached(RESTORE)?.execute(&[(":id", &item)])? > 0 {
        note_changed(write, item)?;
    }
    Ok(())
}

const DATE: &str = "
    UPDATE item
    SET published_at = :at, published_source = :source, published_precision = :precision
    WHERE id = :id";

/// Replaces the date of an item.
pub(super) fn set_published(write: &mut Write<'_>, item: i64, published: &Published) -> Result<()> {
    write.prepare_cached(DATE)?.execute(named_params! {
        ":id": item,
        ":at": published.at.as_millisecond(),
        ":source": published.source.as_str(),
        ":precision": published.precision.as_str(),
    })?;
    note_changed(write, item)
}

/// Adds an item to the changes, because lists or its article now show it differently.
pub(super) fn note_changed(write: &mut Write<'_>, item: i64) -> Result<()> {
    let key = key(write, item)?;
    write.changes().note_changed(key);
    Ok(())
}

const KEY: &str = "SELECT edition, kind, remote_id FROM item WHERE id = :id";

/// The key of an item.
pub(crate) fn key(connection: &Connection, item: i64) -> Result<ItemKey> {
    Ok(connection.prepare_cached(KEY)?.query_row(&[(":id", &item)], row::key)?)
}

const ROW: &str = "SELECT id FROM item WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

/// The row id of an item; `None` if it is not stored.
pub(crate) fn row_of(connection: &Connection, key: &ItemKey) -> Result<Option<i64>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    Ok(connection.prepare_cached(ROW)?.query_row(values, |row| row.get("id")).optional()?)
}
