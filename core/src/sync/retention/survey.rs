//! Whether anything must be deleted or may come again. After most syncs nothing does, and one read shows it.

use jiff::Timestamp;

use super::choice::{MOST_PRUNED, overdue, revivable};
use super::size::Size;
use crate::error::Result;
use crate::model::{EditionId, Retention};
use crate::store::{self, Connection};

/// The room that the cache takes, and whether anything must be deleted or may come again. `wal` is the length
/// of the write-ahead log.
pub(super) fn survey(
    connection: &Connection,
    retention: &Retention,
    wal: u64,
    now: Timestamp,
) -> Result<(Size, bool)> {
    let pictures = store::picture_bytes(connection)?.bytes;
    let size = Size::of(store::page_bytes(connection)?, wal, pictures, retention);
    if size.is_too_large() || pictures > retention.picture_bytes.min(retention.bytes) {
        return Ok((size, true));
    }
    for edition in store::stored_editions(connection)? {
        if has_work(connection, retention, &edition, size, now)? {
            return Ok((size, true));
        }
    }
    Ok((size, false))
}

fn has_work(
    connection: &Connection,
    retention: &Retention,
    edition: &EditionId,
    size: Size,
    now: Timestamp,
) -> Result<bool> {
    let (keep, counts) = (retention.of(edition), store::item_counts(connection, edition)?);
    Ok(counts.pruned > MOST_PRUNED
        || !overdue(connection, edition, counts, keep, now)?.is_empty()
        || (size.has_much_room() && revivable(connection, edition, counts, keep, now)?.is_some()))
}
