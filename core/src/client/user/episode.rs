//! What a person did with single episodes.

use super::User;
use crate::error::Result;
use crate::model::{EpisodeId, ItemKey, PlaybackPosition};
use crate::user;

impl User {
    /// Marks episodes of a programme as watched, or as not watched. It is one transaction and one undo step.
    /// Neither the programme nor the episodes need be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn mark_watched(&self, key: &ItemKey, episodes: &[EpisodeId], watched: bool) -> Result<()> {
        let opened = self.shared.opened().await?;
        let (key, episodes, now) = (key.clone(), episodes.to_vec(), self.shared.clock.now());
        user::mark_watched(&opened.store, key, episodes, watched, now).await
    }

    /// Stores where the person stopped to watch an episode; `None` forgets it. In the last twentieth of a
    /// recording whose length is known, the episode is marked as watched, too. Nothing need be stored. Writes
    /// to disk. It cannot be undone.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn set_episode_playback(
        &self,
        key: &ItemKey,
        episode: &EpisodeId,
        position: Option<PlaybackPosition>,
    ) -> Result<()> {
        let opened = self.shared.opened().await?;
        let (key, episode, now) = (key.clone(), episode.clone(), self.shared.clock.now());
        user::set_episode_playback(&opened.store, key, episode, position, now).await
    }

    /// Where the person stopped to watch an episode; `None` if they did not, or forgot it. Reads the disk.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn episode_playback(
        &self,
        key: &ItemKey,
        episode: &EpisodeId,
    ) -> Result<Option<PlaybackPosition>> {
        let opened = self.shared.opened().await?;
        user::episode_playback(&opened.store, key.clone(), episode.clone()).await
    }
}
