//! What a person did with single episodes.

use super::User;
use crate::error::{Error, Result};
use crate::model::{EpisodeId, ItemKey, Kind, PlaybackPosition};
use crate::user;

impl User {
    /// Marks episodes of a programme as watched, or as not watched. It is one transaction and one undo step.
    /// Neither the programme nor the episodes need be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a key of an unknown edition, and for one that is no
    /// series, film or programme; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn mark_watched(&self, key: &ItemKey, episodes: &[EpisodeId], watched: bool) -> Result<()> {
        self.check_program(key)?;
        let opened = self.shared.opened().await?;
        let (key, episodes, now) = (key.clone(), episodes.to_vec(), self.shared.clock.now());
        user::mark_watched(&opened.store, key, episodes, watched, now).await
    }

    /// Stores where the person stopped to watch an episode; `None` forgets it. In the last twentieth of a
    /// recording whose length is known, the episode is marked as watched, too. Nothing need be stored. Writes
    /// to disk. It cannot be undone.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a key of an unknown edition, and for one that is no
    /// series, film or programme; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn set_episode_playback(
        &self,
        key: &ItemKey,
        episode: &EpisodeId,
        position: Option<PlaybackPosition>,
    ) -> Result<()> {
        self.check_program(key)?;
        let opened = self.shared.opened().await?;
        let (key, episode, now) = (key.clone(), episode.clone(), self.shared.clock.now());
        user::set_episode_playback(&opened.store, key, episode, position, now).await
    }

    /// Where the person stopped to watch an episode; `None` if they did not, or forgot it. Reads the disk.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for a key of an unknown edition, and for one that is no
    /// series, film or programme; the [storage errors](crate::ErrorCode::STORAGE).
    pub async fn episode_playback(
        &self,
        key: &ItemKey,
        episode: &EpisodeId,
    ) -> Result<Option<PlaybackPosition>> {
        self.check_program(key)?;
        let opened = self.shared.opened().await?;
        user::episode_playback(&opened.store, key.clone(), episode.clone()).await
    }

    /// # Errors
    /// [`Error::BadArgument`] if nothing with this key has episodes.
    fn check_program(&self, key: &ItemKey) -> Result<()> {
        self.shared.editions.get(&key.edition)?;
        match key.kind {
            Kind::Series | Kind::Film | Kind::Program => Ok(()),
            _ => Err(Error::bad_argument(format!("{key} has no episodes"))),
        }
    }
}
