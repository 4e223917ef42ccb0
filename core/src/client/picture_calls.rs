//! What the calls for pictures of one client share.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::OnceCell;
use url::Url;

use super::joined::Joined;
use crate::error::Result;
use crate::model::CachedPicture;
use crate::source::Source;
use crate::store::PictureHash;
use crate::sync::PictureTurns;

/// What the calls for pictures of one client share.
#[derive(Default)]
pub(super) struct PictureCalls {
    source: OnceCell<Source>,
    /// Who waits for which picture.
    pub(super) fetches: Joined<Url, Result<CachedPicture>>,
    /// The pictures that are being fetched, also by a sync.
    pub(super) turns: Arc<PictureTurns>,
    /// When pictures were shown last. The next write stores it, because a read must not write.
    shown: Mutex<BTreeMap<PictureHash, Timestamp>>,
}

impl PictureCalls {
    /// Sends the requests for pictures. The first one makes it.
    pub(super) async fn source(&self, make: impl Future<Output = Result<Source>>) -> Result<&Source> {
        self.source.get_or_try_init(|| make).await
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
