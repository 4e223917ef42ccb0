//! Whether a file is damaged, and which one an error means.

use std::path::Path;

use rusqlite::Connection;

use super::directory::Directory;
use super::failure::damaged;
use super::schema::{CACHE, Schema, USER};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// Why a database of another program is refused.
pub(super) const FOREIGN: &str = "it is a database, but not one of this library";

/// The schema of a file.
pub(super) fn schema(file: DataFile) -> &'static Schema {
    match file {
        DataFile::Cache => &CACHE,
        DataFile::User => &USER,
    }
}

/// The file that an error says is damaged, and how; `None` for any other error. A database of another
/// program is not damaged.
pub(super) fn of_error(directory: &Directory, error: &Error) -> Option<(DataFile, String)> {
    let Error::StorageDamaged { file, reason } = error else { return None };
    let named = DataFile::ALL.into_iter().find(|one| directory.file(*one) == Path::new(file))?;
    (reason != FOREIGN).then(|| (named, reason.clone()))
}

/// The error for a user's file that lacks changes which were stored.
pub(super) fn damaged_older() -> Error {
    damaged("it lacks changes that were stored")
}

/// Looks for damage that SQLite finds by itself. Reads the whole file.
///
/// # Errors
/// [`Error::StorageDamaged`] with the first problem; any other error if the file cannot be checked.
pub(super) fn quick_check(connection: &Connection) -> Result<()> {
    said_ok(connection, "quick_check")
}

/// Looks also for indexes that do not fit their tables.
pub(super) fn whole_check(connection: &Connection) -> Result<()> {
    said_ok(connection, "integrity_check")
}

fn said_ok(connection: &Connection, check: &str) -> Result<()> {
    let said: String = connection.pragma_query_value(Some("main"), check, |row| row.get(0))?;
    if said == "ok" { Ok(()) } else { Err(damaged(said)) }
}
