//! The room that is left for the pages of a sync.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::model::Retention;

/// The room that is left for the pages of a sync.
pub(crate) struct Room {
    retention: Retention,
    /// How many bytes the pages of `cache.db` may take.
    limit: AtomicU64,
    /// How many they take.
    used: AtomicU64,
}

impl Room {
    pub(crate) fn of(retention: Retention) -> Self {
        Self { retention, limit: AtomicU64::new(u64::MAX), used: AtomicU64::new(0) }
    }

    pub(super) fn retention(&self) -> &Retention {
        &self.retention
    }

    /// Notes how many bytes the pages may take, and how many they take.
    pub(super) fn measured(&self, limit: u64, used: u64) {
        self.limit.store(limit, Ordering::Relaxed);
        self.note_used(used);
    }

    /// Notes how many bytes the pages take.
    pub(super) fn note_used(&self, used: u64) {
        self.used.store(used, Ordering::Relaxed);
    }

    /// Whether no further text has room.
    pub(super) fn is_full(&self) -> bool {
        self.used.load(Ordering::Relaxed) >= self.limit.load(Ordering::Relaxed)
    }
}
