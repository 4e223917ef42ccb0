//! A reading: a snapshot of both files, for a caller who may stop waiting.

use std::ops::Deref;
use std::sync::Arc;

use rusqlite::Connection;

use super::caller::Caller;
use super::directory::Directory;
use super::failure::named;
use super::readable::{Found, Readable};
use super::{damage, inspection, readable_rows};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// The connection that a read gets. It reads both files, and all statements of one read see one snapshot.
pub(crate) struct Reading {
    readable: Readable,
    /// The damaged file in whose place an empty one stands, and its damage.
    without: Option<(DataFile, Error)>,
    /// Says that a repair must be finished, because it has marks that the user's file may lack.
    waiting: Option<Error>,
    directory: Directory,
    caller: Arc<Caller>,
}

impl Reading {
    /// Opens both files. If one is damaged, the other can still be read.
    pub(super) fn open(directory: &Directory) -> Result<Self> {
        let (readable, without) = match Readable::open(directory) {
            Ok(readable) => (readable, None),
            Err(error) => {
                let Some((file, _)) = damage::of_error(directory, &error) else { return Err(error) };
                let Ok(other) = Readable::open_without(directory, file) else { return Err(error) };
                (other, Some((file, error)))
            }
        };
        let waiting = inspection::waiting(directory)?;
        Ok(Self { readable, without, waiting, directory: directory.clone(), caller: Arc::default() })
    }

    /// Whether the marks of a person can be read. If not, none seem to be set.
    pub(crate) fn has_marks(&self) -> bool {
        !matches!(self.without, Some((DataFile::User, _)))
    }

    pub(super) fn is_current(&self) -> bool {
        self.readable.is_current(&self.directory)
    }

    pub(super) fn found(&self) -> Found {
        self.readable.found
    }

    /// Fails if one of the files cannot be read, or if a repair that is not finished holds some of its marks.
    pub(super) fn check_has_both(&self) -> Result<()> {
        let damage = self.without.as_ref().map(|(_, damage)| damage).or(self.waiting.as_ref());
        damage.map_or(Ok(()), |damage| Err(damage.clone()))
    }

    /// Runs a read for a caller. Returns the damage of a file that it did without.
    pub(super) fn run<T>(
        &mut self,
        caller: Arc<Caller>,
        needs: Option<DataFile>,
        read: impl FnOnce(&Self) -> Result<T>,
    ) -> Result<(T, Option<Error>)> {
        let damage = match &self.without {
            Some((file, damage)) if needs == Some(*file) => return Err(damage.clone()),
            without => without.as_ref().map(|(_, damage)| damage).or(self.waiting.as_ref()).cloned(),
        };
        self.caller = caller;
        self.caller.interrupt(&mut self.readable.connection)?;
        let answer = self.in_one_snapshot(read).map_err(|error| self.name(error))?;
        Ok((answer, damage))
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
        check.is_ok_and(|said| said == "ok") && readable_rows::check(self, "user", DataFile::User).is_ok()
    }
}

impl Deref for Reading {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.readable.connection
    }
}
