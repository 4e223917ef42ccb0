//! What a person follows.

use ifilm_core::Client;

use super::User;
use crate::episode::Episode;
use crate::error::Result;
use crate::key::ItemKey;

/// A programme, a person or a tag that a person follows.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Followed {
    /// What identifies it.
    pub key: ItemKey,
    /// Its title when it was followed.
    pub title: String,
    /// Since when, in milliseconds since 1970, UTC.
    pub followed_at_ms: i64,
}

impl From<ifilm_core::Followed> for Followed {
    fn from(followed: ifilm_core::Followed) -> Self {
        let ifilm_core::Followed { key, title, followed_at } = followed;
        Self { key: key.into(), title, followed_at_ms: followed_at.as_millisecond() }
    }
}

/// What a person follows, with its new episodes.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FollowedItem {
    /// What is followed.
    pub followed: Followed,
    /// How many of its episodes are new.
    pub new_episodes: u32,
    /// The newest of them; absent without one.
    pub newest: Option<Episode>,
}

impl From<ifilm_core::FollowedItem> for FollowedItem {
    fn from(item: ifilm_core::FollowedItem) -> Self {
        let ifilm_core::FollowedItem { followed, new_episodes, newest } = item;
        Self { followed: followed.into(), new_episodes, newest: newest.map(Episode::from) }
    }
}

#[uniffi::export]
impl User {
    /// Notes that the person saw the episodes of a programme that are listed now: none of them is new any
    /// more. Call it when you have shown them. Without effect if the programme is not followed. Writes to
    /// disk if any was new. It cannot be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn note_episodes_seen(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().note_episodes_seen(&key).await?) }).await
    }

    /// Follows a programme, a person or a tag, with the title to show. If it is followed already, only the
    /// title changes. The item need not be stored. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn follow(&self, key: ItemKey, title: String) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().follow(&key, title).await?) }).await
    }

    /// Stops to follow something. Writes to disk. It can be undone.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn unfollow(&self, key: ItemKey) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().unfollow(&key).await?) }).await
    }

    /// What the person follows; what was followed last comes first. Reads the disk.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn followed(&self) -> Result<Vec<Followed>> {
        let followed = |core: Client| async move {
            Ok(core.user().followed().await?.into_iter().map(Followed::from).collect())
        };
        self.core.run(followed).await
    }
}
