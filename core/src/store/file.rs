//! Opens the two files for the writer: checks them, repairs damaged ones, sets them up and upgrades them.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::{damaged, named};
use super::in_use::InUse;
use super::inspection::{Closeness, inspect};
use super::open_mode::OpenMode;
use super::schema::{CACHE, Schema, USER};
use super::{compiled, damage, generation, open_mode, owner, repair, upgrade};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// A writing connection to each file. That of the cache also reads the user's file, attached as `user`.
pub(super) struct Files {
    pub(super) cache: Connection,
    pub(super) user: Connection,
    /// Dropped after the connections.
    in_use: Option<InUse>,
}

impl Files {
    /// Opens both files for writing. Creates missing files and upgrades older ones. Waits at most `timeout`
    /// for a lock of another process. If nobody else uses the files, a damaged one is repaired. They are
    /// checked for damage if the last writer did not close them.
    pub(super) fn open(directory: &Directory, timeout: Duration) -> Result<Self> {
        directory.make()?;
        let _alone = directory.lock(timeout)?;
        if directory.is_in_memory {
            return Self::in_memory(directory);
        }
        let mut in_use = InUse::enter(directory)?;
        if !in_use.is_alone {
            return Self::open_both(directory, timeout, in_use);
        }
        in_use.keep_mark(in_use.was_left_open); // if the check fails, the next writer does it again
        for file in DataFile::ALL {
            repair::finish(directory, file)?;
            repair_if_found(directory, file, in_use.was_left_open)?;
        }
        in_use.keep_mark(false);
        let mut opened = Self::open_both(directory, timeout, in_use);
        for _ in DataFile::ALL {
            let damage = opened.as_ref().err().and_then(|error| damage::of_error(directory, error));
            let Some((file, reason)) = damage else { break };
            repair::repair(directory, file, &reason)?;
            opened = Self::open_both(directory, timeout, InUse::enter(directory)?);
        }
        opened
    }

    fn open_both(directory: &Directory, timeout: Duration, in_use: InUse) -> Result<Self> {
        let catalog = &directory.catalog;
        let (cache, user) = (directory.cache(), directory.user());
        check(&cache, &CACHE, catalog, timeout)?;
        check(&user, &USER, catalog, timeout)?;
        let files = Self {
            cache: open_within(&cache, &CACHE, catalog, timeout)?,
            user: open_within(&user, &USER, catalog, timeout)?,
            in_use: Some(in_use),
        };
        let age = generation::check_age(directory, &files.user);
        age.map_err(|error| named(error, &user))?;
        let attached = OpenMode::BesideWriters.attach_user(&files.cache, &user);
        attached.map_err(|error| named(error, &user))?;
        Ok(files)
    }

    /// Lets the next writer who is alone check the files. They must be closed now.
    pub(super) fn suspect(&mut self) {
        if let Some(in_use) = &mut self.in_use {
            in_use.keep_mark(true);
        }
    }

    /// Notes how many changes of the user's file are stored.
    pub(super) fn note_changes(&self, changes: u64) {
        if let Some(in_use) = &self.in_use {
            in_use.note_changes(changes);
        }
    }

    /// Whether a statement met damage.
    pub(super) fn is_suspect(&self) -> bool {
        self.in_use.as_ref().is_some_and(InUse::keeps_mark)
    }

    /// New databases in memory, which the readers of this process can open, too.
    fn in_memory(directory: &Directory) -> Result<Self> {
        let open = |path: &Path, schema| {
            let path = open_mode::in_memory(path);
            open_within(Path::new(&path), schema, &directory.catalog, LOCK_TIMEOUT)
        };
        let (cache, user) = (open(&directory.cache(), &CACHE)?, open(&directory.user(), &USER)?);
        let files = Self { cache, user, in_use: None };
        open_mode::attach_user_in_memory(&files.cache, &directory.user())?;
        Ok(files)
    }
}

/// Repairs a file that is lost, and after an unclean end one in which SQLite finds damage. Any other fault is
/// left for whoever opens the file.
fn repair_if_found(directory: &Directory, file: DataFile, was_left_open: bool) -> Result<()> {
    let is_there = directory.look_at(&directory.file(file))?.is_some();
    let found = match generation::loss(directory, file)? {
        Some(reason) => Err(damaged(reason)),
        None if was_left_open && is_there => inspect(directory, file, Closeness::Quick),
        None => Ok(()),
    };
    let found = found.map_err(|error| named(error, &directory.file(file)));
    match found.err().and_then(|error| damage::of_error(directory, &error)) {
        Some((file, reason)) => repair::repair(directory, file, &reason).map(drop),
        None => Ok(()),
    }
}

/// Checks that this version may open a file. A missing file passes. Writes nothing, unless a first start died
/// while it made the file: what it left in a rollback journal must be taken back before anybody can read.
fn check(path: &Path, schema: &Schema, catalog: &str, timeout: Duration) -> Result<()> {
    if !path.exists() {
        return Ok(());
    }
    let look = |flags| -> Result<()> {
        let connection = Connection::open_with_flags(path, flags)?;
        connection.busy_timeout(timeout)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        owner::check(&connection, "main", path, schema, catalog).map(drop)
    };
    let checked = match look(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(Error::ReadOnly { .. }) => look(OpenFlags::SQLITE_OPEN_READ_WRITE),
        checked => checked,
    };
    checked.map_err(|error| named(error, path))
}

/// Opens a checked file for writing, and creates or upgrades its schema.
fn open_within(path: &Path, schema: &Schema, catalog: &str, timeout: Duration) -> Result<Connection> {
    let prepare = || -> Result<Connection> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(timeout)?;
        set_up(&connection, schema)?;
        upgrade::upgrade(&mut connection, schema, catalog)?;
        upgrade::convert_to_incremental_vacuum(&connection)?;
        Ok(connection)
    };
    prepare().map_err(|error| named(error, path))
}

fn set_up(connection: &Connection, schema: &Schema) -> Result<()> {
    upgrade::ask_for_incremental_vacuum(connection)?; // before WAL, which writes the file's first page
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", schema.synchronous)?;
    connection.pragma_update(None, "journal_size_limit", 4 << 20)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    compiled::once(connection)
}
