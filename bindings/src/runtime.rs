//! The core and the threads it runs on.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::runtime::{self, Handle};
use tokio::sync::{OwnedRwLockReadGuard, RwLock, oneshot};
use tokio::task::{JoinError, JoinHandle};

use crate::error::{IfilmError, Result, caught};

/// An open core and the threads it runs on: two for async work, at most four for blocking work.
pub(crate) struct Runtime {
    core: ifilm_core::Client,
    handle: Handle,
    threads: Mutex<Option<runtime::Runtime>>,
    /// Each listener of a list reads it while it may be called. Who closes the core waits to write it.
    listeners: Arc<RwLock<()>>,
}

/// A core that is being closed. The thread that closes it ends last.
pub(crate) struct Closing {
    /// The result of closing the core.
    pub(crate) closed: oneshot::Receiver<Result<()>>,
    /// The thread that ends when none of the other threads runs any more.
    pub(crate) end: thread::JoinHandle<()>,
}

impl Runtime {
    pub(crate) fn start(config: ifilm_core::Config) -> Result<Self> {
        let core = ifilm_core::Client::open(config)?;
        let threads = threads().map_err(no_threads)?;
        Ok(Self {
            core,
            handle: threads.handle().clone(),
            threads: Mutex::new(Some(threads)),
            listeners: Arc::default(),
        })
    }

    /// Makes a call that needs none of the threads, or starts work on them.
    pub(crate) fn call<T>(
        &self,
        call: impl FnOnce(&ifilm_core::Client) -> ifilm_core::Result<T>,
    ) -> Result<T> {
        let _entered = self.handle.enter();
        Ok(call(&self.core)?)
    }

    /// Runs work on these threads, never on a thread of the host. Dropping the future aborts the work. A
    /// panic in it becomes `Internal`.
    pub(crate) async fn run<T, F>(&self, work: impl FnOnce(ifilm_core::Client) -> F) -> Result<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let mut task = AbortOnDrop(self.handle.spawn(work(self.core.clone())));
        (&mut task.0).await.unwrap_or_else(|fault| Err(of_join(fault)))
    }

    /// What a listener of a list holds while it may be called.
    ///
    /// # Errors
    /// `Closed` after the core was closed.
    pub(crate) fn listener_permit(&self) -> Result<OwnedRwLockReadGuard<()>> {
        Arc::clone(&self.listeners).try_read_owned().map_err(|_| closed())
    }

    /// Begins to close the core, and then ends the threads. If nobody waits, it still finishes. A listener
    /// that blocks delays the end, but not the closing.
    pub(crate) fn close(self: Arc<Self>) -> Result<Closing> {
        let (tell, closed) = oneshot::channel();
        let work = move || {
            let _ = tell.send(caught(|| Ok(self.handle.block_on(self.core.close())?)));
            drop(self.handle.block_on(self.listeners.write()));
            drop(self.take_threads());
        };
        let end = thread::Builder::new().name("ifilm-close".to_owned()).spawn(work).map_err(no_threads)?;
        Ok(Closing { closed, end })
    }

    fn take_threads(&self) -> Option<runtime::Runtime> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Runtime {
    /// A runtime must not wait for its threads here, because the last owner may be one of them.
    fn drop(&mut self) {
        if let Some(threads) = self.take_threads() {
            threads.shutdown_background();
        }
    }
}

fn no_threads(cause: std::io::Error) -> IfilmError {
    IfilmError::Internal { reason: cause.to_string() }
}

/// The error of work that did not complete: it panicked, or the threads ended before.
fn of_join(fault: JoinError) -> IfilmError {
    fault.try_into_panic().map_or_else(|_| closed(), IfilmError::of_panic)
}

pub(crate) fn closed() -> IfilmError {
    ifilm_core::Error::Closed.into()
}

fn threads() -> std::io::Result<runtime::Runtime> {
    runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(4)
        .thread_name("ifilm")
        .enable_all()
        .build()
}

struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::OnceCell;
    use std::future::pending;
    use std::sync::mpsc::{self, TryRecvError};

    use super::*;

    thread_local! {
        /// Dropped when its thread ends.
        static MARK: OnceCell<mpsc::Sender<()>> = const { OnceCell::new() };
    }

    fn runtime() -> Runtime {
        Runtime::start(ifilm_core::Config::at("never-touched")).unwrap()
    }

    #[tokio::test]
    async fn dropping_a_call_ends_its_work() {
        let runtime = runtime();
        let (begin, begun) = oneshot::channel();
        let (held, ended) = oneshot::channel::<()>();
        let work = async move {
            begin.send(()).unwrap();
            let _until_dropped = held;
            pending::<Result<()>>().await
        };

        tokio::select! {
            _ = runtime.run(|_| work) => unreachable!("it waits for ever"),
            _ = begun => (),
        }

        ended.await.unwrap_err();
    }

    #[tokio::test]
    async fn a_panic_on_a_thread_is_internal() {
        let fault = runtime().run(|_| async { crate::debug::panic_in_debug() }).await.unwrap_err();

        assert_eq!(fault, IfilmError::Internal { reason: "panic: asked to panic".to_owned() });
    }

    #[test]
    fn no_thread_runs_after_closing() {
        let runtime = Arc::new(runtime());
        let (mark, marked) = mpsc::channel::<()>();
        let on_a_thread = async move {
            MARK.with(|cell| cell.set(mark)).unwrap();
            Ok(())
        };
        runtime.handle.block_on(runtime.run(|_| on_a_thread)).unwrap();

        runtime.close().unwrap().end.join().unwrap();

        assert_eq!(marked.try_recv(), Err(TryRecvError::Disconnected));
    }

    #[tokio::test]
    async fn the_last_owner_may_be_a_thread_of_the_runtime() {
        let runtime = Arc::new(runtime());
        let threads = runtime.handle.clone();

        let last_owner = threads.spawn(async move { drop(runtime) });

        last_owner.await.unwrap();
    }
}
