//! Listings as resources: each at one base address, with the validators of its last answer.

use jiff::Timestamp;
use rusqlite::{Connection, named_params};

use super::gone_listing::{Gone, gone};
use super::listing_place::ListingPlace;
use super::next_request::{NextRequest, Values, next_request};
use super::resource::{self, Due};
use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section, Validators};

/// A listing at one base address, with its last answer.
#[derive(Debug, Clone)]
pub(crate) struct ListingResource {
    /// The name of the listing in the catalogue.
    pub(crate) candidate: String,
    /// The base address.
    pub(crate) base: String,
    pub(crate) validators: Validators,
    /// SHA-256 of its last body; `None` if it never had one.
    pub(crate) hash: Option<Vec<u8>>,
    pub(crate) wire_bytes: Option<u64>,
    /// When its last whole body was received.
    pub(crate) body_at: Option<Timestamp>,
    /// The round that read its rows last.
    round: Option<u32>,
    /// The keys that its first page had then.
    pub(crate) top: Vec<ItemKey>,
    pub(crate) due: Due,
    /// When it came last.
    pub(crate) checked_at: Option<Timestamp>,
    pub(crate) next: NextRequest,
    /// Its answers with 410 since then.
    pub(crate) gone: Option<Gone>,
}

pub(super) const LISTINGS: &str = "
    SELECT candidate, base, etag, last_modified, hash, wire_bytes, body_at, round, top,
        due_at, reason, failures, checked_at, not_before, moved_from, moved_to, moves, moved_at,
        gone_count, gone_since, gone_at
    FROM resource
    WHERE edition = :edition AND section = :section AND kind = 'listing'";

/// The listings of a section that were requested before.
pub(crate) fn listing_resources(
    connection: &Connection,
    edition: &EditionId,
    section: Section,
) -> Result<Vec<ListingResource>> {
    let values = named_params! { ":edition": edition.as_str(), ":section": section.as_str() };
    let mut statement = connection.prepare_cached(LISTINGS)?;
    let rows = statement.query_map(values, |row| {
        Ok(ListingResource {
            candidate: row.get("candidate")?,
            base: row.get("base")?,
            validators: row::validators(row)?,
            hash: row.get("hash")?,
            wire_bytes: row.get("wire_bytes")?,
            body_at: row::optional_moment(row, "body_at")?,
            round: row.get("round")?,
            top: row::json(row, "top")?.unwrap_or_default(),
            due: resource::due(row)?,
            checked_at: row::optional_moment(row, "checked_at")?,
            next: next_request(row)?,
            gone: gone(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl ListingResource {
    /// One that came once, without validators.
    pub(crate) fn came(base: &str, candidate: &str, at: Timestamp) -> Self {
        Self {
            candidate: candidate.to_owned(),
            base: base.to_owned(),
            validators: Validators::default(),
            hash: None,
            wire_bytes: None,
            body_at: None,
            round: None,
            top: Vec::new(),
            due: Due { at, reason: resource::DueReason::Revalidation, failures: 0 },
            checked_at: Some(at),
            next: NextRequest::default(),
            gone: None,
        }
    }

    /// The keys that the first page of a listing had when its rows were read last, at any base address.
    pub(crate) fn top_of<'a>(all: &'a [Self], candidate: &str) -> &'a [ItemKey] {
        let of_it = all.iter().filter(|listing| listing.candidate == candidate);
        of_it.max_by_key(|listing| listing.round).map_or(&[], |listing| &listing.top)
    }
}

const LISTING_FAILED: &str = "
    INSERT INTO resource (kind, edition, section, candidate, base, due_at, reason, failures)
    VALUES ('listing', :edition, :section, :candidate, :base, :due_at, :reason, :failures)
    ON CONFLICT (edition, section, candidate, base) WHERE kind = 'listing' DO UPDATE SET
        due_at = excluded.due_at,
        reason = excluded.reason,
        failures = excluded.failures,
        not_before = NULL,
        moved_from = NULL,
        moved_to = NULL,
        moves = 0,
        moved_at = NULL";

/// Stores when a listing that gave no rows is retried.
pub(crate) fn postpone_listing(write: &mut Write<'_>, place: &ListingPlace, due: &Due) -> Result<()> {
    write.prepare_cached(LISTING_FAILED)?.execute(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
        ":due_at": due.at.as_millisecond(),
        ":reason": due.reason.as_str(),
        ":failures": due.failures,
    })?;
    Ok(())
}

const LISTING_CONFIRMED: &str = "
    UPDATE resource
    SET
        checked_at = :at, due_at = :at, reason = 'revalidation', failures = 0, gone_count = 0,
        not_before = :not_before, moved_from = :moved_from, moved_to = :moved_to, moves = :moves,
        moved_at = :moved_at
    WHERE edition = :edition AND section = :section AND kind = 'listing'
        AND candidate = :candidate AND base = :base";

/// Stores that the site confirmed a listing.
pub(super) fn confirm_listing(
    write: &mut Write<'_>,
    place: &ListingPlace,
    next: &NextRequest,
    at: Timestamp,
) -> Result<()> {
    let next = Values::of(next);
    write.prepare_cached(LISTING_CONFIRMED)?.execute(&*next.with(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
        ":at": at.as_millisecond(),
    }))?;
    Ok(())
}

/// What is stored of a complete body of a listing.
#[derive(Debug, Clone)]
pub(crate) struct ListingBody {
    pub(crate) validators: Validators,
    /// SHA-256 of the body of its first page.
    pub(crate) hash: Vec<u8>,
    pub(crate) wire_bytes: u64,
    pub(crate) next: NextRequest,
    pub(crate) at: Timestamp,
}

const LISTING_CAME: &str = "
    INSERT INTO resource (
        kind, edition, section, candidate, base, etag, last_modified, hash, body_at, wire_bytes, round,
        top, checked_at, due_at, reason, not_before, moved_from, moved_to, moves, moved_at)
    VALUES (
        'listing', :edition, :section, :candidate, :base, :etag, :last_modified, :hash, :at, :wire_bytes,
        :round, :top, :at, :at, 'revalidation', :not_before, :moved_from, :moved_to, :moves, :moved_at)
    ON CONFLICT (edition, section, candidate, base) WHERE kind = 'listing' DO UPDATE SET
        etag = excluded.etag,
        last_modified = excluded.last_modified,
        hash = excluded.hash,
        body_at = excluded.body_at,
        wire_bytes = excluded.wire_bytes,
        round = coalesce(excluded.round, round),
        top = coalesce(excluded.top, top),
        checked_at = excluded.checked_at,
        due_at = excluded.due_at,
        reason = excluded.reason,
        failures = 0,
        gone_count = 0,
        not_before = excluded.not_before,
        moved_from = excluded.moved_from,
        moved_to = excluded.moved_to,
        moves = excluded.moves,
        moved_at = excluded.moved_at";

/// Stores that a complete body of a listing came. `read` is the round that read its rows, with the keys of
/// its first page; `None` if the rows did not change.
pub(super) fn save_listing_body(
    write: &mut Write<'_>,
    place: &ListingPlace,
    body: &ListingBody,
    read: Option<(u32, &[ItemKey])>,
) -> Result<()> {
    let next = Values::of(&body.next);
    write.prepare_cached(LISTING_CAME)?.execute(&*next.with(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
        ":etag": body.validators.etag,
        ":last_modified": body.validators.last_modified,
        ":hash": body.hash,
        ":wire_bytes": body.wire_bytes,
        ":round": read.map(|(round, _)| round),
        ":top": read.map(|(_, top)| row::to_json(&top)).transpose()?,
        ":at": body.at.as_millisecond(),
    }))?;
    Ok(())
}
