//! Looks for commits of other processes, because SQLite does not announce them.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::Duration;

use rusqlite::Connection;

use super::directory::Directory;
use super::identity::Identity;
use super::open_mode::OpenMode;
use super::readable;
use super::stamp::Stamp;
use crate::error::{Error, Result};

/// How long it waits before it looks again. Observers see a commit of another process within twice this time.
const PERIOD: Duration = Duration::from_millis(500);

/// A thread that notes the commits of other processes. Dropping it ends the thread, and waits for the end.
pub(super) struct Watcher {
    /// Closing it wakes the thread, which then ends.
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Watcher {
    /// Calls `changed` on the thread after each look that found a commit.
    pub(super) fn start(directory: Directory, changed: impl Fn() + Send + 'static) -> Result<Self> {
        let (stop, stopped) = mpsc::channel();
        let mut seen = Seen::new(directory);
        let watch = move || {
            while let Err(RecvTimeoutError::Timeout) = stopped.recv_timeout(PERIOD) {
                if seen.has_changed() {
                    changed();
                }
            }
        };
        let thread = std::thread::Builder::new().name("ifilm-watcher".to_owned()).spawn(watch);
        let thread = thread.map_err(|cause| Error::Internal(format!("no thread for a watcher: {cause}")))?;
        Ok(Self { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The state of both files at the last look.
struct Seen {
    directory: Directory,
    files: [WatchedFile; 2],
    /// The state of files that SQLite cannot say anything of.
    stamp: Option<Stamp>,
}

/// A file, and a connection that only looks at it.
struct WatchedFile {
    path: PathBuf,
    identity: Identity,
    connection: Option<Connection>,
    version: Option<i64>,
}

impl Seen {
    /// Looks for the first time. Every commit after it will be seen.
    fn new(directory: Directory) -> Self {
        let files = [directory.cache(), directory.user()].map(WatchedFile::at);
        let mut seen = Self { directory, files, stamp: None };
        seen.has_changed();
        seen
    }

    /// Whether a file has changed since the last look. The commits of this client count, too.
    fn has_changed(&mut self) -> bool {
        let [cache, user] = &mut self.files;
        let (cache_changed, user_changed) = (cache.has_changed(), user.has_changed());
        let in_place = self.files.iter().all(|file| file.version.is_some());
        let stamp = if in_place { None } else { Stamp::of(&self.directory).ok() };
        let stamp_changed = stamp != self.stamp;
        self.stamp = stamp;
        cache_changed || user_changed || stamp_changed
    }
}

impl WatchedFile {
    fn at(path: PathBuf) -> Self {
        Self { identity: Identity::of(&path), path, connection: None, version: None }
    }

    fn has_changed(&mut self) -> bool {
        let version = self.look();
        if version.is_none() {
            self.connection = None; // the next look opens it anew
        }
        std::mem::replace(&mut self.version, version) != version
    }

    /// SQLite's number of the last commit of others; `None` if the file cannot be read in place.
    fn look(&mut self) -> Option<i64> {
        let identity = Identity::of(&self.path);
        if self.connection.is_none() || identity != self.identity {
            self.identity = identity;
            self.connection = open(&self.path); // a repair has replaced the file
        }
        let connection = self.connection.as_ref()?;
        connection.pragma_query_value(None, "data_version", |row| row.get(0)).ok()
    }
}

fn open(path: &Path) -> Option<Connection> {
    let has_content = std::fs::metadata(path).is_ok_and(|found| found.len() > 0);
    if !has_content {
        return None; // SQLite would delete the log beside an empty file
    }
    let connection = OpenMode::BesideWriters.open(path).ok()?;
    readable::configure(&connection, Duration::ZERO).ok()?;
    Some(connection)
}
