//! Listings: where a section was found, and the rows of its last answer.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::row;
use super::write::Write;
use super::{item, page};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Precision, Published, PublishedSource, Section, Validators};

/// What is known of a section's listing.
#[derive(Debug, Clone)]
pub(crate) struct StoredListing {
    /// The listing of the catalogue that yields rows.
    pub(crate) candidate: String,
    /// The base address that answered.
    pub(crate) base: String,
    pub(crate) validators: Validators,
    pub(crate) hash: Vec<u8>,
    pub(crate) bytes: u64,
    /// When the site last confirmed it.
    pub(crate) checked_at: Timestamp,
    /// Whether its rows meet those that were stored before, without a gap.
    pub(crate) complete: bool,
}

const LISTING: &str = "
    SELECT candidate, base, etag, last_modified, hash, bytes, checked_at, complete
    FROM listing
    WHERE edition = :edition AND section = :section";

/// What is known of a section's listing; `None` before its first sync.
pub(crate) fn listing(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
) -> Result<Option<StoredListing>> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    let mut statement = connection.prepare_cached(LISTING)?;
    Ok(statement.query_row(values, from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StoredListing> {
    Ok(StoredListing {
        candidate: row.get("candidate")?,
        base: row.get("base")?,
        validators: row::validators(row)?,
        hash: row.get("hash")?,
        bytes: row.get("bytes")?,
        checked_at: row::moment(row, "checked_at")?,
        complete: row.get("complete")?,
    })
}

/// A row to be stored.
#[derive(Debug, Clone)]
pub(crate) struct ListingRow {
    pub(crate) key: ItemKey,
    pub(crate) title: Option<String>,
    pub(crate) picture: Option<String>,
    /// The date that the listing gives it.
    pub(crate) published: Option<Published>,
}

/// An answer and its rows, to be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct ListingAnswer {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) candidate: String,
    pub(crate) base: String,
    pub(crate) validators: Validators,
    pub(crate) hash: Vec<u8>,
    pub(crate) bytes: u64,
    pub(crate) checked_at: Timestamp,
    /// Whether its rows meet those that were stored before, without a gap.
    pub(crate) complete: bool,
    pub(crate) rows: Vec<ListingRow>,
}

const STORED_ROW: &str = "
    SELECT id, title, picture, published_source, removed_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

/// Whether an item is stored.
pub(crate) fn is_known(connection: &Connection, key: &ItemKey) -> Result<bool> {
    Ok(find(connection, key)?.is_some())
}

struct StoredRow {
    id: i64,
    title: Option<String>,
    picture: Option<String>,
    source: String,
    removed: bool,
}

fn find(connection: &Connection, key: &ItemKey) -> Result<Option<StoredRow>> {
    let values = named_params! {
        ":edition": key.edition.as_str(),
        ":kind": key.kind.as_str(),
        ":remote_id": key.id,
    };
    let read = |row: &Row<'_>| {
        Ok(StoredRow {
            id: row.get("id")?,
            title: row.get("title")?,
            picture: row.get("picture")?,
            source: row.get("published_source")?,
            removed: row.get::<_, Option<i64>>("removed_at")?.is_some(),
        })
    };
    Ok(connection.prepare_cached(STORED_ROW)?.query_row(values, read).optional()?)
}

const SAVE: &str = "
    INSERT INTO listing (
        edition, section, candidate, base, etag, last_modified, hash, bytes, checked_at, complete)
    VALUES (
        :edition, :section, :candidate, :base, :etag, :last_modified, :hash, :bytes, :checked_at, :complete)
    ON CONFLICT (edition, section) DO UPDATE SET
        candidate = excluded.candidate,
        base = excluded.base,
        etag = excluded.etag,
        last_modified = excluded.last_modified,
        hash = excluded.hash,
        bytes = excluded.bytes,
        checked_at = excluded.checked_at,
        complete = excluded.complete";

/// Stores an answer and its rows. Only rows that differ are written.
pub(crate) fn save_listing(write: &mut Write<'_>, answer: &ListingAnswer) -> Result<()> {
    for (place, row) in (0..).zip(&answer.rows) {
        save_row(write, row, answer.section, first_seen(answer.checked_at, place))?;
    }
    write.execute(
        SAVE,
        named_params! {
            ":edition": answer.edition.as_str(),
            ":section": answer.section.as_str(),
            ":candidate": answer.candidate,
            ":base": answer.base,
            ":etag": answer.validators.etag,
            ":last_modified": answer.validators.last_modified,
            ":hash": answer.hash,
            ":bytes": answer.bytes,
            ":checked_at": answer.checked_at.as_millisecond(),
            ":complete": answer.complete,
        },
    )?;
    Ok(())
}

/// When a row of a listing was first seen: each row a millisecond before the row above it. So rows without a
/// date keep the order of the site.
fn first_seen(answered_at: Timestamp, place: i64) -> Timestamp {
    answered_at.checked_sub(SignedDuration::from_millis(place)).unwrap_or(answered_at)
}

fn save_row(write: &mut Write<'_>, row: &ListingRow, section: Section, first_seen: Timestamp) -> Result<()> {
    let id = match find(write, &row.key)? {
        None => insert(write, row, first_seen)?,
        Some(known) => {
            update(write, row, &known)?;
            known.id
        }
    };
    list(write, id, section)
}

const INSERT: &str = "
    INSERT INTO item (
        edition, kind, remote_id, number, title, picture,
        published_at, published_source, published_precision, first_seen_at)
    VALUES (
        :edition, :kind, :remote_id, :number, :title, :picture,
        :published_at, :published_source, :published_precision, :first_seen_at)";

fn insert(write: &mut Write<'_>, row: &ListingRow, first_seen: Timestamp) -> Result<i64> {
    let published = row.published.unwrap_or(Published {
        at: first_seen,
        source: PublishedSource::FirstSeen,
        precision: Precision::Minute,
    });
    write.prepare_cached(INSERT)?.execute(named_params! {
        ":edition": row.key.edition.as_str(),
        ":kind": row.key.kind.as_str(),
        ":remote_id": row.key.id,
        ":number": item::number(&row.key.id),
        ":title": row.title,
        ":picture": row.picture,
        ":published_at": published.at.as_millisecond(),
        ":published_source": published.source.as_str(),
        ":published_precision": published.precision.as_str(),
        ":first_seen_at": first_seen.as_millisecond(),
    })?;
    let id = write.last_insert_rowid();
    write.changes().note_new(row.key.clone());
    Ok(id)
}

const UPDATE: &str = "
    UPDATE item
    SET title = coalesce(:title, title), picture = coalesce(:picture, picture), removed_at = NULL
    WHERE id = :id";

fn update(write: &mut Write<'_>, row: &ListingRow, known: &StoredRow) -> Result<()> {
    let known_source = row::source(&known.source)?;
    if let Some(published) = row.published.filter(|published| published.source < known_source) {
        item::set_published(write, known.id, &published)?;
    }
    let retitled = row.title.is_some() && row.title != known.title;
    let redrawn = row.picture.is_some() && row.picture != known.picture;
    if !(retitled || redrawn || known.removed) {
        return Ok(());
    }
    let values = named_params! { ":id": known.id, ":title": row.title, ":picture": row.picture };
    write.prepare_cached(UPDATE)?.execute(values)?;
    write.changes().note_changed(row.key.clone());
    page::mark_stale(write, known.id)
}

const LIST: &str = "
    INSERT INTO listed (item_id, section)
    VALUES (:item_id, :section)
    ON CONFLICT (item_id, section) DO NOTHING";

fn list(write: &mut Write<'_>, item: i64, section: Section) -> Result<()> {
    write.prepare_cached(LIST)?.execute(named_params! { ":item_id": item, ":section": section.as_str() })?;
    Ok(())
}

const CONFIRM: &str = "
    UPDATE listing
    SET checked_at = :checked_at
    WHERE edition = :edition AND section = :section";

/// Stores that the site confirmed a listing.
pub(crate) fn confirm_listing(
    write: &mut Write<'_>,
    edition: &EditionId,
    section: Section,
    at: Timestamp,
) -> Result<()> {
    write.execute(
        CONFIRM,
        named_params! {
            ":edition": edition.as_str(),
            ":section": section.as_str(),
            ":checked_at": at.as_millisecond(),
        },
    )?;
    Ok(())
}
