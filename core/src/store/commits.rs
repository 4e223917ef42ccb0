//! Counts commits that change what is shown, for observers: those of this client, and while somebody
//! observes, those of other processes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::directory::Directory;
use super::watcher::Watcher;
use crate::error::{Error, Result};
use crate::model::Changes;

/// The count of commits. Clones count together.
#[derive(Clone)]
pub(super) struct Commits {
    count: watch::Sender<u64>,
    /// Whether each write counts. On disk the watcher sees the writes that change no item, such as when a
    /// list was confirmed; databases in memory have no watcher.
    each: bool,
}

impl Commits {
    /// Counts a write of this client, if it was stored and changed what is shown.
    pub(super) fn note<T>(&self, written: Result<(T, Changes)>) -> Result<(T, Changes)> {
        if written.as_ref().is_ok_and(|(_, changes)| self.each || !changes.is_empty()) {
            self.add();
        }
        written
    }

    /// Wakes the observers.
    pub(super) fn add(&self) {
        self.count.send_modify(|count| *count += 1);
    }
}

/// The observers of a store. While there are any, a thread looks for commits of other processes.
pub(super) struct Observers {
    pub(super) commits: Commits,
    watched: Arc<Mutex<Watched>>,
}

enum Watched {
    By { observers: usize, watcher: Option<Watcher>, is_paused: bool },
    Closed,
}

/// What an observer holds. It wakes after each commit, and several commits wake it once.
pub(crate) struct CommitSignal {
    count: watch::Receiver<u64>,
    watched: Arc<Mutex<Watched>>,
}

impl Observers {
    /// No observers yet, of the store of a directory.
    pub(super) fn none(directory: &Directory) -> Self {
        let commits = Commits { count: watch::Sender::new(0), each: directory.is_in_memory };
        let watched = Watched::By { observers: 0, watcher: None, is_paused: false };
        Self { commits, watched: Arc::new(Mutex::new(watched)) }
    }

    /// Adds an observer. The first one starts the thread.
    pub(super) fn add(&self, directory: &Directory) -> Result<CommitSignal> {
        let mut watched = lock(&self.watched);
        let Watched::By { observers, watcher, is_paused } = &mut *watched else {
            return Err(Error::Closed);
        };
        if watcher.is_none() && !*is_paused {
            *watcher = self.watch(directory)?;
        }
        *observers += 1;
        Ok(CommitSignal { count: self.commits.count.subscribe(), watched: Arc::clone(&self.watched) })
    }

    fn watch(&self, directory: &Directory) -> Result<Option<Watcher>> {
        let commits = self.commits.clone();
        let watch = || Watcher::start(directory.clone(), move || commits.add());
        (!directory.is_in_memory).then(watch).transpose()
    }

    /// Ends the thread until [`resume`](Self::resume). Commits of this client still wake the observers.
    pub(super) fn pause(&self) {
        if let Watched::By { watcher, is_paused, .. } = &mut *lock(&self.watched) {
            *is_paused = true;
            watcher.take();
        }
    }

    /// Looks for commits of other processes again. The observers wake, because there may have been one.
    pub(super) fn resume(&self, directory: &Directory) -> Result<()> {
        if let Watched::By { observers, watcher, is_paused } = &mut *lock(&self.watched)
            && std::mem::take(is_paused)
        {
            if *observers > 0 {
                *watcher = self.watch(directory)?;
            }
            self.commits.add();
        }
        Ok(())
    }

    /// Ends the thread, and wakes the observers, whose next read says that the store is closed.
    pub(super) fn close(&self) {
        let watched = std::mem::replace(&mut *lock(&self.watched), Watched::Closed);
        drop(watched);
        self.commits.add();
    }
}

impl CommitSignal {
    /// Waits for a commit after the last wait, or after the start.
    pub(crate) async fn changed(&mut self) {
        if self.count.changed().await.is_err() {
            std::future::pending().await // the store was dropped: nothing can change
        }
    }
}

/// The last observer ends the thread.
impl Drop for CommitSignal {
    fn drop(&mut self) {
        if let Watched::By { observers, watcher, .. } = &mut *lock(&self.watched) {
            *observers -= 1;
            if *observers == 0 {
                watcher.take();
            }
        }
    }
}

fn lock(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_watched(observers: &Observers) -> bool {
        matches!(&*lock(&observers.watched), Watched::By { watcher: Some(_), .. })
    }

    #[test]
    fn the_files_are_watched_only_while_somebody_observes() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let observers = Observers::none(&directory);
        assert!(!is_watched(&observers));

        let (first, second) = (observers.add(&directory).unwrap(), observers.add(&directory).unwrap());
        drop(first);
        assert!(is_watched(&observers));
        drop(second);
        assert!(!is_watched(&observers));

        let _third = observers.add(&directory).unwrap();
        assert!(is_watched(&observers));
        observers.close();
        assert!(!is_watched(&observers));
        assert!(matches!(observers.add(&directory), Err(Error::Closed)));
    }

    #[test]
    fn nobody_watches_for_files_of_a_store_in_memory() {
        let directory = Directory::in_memory("ours");
        let observers = Observers::none(&directory);

        let _signal = observers.add(&directory).unwrap();

        assert!(!is_watched(&observers));
    }

    #[tokio::test]
    async fn only_a_write_that_was_stored_and_changed_something_wakes_observers() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let observers = Observers::none(&directory);
        let signal = observers.add(&directory).unwrap();
        let mut changes = Changes::default();
        changes.note_new(crate::model::ItemKey::article("en".parse().unwrap(), "1"));

        observers.commits.note(Ok(((), Changes::default()))).unwrap();
        observers.commits.note::<()>(Err(Error::StorageFull)).unwrap_err();
        assert!(!signal.count.has_changed().unwrap());
        observers.commits.note(Ok(((), changes))).unwrap();
        assert!(signal.count.has_changed().unwrap());
    }
}
