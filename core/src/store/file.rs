//! Opens the two files for the writer: checks them, sets them up and upgrades them.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::named;
use super::open_mode::OpenMode;
use super::schema::{CACHE, Schema, USER};
use super::{compiled, open_mode, owner, upgrade};
use crate::error::{Error, Result};

/// A writing connection to each file. That of the cache also reads the user's file, attached as `user`.
pub(super) struct Files {
    pub(super) cache: Connection,
    pub(super) user: Connection,
}

impl Files {
    /// Opens both files for writing. Creates missing files and upgrades older ones. Waits at most `timeout`
    /// for a lock of another process.
    pub(super) fn open(directory: &Directory, timeout: Duration) -> Result<Self> {
        directory.make()?;
        let _alone = directory.lock(timeout)?;
        if directory.is_in_memory {
            return Self::in_memory(directory);
        }
        let catalog = &directory.catalog;
        let (cache, user) = (directory.cache(), directory.user());
        check(&cache, &CACHE, catalog, timeout)?;
        check(&user, &USER, catalog, timeout)?;
        let files = Self {
            cache: open_within(&cache, &CACHE, catalog, timeout)?,
            user: open_within(&user, &USER, catalog, timeout)?,
        };
        let attached = OpenMode::BesideWriters.attach_user(&files.cache, &user);
        attached.map_err(|error| named(error, &user))?;
        Ok(files)
    }

    /// New databases in memory, which the readers of this process can open, too.
    fn in_memory(directory: &Directory) -> Result<Self> {
        let open = |path: &Path, schema| {
            let path = open_mode::in_memory(path);
            open_within(Path::new(&path), schema, &directory.catalog, LOCK_TIMEOUT)
        };
        let files = Self { cache: open(&directory.cache(), &CACHE)?, user: open(&directory.user(), &USER)? };
        open_mode::attach_user_in_memory(&files.cache, &directory.user())?;
        Ok(files)
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
