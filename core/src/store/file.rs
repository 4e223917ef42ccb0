//! One file of the store: where it is, its settings, and whether it is ours to open.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::failure::{damaged, named};
use super::schema::{Schema, State, state};
use super::upgrade;
use crate::error::{Error, Result};

/// How long to wait for another process that writes.
const BUSY: Duration = Duration::from_secs(5);

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

/// A lock that lets one client at a time open the files of a directory: nobody may see files that are half
/// made. It is held until it is dropped. Where the system has no such locks, SQLite's own must do.
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

/// Checks that a file, if it exists, is one that this version may open. Writes nothing.
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

/// Opens a checked file for writing, and makes or upgrades its schema.
pub(super) fn open(path: &Path, schema: &Schema, catalog: &str) -> Result<Connection> {
    let prepare = || -> Result<Connection> {
        let mut connection = Connection::open(path)?;
        set_up(&connection, schema)?;
        upgrade::upgrade(&mut connection, schema, catalog)?;
        upgrade::convert_to_incremental_vacuum(&connection)?;
        Ok(connection)
    };
    prepare().map_err(|error| named(error, path))
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
    upgrade::ask_for_incremental_vacuum(connection)?; // before WAL, which writes the file's first page
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", schema.synchronous)?;
    connection.pragma_update(None, "journal_size_limit", 4 << 20)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

fn check_owner(connection: &Connection, path: &Path, catalog: &str) -> Result<()> {
    let owner: Option<String> =
        connection.query_row("SELECT catalog FROM owner", [], |row| row.get("catalog")).optional()?;
    match owner {
        Some(owner) if owner == catalog => Ok(()),
        Some(owner) => Err(Error::bad_argument(format!(
            "{} belongs to the catalogue `{owner}`, not `{catalog}`: use another data directory",
            path.display()
        ))),
        None => Err(damaged("it does not say which catalogue it belongs to")),
    }
}
