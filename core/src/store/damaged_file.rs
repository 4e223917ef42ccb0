//! A damaged file, opened in the ways in which its rows can still be read.

use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::damage::schema;
use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::{is_damage, is_of_content};
use super::open_mode::OpenMode;
use super::schema::{APPLICATION_ID, Schema, has_own_table};
use super::shape::{self, Shape};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// The readings of a damaged file: first with its write-ahead log, then without, because the log may be of
/// another file. None is left of a file that cannot be read at all.
pub(super) struct DamagedFile {
    pub(super) readings: Vec<Connection>,
    /// The version as which its rows are read.
    pub(super) version: usize,
}

impl DamagedFile {
    /// Opens a file. Changes nothing in it.
    ///
    /// # Errors
    /// [`Error::NewerVersion`] for a user's file of a newer version: only that one knows all of its tables.
    /// What is no damage, because it may pass.
    pub(super) fn open(directory: &Directory, file: DataFile, path: &Path) -> Result<Self> {
        let schema = schema(file);
        let mut found = Self { readings: Vec::new(), version: 0 };
        if directory.look_at(path)?.is_some_and(|there| there.len() > 0) {
            if directory.has_wal(path)? {
                let is_copy = *path != directory.file(file);
                let opened = if is_copy { with_log(path) } else { beside_readers(path) };
                found.add(opened, file, schema)?;
            }
            found.add(OpenMode::Unchanging.open(path), file, schema)?;
        }
        if found.readings.is_empty() {
            found.version = schema.steps.len();
        }
        Ok(found)
    }

    fn add(&mut self, opened: Result<Connection>, file: DataFile, schema: &Schema) -> Result<()> {
        let usable = opened.map_err(Unusable::from).and_then(|connection| {
            let version = version(&connection, file, schema)?;
            Ok((connection, version))
        });
        match usable {
            Ok((connection, version)) => {
                self.version = self.version.max(version);
                self.readings.push(connection);
                Ok(())
            }
            Err(Unusable::Damaged) => Ok(()),
            Err(Unusable::For(error)) => Err(error),
        }
    }
}

/// Why a reading cannot be used.
enum Unusable {
    Damaged,
    For(Error),
}

impl From<rusqlite::Error> for Unusable {
    fn from(error: rusqlite::Error) -> Self {
        if is_damage(&error) { Self::Damaged } else { Self::For(error.into()) }
    }
}

impl From<Error> for Unusable {
    fn from(error: Error) -> Self {
        if is_of_content(&error) { Self::Damaged } else { Self::For(error) }
    }
}

fn version(connection: &Connection, file: DataFile, schema: &Schema) -> Result<usize, Unusable> {
    // Without this, SQLite shows no table of a schema in which one entry makes no sense.
    connection.pragma_update(None, "writable_schema", true)?;
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let stated: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let stated = usize::try_from(stated).unwrap_or_default();
    let is_ours = application == APPLICATION_ID && has_own_table(connection, "main", schema)?;
    if file == DataFile::User && is_ours && stated > schema.steps.len() {
        return Err(Unusable::For(Error::NewerVersion { file: String::new() }));
    }
    Ok(shape::closest_version(&Shape::of(connection)?, stated, schema)?)
}

/// Opens a copy of a file with its log, if it has one.
pub(super) fn copied(directory: &Directory, path: &Path) -> Result<Connection> {
    if directory.has_wal(path)? { with_log(path) } else { OpenMode::Unchanging.open(path) }
}

/// Opens a file with its log, as readers do. Another mode would end the locks of readers in this process.
fn beside_readers(path: &Path) -> Result<Connection> {
    let connection = OpenMode::BesideWriters.open(path)?;
    connection.busy_timeout(LOCK_TIMEOUT)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    Ok(connection)
}

/// Opens a file with its log, without locks. In exclusive mode SQLite keeps the index of the log in memory.
fn with_log(path: &Path) -> Result<Connection> {
    let connection = OpenMode::WithoutLocks.open(path)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    Ok(connection)
}
