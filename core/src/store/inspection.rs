//! A look at one file: whether it is lost or damaged.

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::damage::{self, quick_check, schema, whole_check};
use super::directory::{Directory, LOCK_TIMEOUT, wal};
use super::failure::{damaged, named};
use super::open_mode::OpenMode;
use super::owner::{self, Version};
use super::{backup_due, backup_file, readable_rows, shape, whole_file};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// How closely a file is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closeness {
    /// Its pages, its schema, and the rows of the user's file, which is small.
    Quick,
    /// Also whether its indexes fit its tables, and the rows of the cache.
    Whole,
}

/// Why a file must have been lost: it is missing or empty, but something of it is still there. Then nobody
/// may open it, because SQLite would delete the log beside an empty file.
pub(super) fn loss(directory: &Directory, file: DataFile) -> Result<Option<&'static str>> {
    let path = directory.file(file);
    if directory.is_in_memory || directory.look_at(&path)?.is_some_and(|found| found.len() > 0) {
        return Ok(None);
    }
    Ok(if directory.look_at(&directory.replacement(file))?.is_some() {
        Some("it is missing, because its repair was interrupted")
    } else if file == DataFile::Cache {
        None // it can be fetched again
    } else if directory.has_wal(&path)? {
        Some("it is missing or empty, although it has a write-ahead log")
    } else {
        let has_backup = !backup_file::generations(directory)?.is_empty();
        has_backup.then_some("it is missing or empty, although it has a backup")
    })
}

/// The error for the new file of an interrupted repair that waits beside the user's file: it has marks that
/// the file may lack.
pub(super) fn waiting(directory: &Directory) -> Result<Option<Error>> {
    if directory.is_in_memory {
        return Ok(None);
    }
    let found = directory.look_at(&directory.replacement(DataFile::User))?;
    Ok(found.map(|_| named(damaged(INTERRUPTED), &directory.user())))
}

/// Why a file is repaired that has content, although a new one waits for its name.
pub(super) const INTERRUPTED: &str = "a repair of it was interrupted";

/// Looks at a file with its write-ahead log, although others may write to it. Reads the whole file. What may
/// be damage or a failed read is damage if plain reads of the file do well.
///
/// # Errors
/// [`Error::StorageDamaged`](crate::Error::StorageDamaged) with the first problem; any other error if the
/// file cannot be checked.
pub(super) fn inspect(directory: &Directory, file: DataFile, closeness: Closeness) -> Result<()> {
    if let Some(reason) = loss(directory, file)? {
        return Err(damaged(reason));
    }
    let path = directory.file(file);
    if directory.look_at(&path)?.is_none_or(|found| found.len() == 0) {
        return Ok(()); // SQLite would delete the log beside an empty file
    }
    let connection = OpenMode::BesideWriters.open(&path)?;
    connection.busy_timeout(LOCK_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let inspected = inspect_opened(directory, file, closeness, &connection);
    drop(connection);
    match inspected {
        Err(error) if damage::is_unclear(&error) => {
            whole_file::read_to_end(directory, &path)?;
            whole_file::read_to_end(directory, &wal(&path))?;
            Err(damaged(error.to_string()))
        }
        inspected => inspected,
    }
}

/// Looks at a file, or at a copy of it, that is open.
///
/// # Errors
/// As [`inspect`].
pub(super) fn inspect_opened(
    directory: &Directory,
    file: DataFile,
    closeness: Closeness,
    connection: &Connection,
) -> Result<()> {
    let (path, schema) = (directory.file(file), schema(file));
    let found = owner::check(connection, "main", &path, schema, &directory.catalog)?;
    if found == Version::Empty {
        return Ok(());
    }
    match closeness {
        Closeness::Quick => quick_check(connection)?,
        Closeness::Whole => whole_check(connection)?,
    }
    let version: usize = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if !shape::fits(connection, version, schema)? {
        return Err(damaged("its tables are not those of its version"));
    }
    if version == schema.steps.len() {
        check_statements(connection)?;
    }
    if file == DataFile::User && found == Version::Usable {
        backup_due::check_age(directory, connection)?;
    }
    if file == DataFile::User || (closeness == Closeness::Whole && version <= schema.steps.len()) {
        readable_rows::check(connection, "main", file)?;
    }
    Ok(())
}

const WRITES: &str = "
    SELECT
        printf('EXPLAIN INSERT INTO \"%w\" DEFAULT VALUES', name) AS adds,
        printf('EXPLAIN DELETE FROM \"%w\"', name) AS deletes
    FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'";

/// Fails if a trigger or a reference does not work: SQLite compiles them with the statements that use them.
fn check_statements(connection: &Connection) -> Result<()> {
    let mut statement = connection.prepare(WRITES)?;
    let writes = statement.query_map([], |row| Ok([row.get("adds")?, row.get("deletes")?]))?;
    let writes: Vec<[String; 2]> = writes.collect::<rusqlite::Result<_>>()?;
    for write in writes.iter().flatten() {
        connection.prepare(write)?;
    }
    Ok(())
}
