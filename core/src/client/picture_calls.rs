//! What the calls for pictures of one client share.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use jiff::Timestamp;
use tokio::sync::Mutex as AsyncMutex;
use url::Url;

use crate::error::Result;
use crate::source::Source;
use crate::store::PictureHash;

/// What the calls for pictures of one client share.
#[derive(Default)]
pub(super) struct PictureCalls {
    source: OnceLock<Source>,
    /// One who fetches holds the lock of the address.
    turns: Mutex<HashMap<Url, Weak<AsyncMutex<()>>>>,
    /// When pictures were shown last. The next write stores it, because a read must not write.
    shown: Mutex<BTreeMap<PictureHash, Timestamp>>,
}

impl PictureCalls {
    /// Sends the requests for pictures. The first one makes it.
    pub(super) fn source(&self, make: impl FnOnce() -> Result<Source>) -> Result<&Source> {
        match self.source.get() {
            Some(source) => Ok(source),
            None => {
                let source = make()?;
                Ok(self.source.get_or_init(|| source))
            }
        }
    }

    /// The lock of an address, which one who fetches it holds.
    pub(super) fn turn(&self, address: &Url) -> Arc<AsyncMutex<()>> {
        let mut turns = lock(&self.turns);
        turns.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = turns.get(address).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::default();
        turns.insert(address.clone(), Arc::downgrade(&turn));
        turn
    }

    pub(super) fn note_shown(&self, hash: PictureHash, at: Timestamp) {
        lock(&self.shown).insert(hash, at);
    }

    /// What was shown and is not stored yet.
    pub(super) fn take_shown(&self) -> Vec<(PictureHash, Timestamp)> {
        std::mem::take(&mut *lock(&self.shown)).into_iter().collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
