//! The files of a client once they are open, and the work in the background that they are given.

use std::sync::atomic::{AtomicBool, Ordering};
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
    /// Whether it waits for the foreground.
    is_indexing_due: AtomicBool,
}

impl Opened {
    pub(super) fn of(store: Arc<Store>, zone: TimeZone) -> Self {
        Self { store, zone, indexing: Mutex::new(None), is_indexing_due: AtomicBool::new(false) }
    }

    /// Indexes what is due now. It takes over from an indexing that still runs, which may have seen all that
    /// was due before. In the background it waits for the foreground, because it needs the files for long.
    pub(super) fn begin_indexing(&self) {
        if self.store.is_in_background() {
            self.is_indexing_due.store(true, Ordering::SeqCst);
            return;
        }
        let indexing = AbortOnDropHandle::new(tokio::spawn(index(Arc::clone(&self.store))));
        *self.indexing() = Some(indexing);
    }

    /// Ends an indexing that runs, until [`resume_indexing`](Self::resume_indexing).
    pub(super) fn pause_indexing(&self) {
        if self.indexing().take().is_some_and(|indexing| !indexing.is_finished()) {
            self.is_indexing_due.store(true, Ordering::SeqCst);
        }
    }

    pub(super) fn resume_indexing(&self) {
        if self.is_indexing_due.swap(false, Ordering::SeqCst) {
            self.begin_indexing();
        }
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
