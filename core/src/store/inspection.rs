//! A look at one file: whether it is lost or damaged.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::damage::{quick_check, schema, whole_check};
use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::damaged;
use super::open_mode::OpenMode;
use super::owner::{self, Version};
use super::{generation, salvage};
use crate::error::Result;
use crate::model::DataFile;

/// How closely a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closeness {
    /// Its pages and rows.
    Quick,
    /// Also whether its indexes fit its tables.
    Whole,
}

/// Looks at a file with its write-ahead log, although others may write to it. Reads the whole file.
///
/// # Errors
/// [`Error::StorageDamaged`](crate::Error::StorageDamaged) with the first problem; any other error if the
/// file cannot be checked.
pub(super) fn inspect(directory: &Directory, file: DataFile, closeness: Closeness) -> Result<()> {
    if let Some(reason) = generation::loss(directory, file)? {
        return Err(damaged(reason));
    }
    let path = directory.file(file);
    let connection = OpenMode::BesideWriters.open(&path)?;
    connection.busy_timeout(LOCK_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = owner::check(&connection, "main", &path, schema(file), &directory.catalog)?;
    if found == Version::Empty {
        return Ok(());
    }
    match closeness {
        Closeness::Quick => quick_check(&connection)?,
        Closeness::Whole => whole_check(&connection)?,
    }
    if file == DataFile::User && found == Version::Usable {
        generation::check_age(directory, &connection)?;
        check_rows(&connection)?;
    }
    Ok(())
}

/// Fails if a row cannot be read again. The user's file is small enough to read all of it. In a file of a
/// newer version there may be values that this one does not know.
fn check_rows(user: &Connection) -> Result<()> {
    let version: usize = user.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let is_known = version <= schema(DataFile::User).steps.len();
    match is_known.then(|| salvage::unsound_table(user)).transpose()?.flatten() {
        Some(table) => Err(damaged(format!("a row of `{table}` cannot be read"))),
        None => Ok(()),
    }
}
