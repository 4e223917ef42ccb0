//! A clock that the host keeps.

use std::sync::Arc;

use jiff::Timestamp;

use crate::error::Result;

/// A clock that the host keeps: for tests, and for looking at a cache as of another moment.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// The present moment, in milliseconds since 1970, UTC. It may be called on any thread, and must answer
    /// at once.
    fn now_ms(&self) -> Result<i64>;
}

/// A host's clock as the core reads it.
pub(crate) struct HostClock(Arc<dyn Clock>);

impl HostClock {
    pub(crate) fn shared(clock: Arc<dyn Clock>) -> Arc<dyn ifilm_core::Clock> {
        Arc::new(Self(clock))
    }

    fn reported(&self) -> Option<Timestamp> {
        let now = self.0.now_ms().inspect_err(|error| tracing::error!(%error, "the host's clock failed"));
        Timestamp::from_millisecond(now.ok()?).ok()
    }
}

impl ifilm_core::Clock for HostClock {
    /// If the host's clock throws, the device's own time. A panic here would end the core's writer.
    fn now(&self) -> Timestamp {
        self.reported().unwrap_or_else(Timestamp::now)
    }
}
