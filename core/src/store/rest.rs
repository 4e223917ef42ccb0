//! When files are closed: in the background as soon as nothing waits for them, so that no lock remains.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Whether the files rest. Clones see the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rest(Arc<State>);

#[derive(Debug, Default)]
struct State {
    in_background: AtomicBool,
    /// The work that needs the files again and again.
    work: AtomicUsize,
}

/// Keeps the files open in the background, too, until it is dropped. Without it, each step of a sync would
/// open them again.
pub(crate) struct KeptOpen(Rest);

impl Rest {
    /// Notes that the process is in the background now.
    pub(crate) fn begin(&self) {
        self.0.in_background.store(true, Ordering::SeqCst);
    }

    /// Notes that the process is in the foreground now. Returns whether it was in the background.
    pub(crate) fn end(&self) -> bool {
        self.0.in_background.swap(false, Ordering::SeqCst)
    }

    pub(crate) fn is_in_background(&self) -> bool {
        self.0.in_background.load(Ordering::SeqCst)
    }

    /// Whether files are closed as soon as nothing waits for them.
    pub(super) fn closes_files(&self) -> bool {
        self.is_in_background() && self.0.work.load(Ordering::SeqCst) == 0
    }

    pub(crate) fn keep_open(&self) -> KeptOpen {
        self.0.work.fetch_add(1, Ordering::SeqCst);
        KeptOpen(self.clone())
    }
}

impl Drop for KeptOpen {
    fn drop(&mut self) {
        self.0.0.work.fetch_sub(1, Ordering::SeqCst);
    }
}
