//! The time limit of a request.

use std::time::Duration;

use tokio::time::{Instant, timeout};
use url::Url;

use crate::error::{Error, Result};

/// The time that one request has left. Waiting for a turn at a host does not count.
pub(super) struct Deadline {
    limit: Duration,
    left: Duration,
}

impl Deadline {
    pub(super) fn of(limit: Duration) -> Self {
        Self { limit, left: limit }
    }

    /// The time that is left.
    pub(super) fn left(&self) -> Duration {
        self.left
    }

    /// Runs some work in the time that is left.
    ///
    /// # Errors
    /// [`Error::TimedOut`] if the work takes longer.
    pub(super) async fn run_within<T>(
        &mut self,
        address: &Url,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let began = Instant::now();
        let done = timeout(self.left, work).await;
        self.left = self.left.saturating_sub(began.elapsed());
        done.map_err(|_| Error::TimedOut { address: address.to_string(), limit: self.limit })?
    }
}
