//! What a person did: read marks.

use std::sync::Arc;

use super::shared::Shared;
use crate::error::Result;
use crate::model::ItemKey;
use crate::user;

/// What a person did: read marks. It outlives the cache.
///
/// Part of a [`Client`](super::Client), and as cheap to clone.
#[derive(Clone, Debug)]
pub struct User {
    shared: Arc<Shared>,
}

impl User {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared) }
    }

    /// Marks an item as read, or as unread again. Writes to disk.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition; the
    /// [storage errors](crate::ErrorCode::STORAGE).
    pub async fn mark_read(&self, key: &ItemKey, read: bool) -> Result<()> {
        self.shared.editions.get(&key.edition)?;
        let opened = self.shared.opened().await?;
        user::mark_read(&opened.store, key.clone(), read, self.shared.clock.now()).await
    }
}
