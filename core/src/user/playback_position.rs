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
    let position = position.map(to_stored);
    let set = move |write: &mut store::Write<'_>| store::set_playback_position(write, &key, position, now);
    note(store, CommitPoint::PlaybackPosition, set).await.map(drop)
}

/// Where a person stopped; `None` if they did not.
pub(crate) async fn playback(store: &Store, key: ItemKey) -> Result<Option<PlaybackPosition>> {
    let stored = store.read_user(move |connection| store::playback_position(connection, &key)).await?;
    Ok(stored.map(of_stored))
}

/// A position as it is stored.
pub(super) fn to_stored(position: PlaybackPosition) -> StoredPlayback {
    let PlaybackPosition { address, position, duration } = position;
    let (position_ms, duration_ms) = (milliseconds(position), duration.map(milliseconds));
    StoredPlayback { address, position_ms, duration_ms }
}

/// A stored position.
pub(crate) fn of_stored(stored: StoredPlayback) -> PlaybackPosition {
    let StoredPlayback { address, position_ms, duration_ms } = stored;
    let of = |milliseconds: u32| Duration::from_millis(milliseconds.into());
    PlaybackPosition { address, position: of(position_ms), duration: duration_ms.map(of) }
}

/// At most 49 days, which is more than any recording has.
fn milliseconds(duration: Duration) -> u32 {
    duration.as_millis().try_into().unwrap_or(u32::MAX)
}
