//! What a person follows.

use ifilm_core::Client;

use super::User;
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

#[uniffi::export]
impl User {
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
