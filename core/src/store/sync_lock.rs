//! The lock that lets one process at a time sync the files of a directory.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use super::directory::{Directory, Lock};
use crate::error::{Error, Result};

/// How long a sync waits for the sync of another process.
const SYNC_LOCK_TIMEOUT: Duration = Duration::from_secs(30);
/// How long to wait before the next try.
const SYNC_LOCK_RETRY: Duration = Duration::from_millis(50);

/// The right to sync. Dropping it releases the lock. If the process dies, the system releases it.
pub(crate) struct SyncLock {
    _lock: Lock,
}

impl SyncLock {
    /// Waits until nobody else syncs the directory.
    ///
    /// # Errors
    /// [`Error::Busy`] if another process still syncs after `SYNC_LOCK_TIMEOUT`.
    pub(super) async fn wait_for(directory: &Directory) -> Result<Self> {
        let latest = Instant::now() + SYNC_LOCK_TIMEOUT;
        loop {
            match Self::take(directory)? {
                Some(lock) => return Ok(lock),
                None if Instant::now() >= latest => {
                    return Err(Error::Busy { file: directory.sync_lock().display().to_string() });
                }
                None => sleep(SYNC_LOCK_RETRY).await,
            }
        }
    }

    /// Takes the lock; `None` while another process holds it.
    fn take(directory: &Directory) -> Result<Option<Self>> {
        let file = directory.try_lock(&directory.sync_lock())?;
        Ok(file.map(|lock| Self { _lock: lock }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_has_the_lock_until_it_is_dropped() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (directory, other) = (Directory::new(here.path(), "a"), Directory::new(there.path(), "a"));

        let first = SyncLock::take(&directory).unwrap();
        assert!(first.is_some());
        assert!(SyncLock::take(&directory).unwrap().is_none());
        assert!(SyncLock::take(&other).unwrap().is_some());

        drop(first);
        assert!(SyncLock::take(&directory).unwrap().is_some());
    }
}
