//! The readers: at most two connections, opened on demand.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::file;
use crate::error::{Error, Result};

const AT_MOST: u32 = 2;

/// Connections that read the cache, with the user's file attached.
pub(super) struct Readers {
    directory: PathBuf,
    permits: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn of(directory: &Path) -> Self {
        let permits = Arc::new(Semaphore::new(AT_MOST as usize));
        Self { directory: directory.to_owned(), permits, idle: Mutex::new(Vec::new()) }
    }

    pub(super) async fn permit(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.permits).acquire_owned().await.map_err(|_| Error::Closed)
    }

    /// Runs a read on an idle connection, or on a new one. Blocks on the disk.
    pub(super) fn with_connection<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let idle = self.idle().pop();
        let connection = idle.map_or_else(|| file::open_for_reading(&self.directory), Ok)?;
        let answer = read(&connection);
        if !self.permits.is_closed() {
            self.idle().push(connection);
        }
        answer
    }

    /// Refuses new reads, and waits for those that have begun.
    pub(super) async fn close(&self) {
        let all = self.permits.acquire_many(AT_MOST).await;
        self.permits.close();
        drop(all);
        self.idle().clear();
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
