//! Requests that are held until someone releases them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

/// How many requests are held, and the gate that releases them.
#[derive(Debug)]
pub(crate) struct Holding {
    held: Mutex<Held>,
    changed: Condvar,
    gate: watch::Sender<u64>,
}

/// The requests that wait for the next release.
#[derive(Debug, Default)]
struct Held {
    /// How often requests were released so far.
    turn: u64,
    count: usize,
}

impl Holding {
    pub(crate) fn new() -> Self {
        Self { held: Mutex::default(), changed: Condvar::new(), gate: watch::Sender::new(0) }
    }

    /// Waits until the gate opens. If the connection ends meanwhile, the request no longer counts as held.
    pub(crate) async fn hold(&self) {
        let (mut gate, _counted) = self.enter();
        let _ = gate.changed().await;
    }

    fn enter(&self) -> (watch::Receiver<u64>, Counted<'_>) {
        let mut held = self.lock();
        held.count += 1;
        self.changed.notify_all();
        (self.gate.subscribe(), Counted { holding: self, turn: held.turn })
    }

    /// Opens the gate. From now on none of these requests counts as held, even if its task has not gone on
    /// yet.
    pub(crate) fn release(&self) {
        let mut held = self.lock();
        *held = Held { turn: held.turn + 1, count: 0 };
        self.gate.send_replace(held.turn);
    }

    /// Waits until a request is held; `false` if none is within the limit.
    pub(crate) fn wait_for_one(&self, limit: Duration) -> bool {
        let held = self.changed.wait_timeout_while(self.lock(), limit, |held| held.count == 0);
        held.unwrap_or_else(PoisonError::into_inner).0.count > 0
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One held request. It is no longer counted if its connection ends before a release.
struct Counted<'a> {
    holding: &'a Holding,
    turn: u64,
}

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        let mut held = self.holding.lock();
        if held.turn == self.turn {
            held.count -= 1;
        }
    }
}
