//! The door to what a person did: read marks.

use super::Client;
use crate::error::{Error, Result};
use crate::model::ItemKey;

impl Client {
    /// Marks an item as read, or as unread again. It outlives the cache.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown edition; the storage errors.
    pub async fn mark_read(&self, key: &ItemKey, read: bool) -> Result<()> {
        let _ = (key, read);
        Err(Error::Closed)
    }
}
