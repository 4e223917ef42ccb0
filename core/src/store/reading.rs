//! A reading: both files as they were at one moment, for a caller who may leave.

use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;

use super::caller::Caller;
use super::directory::Directory;
use super::failure::named;
use super::readable::{Found, Readable};
use crate::error::{Error, Result};

/// What reads are given: a connection that reads both files. All statements of one read see the same moment.
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

    pub(super) fn is_true(&self) -> bool {
        self.readable.is_true(&self.directory)
    }

    pub(super) fn found(&self) -> Found {
        self.readable.found
    }

    /// Runs a read for a caller.
    pub(super) fn run<T>(&mut self, caller: Arc<Caller>, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.caller = caller;
        self.caller.interrupt(&mut self.readable.connection)?;
        self.at_one_moment(read).map_err(|error| self.name(error))
    }

    /// Ends the read where nobody waits for it any more: to be asked in loops that take long.
    pub(crate) fn check_wanted(&self) -> Result<()> {
        self.caller.check()
    }

    fn at_one_moment<T>(&self, read: impl FnOnce(&Self) -> Result<T>) -> Result<T> {
        self.check_wanted()?;
        let _moment = self.unchecked_transaction()?; // ends when it is dropped: a read has nothing to commit
        read(self)
    }

    /// Names the file that a statement failed on. SQLite does not say which of the two it is.
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
