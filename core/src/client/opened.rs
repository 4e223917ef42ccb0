//! The files of a client once they are open, and the work in the background that they are given.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::tz::TimeZone;
use tokio_util::task::AbortOnDropHandle;

use crate::error::Result;
use crate::store::Store;

/// What the first call opens.
pub(super) struct Opened {
    pub(super) store: Arc<Store>,
    pub(super) zone: TimeZone,
    /// Indexes the items that the search index lacks, for example after an update of this library.
    indexing: Mutex<Option<AbortOnDropHandle<()>>>,
}

impl Opened {
    pub(super) fn of(store: Arc<Store>, zone: TimeZone) -> Self {
        Self { store, zone, indexing: Mutex::new(None) }
    }

    /// Indexes what is due now. It takes over from an indexing that still runs, which may have seen all that
    /// was due before.
    pub(super) fn begin_indexing(&self) {
        let indexing = AbortOnDropHandle::new(tokio::spawn(index(Arc::clone(&self.store))));
        *self.indexing() = Some(indexing);
    }

    fn indexing(&self) -> MutexGuard<'_, Option<AbortOnDropHandle<()>>> {
        self.indexing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Items that are not indexed by now stay due. The next start indexes them.
    pub(super) async fn close(&self) -> Result<()> {
        self.indexing().take();
        self.store.close().await
    }
}

/// Indexes in the background. Nobody waits for it, so a failure is only logged. The next start or sync
/// retries.
async fn index(store: Arc<Store>) {
    if let Err(error) = crate::sync::index(&store).await {
        tracing::warn!(code = error.code().as_str(), %error, "the search index could not be updated");
    }
}
