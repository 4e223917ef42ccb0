//! The repairs of one store: how many there were, and whether there may be another.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::model::DataFile;

/// How often a store tries to repair one file by itself. What remains after that is not cured by a new file.
const MOST: u32 = 5;

/// How long it leaves a file alone after a repair that failed: the disk may be full.
const PAUSE: Duration = Duration::from_secs(10);

/// The repairs of a store.
#[derive(Default)]
pub(super) struct Mends {
    /// One at a time.
    pub(super) turn: tokio::sync::Mutex<()>,
    count: AtomicU64,
    tried: Mutex<[Tried; 2]>,
    has_new_cache: AtomicBool,
}

/// The repairs of one file.
#[derive(Clone, Copy, Default)]
struct Tried {
    times: u32,
    failed_at: Option<Instant>,
}

impl Mends {
    /// How many files were repaired until now.
    pub(super) fn count(&self) -> u64 {
        self.count.load(Ordering::SeqCst)
    }

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

    /// Notes that the repair which was begun last failed, or found nothing.
    pub(super) fn note_failure(&self, file: DataFile) {
        let tried = &mut self.tried()[file as usize];
        tried.failed_at = Some(Instant::now());
    }

    /// Notes that a file was replaced.
    pub(super) fn note_done(&self, file: DataFile) {
        self.count.fetch_add(1, Ordering::SeqCst);
        self.has_new_cache.fetch_or(file == DataFile::Cache, Ordering::SeqCst);
    }

    /// Whether the cache was replaced since the last call.
    pub(super) fn take_new_cache(&self) -> bool {
        self.has_new_cache.swap(false, Ordering::SeqCst)
    }

    fn tried(&self) -> MutexGuard<'_, [Tried; 2]> {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
