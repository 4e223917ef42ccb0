//! Checkpoints: copy the write-ahead log of the cache into its file. A copy waits for the disk. It runs on a
//! thread of its own, because the writer, and everyone who waits for the writer, would wait for it, too.

use std::ffi::c_int;
use std::path::Path;
use std::sync::mpsc::{self, SyncSender, TrySendError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use rusqlite::hooks::Wal;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::watch;

use super::directory::Directory;
use crate::error::{Error, Result};

/// From this length on, the log is copied after a commit. It is 4 MB, as by SQLite's own default.
const LONG_PAGES: c_int = 1_000;

/// From this length on, work in many transactions waits until the log is copied: 16 MB. Without a pause
/// between two transactions the log would never be emptied.
const TOO_LONG_PAGES: c_int = 4_000;

/// The write-ahead log of the cache, as its writer and its copier see it.
#[derive(Default)]
pub(super) struct Log {
    is_too_long: watch::Sender<bool>,
    /// Wakes the copier, while there is one.
    wake: Mutex<Option<SyncSender<()>>>,
    /// Locked while the log is being copied.
    copying: Mutex<()>,
}

impl Log {
    /// Waits while the log is too long.
    pub(super) async fn settled(&self) {
        let _ = self.is_too_long.subscribe().wait_for(|is_too_long| !is_too_long).await;
    }

    /// Notes the length of the log after a commit, and wakes the copier. It does so in this order: the copier
    /// may have copied the log before this goes on. Without a copier, nobody may wait for it.
    fn grown(&self, pages: c_int, wake: impl FnOnce() -> Result<(), TrySendError<()>>) {
        if pages >= LONG_PAGES {
            self.copy(pages >= TOO_LONG_PAGES, wake);
        }
    }

    fn copy(&self, is_too_long: bool, wake: impl FnOnce() -> Result<(), TrySendError<()>>) {
        self.is_too_long.send_replace(is_too_long);
        if let Err(TrySendError::Disconnected(())) = wake() {
            self.is_too_long.send_replace(false);
        }
    }

    /// Copies the log, however long it is, and waits for that. The writer works meanwhile.
    pub(super) async fn copied(&self) {
        let wake = lock(&self.wake).clone();
        if let Some(wake) = wake {
            self.copy(true, || wake.try_send(()));
            drop(wake); // the thread ends when nobody can wake it
            self.settled().await;
        }
    }

    /// Waits until the log is not being copied, and keeps it so.
    pub(super) fn pause(&self) -> MutexGuard<'_, ()> {
        lock(&self.copying)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The thread that copies the log. It ends when the connection that it was started for is closed. Dropping it
/// waits for the end.
pub(super) struct Copier {
    log: Arc<Log>,
    thread: Option<JoinHandle<()>>,
}

impl Copier {
    /// Starts the thread, to which the commits of `cache` leave the copying from now on. A database in memory
    /// has no log, and no thread.
    pub(super) fn start(directory: &Directory, cache: &mut Connection, log: &Arc<Log>) -> Result<Self> {
        if directory.is_in_memory {
            return Ok(Self { log: Arc::clone(log), thread: None });
        }
        let (wake, woken) = mpsc::sync_channel(1);
        let (path, served) = (directory.cache(), Arc::clone(log));
        let thread = std::thread::Builder::new().name("ifilm-copier".to_owned());
        let thread = thread.spawn(move || serve(&woken, &path, &served));
        let thread = thread.map_err(|cause| Error::Internal(format!("no thread for copying: {cause}")))?;
        *lock(&log.wake) = Some(wake.clone());
        let copier = Self { log: Arc::clone(log), thread: Some(thread) };
        let log = Arc::clone(log);
        cache.wal_hook(Some(move |_: &mut Wal, pages| {
            log.grown(pages, || wake.try_send(()));
            Ok(())
        }))?;
        Ok(copier)
    }
}

impl Drop for Copier {
    fn drop(&mut self) {
        lock(&self.log.wake).take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join(); // a panic of it was reported, and costs nothing that is stored
        }
    }
}

fn serve(woken: &mpsc::Receiver<()>, path: &Path, log: &Log) {
    let mut kept = None;
    while woken.recv().is_ok() {
        let _copying = log.pause();
        match copy(kept.take(), path) {
            Ok(connection) => kept = Some(connection),
            // The next commit tries again, with a new connection.
            Err(error) => tracing::debug!(%error, "the write-ahead log was not copied"),
        }
        log.is_too_long.send_replace(false);
    }
}

/// Copies as much of the log as no reader and no writer needs. Returns the connection for the next copy: a
/// new one has to read the whole schema, and a long log is copied after each commit.
fn copy(kept: Option<Connection>, cache: &Path) -> Result<Connection> {
    let connection = kept.map_or_else(|| open(cache), Ok)?;
    connection.query_row("PRAGMA main.wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    Ok(connection)
}

fn open(cache: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(cache, flags)?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    Ok(connection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{CommitPoint, Rest, Store};

    /// A sync waited for ever for a copier that was ready before the writer had noted the length.
    #[test]
    fn nobody_waits_for_a_log_that_is_copied_already_or_that_nobody_copies() {
        let log = Log::default();
        let is_too_long = || *log.is_too_long.borrow();
        let copied = || {
            assert!(is_too_long());
            log.is_too_long.send_replace(false);
            Ok(())
        };

        log.grown(TOO_LONG_PAGES, copied);
        assert!(!is_too_long());
        log.grown(TOO_LONG_PAGES, || Err(TrySendError::Disconnected(())));
        assert!(!is_too_long());
        log.grown(TOO_LONG_PAGES, || Err(TrySendError::Full(())));
        assert!(is_too_long());
        log.grown(LONG_PAGES, || Ok(()));
        assert!(!is_too_long());
    }

    /// A prune copied up to 16 MB on the writer's thread, and acts waited for it.
    #[tokio::test]
    async fn a_log_of_any_length_is_copied_by_the_copier() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::at(folder.path(), "ours", Rest::default());
        store
            .write(CommitPoint::Bulk, |write| Ok(write.execute_batch("UPDATE mirror SET followed = 1")?))
            .await
            .unwrap();

        store.writer().await.unwrap().log().copied().await;

        let look = Connection::open(folder.path().join("cache.db")).unwrap();
        let noop = "PRAGMA main.wal_checkpoint(NOOP)";
        let (pages, copied) =
            look.query_row(noop, [], |row| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))).unwrap();
        assert!(pages > 0 && pages == copied, "{copied} of {pages}");
        store.close().await.unwrap();
    }
}
