//! Whoever waits for a read: a read that nobody waits for any more is interrupted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use crate::error::{Error, Result};

/// So many steps of its virtual machine SQLite takes between two looks: some ten microseconds.
const STEPS: i32 = 1_000;

/// Whoever waits for a read, or has left.
#[derive(Default)]
pub(super) struct Caller {
    has_left: AtomicBool,
}

impl Caller {
    /// Lets the statements of a connection end with [`Error::Cancelled`] as soon as the caller has left.
    ///
    /// Not by `sqlite3_interrupt`, which is lost between two statements.
    pub(super) fn interrupt(self: &Arc<Self>, connection: &mut Connection) -> Result<()> {
        let caller = Arc::clone(self);
        Ok(connection.progress_handler(STEPS, Some(move || caller.check().is_err()))?)
    }

    /// [`Error::Cancelled`] where nobody waits any more.
    pub(super) fn check(&self) -> Result<()> {
        if self.has_left.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }
}

/// Held by whoever waits. The caller leaves when it is dropped.
pub(super) struct Waiting(pub(super) Arc<Caller>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.has_left.store(true, Ordering::Relaxed);
    }
}
