//! Calls for the same thing at the same time: one does the work, the others get its outcome.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tokio::sync::Mutex as AsyncMutex;

/// Work in progress, by what it is for. If the caller that does the work leaves, the next one does it.
pub(super) struct Joined<K, T>(Mutex<HashMap<K, Weak<Work<T>>>>);

/// The outcome of work, once it is there. Whoever works holds the lock.
type Work<T> = AsyncMutex<Option<T>>;

impl<K, T> Default for Joined<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: Hash + Eq + Clone, T: Clone> Joined<K, T> {
    /// Does work, or waits for that of an earlier caller for the same thing. Who comes when the work is done
    /// begins anew.
    pub(super) async fn join(&self, key: &K, work: impl Future<Output = T>) -> T {
        let turn = self.turn(key);
        let mut outcome = turn.lock().await;
        if let Some(outcome) = outcome.as_ref() {
            return outcome.clone();
        }
        let done = work.await;
        self.all().remove(key);
        outcome.insert(done).clone()
    }

    fn turn(&self, key: &K) -> Arc<Work<T>> {
        let mut all = self.all();
        all.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = all.get(key).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::default();
        all.insert(key.clone(), Arc::downgrade(&turn));
        turn
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Weak<Work<T>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
