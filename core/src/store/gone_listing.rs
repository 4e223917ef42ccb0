//! Listings of which the site says that it took them away (410).

use jiff::Timestamp;
use rusqlite::{Row, named_params};

use super::listing_place::ListingPlace;
use super::row;
use super::write::Write;
use crate::error::Result;

/// How often and when a listing answered 410 since it last came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gone {
    pub(crate) count: u32,
    /// The first of these answers.
    pub(crate) since: Timestamp,
    /// The last of these answers.
    pub(crate) at: Timestamp,
}

const GONE: &str = "
    UPDATE resource
    SET
        gone_since = iif(gone_count = 0 OR gone_since > :at, :at, gone_since),
        gone_at = :at,
        gone_count = iif(gone_since > :at, 0, gone_count) + 1
    WHERE edition = :edition AND section = :section AND kind = 'listing'
        AND candidate = :candidate AND base = :base";

/// Stores that a listing that was requested before answered 410. Answers of a clock that was ahead do not
/// count.
pub(crate) fn note_listing_gone(write: &mut Write<'_>, place: &ListingPlace, at: Timestamp) -> Result<()> {
    write.prepare_cached(GONE)?.execute(named_params! {
        ":edition": place.edition.as_str(),
        ":section": place.section.as_str(),
        ":candidate": place.candidate,
        ":base": place.base,
        ":at": at.as_millisecond(),
    })?;
    Ok(())
}

/// `None` if it did not answer 410 since it last came.
pub(super) fn gone(row: &Row<'_>) -> rusqlite::Result<Option<Gone>> {
    let count = row.get("gone_count")?;
    let since = row::optional_moment(row, "gone_since")?;
    let at = row::optional_moment(row, "gone_at")?;
    Ok(since.zip(at).filter(|_| count > 0).map(|(since, at)| Gone { count, since, at }))
}
