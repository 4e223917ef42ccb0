//! The meter: how far a run has come, told to whoever listens.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::{Progress, Stage};

/// What is told of each step. It must not block.
pub(crate) type Listener = Box<dyn Fn(Progress) + Send + Sync>;

/// How far a run has come. Listeners are told one step after another, so none sees it run backwards.
pub(crate) struct Meter {
    state: Mutex<State>,
}

struct State {
    progress: Progress,
    listeners: Vec<Listener>,
}

impl Meter {
    pub(crate) fn new() -> Self {
        let progress = Progress { stage: Stage::Listings, done: 0, total: 0 };
        Self { state: Mutex::new(State { progress, listeners: Vec::new() }) }
    }

    /// Adds a listener, and tells it the present state first.
    pub(crate) fn listen(&self, listener: Listener) {
        let mut state = self.state();
        listener(state.progress);
        state.listeners.push(listener);
    }

    pub(super) fn begin(&self, stage: Stage, steps: usize) {
        let total = u32::try_from(steps).unwrap_or(u32::MAX);
        self.change(|progress| *progress = Progress { stage, done: 0, total });
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
