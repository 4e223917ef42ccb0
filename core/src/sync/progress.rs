//! The progress of a run, and its listeners.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::model::{EditionId, Progress, Stage};

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
        let progress = begun(Stage::Listings, listings, 0);
        Self { state: Mutex::new(State { progress, listeners: Vec::new() }) }
    }

    /// Adds a listener, and calls it with the current state.
    pub(crate) fn listen(&self, listener: Listener) {
        let mut state = self.state();
        listener(state.progress.clone());
        state.listeners.push(listener);
    }

    /// Begins a stage. One without steps is not reported.
    pub(super) fn begin(&self, stage: Stage, steps: usize) {
        if steps > 0 {
            self.change(|progress| *progress = begun(stage, steps, progress.bytes));
        }
    }

    /// Corrects the number of steps of this stage: so many come after those that are done. If nothing was
    /// expected before, the stage of pages begins with them.
    pub(super) fn expect(&self, steps: usize) {
        if self.state().progress.stage < Stage::Pages {
            return self.begin(Stage::Pages, steps);
        }
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        self.change(|progress| progress.total = progress.done.saturating_add(steps).max(1));
    }

    pub(super) fn finish(&self) {
        self.change(|progress| *progress = Progress { done: 1, ..begun(Stage::Finished, 1, progress.bytes) });
    }

    /// A step for an edition is done.
    pub(super) fn step(&self, edition: &EditionId) {
        self.change(|progress| {
            progress.done += 1;
            progress.total = progress.total.max(progress.done);
            progress.edition = Some(edition.clone());
        });
    }

    /// The listing of a section came. It is a step of the stage of listings only; later the listeners are
    /// called without one.
    pub(super) fn listing_step(&self, edition: &EditionId) {
        let stage = self.state().progress.stage;
        match stage {
            Stage::Listings => self.step(edition),
            _ => self.change(|progress| progress.edition = Some(edition.clone())),
        }
    }

    /// Counts bytes on the wire. The next step tells the listeners.
    pub(super) fn add_bytes(&self, bytes: u64) {
        self.state().progress.bytes += bytes;
    }

    fn change(&self, change: impl FnOnce(&mut Progress)) {
        let mut state = self.state();
        let before = state.progress.percent;
        change(&mut state.progress);
        state.progress.percent = percent(&state.progress).max(before);
        state.listeners.iter().for_each(|listener| listener(state.progress.clone()));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The beginning of a stage.
fn begun(stage: Stage, steps: usize, bytes: u64) -> Progress {
    let total = u32::try_from(steps).unwrap_or(u32::MAX).max(1);
    let progress = Progress { stage, done: 0, total, percent: 0, edition: None, bytes };
    Progress { percent: percent(&progress), ..progress }
}

/// The share of the listings, in percent. How many pages there are is known after them.
const LISTINGS: u64 = 10;
/// The share of the listings and the pages. How many pictures there are is known after the pages.
const PAGES: u64 = 70;
/// The share of all steps. What comes after the last picture has none.
const BEFORE_END: u64 = 99;

/// How far all stages together have come.
fn percent(progress: &Progress) -> u32 {
    let share = |of: u64| {
        let (done, total) = (u64::from(progress.done), u64::from(progress.total.max(1)));
        of * done.min(total) / total
    };
    let percent = match progress.stage {
        Stage::Listings => share(LISTINGS),
        Stage::Pages => LISTINGS + share(PAGES - LISTINGS),
        Stage::Pictures => PAGES + share(BEFORE_END - PAGES),
        Stage::Finished => 100,
    };
    u32::try_from(percent).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_bar_goes_through_all_stages() {
        for (stage, done, total, expected) in [
            (Stage::Listings, 0, 4, 0),
            (Stage::Listings, 3, 4, 7),
            (Stage::Listings, 4, 4, 10),
            (Stage::Pages, 0, 120, 10),
            (Stage::Pages, 60, 120, 40),
            (Stage::Pages, 120, 120, 70),
            (Stage::Pages, u32::MAX, u32::MAX, 70),
            (Stage::Pictures, 0, 30, 70),
            (Stage::Pictures, 29, 30, 98),
            (Stage::Pictures, 30, 30, 99),
            (Stage::Finished, 1, 1, 100),
        ] {
            let progress = Progress { done, ..begun(stage, total as usize, 0) };

            assert_eq!(percent(&progress), expected, "{progress:?}");
        }
    }
}
