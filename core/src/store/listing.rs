//! Listings: which listing and base address answered for a section. Stores the rows of its answers.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::date::KnownDate;
use super::hole::{self, Hole};
use super::membership::{self, Round};
use super::resource::{self, ListingBody, ListingPlace};
use super::row;
use super::shown::{self, Seen};
use super::write::Write;
use super::{date, item, page};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Precision, Published, PublishedSource, Section};

/// Which listing and base address answered for a section.
#[derive(Debug, Clone)]
pub(crate) struct StoredListing {
    /// The name of the catalogue's listing that last gave rows.
    pub(crate) candidate: String,
    /// The base address that answered last.
    pub(crate) base: String,
    /// When the site last answered with it or confirmed it.
    pub(crate) checked_at: Timestamp,
}

const LISTING: &str = "
    SELECT candidate, base, checked_at
    FROM listing
    WHERE edition = :edition AND section = :section";

/// Which listing and base address answered for a section; `None` before its first sync.
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
        checked_at: row::moment(row, "checked_at")?,
    })
}

/// A row that will be stored.
#[derive(Debug, Clone)]
pub(crate) struct ListingRow {
    pub(crate) key: ItemKey,
    pub(crate) title: Option<String>,
    /// The sentence beside the headline.
    pub(crate) lead: Option<String>,
    pub(crate) picture: Option<String>,
    /// The date in the listing.
    pub(crate) published: Option<Published>,
}

/// An answer and its rows, which will be stored in one transaction.
#[derive(Debug, Clone)]
pub(crate) struct ListingAnswer {
    pub(crate) place: ListingPlace,
    /// The candidates that the catalogue prefers to this one.
    pub(crate) preferred: Vec<String>,
    pub(crate) body: ListingBody,
    /// The last page that was read, from 0, if rows may be missing after it.
    pub(crate) hole_behind: Option<u32>,
    /// The keys that the first page had before.
    pub(crate) top_before: Vec<ItemKey>,
    /// The keys that the first page has now.
    pub(crate) top: Vec<ItemKey>,
    pub(crate) rows: Vec<ListingRow>,
}

pub(super) const STORED_ROW: &str = "
    SELECT id, title, lead, picture, published_source, listed_at, removed_at, pruned_at
    FROM item
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

struct StoredRow {
    id: i64,
    title: Option<String>,
    lead: Option<String>,
    picture: Option<String>,
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
            lead: row.get("lead")?,
            picture: row.get("picture")?,
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

const SAVE: &str = "
    INSERT INTO listing (edition, section, candidate, base, checked_at, rounds)
    VALUES (:edition, :section, :candidate, :base, :checked_at, :new_rounds)
    ON CONFLICT (edition, section) DO UPDATE SET
        candidate = excluded.candidate,
        base = excluded.base,
        checked_at = excluded.checked_at,
        rounds = rounds + excluded.rounds
    RETURNING rounds";

/// Stores which listing and base address answered for a section. Adds `new_rounds` to the number of its
/// rounds, and returns it.
fn save_place(write: &mut Write<'_>, place: &ListingPlace, at: Timestamp, new_rounds: u32) -> Result<u32> {
    let mut statement = write.prepare_cached(SAVE)?;
    let values = named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
        ":checked_at": at.as_millisecond(),
        ":new_rounds": new_rounds,
    };
    Ok(statement.query_row(values, |row| row.get("rounds"))?)
}

/// Stores an answer and its rows. Writes only the rows that differ.
pub(crate) fn save_listing(write: &mut Write<'_>, answer: &ListingAnswer) -> Result<()> {
    let ListingAnswer { place, preferred, body, hole_behind, top_before, top, rows } = answer;
    let number = save_place(write, place, body.at, 1)?;
    resource::save_listing_body(write, place, body, Some((number, top)))?;
    let (section, candidate) = (place.section, place.candidate.as_str());
    save_rows(write, rows, Round { section, number, candidate, preferred, at: body.at })?;
    match hole_behind {
        Some(page) => hole::note(write, &place.edition, section, *page, number, top_before),
        None => Ok(()),
    }
}

fn save_rows(write: &mut Write<'_>, rows: &[ListingRow], round: Round<'_>) -> Result<()> {
    for (row, place) in rows.iter().zip(0..) {
        let id = save_row(write, row, first_seen(round.at, place), round.at)?;
        membership::note(write, id, round)?;
    }
    Ok(())
}

/// Stores that the site confirmed a listing: it answered 304, or `body` came and equals the last one.
pub(crate) fn confirm_listing(
    write: &mut Write<'_>,
    place: &ListingPlace,
    body: Option<&ListingBody>,
    at: Timestamp,
) -> Result<()> {
    save_place(write, place, at, 0)?;
    match body {
        Some(body) => resource::save_listing_body(write, place, body, None),
        None => resource::confirm_listing(write, place, at),
    }
}

/// Rows that were read to fill a hole.
#[derive(Debug, Clone)]
pub(crate) struct Filling {
    pub(crate) place: ListingPlace,
    pub(crate) preferred: Vec<String>,
    pub(crate) rows: Vec<ListingRow>,
    pub(crate) at: Timestamp,
    pub(crate) hole: Hole,
    /// The last page that was read, if rows are still missing after it.
    pub(crate) goes_on_behind: Option<u32>,
}

/// Stores rows that were missing, and how far the hole is filled now.
pub(crate) fn fill_hole(write: &mut Write<'_>, filling: &Filling) -> Result<()> {
    let Filling { place, preferred, rows, at, hole, goes_on_behind } = filling;
    save_place(write, place, *at, 0)?;
    let (section, candidate) = (place.section, place.candidate.as_str());
    // The newest round may have ended far above these rows. And they may lie where a newer hole is, which
    // must not end at them.
    let number = hole::newest_round(write, &place.edition, section)?.unwrap_or(hole.round);
    save_rows(write, rows, Round { section, number, candidate, preferred, at: *at })?;
    match goes_on_behind {
        Some(page) => hole::set_page(write, hole.id, *page),
        None => hole::close(write, hole.id),
    }
}

/// When a row of a listing was first seen. Each row gets one millisecond less than the row above it, so that
/// rows without a date keep the order of the site.
fn first_seen(answered_at: Timestamp, place: i64) -> Timestamp {
    answered_at.checked_sub(SignedDuration::from_millis(place)).unwrap_or(answered_at)
}

fn save_row(write: &mut Write<'_>, row: &ListingRow, first_seen: Timestamp, now: Timestamp) -> Result<i64> {
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
        edition, kind, remote_id, number, title, lead, picture,
        published_at, published_source, published_precision, first_seen_at, listed_at, shown, read)
    VALUES (
        :edition, :kind, :remote_id, :number, :title, :lead, :picture,
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
        ":lead": row.lead,
        ":picture": row.picture,
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

const UPDATE: &str = "
    UPDATE item
    SET
        title = coalesce(:title, title),
        picture = coalesce(:picture, picture),
        gone_at = iif(removed_at IS NULL, gone_at, NULL),
        removed_at = NULL
    WHERE id = :id";

fn update(write: &mut Write<'_>, row: &ListingRow, known: &StoredRow, now: Timestamp) -> Result<()> {
    date::note_listed(write, known.id, known.date, row.published, now)?;
    set_lead(write, row, known)?;
    let retitled = row.title.is_some() && row.title != known.title;
    let redrawn = row.picture.is_some() && picture(&row.picture) != picture(&known.picture);
    if !(retitled || redrawn || known.removed) {
        return Ok(());
    }
    let values = named_params! { ":id": known.id, ":title": row.title, ":picture": row.picture };
    write.prepare_cached(UPDATE)?.execute(values)?;
    shown::decide(write, known.id)?;
    write.changes().note_changed(row.key.clone());
    if retitled || known.removed { page::note_changed_row(write, known.id, now) } else { Ok(()) }
}

/// The address of a picture without its query, which some sites change at each answer.
fn picture(address: &Option<String>) -> Option<&str> {
    address.as_deref()?.split(['?', '#']).next()
}
