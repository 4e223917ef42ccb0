//! The repairs that this process made in a data directory.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::model::{DataFile, Repair};

/// The repairs of a data directory since it was opened. Clones share them.
#[derive(Debug, Clone, Default)]
pub(super) struct Repairs(Arc<Mutex<Made>>);

#[derive(Debug, Default)]
struct Made {
    repairs: Vec<Repair>,
    has_new_cache: bool,
}

impl Repairs {
    /// Notes that a file was replaced.
    pub(super) fn note(&self, repair: &Repair) {
        let mut made = self.made();
        made.has_new_cache |= repair.file == DataFile::Cache;
        made.repairs.push(repair.clone());
    }

    /// How many files were replaced until now.
    pub(super) fn count(&self) -> usize {
        self.made().repairs.len()
    }

    /// All of them, the oldest first.
    pub(super) fn all(&self) -> Vec<Repair> {
        self.made().repairs.clone()
    }

    /// Whether the cache was replaced since the last call.
    pub(super) fn take_new_cache(&self) -> bool {
        std::mem::take(&mut self.made().has_new_cache)
    }

    fn made(&self) -> MutexGuard<'_, Made> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
