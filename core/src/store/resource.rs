//! Resources: everything that is requested, with its validators, the time of its next request and the reason.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Section, Validators};

/// When a resource is requested next, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) at: Timestamp,
    pub(crate) reason: DueReason,
    /// Failed requests in a row.
    pub(crate) failures: u32,
}

/// The longest wait before a failed request is retried.
pub(crate) const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);
/// The longest wait for a page whose request failed. It is shorter than the time between two syncs, which is
/// at least 15 minutes, so each sync retries the page.
pub(crate) const LONGEST_WAIT_AFTER_FAILED_REQUEST: SignedDuration = SignedDuration::from_mins(10);
/// No resource is postponed for longer than this.
pub(super) const LONGEST_REST: SignedDuration = SignedDuration::from_hours(31 * 24);

impl Due {
    /// Until when the resource is not requested; `None` if it is due. A time too far ahead is ignored: a
    /// clock that was ahead stored it.
    pub(crate) fn waits_until(&self, now: Timestamp) -> Option<Timestamp> {
        let longest = match self.reason {
            DueReason::Missing | DueReason::ChangedRow => SignedDuration::ZERO,
            DueReason::Revalidation => LONGEST_REST,
            DueReason::Failed | DueReason::Unreadable | DueReason::Absent | DueReason::Doubtful => {
                LONGEST_WAIT
            }
        };
        Some(self.at).filter(|at| *at > now && at.duration_since(now) <= longest)
    }
}

/// Why a resource is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DueReason {
    /// It was never received.
    Missing,
    /// The item's row has changed since it was received.
    ChangedRow,
    /// It was received, and may have changed since then.
    Revalidation,
    /// The last request failed.
    Failed,
    /// No text was found in the answer.
    Unreadable,
    /// The site answered that it does not exist.
    Absent,
    /// The answer may belong to something else, so it was not stored.
    Doubtful,
}

impl DueReason {
    const ALL: [Self; 7] = [
        Self::Missing,
        Self::ChangedRow,
        Self::Revalidation,
        Self::Failed,
        Self::Unreadable,
        Self::Absent,
        Self::Doubtful,
    ];

    /// The name in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::ChangedRow => "changed_row",
            Self::Revalidation => "revalidation",
            Self::Failed => "failed",
            Self::Unreadable => "unreadable",
            Self::Absent => "absent",
            Self::Doubtful => "doubtful",
        }
    }
}

pub(super) fn due(row: &Row<'_>) -> rusqlite::Result<Due> {
    let name: String = row.get("reason")?;
    let reason = DueReason::ALL.into_iter().find(|reason| reason.as_str() == name);
    Ok(Due {
        at: row::moment(row, "due_at")?,
        reason: reason.ok_or_else(|| row::unexpected("reason", name))?,
        failures: row.get("failures")?,
    })
}

const POSTPONE: &str = "
    UPDATE resource
    SET due_at = :due_at, reason = :reason, failures = :failures
    WHERE id = :id";

/// Stores when a resource is requested next, after an answer with nothing else to store.
pub(crate) fn postpone(write: &mut Write<'_>, resource: i64, due: &Due) -> Result<()> {
    write.prepare_cached(POSTPONE)?.execute(named_params! {
        ":id": resource,
        ":due_at": due.at.as_millisecond(),
        ":reason": due.reason.as_str(),
        ":failures": due.failures,
    })?;
    Ok(())
}

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
}

pub(super) const LISTINGS: &str = "
    SELECT candidate, base, etag, last_modified, hash, wire_bytes, body_at, round, top,
        due_at, reason, failures
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
            due: due(row)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl ListingResource {
    /// The keys that the first page of a listing had when its rows were read last, at any base address.
    pub(crate) fn top_of<'a>(all: &'a [Self], candidate: &str) -> &'a [ItemKey] {
        let of_it = all.iter().filter(|listing| listing.candidate == candidate);
        of_it.max_by_key(|listing| listing.round).map_or(&[], |listing| &listing.top)
    }
}

/// One listing of a section, at one base address.
#[derive(Debug, Clone)]
pub(crate) struct ListingPlace {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) candidate: String,
    pub(crate) base: String,
}

const LISTING_FAILED: &str = "
    INSERT INTO resource (kind, edition, section, candidate, base, due_at, reason, failures)
    VALUES ('listing', :edition, :section, :candidate, :base, :due_at, :reason, :failures)
    ON CONFLICT (edition, section, candidate, base) WHERE kind = 'listing' DO UPDATE SET
        due_at = excluded.due_at,
        reason = excluded.reason,
        failures = excluded.failures";

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
    SET checked_at = :at, due_at = :at, reason = 'revalidation', failures = 0
    WHERE edition = :edition AND section = :section AND kind = 'listing'
        AND candidate = :candidate AND base = :base";

/// Stores that the site confirmed a listing.
pub(super) fn confirm_listing(write: &mut Write<'_>, place: &ListingPlace, at: Timestamp) -> Result<()> {
    write.prepare_cached(LISTING_CONFIRMED)?.execute(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
        ":at": at.as_millisecond(),
    })?;
    Ok(())
}

/// What is stored of a complete body of a listing.
#[derive(Debug, Clone)]
pub(crate) struct ListingBody {
    pub(crate) validators: Validators,
    /// SHA-256 of the body of its first page.
    pub(crate) hash: Vec<u8>,
    pub(crate) wire_bytes: u64,
    pub(crate) at: Timestamp,
}

const LISTING_CAME: &str = "
    INSERT INTO resource (
        kind, edition, section, candidate, base, etag, last_modified, hash, body_at, wire_bytes, round,
        top, checked_at, due_at, reason)
    VALUES (
        'listing', :edition, :section, :candidate, :base, :etag, :last_modified, :hash, :at, :wire_bytes,
        :round, :top, :at, :at, 'revalidation')
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
        failures = 0";

/// Stores that a complete body of a listing came. `read` is the round that read its rows, with the keys of
/// its first page; `None` if the rows did not change.
pub(super) fn save_listing_body(
    write: &mut Write<'_>,
    place: &ListingPlace,
    body: &ListingBody,
    read: Option<(u32, &[ItemKey])>,
) -> Result<()> {
    write.prepare_cached(LISTING_CAME)?.execute(named_params! {
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
    })?;
    Ok(())
}
