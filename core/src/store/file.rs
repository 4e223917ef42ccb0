//! One file of the store: its settings, its schema, and whether it is ours to open.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode as SqliteCode, OpenFlags, OptionalExtension, TransactionBehavior};

use crate::error::{Error, Result};

/// "iflm": marks both files as ours, so that `file` and we can tell them from any other database.
const APPLICATION_ID: i32 = 0x6966_6C6D;

/// How long to wait for another process that writes.
const BUSY: Duration = Duration::from_secs(5);

/// What kind of file it is.
pub(super) struct Schema {
    /// The steps that make it, in order; the version of a file is the number of steps it has seen.
    steps: &'static [&'static str],
    /// How hard each commit is pressed to the disk.
    synchronous: &'static str,
}

/// What can be fetched again.
pub(super) const CACHE: Schema = Schema {
    steps: &[
        include_str!("migrations/cache/0001_news.sql"),
        include_str!("migrations/cache/0002_search.sql"),
        include_str!("migrations/cache/0003_story.sql"),
    ],
    synchronous: "NORMAL",
};

/// What cannot.
pub(super) const USER: Schema =
    Schema { steps: &[include_str!("migrations/user/0001_reader.sql")], synchronous: "FULL" };

pub(super) fn cache(directory: &Path) -> PathBuf {
    directory.join("cache.db")
}

pub(super) fn user(directory: &Path) -> PathBuf {
    directory.join("user.db")
}

pub(super) fn make_directory(directory: &Path) -> Result<()> {
    std::fs::create_dir_all(directory).map_err(|cause| of_directory(directory, &cause))
}

fn of_directory(directory: &Path, cause: &io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::StorageFull => Error::StorageFull,
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Error::ReadOnly { file: directory.display().to_string() }
        }
        _ => Error::bad_argument(format!("{} cannot be a data directory: {cause}", directory.display())),
    }
}

/// Keeps other processes, and other clients of this one, from opening the files of a directory at the same moment:
/// whoever makes them must not be seen half way. Held until it is dropped; where the system has no such locks, SQLite's
/// own have to do.
pub(super) fn lock(directory: &Path) -> Result<File> {
    let path = directory.join("opening.lock");
    let open = || -> io::Result<File> {
        let file = File::options().create(true).truncate(false).write(true).open(&path)?;
        match file.lock() {
            Err(cause) if cause.kind() != io::ErrorKind::Unsupported => Err(cause),
            _ => Ok(file),
        }
    };
    open().map_err(|cause| of_directory(directory, &cause))
}

/// Checks that a file, where there is one, is ours to open. Writes nothing.
pub(super) fn check(path: &Path, schema: &Schema, catalog: &str) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let look = || -> Result<()> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(BUSY)?;
        match state(&connection, schema)? {
            State::Empty => Ok(()),
            State::Foreign => Err(damaged("it is a database, but not one of this library")),
            State::Newer => Err(Error::NewerVersion { file: path.display().to_string() }),
            State::Ours { .. } => check_owner(&connection, path, catalog),
        }
    };
    look().map_err(|error| named(error, path))
}

/// Opens a file that was checked for writing, and makes or upgrades its schema.
pub(super) fn open(path: &Path, schema: &Schema, catalog: &str) -> Result<Connection> {
    let prepare = || -> Result<Connection> {
        let mut connection = Connection::open(path)?;
        set_up(&connection, schema)?;
        migrate(&mut connection, schema, catalog)?;
        Ok(connection)
    };
    prepare().map_err(|error| named(error, path))
}

/// What a database file is to us.
enum State {
    /// Nothing is in it yet.
    Empty,
    /// It is somebody else's.
    Foreign,
    /// It is from a version that knows more steps.
    Newer,
    /// It has seen so many steps.
    Ours { version: usize },
}

fn state(connection: &Connection, schema: &Schema) -> Result<State> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: usize = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let tables: usize = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(match (application, version) {
        (0, 0) if tables == 0 => State::Empty,
        (APPLICATION_ID, version) if version > schema.steps.len() => State::Newer,
        (APPLICATION_ID, version) => State::Ours { version },
        _ => State::Foreign,
    })
}

/// Opens the cache for reading, with the user's state attached as `user`.
pub(super) fn open_for_reading(directory: &Path) -> Result<Connection> {
    let path = cache(directory);
    let prepare = || -> Result<Connection> {
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(&path, flags)?;
        connection.busy_timeout(BUSY)?;
        let user = user(directory).to_string_lossy().into_owned();
        connection.execute("ATTACH DATABASE :user AS user", rusqlite::named_params! { ":user": user })?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    };
    prepare().map_err(|error| named(error, &path))
}

fn set_up(connection: &Connection, schema: &Schema) -> Result<()> {
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", schema.synchronous)?;
    connection.pragma_update(None, "journal_size_limit", 4 << 20)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

/// Takes the steps that a file has not seen. What it has seen is asked inside the transaction: another process
/// may be making the same file at this moment.
fn migrate(connection: &mut Connection, schema: &Schema, catalog: &str) -> Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = match state(&transaction, schema)? {
        State::Empty => 0,
        State::Ours { version } => version,
        State::Foreign | State::Newer => return Err(damaged("another program changed it just now")),
    };
    for step in &schema.steps[version..] {
        transaction.execute_batch(step)?;
    }
    if version == 0 {
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.execute("INSERT INTO owner (catalog) VALUES (:catalog)", &[(":catalog", catalog)])?;
    }
    transaction.pragma_update(None, "user_version", schema.steps.len())?;
    Ok(transaction.commit()?)
}

fn check_owner(connection: &Connection, path: &Path, catalog: &str) -> Result<()> {
    let owner: Option<String> =
        connection.query_row("SELECT catalog FROM owner", [], |row| row.get("catalog")).optional()?;
    match owner {
        Some(owner) if owner == catalog => Ok(()),
        Some(owner) => Err(Error::bad_argument(format!(
            "{} belongs to the catalogue `{owner}`, not `{catalog}`",
            path.display()
        ))),
        None => Err(damaged("it does not say which catalogue it belongs to")),
    }
}

/// The name of the file is filled in where it is known.
fn damaged(reason: &str) -> Error {
    Error::StorageDamaged { file: String::new(), reason: reason.to_owned() }
}

/// Errors that came up without a file's name get it.
pub(super) fn named(error: Error, path: &Path) -> Error {
    let name = || path.display().to_string();
    match error {
        Error::StorageDamaged { file, reason } if file.is_empty() => {
            Error::StorageDamaged { file: name(), reason }
        }
        Error::ReadOnly { file } if file.is_empty() => Error::ReadOnly { file: name() },
        Error::Busy { file } if file.is_empty() => Error::Busy { file: name() },
        other => other,
    }
}

/// What SQLite says, in our words. The name of the file is filled in where it is known.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let file = String::new();
        match error.sqlite_error_code() {
            Some(SqliteCode::DiskFull) => Self::StorageFull,
            Some(SqliteCode::DatabaseBusy | SqliteCode::DatabaseLocked) => Self::Busy { file },
            Some(SqliteCode::DatabaseCorrupt | SqliteCode::NotADatabase | SqliteCode::SystemIoFailure) => {
                Self::StorageDamaged { file, reason: error.to_string() }
            }
            Some(SqliteCode::ReadOnly | SqliteCode::CannotOpen | SqliteCode::PermissionDenied) => {
                Self::ReadOnly { file }
            }
            None if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) => {
                Self::StorageDamaged { file, reason: error.to_string() }
            }
            _ => Self::Internal(format!("SQLite: {error}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_another_process_writes_to_is_busy() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("cache.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let connection = Connection::open(&path).unwrap();
        connection.busy_timeout(Duration::ZERO).unwrap();

        let error = connection.execute_batch("BEGIN IMMEDIATE").unwrap_err();

        let told = named(error.into(), &path).to_string();
        assert_eq!(told, format!("{} is in use by another process", path.display()));
    }
}
