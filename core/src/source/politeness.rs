//! Politeness: how many requests may run at one host at a time, and which hosts asked us to wait.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

use crate::error::{Error, Result};

/// Limits the number of simultaneous requests to one host. While the `Retry-After` of a host lasts, no
/// request is sent to it.
pub(super) struct Politeness {
    at_once: usize,
    gates: Gates,
    /// The last answer of each host with a `Retry-After`.
    refusals: Mutex<HashMap<String, Error>>,
}

/// A gate for each host, which lets some requests through at a time. Clones share the gates.
#[derive(Clone, Default)]
pub(crate) struct Gates(Arc<Mutex<HashMap<String, Arc<Semaphore>>>>);

impl Gates {
    fn of_host(&self, host: &str, at_once: usize) -> Arc<Semaphore> {
        let mut gates = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(gates.entry(host.to_owned()).or_insert_with(|| Arc::new(Semaphore::new(at_once))))
    }
}

/// A turn at a host. Dropping it ends the turn.
pub(super) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Politeness {
    pub(super) fn new(at_once: u32, gates: Gates) -> Self {
        Self { at_once: at_once as usize, gates, refusals: Mutex::default() }
    }

    /// Waits for a turn at the host of an address. `now` is called when the wait is over.
    ///
    /// # Errors
    /// [`Error::Refused`] with the host's last answer, while its `Retry-After` is not over. Nothing is sent
    /// to the host then.
    pub(super) async fn turn(&self, address: &Url, now: impl Fn() -> Timestamp) -> Result<Turn> {
        let gate = self.gates.of_host(address.authority(), self.at_once);
        let closed = |_| Error::Internal("a gate was closed".to_owned());
        let turn = Turn { _permit: gate.acquire_owned().await.map_err(closed)? };
        let refusal = self.refusals().get(address.authority()).cloned();
        match refusal.filter(|refusal| refusal.retry_at().is_some_and(|until| now() < until)) {
            Some(refusal) => Err(refusal),
            None => Ok(turn),
        }
    }

    /// Remembers the answer of a host if it has a `Retry-After`.
    pub(super) fn note(&self, host: &str, error: &Error) {
        if error.retry_at().is_some() {
            self.refusals().insert(host.to_owned(), error.clone());
        }
    }

    fn refusals(&self) -> MutexGuard<'_, HashMap<String, Error>> {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
