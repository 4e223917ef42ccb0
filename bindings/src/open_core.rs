//! The open core, which a client shares with its `Library`, `User` and `Language` objects.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::error::{IfilmError, Result};
use crate::runtime::{Closing, Runtime, closed};

/// Holds the open core. After closing, it holds the handle to wait for its threads.
pub(crate) struct OpenCore {
    state: Mutex<State>,
}

/// While the core is open, there is a `runtime`. After closing there is an `end`, until someone takes it to
/// wait for it.
struct State {
    runtime: Option<Arc<Runtime>>,
    end: Option<thread::JoinHandle<()>>,
}

impl OpenCore {
    pub(crate) fn open(config: ifilm_core::Config) -> Result<Arc<Self>> {
        let runtime = Arc::new(Runtime::start(config)?);
        Ok(Arc::new(Self { state: Mutex::new(State { runtime: Some(runtime), end: None }) }))
    }

    /// The runtime.
    ///
    /// # Errors
    /// `Closed` after the client was closed.
    pub(crate) fn runtime(&self) -> Result<Arc<Runtime>> {
        self.state().runtime.clone().ok_or_else(closed)
    }

    /// Makes a call that needs none of the threads, or starts work on them.
    pub(crate) fn call<T>(
        &self,
        call: impl FnOnce(&ifilm_core::Client) -> ifilm_core::Result<T>,
    ) -> Result<T> {
        self.runtime()?.call(call)
    }

    /// Runs work on the threads of the runtime.
    pub(crate) async fn run<T, F>(&self, work: impl FnOnce(ifilm_core::Client) -> F) -> Result<T>
    where
        T: Send + 'static,
        F: Future<Output = Result<T>> + Send + 'static,
    {
        self.runtime()?.run(work).await
    }

    pub(crate) fn begin_to_close(&self) -> Result<oneshot::Receiver<Result<()>>> {
        let mut state = self.state();
        let Closing { closed, end } = state.runtime.take().ok_or_else(closed)?.close()?;
        state.end = Some(end);
        Ok(closed)
    }

    /// Waits until no thread of the runtime runs any more. If the core is still open, closes it first.
    pub(crate) fn join(&self) -> Result<()> {
        check_not_ours()?;
        let _ = self.begin_to_close();
        let end = self.state().end.take();
        end.map_or(Ok(()), |end| end.join().map_err(IfilmError::of_panic))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// # Errors
/// `BadArgument` on a thread of the library.
pub(crate) fn check_not_ours() -> Result<()> {
    match Handle::try_current() {
        Ok(_) => Err(ifilm_core::Error::bad_argument("a thread of the library would wait for itself").into()),
        Err(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error_code::ErrorCode;

    #[tokio::test]
    async fn a_thread_of_the_library_does_not_wait_for_itself() {
        let core = OpenCore::open(ifilm_core::Config::at("never-touched")).unwrap();
        let runtime = core.runtime().unwrap();

        let refused = runtime.run(|_| async move { core.join() }).await.unwrap_err();

        assert_eq!(refused.code(), ErrorCode::BadArgument);
    }
}
