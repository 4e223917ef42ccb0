//! The readers: at most two threads, started on demand. Each keeps a connection.
//!
//! They do not use the runtime's threads for blocking work, because other code of the host may block all of
//! those.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::{mpsc, oneshot};

use super::caller::{Caller, Waiting};
use super::directory::Directory;
use super::reading::Reading;
use super::rest::Rest;
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::model::DataFile;

const AT_MOST: usize = 2;

/// Runs a read on the connection that a thread keeps. Returns a function that hands over the answer.
type Read = Box<dyn FnOnce(&mut Option<Reading>) -> HandOver + Send>;
type HandOver = Box<dyn FnOnce() + Send>;

/// A handle to the reader threads. They end when it is closed or dropped.
pub(super) struct Readers {
    directory: Directory,
    queue: Arc<Queue>,
    ended: tokio::sync::Mutex<mpsc::Receiver<()>>,
}

/// Reads that wait for a thread.
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
    rest: Rest,
}

struct State {
    waiting: VecDeque<Read>,
    /// Threads that are idle or have just started.
    idle: usize,
    threads: usize,
    /// Each thread holds a clone while it runs; `None` once closed.
    open: Option<mpsc::Sender<()>>,
    /// How often the threads were asked to close their connections.
    releases: u64,
    /// For each time, each thread that ran then takes one of these, and drops it after its connection.
    releasing: Vec<(u64, mpsc::Sender<()>)>,
}

/// What a thread does next.
enum Task {
    Read(Read),
    /// Close the connection. The sender is dropped when it is closed.
    Release(Option<mpsc::Sender<()>>),
}

impl Readers {
    pub(super) fn of(directory: Directory, rest: Rest) -> Self {
        let (open, ended) = mpsc::channel(1);
        let state = State {
            waiting: VecDeque::new(),
            idle: 0,
            threads: 0,
            open: Some(open),
            releases: 0,
            releasing: Vec::new(),
        };
        let queue = Arc::new(Queue { state: Mutex::new(state), changed: Condvar::new(), rest });
        Self { directory, queue, ended: tokio::sync::Mutex::new(ended) }
    }

    /// Runs a read on one of the threads, and returns the damage of a file that it did without. It fails if
    /// that is the file which it needs. Dropping the wait interrupts it.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        needs: Option<DataFile>,
        read: impl FnOnce(&Reading) -> Result<T> + Send + 'static,
    ) -> Result<(T, Option<Error>)> {
        let (directory, caller) = (self.directory.clone(), Arc::new(Caller::default()));
        let _waiting = Waiting(Arc::clone(&caller));
        let (answer, answered) = oneshot::channel();
        self.queue.push(Box::new(move |kept| {
            let read = || read_on(kept, &directory, caller, needs, read);
            let done = guarded(&"a read", read).unwrap_or_else(panicked);
            Box::new(move || drop(answer.send(done)))
        }))?;
        answered.await.map_err(|_| Error::Internal("a read stopped in the middle".to_owned()))?
    }

    /// Closes the connections after the reads that have begun, and waits for that. The next read opens one
    /// again.
    pub(super) async fn release(&self) {
        let mut released = self.queue.release();
        while released.recv().await.is_some() {}
    }

    /// Refuses new reads, and waits for the reads in the queue.
    pub(super) async fn close(&self) {
        self.queue.close();
        while self.ended.lock().await.recv().await.is_some() {}
    }
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.queue.close();
    }
}

/// Runs a read on the connection that a thread keeps. Opens a new one if there is none or if its copies are
/// out of date. After a storage error the next read opens the files again, because the cause may be gone.
fn read_on<T>(
    kept: &mut Option<Reading>,
    directory: &Directory,
    caller: Arc<Caller>,
    needs: Option<DataFile>,
    read: impl FnOnce(&Reading) -> Result<T>,
) -> Result<(T, Option<Error>)> {
    let mut reading = match kept.take().filter(Reading::is_current) {
        Some(reading) => reading,
        None => Reading::open(directory)?,
    };
    let answer = reading.run(caller, needs, read);
    let is_in_doubt = answer.as_ref().is_err_and(|error| error.code().is_storage());
    *kept = Some(reading).filter(|_| !is_in_doubt);
    answer
}

/// A panic in one read does not end the thread. Its caller gets an error, and its connection is closed.
fn panicked<T>(message: String) -> Result<T> {
    Err(Error::Internal(format!("a read panicked: {message}")))
}

impl Queue {
    fn push(self: &Arc<Self>, read: Read) -> Result<()> {
        let mut state = self.state();
        let open = state.open.clone().ok_or(Error::Closed)?;
        state.waiting.push_back(read);
        if state.idle < state.waiting.len() && state.threads < AT_MOST {
            self.begin_thread(&mut state, open)?;
        }
        self.changed.notify_one();
        Ok(())
    }

    fn begin_thread(self: &Arc<Self>, state: &mut State, open: mpsc::Sender<()>) -> Result<()> {
        // Counted from here, because the thread may run only after it was asked to close its connection.
        let (queue, releases) = (Arc::clone(self), state.releases);
        let thread = std::thread::Builder::new().name("ifilm-reader".to_owned());
        let begun = thread.spawn(move || {
            queue.serve(releases);
            drop(open);
        });
        match begun {
            Ok(_) => {
                state.threads += 1;
                state.idle += 1;
            }
            Err(_) if state.threads > 0 => {} // the other thread serves the queue
            Err(cause) => {
                state.waiting.pop_back();
                return Err(Error::Internal(format!("no thread for a reader: {cause}")));
            }
        }
        Ok(())
    }

    fn serve(&self, mut releases: u64) {
        let mut kept = None;
        while let Some(task) = self.next(&mut releases) {
            match task {
                Task::Read(read) => {
                    let hand_over = read(&mut kept);
                    if self.rest.closes_files() && self.state().waiting.is_empty() {
                        kept = None;
                    }
                    self.state().idle += 1; // before the caller gets the answer and sends the next read
                    hand_over();
                }
                Task::Release(_released) => kept = None,
            }
        }
    }

    /// Waits for the next task; `None` if the queue is empty and closed. `releases` is how often the thread
    /// has closed its connection.
    fn next(&self, releases: &mut u64) -> Option<Task> {
        let state = self.state();
        let is_idle = |state: &mut State| {
            state.waiting.is_empty() && state.open.is_some() && state.releases == *releases
        };
        let mut state = self.changed.wait_while(state, is_idle).unwrap_or_else(PoisonError::into_inner);
        if state.releases != *releases {
            *releases += 1;
            return Some(Task::Release(state.releasing_at(*releases)));
        }
        state.idle -= 1;
        state.waiting.pop_front().map(Task::Read)
    }

    /// Asks all threads to close their connections. The receiver ends when all have done so. Those of a
    /// closed queue do it by themselves.
    fn release(&self) -> mpsc::Receiver<()> {
        let (released, waiting) = mpsc::channel(1);
        let mut state = self.state();
        state.releases += 1;
        let (number, threads) = (state.releases, state.open.as_ref().map_or(0, |_| state.threads));
        state.releasing.extend(std::iter::repeat_n((number, released), threads));
        drop(state);
        self.changed.notify_all();
        waiting
    }

    fn close(&self) {
        let mut state = self.state();
        state.open = None;
        state.releasing.clear();
        drop(state);
        self.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// What a thread drops after it closed its connection for the n-th time.
    fn releasing_at(&mut self, number: u64) -> Option<mpsc::Sender<()>> {
        let at = self.releasing.iter().position(|(other, _)| *other == number)?;
        Some(self.releasing.swap_remove(at).1)
    }
}

#[cfg(test)]
mod tests {
    use std::future::poll_fn;
    use std::pin::{Pin, pin};
    use std::sync::mpsc::channel;
    use std::task::Poll;
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    const LONG: Duration = Duration::from_secs(30);

    fn readers() -> (tempfile::TempDir, Readers) {
        let folder = tempfile::tempdir().unwrap();
        let readers = Readers::of(Directory::new(folder.path(), "ours"), Rest::default());
        (folder, readers)
    }

    /// Begins some work, or goes on with it.
    async fn is_waiting(work: &mut (impl Future + Unpin)) -> bool {
        poll_fn(|context| Poll::Ready(Pin::new(&mut *work).poll(context).is_pending())).await
    }

    #[tokio::test]
    async fn a_thread_that_has_just_begun_closes_its_connection_too() {
        for _ in 0..50 {
            let (_folder, readers) = readers();
            let mut read = pin!(readers.run(None, |_| Ok(())));
            assert!(is_waiting(&mut read).await);

            assert!(timeout(LONG, readers.release()).await.is_ok());

            read.await.unwrap();
        }
    }

    #[tokio::test]
    async fn after_the_close_nothing_is_waited_for() {
        let (_folder, readers) = readers();
        readers.run(None, |_| Ok(())).await.unwrap();
        readers.close().await;

        assert!(timeout(LONG, readers.release()).await.is_ok());
    }

    #[tokio::test]
    async fn each_of_two_calls_waits_until_the_connections_are_closed() {
        let (_folder, readers) = readers();
        let (go_on, wait) = channel::<()>();
        let (began, has_begun) = oneshot::channel();
        let mut read = pin!(readers.run(None, move |_| {
            let _ = (began.send(()), wait.recv());
            Ok(())
        }));
        assert!(is_waiting(&mut read).await);
        has_begun.await.unwrap();

        let (mut first, mut second) = (Box::pin(readers.release()), Box::pin(readers.release()));
        assert!(is_waiting(&mut first).await);
        assert!(is_waiting(&mut second).await);
        assert!(is_waiting(&mut first).await);
        go_on.send(()).unwrap();

        assert!(timeout(LONG, async { tokio::join!(first, second, read) }).await.is_ok());
    }
}
