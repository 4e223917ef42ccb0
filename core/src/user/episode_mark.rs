//! What a person did with single episodes: which they watched, and where they stopped.

use std::time::Duration;

use jiff::Timestamp;

use super::act::{note, transact};
use super::playback_position::{of_stored, to_stored};
use crate::error::Result;
use crate::model::{Act, EpisodeId, EpisodeIds, ItemKey, PlaybackPosition};
use crate::store::{self, CommitPoint, Connection, EpisodeKey, Store, Write};

/// Marks episodes of a programme as watched, or takes the marks away.
pub(crate) async fn mark_watched(
    store: &Store,
    item: ItemKey,
    episodes: Vec<EpisodeId>,
    watched: bool,
    now: Timestamp,
) -> Result<()> {
    let act = if watched { Act::MarkWatched } else { Act::MarkUnwatched };
    let keys = keys(store, item, episodes).await?;
    let mark = move |write: &mut Write<'_>| {
        keys.iter().try_for_each(|key| store::mark_watched(write, key, watched, now))
    };
    transact(store, act, now, mark).await.map(drop)
}

/// Stores where a person stopped in an episode; `None` forgets it. At its end it also counts as watched. This
/// is no act.
pub(crate) async fn set_episode_playback(
    store: &Store,
    item: ItemKey,
    episode: EpisodeId,
    position: Option<PlaybackPosition>,
    now: Timestamp,
) -> Result<()> {
    let keys = keys(store, item, vec![episode]).await?;
    let set = move |write: &mut Write<'_>| {
        let is_watched = position.as_ref().is_some_and(is_at_end);
        let position = position.map(to_stored);
        keys.iter().try_for_each(|key| {
            if is_watched {
                store::mark_watched(write, key, true, now)?;
            }
            store::set_episode_position(write, key, position.clone(), now)
        })
    };
    note(store, CommitPoint::PlaybackPosition, set).await.map(drop)
}

/// Where a person stopped in an episode; `None` if they did not.
pub(crate) async fn episode_playback(
    store: &Store,
    item: ItemKey,
    episode: EpisodeId,
) -> Result<Option<PlaybackPosition>> {
    let keys = keys(store, item, vec![episode]).await?;
    let read = move |connection: &Connection| {
        keys.iter().find_map(|key| store::episode_position(connection, key).transpose()).transpose()
    };
    Ok(store.read_user(read).await?.map(of_stored))
}

/// The keys under which the marks of these episodes are kept. The site may give a number later or take it
/// away, so a stored episode with a number and a path has two.
async fn keys(store: &Store, item: ItemKey, episodes: Vec<EpisodeId>) -> Result<Vec<EpisodeKey>> {
    let wanted = item.clone();
    let stored = store.read(move |connection| store::episodes(connection, &wanted)).await?;
    let stored = EpisodeIds::of_list(&stored);
    let all = |episode: EpisodeId| match stored.iter().find(|ids| ids.all().any(|id| *id == episode)) {
        Some(ids) => ids.all().cloned().collect(),
        None => vec![episode],
    };
    let key = |episode| EpisodeKey { item: item.clone(), episode };
    Ok(episodes.into_iter().flat_map(all).map(key).collect())
}

/// Whether no more than the credits are left: a twentieth of the recording, if its length is known.
fn is_at_end(position: &PlaybackPosition) -> bool {
    let PlaybackPosition { address: _, position, duration } = position;
    let is_late = |whole: Duration| *position >= whole.saturating_sub(whole / 20);
    duration.filter(|whole| !whole.is_zero()).is_some_and(is_late)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_twentieth_of_a_recording_is_its_end() {
        for (played, whole, expected) in [
            (2_279, Some(2_400), false),
            (2_280, Some(2_400), true),
            (9_999, Some(2_400), true),
            (0, Some(0), false),
            (9_999, None, false),
        ] {
            let duration = whole.map(Duration::from_secs);
            let position =
                PlaybackPosition { address: None, position: Duration::from_secs(played), duration };

            assert_eq!(is_at_end(&position), expected, "{played} of {whole:?}");
        }
    }
}
