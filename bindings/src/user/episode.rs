//! What a person did with single episodes.

use ifilm_core::{Client, EpisodeId};

use super::{PlaybackPosition, User};
use crate::error::Result;
use crate::key::ItemKey;

#[uniffi::export]
impl User {
    /// Marks episodes of a programme, by their ids, as watched, or as not watched. It is one transaction and
    /// one undo step. Nothing need be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// `BadArgument` for a text that is no id of an episode, and for a key of an unknown edition or of what
    /// has no episodes; the storage errors; `Closed`.
    pub async fn mark_watched(&self, key: ItemKey, episodes: Vec<String>, watched: bool) -> Result<()> {
        let key = key.try_into()?;
        let ids = episodes.iter().map(|id| id.parse::<EpisodeId>());
        let ids = ids.collect::<ifilm_core::Result<Vec<_>>>()?;
        let mark = |core: Client| async move { Ok(core.user().mark_watched(&key, &ids, watched).await?) };
        self.core.run(mark).await
    }

    /// Stores where the person stopped to watch an episode; without a position, forgets it. In the last
    /// twentieth of a recording whose length is known, the episode is marked as watched, too. Nothing need be
    /// stored. Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// `BadArgument` for a text that is no id of an episode, and for a key of an unknown edition or of what
    /// has no episodes; the storage errors; `Closed`.
    pub async fn set_episode_playback(
        &self,
        key: ItemKey,
        episode: String,
        position: Option<PlaybackPosition>,
    ) -> Result<()> {
        let (key, episode) = (key.try_into()?, episode.parse::<EpisodeId>()?);
        let position = position.map(Into::into);
        let set = |core: Client| async move {
            Ok(core.user().set_episode_playback(&key, &episode, position).await?)
        };
        self.core.run(set).await
    }

    /// Where the person stopped to watch an episode; absent if they did not, or forgot it. Reads the disk.
    ///
    /// # Errors
    /// `BadArgument` for a text that is no id of an episode, and for a key of an unknown edition or of what
    /// has no episodes; the storage errors; `Closed`.
    pub async fn episode_playback(&self, key: ItemKey, episode: String) -> Result<Option<PlaybackPosition>> {
        let (key, episode) = (key.try_into()?, episode.parse::<EpisodeId>()?);
        let playback = |core: Client| async move {
            let playback = core.user().episode_playback(&key, &episode).await?;
            Ok(playback.map(PlaybackPosition::from))
        };
        self.core.run(playback).await
    }
}
