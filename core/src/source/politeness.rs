//! Politeness: how many requests may be under way at one host.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use url::Url;

/// Lets requests to one host pass a few at a time.
pub(super) struct Politeness {
    at_once: usize,
    hosts: Mutex<HashMap<String, Arc<Semaphore>>>,
}

impl Politeness {
    pub(super) fn new(at_once: u32) -> Self {
        Self { at_once: at_once as usize, hosts: Mutex::default() }
    }

    /// Waits for a turn at the host of an address; the turn ends when the permit is dropped.
    pub(super) async fn turn(&self, address: &Url) -> Option<OwnedSemaphorePermit> {
        self.gate(address.authority()).acquire_owned().await.ok()
    }

    fn gate(&self, host: &str) -> Arc<Semaphore> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let gate = hosts.entry(host.to_owned());
        Arc::clone(gate.or_insert_with(|| Arc::new(Semaphore::new(self.at_once))))
    }
}
