//! The writer: one thread that owns a connection to each file and does one piece of work at a time.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::hooks::Action;
use tokio::sync::oneshot;

use super::checkpoint::{Copier, Log};
use super::commit_point::CommitPoint;
use super::directory::{Directory, LOCK_TIMEOUT};
use super::file::Files;
use super::generation;
use super::rest::Rest;
use super::write::Write;
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::model::{Changes, Written};

/// Work gets the files, or why they cannot be opened. Returns a function that hands over the answer.
type Work = Box<dyn FnOnce(Result<&mut Files>) -> HandOver + Send>;
type HandOver = Box<dyn FnOnce() + Send>;

/// What the thread is asked to do.
enum Task {
    Work(Work),
    /// Close the files until the next work. The sender is dropped when they are closed.
    Release(oneshot::Sender<()>),
}

/// A handle to the writer's thread. The thread ends when the handle is closed or dropped.
pub(super) struct Writer {
    tasks: Mutex<Option<mpsc::Sender<Task>>>,
    waiting: Waiting,
    ended: Mutex<Option<oneshot::Receiver<()>>>,
    counted: Arc<Counted>,
    log: Arc<Log>,
}

/// The number of pieces of work that wait for the thread.
#[derive(Clone, Default)]
pub(crate) struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    /// Whether any work waits. Long work looks here, to end its transaction early.
    pub(crate) fn is_any(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}

/// The number of rows written, by table.
#[derive(Default)]
struct Counted {
    items: AtomicU64,
    articles: AtomicU64,
}

impl Writer {
    /// Starts the thread, which opens the files. It creates missing files and upgrades older ones. While they
    /// rest, it closes them after each work.
    pub(super) async fn start(directory: Directory, rest: Rest) -> Result<Self> {
        let counted = Arc::new(Counted::default());
        let (tasks, queue) = mpsc::channel::<Task>();
        let (report, opened) = oneshot::channel();
        let (end, ended) = oneshot::channel();
        let thread = std::thread::Builder::new().name("ifilm-writer".to_owned());
        let counting = Arc::clone(&counted);
        let log = Arc::new(Log::default());
        let copied = Arc::clone(&log);
        let waiting = Waiting::default();
        let begun = waiting.clone();
        let spawned = thread.spawn(move || {
            let (reported, opened) = match open(&directory, Arc::clone(&counting), &copied) {
                Ok(opened) => (report.send(Ok(())), Some(opened)),
                Err(error) => (report.send(Err(error)), None),
            };
            if let (Ok(()), Some(opened)) = (reported, opened) {
                // only if the caller still waits
                let reopen = || open(&directory, Arc::clone(&counting), &copied);
                let opened = Some(opened).filter(|_| !rest.closes_files());
                serve(&queue, &begun, &rest, opened, reopen, &mut BackUp::of(&directory));
            }
            let _ = end.send(());
        });
        spawned.map_err(|cause| Error::Internal(format!("no thread for the writer: {cause}")))?;
        opened.await.map_err(|_| stopped())??;
        Ok(Self { tasks: Mutex::new(Some(tasks)), waiting, ended: Mutex::new(Some(ended)), counted, log })
    }

    /// Sends work to the thread and waits for the answer. Dropping the future does not stop the work.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Files) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let (answer, answered) = oneshot::channel();
        self.waiting.0.fetch_add(1, Ordering::Relaxed);
        self.send(Task::Work(Box::new(move |files| {
            let done = files.and_then(|files| {
                let done = guarded(&"a write", || work(files)).unwrap_or_else(panicked);
                if matches!(done, Err(Error::StorageDamaged { .. })) {
                    files.suspect();
                }
                done
            });
            Box::new(move || drop(answer.send(done)))
        })))?;
        answered.await.map_err(|_| stopped())?
    }

    /// Closes the files after the work that was sent before, and waits for that. The next work opens them
    /// again.
    pub(super) async fn release(&self) -> Result<()> {
        let (released, waiting) = oneshot::channel();
        self.send(Task::Release(released))?;
        let _ = waiting.await; // an error says that the sender was dropped: the files are closed
        Ok(())
    }

    /// The write-ahead log of the cache.
    pub(super) fn log(&self) -> Arc<Log> {
        Arc::clone(&self.log)
    }

    pub(super) fn written(&self) -> Written {
        Written {
            items: self.counted.items.load(Ordering::Relaxed),
            articles: self.counted.articles.load(Ordering::Relaxed),
        }
    }

    /// Waits until the thread has finished its work and closed the files.
    pub(super) async fn close(&self) {
        lock(&self.tasks).take();
        let ended = lock(&self.ended).take();
        if let Some(ended) = ended {
            let _ = ended.await;
        }
    }

    /// What waits for the thread.
    pub(super) fn waiting(&self) -> Waiting {
        self.waiting.clone()
    }

    fn send(&self, task: Task) -> Result<()> {
        let sender = lock(&self.tasks);
        let sender = sender.as_ref().ok_or(Error::Closed)?;
        sender.send(task).map_err(|_| Error::Internal("the writer has stopped".to_owned()))
    }
}

fn open(directory: &Directory, counted: Arc<Counted>, log: &Arc<Log>) -> Result<(Files, Copier)> {
    let mut files = Files::open(directory, LOCK_TIMEOUT)?;
    count_writes(&mut files.cache, counted)?;
    let copier = Copier::start(directory, &mut files.cache, log)?;
    Ok((files, copier))
}

fn stopped() -> Error {
    Error::Internal("the writer stopped in the middle".to_owned())
}

/// Runs a transaction. If it fails, nothing is stored. Returns the answer and the keys that were changed.
pub(super) fn transact<T>(
    connection: &mut Connection,
    point: CommitPoint,
    work: impl FnOnce(&mut Write<'_>) -> Result<T>,
) -> Result<(T, Changes)> {
    let mut write = Write::begin(connection, point)?;
    let answer = work(&mut write)?;
    Ok((answer, write.commit()?))
}

/// A panic in one piece of work does not end the thread, because the next piece needs the files. The caller
/// of the failed work gets an error, and its transaction is rolled back.
fn panicked<T>(message: String) -> Result<T> {
    Err(Error::Internal(format!("a write panicked: {message}")))
}

/// Does one task after another. After the files were closed, the next work opens them again.
fn serve(
    queue: &mpsc::Receiver<Task>,
    waiting: &Waiting,
    rest: &Rest,
    mut kept: Option<(Files, Copier)>,
    reopen: impl Fn() -> Result<(Files, Copier)>,
    back_up: &mut BackUp<'_>,
) {
    while let Ok(task) = queue.recv() {
        match task {
            Task::Work(work) => {
                waiting.0.fetch_sub(1, Ordering::Relaxed);
                let opened = match kept.take() {
                    Some(opened) => Ok(opened),
                    None => reopen(),
                };
                let hand_over = match opened {
                    Ok(opened) => work(Ok(&mut kept.insert(opened).0)),
                    Err(error) => work(Err(error)),
                };
                let is_suspect = kept.as_ref().is_some_and(|(files, _)| files.is_suspect());
                if is_suspect || (rest.closes_files() && !waiting.is_any()) {
                    back_up.before_closing(&mut kept);
                    hand_over();
                } else {
                    hand_over();
                    back_up.if_due(&mut kept);
                }
            }
            Task::Release(_released) => back_up.before_closing(&mut kept),
        }
    }
    back_up.if_due(&mut kept);
    if let Some((files, _copier)) = &mut kept {
        let _ = files.cache.busy_timeout(Duration::ZERO); // whoever closes does not wait for another process
        let _ = files.cache.execute_batch("PRAGMA main.optimize");
    }
}

/// How long nothing is backed up after a failure: the disk may be full.
const BACK_UP_PAUSE: Duration = Duration::from_secs(600);

/// Makes the backups of the user's file, after the work that made one due.
struct BackUp<'d> {
    directory: &'d Directory,
    failed_at: Option<Instant>,
}

impl<'d> BackUp<'d> {
    fn of(directory: &'d Directory) -> Self {
        Self { directory, failed_at: None }
    }

    /// Makes a backup if one is due. A failure is only logged, because nobody waits for it. If the file is
    /// damaged, the next work opens and repairs it.
    fn if_due(&mut self, kept: &mut Option<(Files, Copier)>) {
        let Some((files, _)) = kept else { return };
        let pauses = self.failed_at.is_some_and(|at| at.elapsed() < BACK_UP_PAUSE);
        if self.directory.is_in_memory || pauses {
            return;
        }
        let Err(error) = generation::back_up_if_due(self.directory, &files.user) else { return };
        tracing::warn!(code = error.code().as_str(), %error, "the user's file was not backed up");
        self.failed_at = Some(Instant::now());
        if matches!(error, Error::StorageDamaged { .. }) {
            files.suspect();
            *kept = None;
        }
    }

    fn before_closing(&mut self, kept: &mut Option<(Files, Copier)>) {
        self.if_due(kept);
        *kept = None;
    }
}

fn count_writes(cache: &mut Connection, counted: Arc<Counted>) -> Result<()> {
    let hook = move |_: Action, _: &str, table: &str, _: i64| {
        let counter = match table {
            "item" => &counted.items,
            "article" => &counted.articles,
            _ => return,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    };
    Ok(cache.update_hook(Some(hook))?)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
