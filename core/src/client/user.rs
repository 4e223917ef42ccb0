//! The door to what a person did: read marks.

use super::Client;
use crate::error::Result;
use crate::model::ItemKey;
use crate::user;

impl Client {
    /// Marks an item as read, or as unread again. It outlives the cache.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the storage errors.
    pub async fn mark_read(&self, key: &ItemKey, read: bool) -> Result<()> {
        self.shared.config.catalog.edition(&key.edition)?;
        let opened = self.shared.opened().await?;
        user::mark_read(&opened.store, key.clone(), read, self.shared.clock.now()).await
    }
}
