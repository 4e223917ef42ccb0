//! Where a person stopped to watch or to listen.

use std::time::Duration;

use jiff::Timestamp;

use super::act::note;
use crate::error::Result;
use crate::model::{ItemKey, PlaybackPosition};
use crate::store::{self, CommitPoint, Store, StoredPlayback};

/// Stores where a person stopped; `None` forgets it. This is no act.
pub(crate) async fn set_playback(
    store: &Store,
    key: ItemKey,
    position: Option<PlaybackPosition>,
    now: Timestamp,
) -> Result<()> {
    let position = position.map(|PlaybackPosition { address, position, duration }| StoredPlayback {
        address,
        position_ms: milliseconds(position),
        duration_ms: duration.map(milliseconds),
    });
    let set = move |write: &mut store::Write<'_>| store::set_playback_position(write, &key, position, now);
    note(store, CommitPoint::PlaybackPosition, set).await.map(drop)
}

/// Where a person stopped; `None` if they did not.
pub(crate) async fn playback(store: &Store, key: ItemKey) -> Result<Option<PlaybackPosition>> {
    let stored = store.read_user(move |connection| store::playback_position(connection, &key)).await?;
    Ok(stored.map(|StoredPlayback { address, position_ms, duration_ms }| PlaybackPosition {
        address,
        position: Duration::from_millis(position_ms.into()),
        duration: duration_ms.map(|duration| Duration::from_millis(duration.into())),
    }))
}

/// At most 49 days, which is more than any recording has.
fn milliseconds(duration: Duration) -> u32 {
    duration.as_millis().try_into().unwrap_or(u32::MAX)
}
