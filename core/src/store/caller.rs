//! The caller of a read. When the caller stops waiting, the read is interrupted.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::Connection;

use crate::error::{Error, Result};

/// SQLite runs this many steps of its virtual machine between two checks. They take about ten microseconds.
const STEPS: i32 = 1_000;

/// The caller of a read, who may have stopped waiting.
#[derive(Default)]
pub(super) struct Caller {
    has_left: AtomicBool,
}

impl Caller {
    /// Makes the statements of a connection fail with [`Error::Cancelled`] as soon as the caller has left.
    ///
    /// It does not use `sqlite3_interrupt`: an interrupt between two statements has no effect.
    pub(super) fn interrupt(self: &Arc<Self>, connection: &mut Connection) -> Result<()> {
        let caller = Arc::clone(self);
        Ok(connection.progress_handler(STEPS, Some(move || caller.check().is_err()))?)
    }

    /// Fails with [`Error::Cancelled`] if the caller has left.
    pub(super) fn check(&self) -> Result<()> {
        if self.has_left.load(Ordering::Relaxed) { Err(Error::Cancelled) } else { Ok(()) }
    }
}

/// The caller holds this while it waits. Dropping it means that the caller has left.
pub(super) struct Waiting(pub(super) Arc<Caller>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.has_left.store(true, Ordering::Relaxed);
    }
}
