//! The progress of a run, and its listeners.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::{Progress, Stage};

/// Called at each step. It must not block.
pub(crate) type Listener = Box<dyn Fn(Progress) + Send + Sync>;

/// The progress of a run. Listeners are called for one step after another, so progress never goes backwards.
/// Every total is at least 1, so that listeners can divide by it.
pub(crate) struct SyncProgress {
    state: Mutex<State>,
}

struct State {
    progress: Progress,
    listeners: Vec<Listener>,
}

impl SyncProgress {
    /// The progress of a run with this number of listings.
    pub(crate) fn new(listings: usize) -> Self {
        let progress = Progress { stage: Stage::Listings, done: 0, total: count(listings).max(1) };
        Self { state: Mutex::new(State { progress, listeners: Vec::new() }) }
    }

    /// Adds a listener, and calls it with the current state.
    pub(crate) fn listen(&self, listener: Listener) {
        let mut state = self.state();
        listener(state.progress);
        state.listeners.push(listener);
    }

    /// Begins the stage of pages. Without pages the stage is not reported.
    pub(super) fn begin_pages(&self, pages: usize) {
        if pages > 0 {
            let total = count(pages);
            self.change(|progress| *progress = Progress { stage: Stage::Pages, done: 0, total });
        }
    }

    pub(super) fn finish(&self) {
        self.change(|progress| *progress = Progress { stage: Stage::Finished, done: 1, total: 1 });
    }

    pub(super) fn step(&self) {
        self.change(|progress| progress.done += 1);
    }

    fn change(&self, change: impl FnOnce(&mut Progress)) {
        let mut state = self.state();
        change(&mut state.progress);
        let progress = state.progress;
        state.listeners.iter().for_each(|listener| listener(progress));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn count(steps: usize) -> u32 {
    u32::try_from(steps).unwrap_or(u32::MAX)
}
