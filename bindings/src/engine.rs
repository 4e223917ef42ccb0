//! The core and the threads it runs on.

use std::future::Future;
use std::sync::Arc;

use tokio::runtime::{Builder, Handle, Runtime};
use tokio::task::{JoinError, JoinHandle};

use crate::error::{IfilmError, Result};

/// An open core and the threads it runs on: two for async work, at most four for blocking work.
pub(crate) struct Engine {
    core: ifilm_core::Client,
    handle: Handle,
    threads: Option<Runtime>,
}

impl Engine {
    pub(crate) fn start(config: ifilm_core::Config) -> Result<Self> {
        let core = ifilm_core::Client::open(config)?;
        let threads = threads().map_err(|cause| IfilmError::Internal { reason: cause.to_string() })?;
        Ok(Self { core, handle: threads.handle().clone(), threads: Some(threads) })
    }

    /// Makes a call that needs none of the threads, or starts work on them.
    pub(crate) fn call<T>(
        &self,
        call: impl FnOnce(&ifilm_core::Client) -> ifilm_core::Result<T>,
    ) -> Result<T> {
        let _entered = self.handle.enter();
        Ok(call(&self.core)?)
    }

    /// Runs work on the threads, never on the host's own. Dropping the future aborts the work;
    /// a panic in it is `Internal`.
    pub(crate) async fn run<T, F>(&self, work: impl FnOnce(ifilm_core::Client) -> F) -> Result<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        let mut task = AbortOnDrop(self.handle.spawn(work(self.core.clone())));
        (&mut task.0).await.unwrap_or_else(|fault| Err(of_join(fault)))
    }

    /// Begins to close the core, and ends the threads after it; goes on when nobody waits.
    pub(crate) fn close(self: Arc<Self>) -> JoinHandle<Result<()>> {
        let handle = self.handle.clone();
        handle.spawn(async move { Ok(self.core.close().await?) })
    }
}

impl Drop for Engine {
    /// A runtime must not wait for its threads here: the last owner may be one of them.
    fn drop(&mut self) {
        if let Some(threads) = self.threads.take() {
            threads.shutdown_background();
        }
    }
}

pub(crate) fn of_join(fault: JoinError) -> IfilmError {
    match fault.try_into_panic() {
        Ok(payload) => IfilmError::of_panic(payload),
        Err(aborted) => IfilmError::Closed { reason: aborted.to_string() },
    }
}

fn threads() -> std::io::Result<Runtime> {
    Builder::new_multi_thread()
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
    use std::future::pending;

    use tokio::sync::oneshot;

    use super::*;

    fn engine() -> Engine {
        Engine::start(ifilm_core::Config::at("never-touched")).unwrap()
    }

    #[tokio::test]
    async fn a_call_that_is_dropped_ends_its_work() {
        let engine = engine();
        let (begin, begun) = oneshot::channel();
        let (held, ended) = oneshot::channel::<()>();
        let work = async move {
            begin.send(()).unwrap();
            let _until_dropped = held;
            pending::<Result<()>>().await
        };

        tokio::select! {
            _ = engine.run(|_| work) => unreachable!("it waits for ever"),
            _ = begun => (),
        }

        ended.await.unwrap_err();
    }

    #[tokio::test]
    async fn a_panic_on_a_thread_is_internal() {
        let fault = engine().run(|_| async { crate::debug::panic_in_debug() }).await.unwrap_err();

        assert_eq!(fault, IfilmError::Internal { reason: "panic: asked to panic".to_owned() });
    }

    #[tokio::test]
    async fn the_last_owner_may_be_a_thread_of_the_engine_itself() {
        let engine = Arc::new(engine());

        let closed = Arc::clone(&engine).close();
        drop(engine);

        closed.await.unwrap().unwrap();
    }
}
