//! A running sync.

use std::sync::Arc;

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};
use crate::model::{SyncReport, SyncRequest};
use crate::sync::Meter;

/// A running sync. Dropping it, or dropping a wait, does not cancel it.
#[derive(Clone)]
pub struct Job {
    pub(super) running: Arc<Running>,
}

/// What the jobs of one sync share.
pub(super) struct Running {
    request: SyncRequest,
    pub(super) meter: Arc<Meter>,
    cancel: CancellationToken,
    outcome: watch::Receiver<Option<Result<SyncReport>>>,
}

impl Job {
    /// Waits for the end and gives the report. Any number of callers may wait.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE) and [`Error::Closed`]. For a failed section, the
    /// report gives the reason.
    pub async fn wait(&self) -> Result<SyncReport> {
        self.running.wait().await
    }

    /// Asks the sync to end at its next step. What is stored stays; the report says `cancelled`.
    pub fn cancel(&self) {
        self.running.cancel();
    }

    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        self.running.is_finished()
    }
}

impl Running {
    pub(super) fn new(
        request: SyncRequest,
        meter: Arc<Meter>,
        cancel: CancellationToken,
        outcome: watch::Receiver<Option<Result<SyncReport>>>,
    ) -> Self {
        Self { request, meter, cancel, outcome }
    }

    pub(super) fn cancellation(&self) -> CancellationToken {
        self.cancel.clone()
    }

    pub(super) fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Whether it still runs, is not cancelled, and covers all editions of the request.
    pub(super) fn serves(&self, request: &SyncRequest) -> bool {
        let (ours, theirs) = (&self.request.editions, &request.editions);
        let covers =
            ours.is_empty() || (!theirs.is_empty() && theirs.iter().all(|edition| ours.contains(edition)));
        covers && !self.is_finished() && !self.cancel.is_cancelled()
    }

    pub(super) fn is_finished(&self) -> bool {
        self.outcome.borrow().is_some() || self.outcome.has_changed().is_err()
    }

    pub(super) async fn wait(&self) -> Result<SyncReport> {
        let mut outcome = self.outcome.clone();
        let ended = outcome.wait_for(Option::is_some).await;
        let lost = || Error::Internal("the sync stopped in the middle".to_owned());
        ended.map_err(|_| lost())?.clone().ok_or_else(lost)?
    }
}
