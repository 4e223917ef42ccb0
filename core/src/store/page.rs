//! Pages: the last answer for the page of an item, and which pages are due.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, ToSql, named_params};

use super::article::{self, Change, TextOfPage};
use super::fingerprint;
use super::item;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Published, Section, Validators};

/// A page to ask for.
#[derive(Debug, Clone)]
pub(crate) struct DuePage {
    pub(crate) item: i64,
    pub(crate) key: ItemKey,
    pub(crate) validators: Validators,
    /// The headline that the listing gives it.
    pub(crate) title: Option<String>,
    pub(crate) bytes: Option<u64>,
    pub(crate) reason: DueReason,
}

/// Why a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DueReason {
    /// It is not stored, or an older parser found no text in it.
    Missing,
    /// The item's row changed since it was read.
    Stale,
    /// It has gone unchecked for longest.
    Unchecked,
}

const WANTED: &str = "
    SELECT
        item.id, item.kind, item.remote_id, item.title,
        iif(page.readable, page.etag, NULL) AS etag,
        iif(page.readable, page.last_modified, NULL) AS last_modified,
        page.bytes, coalesce(page.stale, 0) AS stale
    FROM item
    JOIN listed ON listed.item_id = item.id AND listed.section = :section
    LEFT JOIN page ON page.item_id = item.id
    WHERE item.edition = :edition
        AND item.removed_at IS NULL
        AND (page.item_id IS NULL OR page.stale OR (NOT page.readable AND page.parser < :parser))
    ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
    LIMIT :most";

const UNCHECKED: &str = "
    SELECT id, kind, remote_id, title, etag, last_modified, bytes
    FROM (
        SELECT
            item.id, item.kind, item.remote_id, item.title,
            iif(page.readable AND page.parser >= :parser, page.etag, NULL) AS etag,
            iif(page.readable AND page.parser >= :parser, page.last_modified, NULL) AS last_modified,
            page.bytes, page.checked_at, page.stale, page.readable,
            row_number() OVER (
                ORDER BY item.published_at DESC, item.number DESC, item.remote_id DESC, item.kind DESC
            ) AS place
        FROM item
        JOIN listed ON listed.item_id = item.id AND listed.section = :section
        JOIN page ON page.item_id = item.id
        WHERE item.edition = :edition)
    WHERE NOT stale AND (place <= :newest OR NOT readable)
    ORDER BY checked_at, place
    LIMIT :most";

/// The pages that are missing or stale, or in which an older parser found no text: newest first, at most
/// `most`.
pub(crate) fn pages_wanted(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    parser: u32,
    most: u32,
) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":parser": parser,
        ":most": most,
    };
    let reason = |row: &Row<'_>| {
        let stale: bool = row.get("stale")?;
        Ok(if stale { DueReason::Stale } else { DueReason::Missing })
    };
    query(connection, WANTED, values, edition, reason)
}

/// The pages that have gone unchecked for longest, at most `most`, of the `newest` ones and of all without a
/// text. A page that an older parser read is asked for without validators: it is fetched whole and read
/// again.
pub(crate) fn pages_unchecked(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
    parser: u32,
    newest: u32,
    most: u32,
) -> Result<Vec<DuePage>> {
    let values = named_params! {
        ":edition": edition.as_str(),
        ":section": section.as_str(),
        ":parser": parser,
        ":newest": newest,
        ":most": most,
    };
    query(connection, UNCHECKED, values, edition, |_| Ok(DueReason::Unchecked))
}

fn query(
    connection: &Connection,
    sql: &str,
    values: &[(&str, &dyn ToSql)],
    edition: &EditionId,
    reason: impl Fn(&Row<'_>) -> rusqlite::Result<DueReason>,
) -> Result<Vec<DuePage>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, |row| {
        Ok(DuePage {
            item: row.get("id")?,
            key: ItemKey { edition: edition.clone(), kind: row::kind(row)?, id: row.get("remote_id")? },
            validators: row::validators(row)?,
            title: row.get("title")?,
            bytes: row.get("bytes")?,
            reason: reason(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// An answer and its text, to be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct PageAnswer {
    pub(crate) item: i64,
    pub(crate) validators: Validators,
    pub(crate) bytes: u64,
    pub(crate) checked_at: Timestamp,
    /// The version of the parser that read it.
    pub(crate) parser: u32,
    /// The date it gives.
    pub(crate) published: Option<Published>,
    /// Its text; `None` where none could be found.
    pub(crate) text: Option<TextOfPage>,
}

const SAVE: &str = "
    INSERT INTO page (item_id, etag, last_modified, bytes, checked_at, parser, readable, stale)
    VALUES (:item_id, :etag, :last_modified, :bytes, :checked_at, :parser, :readable, 0)
    ON CONFLICT (item_id) DO UPDATE SET
        etag = excluded.etag,
        last_modified = excluded.last_modified,
        bytes = excluded.bytes,
        checked_at = excluded.checked_at,
        parser = excluded.parser,
        readable = excluded.readable,
        stale = 0";

const PARSER: &str = "SELECT parser FROM page WHERE item_id = :item_id";

/// The version of the parser that read a page last.
fn read_by(connection: &Connection, item: i64) -> Result<Option<u32>> {
    let mut statement = connection.prepare_cached(PARSER)?;
    Ok(statement.query_row(&[(":item_id", &item)], |row| row.get("parser")).optional()?)
}

/// Stores an answer with its text, and gives what that changed for a person who reads it.
pub(crate) fn save_page(write: &mut Write<'_>, answer: &PageAnswer) -> Result<Change> {
    let read_by = read_by(write, answer.item)?;
    let change = match &answer.text {
        Some(text) => {
            fingerprint::save(write, answer.item, text)?;
            let same_parser = read_by == Some(answer.parser);
            article::save(write, answer.item, text, same_parser, answer.checked_at)?
        }
        None => Change::None,
    };
    if let Some(published) = &answer.published {
        improve_date(write, answer.item, published)?;
    }
    write.prepare_cached(SAVE)?.execute(named_params! {
        ":item_id": answer.item,
        ":etag": answer.validators.etag,
        ":last_modified": answer.validators.last_modified,
        ":bytes": answer.bytes,
        ":checked_at": answer.checked_at.as_millisecond(),
        ":parser": answer.parser,
        ":readable": answer.text.is_some(),
    })?;
    item::restore(write, answer.item)?;
    Ok(change)
}

const DATE: &str = "SELECT published_at, published_source, published_precision FROM item WHERE id = :id";

/// Gives an item the date of its page, unless its own is from a better source or the same.
fn improve_date(write: &mut Write<'_>, id: i64, published: &Published) -> Result<()> {
    let known = write.prepare_cached(DATE)?.query_row(&[(":id", &id)], row::published)?;
    if published.source <= known.source && *published != known {
        item::set_published(write, id, published)?;
    }
    Ok(())
}

const CONFIRM: &str = "UPDATE page SET checked_at = :checked_at, stale = 0 WHERE item_id = :item_id";

/// Stores that the site confirmed a page.
pub(crate) fn confirm_page(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":item_id": item, ":checked_at": at.as_millisecond() };
    write.prepare_cached(CONFIRM)?.execute(values)?;
    item::restore(write, item)
}

const REMOVED: &str = "UPDATE page SET checked_at = :checked_at, stale = 0 WHERE item_id = :item_id";

/// Takes an item off the lists because the site no longer has its page. Its text stays, and its page is still
/// asked for now and then: it may come back.
pub(crate) fn remove_page(write: &mut Write<'_>, item: i64, at: Timestamp) -> Result<()> {
    let values = named_params! { ":item_id": item, ":checked_at": at.as_millisecond() };
    write.prepare_cached(REMOVED)?.execute(values)?;
    item::remove(write, item, at)
}

const STALE: &str = "UPDATE page SET stale = 1 WHERE item_id = :item_id";

/// Stores that a page must be asked for again: the row of its item changed, or it was not found once.
pub(crate) fn mark_stale(write: &mut Write<'_>, item: i64) -> Result<()> {
    write.prepare_cached(STALE)?.execute(&[(":item_id", &item)])?;
    Ok(())
}
