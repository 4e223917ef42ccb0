//! The hosts that do not answer. In the background they are left alone for a while.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use url::Url;

use super::reach::{Reach, reach};
use crate::error::{Error, Result};
use crate::store::{self, CommitPoint, Connection, Store};

/// The hosts that did not answer when they were asked last. A host counts once in a run.
#[derive(Debug, Default)]
pub(crate) struct FailingHosts {
    /// Those of earlier runs, and of this one.
    failing: Mutex<HashSet<String>>,
    /// Those of this run.
    counted: Mutex<HashSet<String>>,
}

impl FailingHosts {
    /// Those that are stored.
    pub(crate) async fn read(store: &Store) -> Result<Self> {
        let failing = store.read(|connection: &Connection| store::host_failures(connection)).await?;
        Ok(Self { failing: Mutex::new(failing.into_keys().collect()), counted: Mutex::default() })
    }

    /// Stores that a host answered or did not. `Retry-After` is stored elsewhere, and a cancelled request
    /// says nothing of the host.
    pub(super) async fn note(
        &self,
        store: &Store,
        address: &Url,
        error: Option<&Error>,
        now: Timestamp,
    ) -> Result<()> {
        let host = address.authority().to_owned();
        match error {
            Some(error) if reach(error) == Reach::Host && error.retry_at().is_none() => {
                lock(&self.failing).insert(host.clone());
                if lock(&self.counted).insert(host.clone()) {
                    store
                        .write(CommitPoint::HostFailure, move |write| {
                            store::note_host_failure(write, &host, now)
                        })
                        .await?;
                }
            }
            Some(error) if reach(error) >= Reach::Host => {}
            _ => {
                let was_failing = lock(&self.failing).remove(&host);
                if was_failing {
                    store
                        .write(CommitPoint::HostAnswer, move |write| store::note_host_answer(write, &host))
                        .await?;
                }
            }
        }
        Ok(())
    }
}

fn lock(hosts: &Mutex<HashSet<String>>) -> MutexGuard<'_, HashSet<String>> {
    hosts.lock().unwrap_or_else(PoisonError::into_inner)
}
