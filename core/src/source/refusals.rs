//! Refusals: the hosts that asked us to wait with `Retry-After`, in the memory of this process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::error::Error;

/// The last refusal of each host.
#[derive(Default)]
pub(super) struct Refusals(Mutex<HashMap<String, Refusal>>);

/// The last answer of a host with a `Retry-After`.
#[derive(Debug, Clone)]
struct Refusal {
    error: Error,
    until: Timestamp,
    wait: SignedDuration,
}

/// A clock that is set back by less than this ends no wait.
const CORRECTION: SignedDuration = SignedDuration::from_mins(1);

impl Refusal {
    /// `None` if the answer has no `Retry-After`.
    fn of(error: &Error, now: Timestamp) -> Option<Self> {
        let until = error.retry_at()?;
        Some(Self { error: error.clone(), until, wait: until.duration_since(now) })
    }

    /// Whether it still counts. A time much further away than the wait was noted by a clock that was ahead.
    /// Then the wait that is stored counts, which begins anew.
    fn lasts(&self, now: Timestamp) -> bool {
        now < self.until && self.until.duration_since(now) <= self.wait.saturating_add(CORRECTION)
    }
}

impl Refusals {
    /// Remembers the answer of a host if it has a `Retry-After`. Answers to requests that were sent at the
    /// same time may ask for different waits. The longer one holds.
    pub(super) fn note(&self, host: &str, error: &Error, now: Timestamp) {
        let Some(refusal) = Refusal::of(error, now) else { return };
        let mut known = self.known();
        let longer = known.get(host).filter(|known| known.lasts(now) && known.until > refusal.until);
        if longer.is_none() {
            known.insert(host.to_owned(), refusal);
        }
    }

    /// The refusal of a host that counts now.
    pub(super) fn of(&self, host: &str, now: Timestamp) -> Option<Error> {
        self.known().get(host).filter(|refusal| refusal.lasts(now)).map(|refusal| refusal.error.clone())
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Refusal>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
