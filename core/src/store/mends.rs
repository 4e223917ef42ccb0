//! When a store may try to repair a file by itself.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::model::DataFile;

/// How often a store tries to repair one file by itself. What remains after that is not cured by a new file.
const MOST: u32 = 5;

/// How long it leaves a file alone after a repair that failed: the disk may be full.
const PAUSE: Duration = Duration::from_secs(10);

/// The attempts of a store.
#[derive(Default)]
pub(super) struct Mends {
    /// One at a time.
    pub(super) turn: tokio::sync::Mutex<()>,
    tried: Mutex<[Tried; 2]>,
}

/// The attempts on one file.
#[derive(Clone, Copy, Default)]
struct Tried {
    times: u32,
    failed_at: Option<Instant>,
}

impl Mends {
    /// Whether a file may be repaired now. Counts the repair that follows.
    pub(super) fn begins(&self, file: DataFile) -> bool {
        let tried = &mut self.tried()[file as usize];
        let pauses = tried.failed_at.is_some_and(|at| at.elapsed() < PAUSE);
        if tried.times >= MOST || pauses {
            return false;
        }
        tried.times += 1;
        true
    }

    /// Lets the repair that was begun last not count: another process has the files open, and will close
    /// them.
    pub(super) fn take_back(&self, file: DataFile) {
        let tried = &mut self.tried()[file as usize];
        tried.times = tried.times.saturating_sub(1);
    }

    /// Notes that the repair which was begun last failed, or found nothing.
    pub(super) fn note_failure(&self, file: DataFile) {
        let tried = &mut self.tried()[file as usize];
        tried.failed_at = Some(Instant::now());
    }

    fn tried(&self) -> MutexGuard<'_, [Tried; 2]> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
