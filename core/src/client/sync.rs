//! The door to the network.

use super::{Client, Job};
use crate::error::{Error, Result};
use crate::model::{Plan, Progress, SyncReport, SyncRequest};

impl Client {
    /// Starts to bring editions in step with the site, and returns at once. One sync runs at a time:
    /// a second caller joins the first, with its own listener.
    ///
    /// The listener gets the present state first, then each change, on a thread of the runtime; it must not block.
    /// Must be called within a tokio runtime.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown edition; [`Error::Closed`].
    pub fn start_sync(
        &self,
        request: SyncRequest,
        listener: impl Fn(Progress) + Send + Sync + 'static,
    ) -> Result<Job> {
        let _ = (request, listener);
        Err(Error::Closed)
    }

    /// [`start_sync`](Self::start_sync) and wait. Dropping the future does not cancel the sync.
    ///
    /// # Errors
    /// As [`Job::wait`].
    pub async fn sync(&self, request: SyncRequest) -> Result<SyncReport> {
        self.start_sync(request, |_| ())?.wait().await
    }

    /// What a sync would do now. Reads the disk; sends nothing.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown edition; the storage errors.
    pub async fn plan(&self, request: SyncRequest) -> Result<Plan> {
        let _ = request;
        Err(Error::Closed)
    }
}
