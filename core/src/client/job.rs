//! A running sync.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};
use crate::model::{EditionId, Ended, Section, SyncReport};
use crate::sync::{Stop, SyncProgress, Target, Work};

/// A running sync. Dropping it, or dropping a wait, does not cancel it. All clones of a job count as one
/// caller. If one clone cancels, all have cancelled. A caller with a deadline leaves when that comes.
#[derive(Clone)]
pub struct Job {
    running: Arc<Running>,
    caller: Arc<Caller>,
}

/// Who started a sync or joined it.
struct Caller {
    /// Where the sync runs, and where a deadline waits.
    runtime: Handle,
    asked: Vec<(EditionId, Section)>,
    /// Why this caller left, if it did.
    why: OnceLock<Ended>,
    /// Cancelled when this caller has left and others remain.
    left: CancellationToken,
}

/// The part that all jobs of one sync share.
pub(super) struct Running {
    work: Work,
    pub(super) progress: Arc<SyncProgress>,
    stop: Stop,
    outcome: watch::Receiver<Option<Result<SyncReport>>>,
    /// How many callers have not left. The sync is cancelled when the last one leaves.
    callers: Mutex<usize>,
}

impl Job {
    /// The job of a caller who has just started a sync or joined it.
    pub(super) fn of(running: Arc<Running>, targets: &[Target], runtime: Handle) -> Self {
        let (asked, why, left) = (names(targets), OnceLock::new(), CancellationToken::new());
        Self { running, caller: Arc::new(Caller { runtime, asked, why, left }) }
    }

    /// The same job with a deadline, for a job of the system that gets little time. This caller leaves after
    /// that time, counted from this call, and the report says `deadline`. Of several deadlines the first one
    /// counts. `None` changes nothing. [`SyncRequest::with_deadline`](crate::SyncRequest::with_deadline) does
    /// the same for a sync.
    #[must_use]
    pub fn with_deadline(self, limit: impl Into<Option<Duration>>) -> Self {
        if let Some(limit) = limit.into() {
            self.caller.runtime.spawn(self.clone().end_after(limit));
        }
        self
    }

    /// Waits for the end and returns the report. Any number of callers may wait. If this caller cancelled, or
    /// its deadline came, it returns within 100 ms: the report has what was counted until then. If the sync
    /// goes on for others, it has no figures.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE) and [`Error::Closed`]; [`Error::StalePlan`] for the
    /// run of a plan; [`Error::NotFound`] if it fills a hole that is closed. For a failed section, the report
    /// gives the reason.
    pub async fn wait(&self) -> Result<SyncReport> {
        tokio::select! {
            biased;
            () = self.caller.left.cancelled() => Ok(self.without_figures()),
            ended = self.running.wait() => ended,
        }
    }

    /// Asks the sync to end now. The texts that have come are stored first, what is stored is kept, and the
    /// report says `cancelled`. If others joined the sync, it goes on for them, and ends when the last one
    /// cancels.
    pub fn cancel(&self) {
        self.leave(Ended::Cancelled);
    }

    /// Leaves after a time, unless the sync ends before.
    async fn end_after(self, limit: Duration) {
        if timeout(limit, self.running.wait()).await.is_err() {
            self.leave(Ended::Deadline);
        }
    }

    /// Only the first call counts.
    fn leave(&self, why: Ended) {
        if self.caller.why.set(why).is_ok() && self.running.leave(why) {
            self.caller.left.cancel();
        }
    }

    /// The report for a caller who has left, while the sync goes on for others.
    fn without_figures(&self) -> SyncReport {
        let why = self.caller.why.get().copied().unwrap_or(Ended::Cancelled);
        SyncReport::without_requests(why, &self.caller.asked)
    }

    /// Whether it has ended, for this caller.
    pub fn is_finished(&self) -> bool {
        self.caller.left.is_cancelled() || self.running.is_finished()
    }
}

impl Running {
    pub(super) fn new(
        work: Work,
        progress: Arc<SyncProgress>,
        stop: Stop,
        outcome: watch::Receiver<Option<Result<SyncReport>>>,
    ) -> Self {
        Self { work, progress, stop, outcome, callers: Mutex::new(1) }
    }

    /// Asks the sync to end.
    pub(super) fn end(&self, why: Ended) {
        self.stop.ask(why);
    }

    /// Joins the sync, if it still runs and does all the work. Returns whether it did.
    pub(super) fn join(&self, work: &Work) -> bool {
        let mut callers = lock(&self.callers);
        let serves = self.work.covers(work) && !self.is_finished() && !self.stop.is_asked();
        *callers += usize::from(serves);
        serves
    }

    /// Lets a caller leave. When the last one leaves, the sync is asked to end. Returns whether others
    /// remain.
    fn leave(&self, why: Ended) -> bool {
        let mut callers = lock(&self.callers);
        *callers = callers.saturating_sub(1);
        if *callers == 0 {
            self.end(why);
        }
        *callers > 0
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

/// The sections that are asked for.
pub(super) fn names(targets: &[Target]) -> Vec<(EditionId, Section)> {
    targets.iter().map(|target| (target.edition.id.clone(), target.section.section)).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
