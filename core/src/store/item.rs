//! Items: one row for each thing that the site lists. This file removes an item from the lists, and puts it
//! back. `listing.rs` inserts the row, because a listing brings it. `date.rs` sets its date, and `list.rs`
//! reads what a list shows.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::row;
use super::shown;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Kind, Published};

const TITLES: &str = "
    SELECT title
    FROM item
    WHERE edition = :edition AND kind = :kind AND title IS NOT NULL
    ORDER BY published_at DESC, number DESC, remote_id DESC, kind DESC
    LIMIT :most";

/// The titles of the newest items of a kind, at most `most`.
pub(crate) fn newest_titles(
    connection: &Connection,
    (edition, kind): (&EditionId, Kind),
    most: u32,
) -> Result<Vec<String>> {
    let values = named_params! { ":edition": edition.as_str(), ":kind": kind.as_str(), ":most": most };
    let mut statement = connection.prepare_cached(TITLES)?;
    let titles = statement.query_map(values, |row| row.get("title"))?;
    Ok(titles.collect::<rusqlite::Result<_>>()?)
}

/// The number by which an id is sorted before its text: its value if the id is a whole number, else 0. A
/// number too large for SQLite counts as the largest that SQLite can hold.
pub(super) fn number(id: &str) -> i64 {
    let is_whole = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit());
    if is_whole { id.parse().unwrap_or(i64::MAX) } else { 0 }
}

const REMOVE: &str = "
    UPDATE item
    SET removed_at = :at, shown = 0
    WHERE id = :id
        AND removed_at IS NULL
        AND NOT EXISTS (
            SELECT 1
            FROM user.saved
            WHERE saved.edition = item.edition AND saved.kind = item.kind AND saved.remote_id = item.remote_id
                AND saved.saved_at IS NOT NULL)";

/// Removes an item from the lists. Does nothing if it is already removed, or if a person saved it.
pub(crate) fn remove(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":id": item, ":at": at.as_millisecond() };
    if write.prepare_cached(REMOVE)?.execute(values)? > 0 {
        let key = key(write, item)?;
        write.changes().note_removed(key);
    }
    Ok(())
}

const GONE: &str = "UPDATE item SET gone_at = :at WHERE id = :id AND gone_at IS NULL";

/// Stores that the site took the page of an item away.
pub(crate) fn note_gone(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":id": item, ":at": at.as_millisecond() };
    if write.prepare_cached(GONE)?.execute(values)? > 0 {
        note_changed(write, item)?;
    }
    Ok(())
}

const FOUND: &str = "UPDATE listed SET missed = 0 WHERE item_id = :item_id AND missed > 0";

/// Stores that the page of an item is there, so that only later readings without it count.
pub(super) fn note_found(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(FOUND)?.execute(&[(":item_id", &item)])?;
    Ok(())
}

const RESTORE: &str = "
    UPDATE item
    SET removed_at = NULL, gone_at = NULL
    WHERE id = :id AND (removed_at IS NOT NULL OR gone_at IS NOT NULL) AND pruned_at IS NULL";

/// Stores that the page of an item is there: a removed item returns to the lists. Does nothing if its page
/// was never gone, or if the item was pruned.
pub(super) fn restore(write: &mut Write<'_>, item: i64) -> Result<()> {
    if write.prepare_cached(RESTORE)?.execute(&[(":id", &item)])? > 0 {
        shown::decide(write, item)?;
        note_changed(write, item)?;
    }
    Ok(())
}

const KNOWN: &str = "
    SELECT
        edition, kind, remote_id, published_at, published_source, published_precision, removed_at, pruned_at,
        gone_at, shown, title IS NOT NULL AS titled,
        EXISTS (SELECT 1 FROM article WHERE article.item_id = item.id) AS has_text
    FROM item
    WHERE id = :id";

/// What is stored of an item before an answer to its page is stored.
pub(super) struct KnownItem {
    pub(super) id: i64,
    pub(super) key: ItemKey,
    pub(super) published: Published,
    /// Whether the site took it off the lists.
    pub(super) is_removed: bool,
    /// Whether the site took its page away.
    pub(super) is_gone: bool,
    pub(super) is_pruned: bool,
    pub(super) has_text: bool,
    /// Whether its listing gave it a title.
    pub(super) is_titled: bool,
    /// Whether lists have it.
    pub(super) is_shown: bool,
}

/// What is stored of an item; `None` if its row was deleted.
pub(super) fn known(connection: &Connection, item: i64) -> Result<Option<KnownItem>> {
    let read = |row: &rusqlite::Row<'_>| {
        Ok(KnownItem {
            id: item,
            key: row::key(row)?,
            published: row::published(row)?,
            is_removed: row.get::<_, Option<i64>>("removed_at")?.is_some(),
            is_gone: row.get::<_, Option<i64>>("gone_at")?.is_some(),
            is_pruned: row.get::<_, Option<i64>>("pruned_at")?.is_some(),
            has_text: row.get("has_text")?,
            is_titled: row.get("titled")?,
            is_shown: row.get("shown")?,
        })
    };
    Ok(connection.prepare_cached(KNOWN)?.query_row(&[(":id", &item)], read).optional()?)
}

/// Adds an item to the changes, because lists or its article now show it differently.
pub(super) fn note_changed(write: &mut Write<'_>, item: i64) -> Result<()> {
    let key = key(write, item)?;
    write.changes().note_changed(key);
    Ok(())
}

const KEY: &str = "SELECT edition, kind, remote_id FROM item WHERE id = :id";

/// The key of an item.
fn key(connection: &Connection, item: i64) -> Result<ItemKey> {
    Ok(connection.prepare_cached(KEY)?.query_row(&[(":id", &item)], row::key)?)
}

const IS_STORED: &str = "
    SELECT EXISTS (
        SELECT 1
        FROM item
        WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id AND pruned_at IS NULL) AS is_stored";

/// Whether an item is stored, and was not deleted to save room.
pub(crate) fn is_stored(connection: &Connection, key: &ItemKey) -> Result<bool> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    Ok(connection.prepare_cached(IS_STORED)?.query_row(values, |row| row.get("is_stored"))?)
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
