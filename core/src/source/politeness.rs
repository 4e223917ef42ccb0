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
    hosts: Mutex<HashMap<String, Host>>,
}

struct Host {
    gate: Arc<Semaphore>,
    /// The last answer with a `Retry-After`.
    refusal: Option<Error>,
}

/// A turn at a host. Dropping it ends the turn.
pub(super) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Politeness {
    pub(super) fn new(at_once: u32) -> Self {
        Self { at_once: at_once as usize, hosts: Mutex::default() }
    }

    /// Waits for a turn at the host of an address. `now` is called when the wait is over.
    ///
    /// # Errors
    /// [`Error::Refused`] with the host's last answer, while its `Retry-After` is not over. Nothing is sent
    /// to the host then.
    pub(super) async fn turn(&self, address: &Url, now: impl Fn() -> Timestamp) -> Result<Turn> {
        let gate = self.with_host(address.authority(), |host| Arc::clone(&host.gate));
        let closed = |_| Error::Internal("a gate was closed".to_owned());
        let turn = Turn { _permit: gate.acquire_owned().await.map_err(closed)? };
        let refusal = self.with_host(address.authority(), |host| host.refusal.clone());
        match refusal.filter(|refusal| refusal.retry_at().is_some_and(|until| now() < until)) {
            Some(refusal) => Err(refusal),
            None => Ok(turn),
        }
    }

    /// Remembers the answer of a host if it has a `Retry-After`.
    pub(super) fn note(&self, host: &str, error: &Error) {
        if error.retry_at().is_some() {
            self.with_host(host, |host| host.refusal = Some(error.clone()));
        }
    }

    fn with_host<T>(&self, host: &str, act: impl FnOnce(&mut Host) -> T) -> T {
        let new = || Host { gate: Arc::new(Semaphore::new(self.at_once)), refusal: None };
        act(self.hosts().entry(host.to_owned()).or_insert_with(new))
    }

    fn hosts(&self) -> MutexGuard<'_, HashMap<String, Host>> {
        self.hosts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
