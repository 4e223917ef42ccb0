//! Where a person stopped to watch or listen.

use std::time::Duration;

use ifilm_core::Client;

use super::User;
use crate::error::Result;
use crate::key::ItemKey;

/// A place in a recording.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlaybackPosition {
    /// The address of the recording, if the item has several.
    #[uniffi(default = None)]
    pub address: Option<String>,
    /// How much was played, in milliseconds.
    pub position_ms: u64,
    /// The length of the recording in milliseconds, if it is known.
    #[uniffi(default = None)]
    pub duration_ms: Option<u64>,
}

impl From<ifilm_core::PlaybackPosition> for PlaybackPosition {
    fn from(playback: ifilm_core::PlaybackPosition) -> Self {
        let ifilm_core::PlaybackPosition { address, position, duration } = playback;
        Self { address, position_ms: millis(position), duration_ms: duration.map(millis) }
    }
}

impl From<PlaybackPosition> for ifilm_core::PlaybackPosition {
    fn from(playback: PlaybackPosition) -> Self {
        let PlaybackPosition { address, position_ms, duration_ms } = playback;
        let position = Duration::from_millis(position_ms);
        Self { address, position, duration: duration_ms.map(Duration::from_millis) }
    }
}

fn millis(duration: Duration) -> u64 {
    duration.as_millis().try_into().unwrap_or(u64::MAX)
}

#[uniffi::export]
impl User {
    /// Stores where the person stopped to watch or listen; without a position, forgets it. The item need not
    /// be stored. Writes to disk. It cannot be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn set_playback(&self, key: ItemKey, position: Option<PlaybackPosition>) -> Result<()> {
        let key = key.try_into()?;
        let position = position.map(Into::into);
        self.core.run(|core| async move { Ok(core.user().set_playback(&key, position).await?) }).await
    }

    /// Where the person stopped to watch or listen; absent if they did not, or forgot it. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn playback(&self, key: ItemKey) -> Result<Option<PlaybackPosition>> {
        let key = key.try_into()?;
        let playback =
            |core: Client| async move { Ok(core.user().playback(&key).await?.map(PlaybackPosition::from)) };
        self.core.run(playback).await
    }
}
