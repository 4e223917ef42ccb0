//! Requests that are held until someone releases them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// How many requests are held, and the gate that releases them.
#[derive(Debug)]
pub(crate) struct Holding {
    held: Mutex<usize>,
    changed: Condvar,
    gate: watch::Sender<u64>,
}

impl Holding {
    pub(crate) fn new() -> Self {
        Self { held: Mutex::new(0), changed: Condvar::new(), gate: watch::Sender::new(0) }
    }

    /// Waits until the gate opens. A request whose connection ends meanwhile is no longer held.
    pub(crate) async fn hold(&self) {
        let mut gate = self.gate.subscribe();
        let _counted = Counted::new(self);
        let _ = gate.changed().await;
    }

    pub(crate) fn release(&self) {
        self.gate.send_modify(|turn| *turn += 1);
    }

    /// Waits until a request is held; `false` if none is within the limit.
    pub(crate) fn wait_for_one(&self, limit: Duration) -> bool {
        let held = self.changed.wait_timeout_while(self.lock(), limit, |held| *held == 0);
        *held.unwrap_or_else(PoisonError::into_inner).0 > 0
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Counted<'a>(&'a Holding);

impl<'a> Counted<'a> {
    fn new(holding: &'a Holding) -> Self {
        *holding.lock() += 1;
        holding.changed.notify_all();
        Self(holding)
    }
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        *self.0.lock() -= 1;
    }
}
