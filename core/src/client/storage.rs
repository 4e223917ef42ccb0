//! How much room the files take, and how to make some.

use std::sync::Arc;

use super::shared::Shared;
use crate::error::Result;
use crate::model::{Pruned, Retention, StorageReport};
use crate::query;
use crate::sync::{self, Retained};

/// How much room the files take, and how to make some.
///
/// Part of a [`Client`](super::Client), and as cheap to clone.
#[derive(Clone, Debug)]
pub struct Storage {
    shared: Arc<Shared>,
}

impl Storage {
    pub(super) fn of(shared: &Arc<Shared>) -> Self {
        Self { shared: Arc::clone(shared) }
    }

    /// How much room the files take now, by kind. Reads the whole cache from disk, so ask for it only when a
    /// person wants to see it.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn report(&self) -> Result<StorageReport> {
        let opened = self.shared.opened().await?;
        query::storage(&opened.store, self.shared.retention.bytes).await
    }

    /// Deletes what goes beyond the limits of the configuration now, as each sync does. Writes to disk in
    /// short steps: reads and other writes go on meanwhile.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn prune(&self) -> Result<Pruned> {
        self.prune_to(&self.shared.retention).await
    }

    /// The same with other limits, once: for a person who wants to free some room. The next sync goes by the
    /// limits of the configuration again.
    ///
    /// # Errors
    /// As [`prune`](Self::prune).
    pub async fn prune_to(&self, retention: &Retention) -> Result<Pruned> {
        let opened = self.shared.opened().await?;
        opened.store.open_for_writing().await?;
        self.shared.note_shown_pictures(&opened.store).await?;
        let mut done = Retained::default();
        sync::retain(&opened.store, retention, self.shared.clock.now(), &mut done).await?;
        Ok(done.pruned)
    }

    /// Gives all free room inside the files back to the disk, and joins the parts of the search index.
    /// Returns the bytes that the disk got back. Deletes no story. It may take some seconds in a large
    /// cache, in short steps: reads and other writes go on meanwhile.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE).
    pub async fn compact(&self) -> Result<u64> {
        let opened = self.shared.opened().await?;
        opened.store.open_for_writing().await?;
        sync::compact(&opened.store).await
    }
}
