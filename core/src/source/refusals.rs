//! Refusals: the hosts that asked us to wait with `Retry-After`, in the memory of this process.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use url::Url;

use crate::error::Error;

/// The last refusal of each host.
#[derive(Default)]
pub(super) struct Refusals(Mutex<HashMap<String, Refusal>>);

/// The last answer of a host with a `Retry-After`.
#[derive(Debug, Clone, Copy)]
struct Refusal {
    status: u16,
    until: Timestamp,
    wait: SignedDuration,
}

/// A clock that is set back by less than this ends no wait.
const CORRECTION: SignedDuration = SignedDuration::from_mins(1);

impl Refusal {
    fn new(status: u16, until: Timestamp, now: Timestamp) -> Self {
        Self { status, until, wait: until.duration_since(now) }
    }

    /// Whether it still counts. A time much further away than the wait was noted by a clock that was ahead.
    /// Then the wait that is stored counts, which begins anew.
    fn lasts(&self, now: Timestamp) -> bool {
        now < self.until && self.until.duration_since(now) <= self.wait.saturating_add(CORRECTION)
    }
}

impl Refusals {
    /// Remembers the answer of a host if it has a `Retry-After`.
    pub(super) fn note(&self, host: &str, error: &Error, now: Timestamp) {
        if let Error::Refused { status, retry_at: Some(until), .. } = error {
            self.refuse(host, *status, *until, now);
        }
    }

    /// Remembers that a host asked to wait. Answers to requests that were sent at the same time may ask for
    /// different waits. The longer one holds.
    pub(super) fn refuse(&self, host: &str, status: u16, until: Timestamp, now: Timestamp) {
        let refusal = Refusal::new(status, until, now);
        let mut known = self.known();
        let longer = known.get(host).filter(|known| known.lasts(now) && known.until > refusal.until);
        if longer.is_none() {
            known.insert(host.to_owned(), refusal);
        }
    }

    /// The refusal of a request for an address, if its host asked to wait.
    pub(super) fn of(&self, address: &Url, now: Timestamp) -> Option<Error> {
        let refusal = self.known().get(address.authority()).copied().filter(|refusal| refusal.lasts(now))?;
        let Refusal { status, until, wait: _ } = refusal;
        Some(Error::Refused { address: address.to_string(), status, retry_at: Some(until) })
    }

    fn known(&self) -> MutexGuard<'_, HashMap<String, Refusal>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
