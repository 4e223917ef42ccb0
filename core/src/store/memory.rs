//! Databases in memory: copies of files that cannot be read in place, and empty ones for missing files.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::backup::Backup;
use rusqlite::config::DbConfig;

use super::directory::Directory;
use super::open_mode::OpenMode;
use super::owner::{self, Version};
use super::schema::Schema;
use super::upgrade::upgrade;
use crate::error::Result;

/// A new, empty database with the whole schema.
pub(super) fn new(schema: &Schema, directory: &Directory) -> Result<Connection> {
    let mut memory = Connection::open_in_memory()?;
    upgrade(&mut memory, schema, &directory.catalog)?;
    Ok(memory)
}

/// A copy of a file with the content of its WAL. The copy is upgraded if the file is of an older version.
pub(super) fn copy(path: &Path, schema: &Schema, directory: &Directory) -> Result<Connection> {
    let mut memory = Connection::open_in_memory()?;
    let file = match directory.has_wal(path)? {
        true => without_locks(path)?,
        false => OpenMode::Unchanging.open(path)?,
    };
    copy_into(&mut memory, "main", &file)?;
    match owner::check(&memory, "main", path, schema, &directory.catalog)? {
        Version::Usable => {}
        Version::Older | Version::Empty => upgrade(&mut memory, schema, &directory.catalog)?,
    }
    Ok(memory)
}

/// Copies a whole database over another.
pub(super) fn copy_into(to: &mut Connection, database: &str, from: &Connection) -> Result<()> {
    Backup::new_with_names(from, "main", to, database)?.step(-1)?;
    Ok(())
}

/// Opens a file with its WAL, without locks. In exclusive mode SQLite keeps the index of the WAL in memory.
/// It asks for a lock first, and the VFS without locks always grants it.
fn without_locks(path: &Path) -> Result<Connection> {
    let file = OpenMode::WithoutLocks.open(path)?;
    file.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    file.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(file)
}
