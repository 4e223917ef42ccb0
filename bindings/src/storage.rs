//! How much room the files take, and how to make some.

use std::sync::Arc;

use crate::error::Result;
use crate::open_core::OpenCore;
use crate::retention::Retention;
use crate::storage_report::{Pruned, StorageReport};

/// How much room the files take, and how to make some. From disk alone.
#[derive(uniffi::Object)]
pub struct Storage {
    core: Arc<OpenCore>,
}

impl Storage {
    pub(crate) fn of(core: &Arc<OpenCore>) -> Arc<Self> {
        Arc::new(Self { core: Arc::clone(core) })
    }
}

#[uniffi::export]
impl Storage {
    /// How much room the files take now, by kind. Reads the whole cache from disk, so ask for it only when a
    /// person wants to see it.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn report(&self) -> Result<StorageReport> {
        self.core.run(|core| async move { Ok(core.storage().report().await?.into()) }).await
    }

    /// Deletes what goes beyond the limits of the configuration now, as each sync does. Writes to disk in
    /// short steps: reads and other writes go on meanwhile.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn prune(&self) -> Result<Pruned> {
        self.core.run(|core| async move { Ok(core.storage().prune().await?.into()) }).await
    }

    /// The same with other limits, once: for a person who wants to free some room. The next sync goes by the
    /// limits of the configuration again.
    ///
    /// # Errors
    /// `BadArgument` for an invalid edition; the storage errors; `Closed`.
    pub async fn prune_to(&self, retention: Retention) -> Result<Pruned> {
        let retention = retention.try_into()?;
        self.core.run(|core| async move { Ok(core.storage().prune_to(&retention).await?.into()) }).await
    }

    /// Gives all free room inside the files back to the disk, and joins the parts of the search index.
    /// Returns the bytes that the disk got back. Deletes no story. It may take some seconds in a large cache,
    /// in short steps: reads and other writes go on meanwhile.
    ///
    /// # Errors
    /// The storage errors; `Closed`.
    pub async fn compact(&self) -> Result<u64> {
        self.core.run(|core| async move { Ok(core.storage().compact().await?) }).await
    }
}
