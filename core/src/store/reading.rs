//! A reading: a snapshot of both files, for a caller who may stop waiting.

use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;

use super::caller::Caller;
use super::directory::Directory;
use super::failure::named;
use super::readable::{Found, Readable};
use crate::error::{Error, Result};

/// The connection that a read gets. It reads both files, and all statements of one read see one snapshot.
pub(crate) struct Reading {
    readable: Readable,
    directory: Directory,
    caller: Arc<Caller>,
}

impl Reading {
    pub(super) fn open(directory: &Directory) -> Result<Self> {
        let readable = Readable::open(directory)?;
        Ok(Self { readable, directory: directory.clone(), caller: Arc::default() })
    }

    pub(super) fn is_current(&self) -> bool {
        self.readable.is_current(&self.directory)
    }

    pub(super) fn found(&self) -> Found {
        self.readable.found
    }

    /// Runs a read for a caller.
    pub(super) fn run<T>(&mut self, caller: Arc<Caller>, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.caller = caller;
        self.caller.interrupt(&mut self.readable.connection)?;
        self.in_one_snapshot(read).map_err(|error| self.name(error))
    }

    /// Fails if the caller no longer waits. Long loops must call it.
    pub(crate) fn check_wanted(&self) -> Result<()> {
        self.caller.check()
    }

    fn in_one_snapshot<T>(&self, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.check_wanted()?;
        let _snapshot = self.unchecked_transaction()?; // dropping it ends it: a read has nothing to commit
        read(self)
    }

    /// Adds the name of the file on which a statement failed. SQLite does not say which of the two it was.
    fn name(&self, error: Error) -> Error {
        match error {
            Error::StorageDamaged { .. } if !self.is_user_whole() => named(error, &self.directory.user()),
            error => named(error, &self.directory.cache()),
        }
    }

    fn is_user_whole(&self) -> bool {
        let check = self.pragma_query_value(Some("user"), "quick_check", |row| row.get::<_, String>(0));
        check.is_ok_and(|said| said == "ok")
    }
}

impl Deref for Reading {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.readable.connection
    }
}
