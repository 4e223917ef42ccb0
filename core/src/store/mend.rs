//! What a store does when a call meets damage: it repairs the file, so that the next call works.

use std::time::Duration;

use tokio::sync::oneshot;

use super::access::Store;
use super::both_files::{self, Mended};
use super::damage;
use super::repair::Foreign;
use crate::error::{Error, Result};
use crate::guard::guarded;
use crate::model::Repair;

/// How often it tries to be alone, and how long it waits between. Other work of this client may open the
/// files again.
const TRIES: u32 = 10;
const RETRY: Duration = Duration::from_millis(50);

impl Store {
    /// Repairs what is damaged after a call met damage, unless that was done since there were `before`
    /// repairs. Both files are inspected, because SQLite does not say on which a statement failed. A failure
    /// is only logged, because the caller has an error already.
    pub(super) async fn mend(&self, error: &Error, before: usize) {
        let Some((file, _)) = damage::of_error(&self.directory, error) else { return };
        let _turn = self.mends.turn.lock().await;
        if self.directory.repairs.count() != before || !self.mends.begins(file) {
            return;
        }
        match self.repair(Foreign::Stays).await {
            Ok(done) if done.is_empty() => self.mends.note_failure(file), // both are sound
            Ok(_) => {}
            Err(error) => {
                self.mends.note_failure(file);
                if matches!(error, Error::Busy { .. }) {
                    self.mends.take_back(file);
                }
                tracing::warn!(code = error.code().as_str(), %error, "a damaged file could not be repaired");
            }
        }
    }

    /// Inspects both files, and repairs the damaged ones. Returns what was repaired.
    ///
    /// # Errors
    /// [`Error::Busy`] while another client or process has the files open for writing; the other storage
    /// errors.
    pub(super) async fn repair(&self, foreign: Foreign) -> Result<Vec<Repair>> {
        let mut tries = 0;
        loop {
            tries += 1;
            self.readers.release().await;
            if let Some(writer) = self.writer.get() {
                writer.release().await?;
            }
            let directory = self.directory.clone();
            match on_thread(move || both_files::mend(&directory, foreign, Duration::ZERO)).await {
                Err(Error::Busy { .. }) if tries < TRIES => pause().await?,
                Ok(Mended { repairs, failed }) => {
                    self.observers.commits.add();
                    return failed.map_or(Ok(repairs), Err);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// The repairs since the store was made, the oldest first.
    pub(crate) fn repairs(&self) -> Vec<Repair> {
        self.directory.repairs.all()
    }

    /// Whether the cache was replaced since the last call, so that its texts must be indexed anew.
    pub(crate) fn take_new_cache(&self) -> bool {
        self.directory.repairs.take_new_cache()
    }
}

/// Waits before a retry. A timer of the runtime would never end while its only thread waits for an event of
/// an observation.
async fn pause() -> Result<()> {
    on_thread(|| {
        std::thread::sleep(RETRY);
        Ok(())
    })
    .await
}

/// Runs work on a thread of its own. Dropping the future does not stop the work.
pub(super) async fn on_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let (answer, answered) = oneshot::channel();
    let thread = std::thread::Builder::new().name("ifilm-repair".to_owned());
    let begun = thread.spawn(move || {
        let panicked = |message| Err(Error::Internal(format!("a repair panicked: {message}")));
        let _ = answer.send(guarded(&"a repair", work).unwrap_or_else(panicked));
    });
    begun.map_err(|cause| Error::Internal(format!("no thread for a repair: {cause}")))?;
    answered.await.map_err(|_| Error::Internal("a repair stopped in the middle".to_owned()))?
}
