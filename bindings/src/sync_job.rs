//! A running sync.

use std::sync::Arc;

use crate::error::{Result, caught};
use crate::report::SyncReport;
use crate::runtime::Runtime;

/// A running sync. It goes on if this object is dropped, or if nobody waits any more.
#[derive(uniffi::Object)]
pub struct SyncJob {
    job: ifilm_core::Job,
    /// Keeps the threads alive that the sync runs on.
    _runtime: Arc<Runtime>,
}

impl SyncJob {
    pub(crate) fn new(job: ifilm_core::Job, runtime: Arc<Runtime>) -> Arc<Self> {
        Arc::new(Self { job, _runtime: runtime })
    }
}

#[uniffi::export]
impl SyncJob {
    /// Waits for the end and returns the report. Any number of callers may wait. The report says which
    /// sections failed. If this caller cancelled, or its deadline came, it returns within 100 ms: the report
    /// has what was counted until then. If the sync goes on for others, it has no figures.
    ///
    /// # Errors
    /// The storage errors and `Closed`; `StalePlan` for the run of a plan; `NotFound` if it fills a hole that
    /// is closed.
    pub async fn wait(&self) -> Result<SyncReport> {
        // It only waits, so it needs no thread of ours. Our threads may have ended by the time of this call.
        Ok(self.job.wait().await?.into())
    }

    /// Asks the sync to end now. The texts that have come are stored first, what is stored is kept, and the
    /// report says `cancelled`. If other callers joined the sync, it goes on for them and ends when the last
    /// one cancels.
    ///
    /// # Errors
    /// None but `Internal`.
    pub fn cancel(&self) -> Result<()> {
        caught(|| {
            self.job.cancel();
            Ok(())
        })
    }

    /// Whether it has ended.
    ///
    /// # Errors
    /// None but `Internal`.
    pub fn is_finished(&self) -> Result<bool> {
        caught(|| Ok(self.job.is_finished()))
    }
}
