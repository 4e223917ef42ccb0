//! An observation of a list: a thread that reads the list after each commit and calls the listener.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::{self, JoinHandle, ThreadId};

use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

use super::Library;
use super::runtime::runtime;
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::model::{ItemSlice, ListEvent, ListQuery};
use crate::query;

/// An observation of a list. It ends when it is stopped or dropped, and when the client is closed.
pub struct Observation {
    stop: CancellationToken,
    id: ThreadId,
    thread: Mutex<Option<JoinHandle<()>>>,
    /// The thread holds the other end while it runs.
    running: Weak<()>,
}

impl Library {
    /// Observes the items of a section, as [`list`](Self::list) gives them. The listener is called with the
    /// list of now, and then with small changes after each commit that changes it, also one of another
    /// process: of this client at once, of another process within a second. Commits that follow each other
    /// closely are one change. Only disk is touched.
    ///
    /// The listener is called on a thread of its own, for one event after another. If it is slow, it misses
    /// no state, only steps between: at most the list that was shown last is kept for it. The observation
    /// ends when its handle is stopped or dropped, or when the listener panics. When the client is closed,
    /// the last event is [`Failed`](ListEvent::Failed) with [`Closed`](crate::Error::Closed).
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) as for [`list`](Self::list). Errors of the storage are
    /// events. The observation goes on after them, unless the files could never be opened.
    pub fn observe(
        &self,
        query: ListQuery,
        listener: impl Fn(ListEvent) + Send + 'static,
    ) -> Result<Observation> {
        query::check_list(&self.shared.editions, &query)?;
        self.shared.check_open()?;
        Observation::start(self.clone(), query, runtime()?, listener)
    }
}

impl Observation {
    /// Starts the thread. Each observation has its own, so that a slow listener delays nobody else.
    fn start(
        library: Library,
        query: ListQuery,
        runtime: Handle,
        listener: impl Fn(ListEvent) + Send + 'static,
    ) -> Result<Self> {
        let stop = CancellationToken::new();
        let observer = Observer { library, query, listener, stop: stop.clone() };
        let builder = thread::Builder::new().name("ifilm-observer".to_owned());
        let alive = Arc::new(());
        let running = Arc::downgrade(&alive);
        let thread = builder.spawn(move || {
            let run = || runtime.block_on(observer.stop.run_until_cancelled(observer.run()));
            if let Err(reason) = guarded(&"the observation of a list", run) {
                let _ = observer.call(ListEvent::Failed(Error::Internal(reason)));
            }
            drop((observer, alive));
        });
        let thread =
            thread.map_err(|cause| Error::Internal(format!("no thread for an observer: {cause}")))?;
        Ok(Self { stop, id: thread.thread().id(), thread: Mutex::new(Some(thread)), running })
    }

    /// Ends the observation. The listener is not called any more. If it is being called right now, this waits
    /// for its return, except inside of the listener itself. Stopping twice is no error.
    pub fn stop(&self) {
        self.stop.cancel();
        if thread::current().id() == self.id {
            return;
        }
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = thread.take() {
            let _ = thread.join(); // a panic of the listener was caught and logged
        }
    }

    /// Whether it has ended.
    pub fn is_finished(&self) -> bool {
        self.running.strong_count() == 0
    }
}

/// Dropping does not wait for a listener that is being called.
impl Drop for Observation {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

impl fmt::Debug for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observation").field("finished", &self.is_finished()).finish_non_exhaustive()
    }
}

/// What the thread of an observation works with.
struct Observer<L> {
    library: Library,
    query: ListQuery,
    listener: L,
    stop: CancellationToken,
}

impl<L: Fn(ListEvent)> Observer<L> {
    /// Reads the list now and after each commit, until the client is closed or the listener panics. Commits
    /// that come during a read or a call are one change. Nothing but the list that was shown last is kept.
    async fn run(&self) {
        let mut shown = None;
        if let Err(error) = self.follow(&mut shown).await {
            let _ = self.call(ListEvent::Failed(error));
        }
    }

    /// Ends with an error if nothing can be observed any more.
    async fn follow(&self, shown: &mut Option<ItemSlice>) -> Result<()> {
        let mut commits = self.library.commits().await?;
        loop {
            let event = match self.library.list(self.query.clone()).await {
                Ok(now) => event(shown, now),
                Err(Error::Closed) => return Err(Error::Closed),
                Err(error) => {
                    *shown = None; // the list comes again, also if it did not change
                    Some(ListEvent::Failed(error))
                }
            };
            if let Some(event) = event
                && self.call(event).is_err()
            {
                return Ok(());
            }
            commits.changed().await;
        }
    }

    /// Calls the listener, if nobody has stopped the observation. Fails if it panics.
    fn call(&self, event: ListEvent) -> Result<(), String> {
        match self.stop.is_cancelled() {
            true => Ok(()),
            false => guarded(&"the listener of a list", || (self.listener)(event)),
        }
    }
}

/// The event that leads to the list of now; `None` if it is the one that was shown last.
fn event(shown: &mut Option<ItemSlice>, now: ItemSlice) -> Option<ListEvent> {
    let event = match shown {
        None => Some(ListEvent::Present(now.clone())),
        Some(shown) => query::list_changes(shown, &now).map(ListEvent::Changes),
    };
    *shown = Some(now);
    event
}
