//! The pictures that are being fetched: who fetches one holds its lock, so two who want one fetch it once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::Mutex as AsyncMutex;
use url::Url;

/// The locks of the pictures that are being fetched, by address.
#[derive(Default)]
pub(crate) struct PictureTurns(Mutex<HashMap<Url, Weak<AsyncMutex<()>>>>);

impl PictureTurns {
    /// The lock of an address, which one who fetches it holds.
    pub(crate) fn turn(&self, address: &Url) -> Arc<AsyncMutex<()>> {
        let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        turns.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = turns.get(address).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::default();
        turns.insert(address.clone(), Arc::downgrade(&turn));
        turn
    }
}
