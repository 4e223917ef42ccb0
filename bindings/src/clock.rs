//! A clock of the host.

use std::sync::Arc;

use jiff::Timestamp;

use crate::error::Result;

/// A clock of the host, for tests, and for reading a cache as of another moment.
#[uniffi::export(foreign)]
pub trait Clock: Send + Sync {
    /// The present moment, in milliseconds since 1970, UTC. The core may call it on any thread, and it must
    /// return at once.
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
    /// If the host's clock throws, this is the device's own time. A panic here would end the core's writer.
    fn now(&self) -> Timestamp {
        self.reported().unwrap_or_else(Timestamp::now)
    }
}
