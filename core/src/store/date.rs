//! The date of an item: which of several counts.

use jiff::Timestamp;
use rusqlite::named_params;

use super::item::{self, KnownItem};
use super::write::Write;
use crate::error::Result;
use crate::model::{Published, PublishedSource};

/// The date, unless it is so far ahead that it must be wrong. Then the item counts from when it was first
/// seen.
pub(super) fn believed(published: Option<Published>, now: Timestamp) -> Option<Published> {
    published.filter(|published| !published.is_far_ahead(now))
}

/// Gives an item the date that its page has, unless its date comes from a better source.
pub(super) fn improve(
    write: &mut Write<'_>,
    known: &KnownItem,
    published: Option<Published>,
    now: Timestamp,
) -> Result<()> {
    match believed(published, now).filter(|published| published.source <= known.published.source) {
        Some(published) if published != known.published => {
            if replace(write, known.id, &published)? {
                write.changes().note_changed(known.key.clone());
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// What is known of the date of a listed item.
#[derive(Debug, Clone, Copy)]
pub(super) struct KnownDate {
    /// Where the date that counts came from.
    pub(super) source: PublishedSource,
    /// The date that the listing gave last, in milliseconds since 1970.
    pub(super) listed_ms: Option<i64>,
}

const LISTED: &str = "UPDATE item SET listed_at = :listed_at WHERE id = :id";

/// Notes the date that a listing gives. It counts if it comes from a better source than the known one, or if
/// the listing has corrected what it gave before.
pub(super) fn note_listed(
    write: &mut Write<'_>,
    item: i64,
    known: KnownDate,
    published: Option<Published>,
    now: Timestamp,
) -> Result<()> {
    let Some(listed_ms) = published.map(|published| published.at.as_millisecond()) else { return Ok(()) };
    let is_corrected = known.listed_ms.is_some_and(|before| before != listed_ms);
    if known.listed_ms != Some(listed_ms) {
        let values = named_params! { ":id": item, ":listed_at": listed_ms };
        write.prepare_cached(LISTED)?.execute(values)?;
    }
    let counts = |published: &Published| {
        published.source < known.source || is_corrected && published.source == known.source
    };
    match believed(published, now).filter(counts) {
        Some(published) => set(write, item, &published),
        None => Ok(()),
    }
}

const DATE: &str = "
    UPDATE item
    SET published_at = :at, published_source = :source, published_precision = :precision
    WHERE id = :id
        AND (published_at, published_source, published_precision) IS NOT (:at, :source, :precision)";

/// Replaces the date of an item, if it differs.
pub(super) fn set(write: &mut Write<'_>, item: i64, published: &Published) -> Result<()> {
    if replace(write, item, published)? { item::note_changed(write, item) } else { Ok(()) }
}

/// Returns whether the date differed.
fn replace(write: &mut Write<'_>, item: i64, published: &Published) -> Result<bool> {
    let changed = write.prepare_cached(DATE)?.execute(named_params! {
        ":id": item,
        ":at": published.at.as_millisecond(),
        ":source": published.source.as_str(),
        ":precision": published.precision.as_str(),
    })?;
    Ok(changed > 0)
}
