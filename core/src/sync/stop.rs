//! The request to end a run early: its callers have cancelled, or their deadlines have come.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};
use crate::model::Ended;

/// Work that has answers in hand gets this time to store them. A job must end 100 ms after it was asked to.
const GRACE: Duration = Duration::from_millis(50);

/// The request to end a run early. Clones are the same request.
#[derive(Clone, Default)]
pub(crate) struct Stop {
    token: CancellationToken,
    /// Why, and when. Only the first request counts.
    asked: Arc<OnceLock<(Ended, Instant)>>,
}

impl Stop {
    /// A stop that is asked for when this token is cancelled.
    pub(crate) fn of(token: CancellationToken) -> Self {
        Self { token, asked: Arc::default() }
    }

    /// Asks the run to end.
    pub(crate) fn ask(&self, why: Ended) {
        let _ = self.asked.set((why, Instant::now()));
        self.token.cancel();
    }

    pub(crate) fn is_asked(&self) -> bool {
        self.token.is_cancelled()
    }

    /// How the run ends, as far as is known by now.
    pub(crate) fn ended(&self) -> Ended {
        match self.asked.get() {
            Some((why, _)) => *why,
            None if self.is_asked() => Ended::Cancelled,
            None => Ended::Completed,
        }
    }

    /// Does work until the run is asked to end. Then it is dropped, at any await.
    pub(crate) async fn or_drop<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            () = self.token.cancelled() => None,
            done = work => Some(done),
        }
    }

    /// The same for work that can fail.
    ///
    /// # Errors
    /// Those of the work; [`Error::Cancelled`] if it was dropped.
    pub(crate) async fn or_cancelled<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        self.or_drop(work).await.unwrap_or(Err(Error::Cancelled))
    }

    /// Does work that ends by itself when the run is asked to end. If it takes longer than [`GRACE`] then, it
    /// is dropped: another process may hold a file for seconds. A write that was begun is still completed.
    ///
    /// # Errors
    /// Those of the work; [`Error::Cancelled`] if it was dropped.
    pub(crate) async fn or_soon<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        tokio::select! {
            biased;
            done = work => done,
            () = self.grace() => Err(Error::Cancelled),
        }
    }

    async fn grace(&self) {
        self.token.cancelled().await;
        let asked_at = self.asked.get().map_or_else(Instant::now, |(_, at)| *at);
        sleep_until(asked_at + GRACE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn work_is_dropped_at_once_or_after_the_grace() {
        let stop = Stop::default();
        let began = Instant::now();
        stop.ask(Ended::Deadline);
        stop.ask(Ended::Cancelled);

        let dropped = stop.or_drop(pending::<()>()).await;
        let at_once = began.elapsed();
        let late = stop.or_soon(pending::<Result<()>>()).await;
        let after_grace = began.elapsed();
        let later = stop.or_soon(pending::<Result<()>>()).await;
        let ready = stop.or_soon(async { Ok(7) }).await;

        assert!(dropped.is_none() && at_once.is_zero());
        assert!(matches!((late, later), (Err(Error::Cancelled), Err(Error::Cancelled))));
        assert_eq!((after_grace, began.elapsed()), (GRACE, GRACE), "the grace counts once");
        assert_eq!((ready.unwrap(), stop.ended()), (7, Ended::Deadline));
    }

    #[tokio::test]
    async fn without_a_request_work_ends_by_itself() {
        let token = CancellationToken::new();
        let stop = Stop::of(token.clone());

        let done = (stop.or_drop(async { 7 }).await, stop.or_cancelled(async { Ok(8) }).await.unwrap());
        let before = (stop.is_asked(), stop.ended());
        token.cancel();

        assert_eq!((done, before), ((Some(7), 8), (false, Ended::Completed)));
        assert_eq!((stop.is_asked(), stop.ended()), (true, Ended::Cancelled));
    }
}
