//! Opens both files on one reading connection: in place, or copied into memory where that fails.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::compiled;
use super::damage::schema;
use super::directory::{Directory, LOCK_RETRY, LOCK_TIMEOUT};
use super::failure::{damaged, named};
use super::file::Files;
use super::identity::Identity;
use super::inspection::loss;
use super::memory;
use super::open_mode::{self, OpenMode};
use super::owner::{self, Version};
use super::schema::{CACHE, Schema, USER};
use super::stamp::Stamp;
use crate::error::{Error, Result};
use crate::model::DataFile;

/// How long a reader waits for another process, which may be closing or recovering the files. If the wait is
/// longer, the file is copied instead.
const SHORT_WAIT: Duration = Duration::from_millis(250);

/// Both files on one reading connection. The user's file is attached as `user`.
pub(super) struct Readable {
    pub(super) connection: Connection,
    pub(super) found: Found,
    /// What it shows.
    shows: Shows,
}

/// What a reading connection shows.
enum Shows {
    /// The files themselves, which a repair may replace.
    Files([Identity; 2]),
    /// Copies of the files in this state.
    Copies(Stamp),
    /// Databases in memory.
    Memory,
}

/// The state in which the files were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// They have the schema of this version.
    Ready,
    /// They were of an older version and have just been upgraded.
    Upgraded,
    /// One or both do not exist yet. A missing file is read as empty.
    Missing,
    /// They cannot be read in place, only as copies: the folder is read-only, the disk is full, another
    /// process holds them, or they need an upgrade that is not possible now.
    NotInPlace,
}

impl Readable {
    /// Opens both files. Older files are upgraded if that needs no wait for another process.
    pub(super) fn open(directory: &Directory) -> Result<Self> {
        if directory.is_in_memory {
            return in_memory(directory);
        }
        match in_place(directory) {
            Ok(InPlace::Ready(connection, files)) => {
                Ok(Self { connection, found: Found::Ready, shows: Shows::Files(files) })
            }
            Ok(InPlace::Missing) => open_separately(directory, Found::Missing, None),
            Ok(InPlace::Older) => open_upgraded(directory),
            Err(error) if is_obstacle(&error) => open_separately(directory, Found::NotInPlace, None),
            Err(error) => Err(error),
        }
    }

    /// Opens one file alone. An empty one stands in the place of the other.
    pub(super) fn open_without(directory: &Directory, damaged: DataFile) -> Result<Self> {
        open_separately(directory, Found::NotInPlace, Some(damaged))
    }

    /// Whether the connection still shows the present content of the files.
    pub(super) fn is_current(&self, directory: &Directory) -> bool {
        match &self.shows {
            Shows::Files(files) => identities(directory) == *files,
            Shows::Copies(copied) => Stamp::of(directory).is_ok_and(|now| now == *copied),
            Shows::Memory => true,
        }
    }
}

/// Opens the databases of a writer that are in memory. They have no WAL, so a read waits for the end of a
/// transaction.
fn in_memory(directory: &Directory) -> Result<Readable> {
    let connection = Connection::open(open_mode::in_memory(&directory.cache()))?;
    open_mode::attach_user_in_memory(&connection, &directory.user())?;
    configure(&connection, LOCK_TIMEOUT)?;
    refuse_writes(&connection)?;
    Ok(Readable { connection, found: Found::Ready, shows: Shows::Memory })
}

fn identities(directory: &Directory) -> [Identity; 2] {
    DataFile::ALL.map(|file| Identity::of(&directory.file(file)))
}

/// Whether a file with this error cannot be read in place, but may be copied.
fn is_obstacle(error: &Error) -> bool {
    matches!(error, Error::ReadOnly { .. } | Error::StorageFull | Error::Busy { .. })
}

enum InPlace {
    Ready(Connection, [Identity; 2]),
    Older,
    Missing,
}

/// Opens both files in place. This is the usual case, so each file is opened only once.
fn in_place(directory: &Directory) -> Result<InPlace> {
    let (cache, user) = (directory.cache(), directory.user());
    check_loss(directory)?;
    if directory.look_at(&cache)?.is_none() || directory.look_at(&user)?.is_none() {
        return Ok(InPlace::Missing);
    }
    let files = identities(directory); // before they are opened: a later one is opened anew
    let opened = open_cache(&cache, directory).map_err(|error| named(error, &cache));
    let (connection, of_cache) = opened?;
    let of_user = attach_user(&connection, &user, directory).map_err(|error| named(error, &user))?;
    match (of_cache, of_user) {
        (Version::Usable, Version::Usable) => {}
        (Version::Older, _) | (_, Version::Older) => return Ok(InPlace::Older),
        (Version::Empty, _) | (_, Version::Empty) => return Ok(InPlace::Missing),
    }
    refuse_writes(&connection)?;
    Ok(InPlace::Ready(connection, files))
}

/// Fails if a file is lost, although something of it is left.
fn check_loss(directory: &Directory) -> Result<()> {
    for file in DataFile::ALL {
        if let Some(reason) = loss(directory, file)? {
            return Err(named(damaged(reason), &directory.file(file)));
        }
    }
    Ok(())
}

fn open_cache(path: &Path, directory: &Directory) -> Result<(Connection, Version)> {
    let connection = OpenMode::BesideWriters.open(path)?;
    configure(&connection, SHORT_WAIT)?;
    let version = owner::check(&connection, "main", path, &CACHE, &directory.catalog)?;
    Ok((connection, version))
}

fn attach_user(connection: &Connection, path: &Path, directory: &Directory) -> Result<Version> {
    OpenMode::BesideWriters.attach_user(connection, path)?;
    owner::check(connection, "user", path, &USER, &directory.catalog)
}

/// Upgrades the files and opens them. If they cannot be upgraded at once, opens copies of them.
fn open_upgraded(directory: &Directory) -> Result<Readable> {
    match Files::open(directory, Duration::ZERO) {
        Ok(files) => drop(files),
        Err(error) if is_obstacle(&error) => return open_separately(directory, Found::NotInPlace, None),
        Err(error) => return Err(error),
    }
    match in_place(directory)? {
        InPlace::Ready(connection, files) => {
            Ok(Readable { connection, found: Found::Upgraded, shows: Shows::Files(files) })
        }
        InPlace::Older | InPlace::Missing => open_separately(directory, Found::NotInPlace, None),
    }
}

/// Opens each file by itself, in place or as a copy. Retries while another process changes or creates the
/// files: a copy takes no locks, so it may be inconsistent.
fn open_separately(directory: &Directory, found: Found, without: Option<DataFile>) -> Result<Readable> {
    let until = Instant::now() + LOCK_TIMEOUT;
    loop {
        let before = Stamp::of(directory)?;
        let opened = open_each(directory, without);
        let is_still = Stamp::of(directory)? == before && (opened.is_ok() || !directory.is_locked());
        if is_still || Instant::now() >= until {
            return Ok(Readable { connection: opened?, found, shows: Shows::Copies(before) });
        }
        std::thread::sleep(LOCK_RETRY);
    }
}

fn open_each(directory: &Directory, without: Option<DataFile>) -> Result<Connection> {
    let (cache, user) = (directory.cache(), directory.user());
    let located = |file: DataFile| match without {
        Some(damaged) if damaged == file => memory::new(schema(file), directory).map(Located::InMemory),
        _ => {
            let path = directory.file(file);
            locate(&path, schema(file), directory).map_err(|error| named(error, &path))
        }
    };
    let mut connection = match located(DataFile::Cache)? {
        Located::InPlace(mode) => mode.open(&cache)?,
        Located::InMemory(connection) => connection,
    };
    match located(DataFile::User)? {
        Located::InPlace(mode) => mode.attach_user(&connection, &user)?,
        Located::InMemory(copy) => {
            open_mode::attach_empty_user(&connection)?;
            memory::copy_into(&mut connection, "user", &copy)?;
        }
    }
    configure(&connection, SHORT_WAIT)?;
    refuse_writes(&connection)?;
    Ok(connection)
}

/// How one file can be read: in place, in the first mode that works, or as a copy in memory.
enum Located {
    InPlace(OpenMode),
    InMemory(Connection),
}

fn locate(path: &Path, schema: &Schema, directory: &Directory) -> Result<Located> {
    if directory.look_at(path)?.is_none() {
        return memory::new(schema, directory).map(Located::InMemory);
    }
    match version_by(OpenMode::BesideWriters, path, schema, directory) {
        Ok(Version::Usable) => return Ok(Located::InPlace(OpenMode::BesideWriters)),
        Err(Error::ReadOnly { .. } | Error::StorageFull) if !directory.has_wal(path)? => {
            if version_by(OpenMode::Unchanging, path, schema, directory)? == Version::Usable {
                return Ok(Located::InPlace(OpenMode::Unchanging));
            }
        }
        Err(error) if !is_obstacle(&error) => return Err(error),
        Ok(Version::Older | Version::Empty) | Err(_) => {}
    }
    memory::copy(path, schema, directory).map(Located::InMemory)
}

fn version_by(mode: OpenMode, path: &Path, schema: &Schema, directory: &Directory) -> Result<Version> {
    let connection = mode.open(path)?;
    configure(&connection, Duration::ZERO)?; // an earlier attempt waited already
    owner::check(&connection, "main", path, schema, &directory.catalog)
}

/// A reader does not checkpoint the WAL. It sorts in memory, so that it works on a full disk.
pub(super) fn configure(connection: &Connection, timeout: Duration) -> Result<()> {
    connection.busy_timeout(timeout)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    compiled::once(connection)
}

fn refuse_writes(connection: &Connection) -> Result<()> {
    Ok(connection.pragma_update(None, "query_only", true)?)
}
