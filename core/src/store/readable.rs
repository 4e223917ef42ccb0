//! Both files on one connection that reads: where they lie, or copied into memory where that cannot be.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::directory::{Directory, PATIENCE, RETRY};
use super::failure::named;
use super::file::Files;
use super::memory;
use super::owner::{self, Version};
use super::schema::{CACHE, Schema, USER};
use super::stamp::Stamp;
use super::way::{self, Way};
use crate::error::{Error, Result};

/// How long a reader waits for another process: as long as it takes that one to close the files, or to
/// recover them. Whoever holds a file for longer does not keep us from copying it.
const BRIEFLY: Duration = Duration::from_millis(250);

/// Both files on one connection that reads. The user's is attached as `user`.
pub(super) struct Readable {
    pub(super) connection: Connection,
    pub(super) found: Found,
    /// What a copy was made of; `None` where both files are read where they lie.
    copied: Option<Stamp>,
}

/// How the files were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// As this version leaves them.
    Ready,
    /// Of an older version, and upgraded just now.
    Upgraded,
    /// One of them, or both, are not there yet. They read as empty.
    Missing,
    /// They can be read, but not where they lie: their folder cannot be written, the disk is full, another
    /// process holds them, or they need an upgrade that cannot be made.
    Withheld,
}

impl Readable {
    /// Opens both files. Files of an older version are upgraded where nobody has to be waited for.
    pub(super) fn open(directory: &Directory) -> Result<Self> {
        match in_place(directory) {
            Ok(InPlace::Ready(connection)) => Ok(Self { connection, found: Found::Ready, copied: None }),
            Ok(InPlace::Missing) => apart(directory, Found::Missing),
            Ok(InPlace::Older) => upgraded(directory),
            Err(error) if is_obstacle(&error) => apart(directory, Found::Withheld),
            Err(error) => Err(error),
        }
    }

    /// Whether it still shows what the files hold.
    pub(super) fn is_true(&self, directory: &Directory) -> bool {
        match &self.copied {
            None => true,
            Some(copied) => Stamp::of(directory).is_ok_and(|now| now == *copied),
        }
    }
}

/// What keeps a file from being read where it lies, but not from being copied.
fn is_obstacle(error: &Error) -> bool {
    matches!(error, Error::ReadOnly { .. } | Error::StorageFull | Error::Busy { .. })
}

enum InPlace {
    Ready(Connection),
    Older,
    Missing,
}

/// Both files where they lie. The usual case, so each is opened once.
fn in_place(directory: &Directory) -> Result<InPlace> {
    let (cache, user) = (directory.cache(), directory.user());
    if directory.look_at(&cache)?.is_none() || directory.look_at(&user)?.is_none() {
        return Ok(InPlace::Missing);
    }
    let opened = open_cache(&cache, directory).map_err(|error| named(error, &cache));
    let (connection, of_cache) = opened?;
    let of_user = attach_user(&connection, &user, directory).map_err(|error| named(error, &user))?;
    match (of_cache, of_user) {
        (Version::Usable, Version::Usable) => {}
        (Version::Older, _) | (_, Version::Older) => return Ok(InPlace::Older),
        (Version::Empty, _) | (_, Version::Empty) => return Ok(InPlace::Missing),
    }
    refuse_writes(&connection)?;
    Ok(InPlace::Ready(connection))
}

fn open_cache(path: &Path, directory: &Directory) -> Result<(Connection, Version)> {
    let connection = Way::BesideWriters.open(path)?;
    settle(&connection, BRIEFLY)?;
    let version = owner::check(&connection, "main", path, &CACHE, &directory.catalog)?;
    Ok((connection, version))
}

fn attach_user(connection: &Connection, path: &Path, directory: &Directory) -> Result<Version> {
    Way::BesideWriters.attach_user(connection, path)?;
    owner::check(connection, "user", path, &USER, &directory.catalog)
}

/// Upgrades the files, and opens them; or copies of them, where they cannot be upgraded at once.
fn upgraded(directory: &Directory) -> Result<Readable> {
    match Files::open(directory, Duration::ZERO) {
        Ok(files) => drop(files),
        Err(error) if is_obstacle(&error) => return apart(directory, Found::Withheld),
        Err(error) => return Err(error),
    }
    match in_place(directory)? {
        InPlace::Ready(connection) => Ok(Readable { connection, found: Found::Upgraded, copied: None }),
        InPlace::Older | InPlace::Missing => apart(directory, Found::Withheld),
    }
}

/// Each file by itself, in place or copied. It is copied again while another process changes the files, or
/// makes them: a copy takes no locks, so it may be torn.
fn apart(directory: &Directory, found: Found) -> Result<Readable> {
    let until = Instant::now() + PATIENCE;
    loop {
        let before = Stamp::of(directory)?;
        let composed = composed(directory);
        let is_still = Stamp::of(directory)? == before && (composed.is_ok() || !directory.is_locked());
        if is_still || Instant::now() >= until {
            return Ok(Readable { connection: composed?, found, copied: Some(before) });
        }
        std::thread::sleep(RETRY);
    }
}

fn composed(directory: &Directory) -> Result<Connection> {
    let (cache, user) = (directory.cache(), directory.user());
    let seen = |path: &Path, schema| see(path, schema, directory).map_err(|error| named(error, path));
    let mut connection = match seen(&cache, &CACHE)? {
        Seen::InPlace(way) => way.open(&cache)?,
        Seen::InMemory(connection) => connection,
    };
    match seen(&user, &USER)? {
        Seen::InPlace(way) => way.attach_user(&connection, &user)?,
        Seen::InMemory(copy) => {
            way::attach_empty_user(&connection)?;
            memory::copy_into(&mut connection, "user", &copy)?;
        }
    }
    settle(&connection, BRIEFLY)?;
    refuse_writes(&connection)?;
    Ok(connection)
}

/// One file: where it lies, by the first way that does, or in memory.
enum Seen {
    InPlace(Way),
    InMemory(Connection),
}

fn see(path: &Path, schema: &Schema, directory: &Directory) -> Result<Seen> {
    if directory.look_at(path)?.is_none() {
        return memory::new(schema, directory).map(Seen::InMemory);
    }
    match version_by(Way::BesideWriters, path, schema, directory) {
        Ok(Version::Usable) => return Ok(Seen::InPlace(Way::BesideWriters)),
        Err(Error::ReadOnly { .. } | Error::StorageFull) if !directory.has_wal(path)? => {
            if version_by(Way::Unchanging, path, schema, directory)? == Version::Usable {
                return Ok(Seen::InPlace(Way::Unchanging));
            }
        }
        Err(error) if !is_obstacle(&error) => return Err(error),
        Ok(Version::Older | Version::Empty) | Err(_) => {}
    }
    memory::copy(path, schema, directory).map(Seen::InMemory)
}

fn version_by(way: Way, path: &Path, schema: &Schema, directory: &Directory) -> Result<Version> {
    let connection = way.open(path)?;
    settle(&connection, Duration::ZERO)?; // who holds it was waited for before
    owner::check(&connection, "main", path, schema, &directory.catalog)
}

/// A reader leaves the WAL as it is, and sorts in memory, also on a full disk.
fn settle(connection: &Connection, patience: Duration) -> Result<()> {
    connection.busy_timeout(patience)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(())
}

fn refuse_writes(connection: &Connection) -> Result<()> {
    Ok(connection.pragma_update(None, "query_only", true)?)
}
