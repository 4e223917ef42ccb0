//! Renewal of connections: after it, no request uses a connection that was made before.

use std::sync::Arc;

use tokio::sync::watch;

/// A handle that the sources of a client share.
#[derive(Debug, Clone)]
pub(crate) struct Renewal(Arc<watch::Sender<u64>>);

impl Default for Renewal {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(0)))
    }
}

impl Renewal {
    /// From now on, connections that were made before are not used any more. Requests that wait for an answer
    /// are sent again.
    pub(crate) fn renew(&self) {
        self.0.send_modify(|times| *times = times.wrapping_add(1));
    }

    /// How often connections were renewed.
    pub(super) fn times(&self) -> u64 {
        *self.0.borrow()
    }

    /// Waits for the next renewal after this call.
    pub(super) fn next(&self) -> impl Future<Output = ()> + use<> {
        let mut times = self.0.subscribe();
        async move {
            if times.changed().await.is_err() {
                std::future::pending::<()>().await; // nobody can renew any more
            }
        }
    }
}
