//! A row of a listing: stores it as a new item, or as what changes an item that is here.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::date::KnownDate;
use super::row;
use super::shown::{self, Seen};
use super::write::Write;
use super::{date, item, page};
use crate::error::Result;
use crate::model::{ItemKey, Precision, Published, PublishedSource};

/// A row that will be stored.
#[derive(Debug, Clone)]
pub(crate) struct ListingRow {
    pub(crate) key: ItemKey,
    pub(crate) title: Option<String>,
    /// The place of the title in the alphabet, of an item whose list is kept whole.
    pub(crate) title_key: Option<Vec<u8>>,
    /// The sentence beside the headline.
    pub(crate) lead: Option<String>,
    pub(crate) picture: Option<String>,
    pub(crate) picture_small: Option<String>,
    /// The date in the listing.
    pub(crate) published: Option<Published>,
}

pub(super) const STORED_ROW: &str = "
    SELECT
        id, title, title_key, lead, picture, picture_small, published_source, listed_at, removed_at,
        pruned_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

struct StoredRow {
    id: i64,
    title: Option<String>,
    title_key: Option<Vec<u8>>,
    lead: Option<String>,
    picture: Option<String>,
    picture_small: Option<String>,
    date: KnownDate,
    removed: bool,
    pruned: bool,
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
            title_key: row.get("title_key")?,
            lead: row.get("lead")?,
            picture: row.get("picture")?,
            picture_small: row.get("picture_small")?,
            date: KnownDate {
                source: row::source(&row.get::<_, String>("published_source")?)?,
                listed_ms: row.get("listed_at")?,
            },
            removed: row.get::<_, Option<i64>>("removed_at")?.is_some(),
            pruned: row.get::<_, Option<i64>>("pruned_at")?.is_some(),
        })
    };
    Ok(connection.prepare_cached(STORED_ROW)?.query_row(values, read).optional()?)
}

/// Stores a row, unless its item was pruned. Returns the rowid of its item.
pub(super) fn save_row(
    write: &mut Write<'_>,
    row: &ListingRow,
    first_seen: Timestamp,
    now: Timestamp,
) -> Result<i64> {
    match find(write, &row.key)? {
        None => insert(write, row, first_seen, now),
        Some(known) if known.pruned => Ok(known.id), // there was no room for it
        Some(known) => {
            update(write, row, &known, now)?;
            Ok(known.id)
        }
    }
}

const INSERT: &str = "
    INSERT INTO item (
        edition, kind, remote_id, number, title, title_key, lead, picture, picture_small,
        published_at, published_source, published_precision, first_seen_at, listed_at, shown, read)
    VALUES (
        :edition, :kind, :remote_id, :number, :title, :title_key, :lead, :picture, :picture_small,
        :published_at, :published_source, :published_precision, :first_seen_at, :listed_at, :shown,
        EXISTS (
            SELECT 1
            FROM user.read_mark
            WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id))";

fn insert(write: &mut Write<'_>, row: &ListingRow, first_seen: Timestamp, now: Timestamp) -> Result<i64> {
    let published = date::believed(row.published, now).unwrap_or(Published {
        at: first_seen,
        source: PublishedSource::FirstSeen,
        precision: Precision::Minute,
    });
    let (title, lead) = (row.title.as_deref(), row.lead.as_deref());
    let shown = shown::is_shown(write, &Seen { title, lead, is_removed: false })?;
    write.prepare_cached(INSERT)?.execute(named_params! {
        ":edition": row.key.edition.as_str(),
        ":kind": row.key.kind.as_str(),
        ":remote_id": row.key.id,
        ":number": item::number(&row.key.id),
        ":title": row.title,
        ":title_key": row.title_key,
        ":lead": row.lead,
        ":picture": row.picture,
        ":picture_small": row.picture_small,
        ":published_at": published.at.as_millisecond(),
        ":published_source": published.source.as_str(),
        ":published_precision": published.precision.as_str(),
        ":first_seen_at": first_seen.as_millisecond(),
        ":listed_at": row.published.map(|published| published.at.as_millisecond()),
        ":shown": shown,
    })?;
    let id = write.last_insert_rowid();
    write.changes().note_new(row.key.clone());
    Ok(id)
}

const SET_LEAD: &str = "UPDATE item SET lead = :lead WHERE id = :id";

/// Stores the sentence of a listing. A new one is no change of the item: its page has the lead that counts.
/// But it may have a hidden word, or have lost one.
fn set_lead(write: &mut Write<'_>, row: &ListingRow, known: &StoredRow) -> Result<()> {
    if row.lead.is_some() && row.lead != known.lead {
        write.prepare_cached(SET_LEAD)?.execute(named_params! { ":id": known.id, ":lead": row.lead })?;
        if shown::decide(write, known.id)? {
            write.changes().note_changed(row.key.clone());
        }
    }
    Ok(())
}

const SET_TITLE_KEY: &str = "UPDATE item SET title_key = :title_key WHERE id = :id";

/// Stores the place of a title in the alphabet. It changes with the title, and with the version of the order.
fn set_title_key(write: &mut Write<'_>, row: &ListingRow, known: &StoredRow) -> Result<()> {
    if row.title_key.is_some() && row.title_key != known.title_key {
        let values = named_params! { ":id": known.id, ":title_key": row.title_key };
        write.prepare_cached(SET_TITLE_KEY)?.execute(values)?;
    }
    Ok(())
}

const UPDATE: &str = "
    UPDATE item
    SET
        title = coalesce(:title, title),
        picture = coalesce(:picture, picture),
        picture_small = iif(:redrawn, :picture_small, coalesce(:picture_small, picture_small)),
        gone_at = iif(removed_at IS NULL, gone_at, NULL),
        removed_at = NULL
    WHERE id = :id";

fn update(write: &mut Write<'_>, row: &ListingRow, known: &StoredRow, now: Timestamp) -> Result<()> {
    date::note_listed(write, known.id, known.date, row.published, now)?;
    set_lead(write, row, known)?;
    set_title_key(write, row, known)?;
    let retitled = row.title.is_some() && row.title != known.title;
    let redrawn = row.picture.is_some() && picture(&row.picture) != picture(&known.picture);
    let has_small =
        row.picture_small.is_some() && picture(&row.picture_small) != picture(&known.picture_small);
    if !(retitled || redrawn || has_small || known.removed) {
        return Ok(());
    }
    let values = named_params! {
        ":id": known.id,
        ":title": row.title,
        ":picture": row.picture,
        ":picture_small": row.picture_small,
        ":redrawn": redrawn,
    };
    write.prepare_cached(UPDATE)?.execute(values)?;
    shown::decide(write, known.id)?;
    write.changes().note_changed(row.key.clone());
    if retitled || known.removed { page::note_changed_row(write, known.id, now) } else { Ok(()) }
}

/// The address of a picture without its query, which some sites change at each answer.
fn picture(address: &Option<String>) -> Option<&str> {
    address.as_deref()?.split(['?', '#']).next()
}
