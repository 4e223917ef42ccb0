//! Listings: which listing and base address answered for a section. Stores its answers.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::hole::{self, Hole};
use super::listing_place::ListingPlace;
use super::listing_resource::{self, ListingBody};
use super::listing_row::{ListingRow, save_row};
use super::membership::{self, Round};
use super::next_request::NextRequest;
use super::page;
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{Changes, EditionId, ItemKey, Section};

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
    /// Those of them that may have been removed. Their pages are due now.
    pub(crate) vanished: Vec<ItemKey>,
    /// The keys that the first page has now.
    pub(crate) top: Vec<ItemKey>,
    pub(crate) rows: Vec<ListingRow>,
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

/// Stores an answer and its rows. Writes only the rows that differ. Returns how many items are new or
/// changed.
pub(crate) fn save_listing(write: &mut Write<'_>, answer: &ListingAnswer) -> Result<u32> {
    let ListingAnswer { place, preferred, body, hole_behind, top_before, vanished, top, rows } = answer;
    let number = save_place(write, place, body.at, 1)?;
    listing_resource::save_listing_body(write, place, body, Some((number, top)))?;
    let (section, candidate) = (place.section, place.candidate.as_str());
    save_rows(write, rows, Round { section, number, candidate, preferred, at: body.at })?;
    vanished.iter().try_for_each(|key| page::check_soon(write, key, body.at))?;
    if let Some(page) = hole_behind {
        hole::note(write, &place.edition, section, *page, number, top_before)?;
    }
    let Changes { new, changed, .. } = write.changes();
    Ok(u32::try_from(new.union(changed).count()).unwrap_or(u32::MAX))
}

const FORGET_OTHERS: &str = "
    UPDATE resource
    SET etag = NULL, last_modified = NULL, hash = NULL
    WHERE edition = :edition AND section = :section AND kind = 'listing'
        AND (candidate, base) <> (:candidate, :base)";

/// Stores that a document without rows came. It takes the place of what another address gave, so the
/// validators of that address vouch for nothing any more.
pub(crate) fn save_document(write: &mut Write<'_>, place: &ListingPlace, body: &ListingBody) -> Result<()> {
    write.prepare_cached(FORGET_OTHERS)?.execute(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
    })?;
    save_place(write, place, body.at, 1)?;
    listing_resource::save_listing_body(write, place, body, None)
}

fn save_rows(write: &mut Write<'_>, rows: &[ListingRow], round: Round<'_>) -> Result<()> {
    for (row, place) in rows.iter().zip(0..) {
        let id = save_row(write, row, first_seen(round.at, place), round.at)?;
        membership::note(write, id, round)?;
    }
    Ok(())
}

/// Stores that the site confirmed a listing.
pub(crate) fn confirm_listing(
    write: &mut Write<'_>,
    place: &ListingPlace,
    confirmed: &Confirmed,
    at: Timestamp,
) -> Result<()> {
    save_place(write, place, at, 0)?;
    match confirmed {
        Confirmed::SameBody(body) => listing_resource::save_listing_body(write, place, body, None),
        Confirmed::NoBody(next) => listing_resource::confirm_listing(write, place, next, at),
    }
}

/// How the site confirmed a listing.
#[derive(Debug, Clone)]
pub(crate) enum Confirmed {
    /// A body came, and equals the last one.
    SameBody(ListingBody),
    /// It answered 304.
    NoBody(NextRequest),
}

/// Rows that were read to fill a hole.
#[derive(Debug, Clone)]
pub(crate) struct Filling {
    pub(crate) place: ListingPlace,
    pub(crate) preferred: Vec<String>,
    /// The keys of the first page from before the hole that may have been removed. Their pages are due now.
    pub(crate) vanished: Vec<ItemKey>,
    pub(crate) rows: Vec<ListingRow>,
    pub(crate) at: Timestamp,
    pub(crate) hole: Hole,
    /// The last page that was read, if rows are still missing after it.
    pub(crate) goes_on_behind: Option<u32>,
}

/// Stores rows that were missing, and how far the hole is filled now.
pub(crate) fn fill_hole(write: &mut Write<'_>, filling: &Filling) -> Result<()> {
    let Filling { place, preferred, vanished, rows, at, hole, goes_on_behind } = filling;
    save_place(write, place, *at, 0)?;
    let (section, candidate) = (place.section, place.candidate.as_str());
    // The newest round may have ended far above these rows. And they may lie where a newer hole is, which
    // must not end at them.
    let number = hole::newest_round(write, &place.edition, section)?.unwrap_or(hole.round);
    save_rows(write, rows, Round { section, number, candidate, preferred, at: *at })?;
    vanished.iter().try_for_each(|key| page::check_soon(write, key, *at))?;
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
