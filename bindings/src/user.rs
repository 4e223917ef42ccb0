//! What a person did: read marks.

use std::sync::Arc;

use crate::error::Result;
use crate::key::ItemKey;
use crate::open_core::OpenCore;

/// What a person did: read marks. It outlives the cache.
#[derive(uniffi::Object)]
pub struct User {
    core: Arc<OpenCore>,
}

impl User {
    pub(crate) fn of(core: &Arc<OpenCore>) -> Arc<Self> {
        Arc::new(Self { core: Arc::clone(core) })
    }
}

#[uniffi::export]
impl User {
    /// Marks an item as read, or as unread again. Writes to disk.
    ///
    /// # Errors
    /// `BadArgument` for an unknown edition; the storage errors; `Closed`.
    pub async fn mark_read(&self, key: ItemKey, read: bool) -> Result<()> {
        let key = key.try_into()?;
        self.core.run(|core| async move { Ok(core.user().mark_read(&key, read).await?) }).await
    }
}
