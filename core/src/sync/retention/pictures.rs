//! Deletes pictures that take too much room.

use super::size::LOW_WATER_PERCENT;
use crate::error::Result;
use crate::model::Retention;
use crate::store::{self, CommitPoint, Connection, Store};

/// So many pictures are chosen at once, at most.
const MOST_PICTURES: u32 = 1_000;

/// Deletes the pictures that were not shown for longest, if they take too much room. Returns how many.
pub(crate) async fn retain_pictures(store: &Store, retention: &Retention) -> Result<u32> {
    let limit = retention.picture_bytes.min(retention.bytes);
    let target = limit / 100 * LOW_WATER_PERCENT;
    let mut deleted = 0;
    let mut bytes = store.read_both(store::picture_bytes).await?.bytes;
    let is_over = bytes > limit;
    while is_over && bytes > target {
        let surplus = bytes - target;
        let choose = move |connection: &Connection| store::least_shown(connection, surplus, MOST_PICTURES);
        let mut hashes = store.read_both(choose).await?;
        if hashes.is_empty() {
            break;
        }
        while !hashes.is_empty() {
            let done = store.prune_pictures(hashes.clone()).await?;
            hashes.drain(..done);
            deleted += u32::try_from(done).unwrap_or(u32::MAX);
        }
        bytes = store.read_both(store::picture_bytes).await?.bytes;
    }
    if deleted > 0 {
        store.write(CommitPoint::PictureAddresses, store::forget_addresses).await?;
    }
    Ok(deleted)
}
