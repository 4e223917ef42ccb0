//! A running sync.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};
use crate::model::{EditionId, Section, SyncReport};
use crate::sync::{SyncProgress, Target, Work};

/// A running sync. Dropping it, or dropping a wait, does not cancel it. All clones of a job count as one
/// caller. If one clone cancels, all have cancelled.
#[derive(Clone)]
pub struct Job {
    running: Arc<Running>,
    caller: Arc<Caller>,
}

/// Who started a sync or joined it.
struct Caller {
    asked: Vec<(EditionId, Section)>,
    /// Cancelled when this caller has left and others remain.
    left: CancellationToken,
    has_cancelled: Mutex<bool>,
}

/// The part that all jobs of one sync share.
pub(super) struct Running {
    work: Work,
    pub(super) progress: Arc<SyncProgress>,
    cancel: CancellationToken,
    outcome: watch::Receiver<Option<Result<SyncReport>>>,
    /// How many callers have not left. The sync is cancelled when the last one leaves.
    callers: Mutex<usize>,
}

impl Job {
    /// The job of a caller who has just started a sync or joined it.
    pub(super) fn of(running: Arc<Running>, targets: &[Target]) -> Self {
        let asked = targets.iter().map(|target| (target.edition.id.clone(), target.section.section));
        let caller = Caller {
            asked: asked.collect(),
            left: CancellationToken::new(),
            has_cancelled: Mutex::new(false),
        };
        Self { running, caller: Arc::new(caller) }
    }

    /// Waits for the end and returns the report. Any number of callers may wait. If this caller cancelled and
    /// others go on, it returns at once.
    ///
    /// # Errors
    /// The [storage errors](crate::ErrorCode::STORAGE) and [`Error::Closed`]; [`Error::StalePlan`] for the
    /// run of a plan; [`Error::NotFound`] if it fills a hole that is closed. For a failed section, the report
    /// gives the reason.
    pub async fn wait(&self) -> Result<SyncReport> {
        tokio::select! {
            biased;
            ended = self.running.wait() => ended,
            () = self.caller.left.cancelled() => Ok(SyncReport::cancelled(&self.caller.asked)),
        }
    }

    /// Asks the sync to end at its next step. What is stored is kept, and the report says `cancelled`. If
    /// others joined the sync, it goes on for them, and ends when the last one cancels.
    pub fn cancel(&self) {
        let mut has_cancelled = lock(&self.caller.has_cancelled);
        if !std::mem::replace(&mut has_cancelled, true) && self.running.leave() {
            self.caller.left.cancel();
        }
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
        cancel: CancellationToken,
        outcome: watch::Receiver<Option<Result<SyncReport>>>,
    ) -> Self {
        Self { work, progress, cancel, outcome, callers: Mutex::new(1) }
    }

    pub(super) fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Joins the sync, if it still runs and does all the work. Returns whether it did.
    pub(super) fn join(&self, work: &Work) -> bool {
        let mut callers = lock(&self.callers);
        let serves = self.work.covers(work) && !self.is_finished() && !self.cancel.is_cancelled();
        *callers += usize::from(serves);
        serves
    }

    /// Lets a caller leave. When the last one leaves, the sync is cancelled. Returns whether others remain.
    fn leave(&self) -> bool {
        let mut callers = lock(&self.callers);
        *callers = callers.saturating_sub(1);
        if *callers == 0 {
            self.cancel();
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

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
