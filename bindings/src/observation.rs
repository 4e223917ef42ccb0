//! An observation of a list, and the listener of the host.

use std::panic::resume_unwind;
use std::sync::Arc;

use tokio::sync::OwnedRwLockReadGuard;

use crate::error::{Result, caught};
use crate::list_change::ListEvent;
use crate::runtime::Runtime;

/// Receives the events of an observed list: the list of now first, then its changes.
#[uniffi::export(foreign)]
pub trait ListListener: Send + Sync {
    /// The core calls it on a thread of its own for each observation, for one event after another. It may
    /// block: meanwhile the core keeps at most the list that was shown last, and what was missed comes as one
    /// change. If it throws, the observation ends, because later steps would build on a lost one.
    fn on_event(&self, event: ListEvent) -> Result<()>;
}

/// An observation of a list. It ends when it is stopped or dropped, and when the client is closed.
#[derive(uniffi::Object)]
pub struct Observation {
    observation: ifilm_core::Observation,
    /// Keeps the threads alive that read for it.
    _runtime: Arc<Runtime>,
}

impl Observation {
    pub(crate) fn new(observation: ifilm_core::Observation, runtime: Arc<Runtime>) -> Arc<Self> {
        Arc::new(Self { observation, _runtime: runtime })
    }
}

#[uniffi::export]
impl Observation {
    /// Ends the observation. The listener is not called any more. If it is being called right now, this waits
    /// for its return, except inside of the listener itself. Stopping twice is no error.
    ///
    /// # Errors
    /// None but `Internal`.
    pub fn stop(&self) -> Result<()> {
        caught(|| {
            self.observation.stop();
            Ok(())
        })
    }

    /// Whether it has ended.
    ///
    /// # Errors
    /// None but `Internal`.
    pub fn is_finished(&self) -> Result<bool> {
        caught(|| Ok(self.observation.is_finished()))
    }
}

/// A listener of the host, as the core calls it.
pub(crate) struct HostListener {
    listener: Arc<dyn ListListener>,
    /// Dropped after the listener, whose drop calls the host, too.
    _may_be_called: OwnedRwLockReadGuard<()>,
}

impl HostListener {
    pub(crate) fn new(listener: Arc<dyn ListListener>, may_be_called: OwnedRwLockReadGuard<()>) -> Self {
        Self { listener, _may_be_called: may_be_called }
    }

    /// Calls the listener. If it fails, this panics: so the core ends the observation and logs the reason.
    pub(crate) fn tell(&self, event: ifilm_core::ListEvent) {
        if let Err(error) = self.listener.on_event(event.into()) {
            resume_unwind(Box::new(error.to_string()));
        }
    }
}
