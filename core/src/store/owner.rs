//! Checks who owns a file: this library, in a version that this one can use, and one catalogue.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};

use super::damage::FOREIGN;
use super::failure::damaged;
use super::open_mode::OpenMode;
use super::schema::{Schema, State, has_own_table, state};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// The version of a file of this library, compared with this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    /// The file is empty.
    Empty,
    /// The file lacks steps that this version knows.
    Older,
    /// This version can use the file as it is.
    Usable,
}

/// Checks that a file may be used, and returns its version. `database` is its name on the connection.
pub(super) fn check(
    connection: &Connection,
    database: &str,
    path: &Path,
    schema: &Schema,
    catalog: &str,
) -> Result<Version> {
    let found = state(connection, database, schema)?;
    let version = match found {
        State::Empty => return Ok(Version::Empty),
        State::Ours { version } if version == schema.steps.len() => Version::Usable,
        State::Foreign if has_own_table(connection, database, schema)? => {
            return Err(damaged("it no longer says that it is of this library"));
        }
        State::Foreign => return Err(damaged(FOREIGN)),
        _ if !has_own_table(connection, database, schema)? => {
            return Err(damaged("the content of another file stands in it"));
        }
        State::Newer => return Err(Error::NewerVersion { file: path.display().to_string() }),
        State::Ours { version } if version < schema.steps.len() => Version::Older,
        State::Ours { .. } => Version::Usable,
    };
    check_catalog(connection, database, path, catalog)?;
    Ok(version)
}

fn check_catalog(connection: &Connection, database: &str, path: &Path, catalog: &str) -> Result<()> {
    match owner(connection, database)? {
        Some(owner) if owner == catalog => Ok(()),
        Some(owner) if is_misspelt(&owner, path, catalog) => {
            Err(damaged("the name of its catalogue is not that of the file beside it"))
        }
        Some(owner) => Err(Error::bad_argument(format!(
            "{} belongs to the catalogue `{owner}`, not `{catalog}`: use another data directory",
            path.display()
        ))),
        None => Err(damaged("it does not say which catalogue it belongs to")),
    }
}

fn owner(connection: &Connection, database: &str) -> Result<Option<String>> {
    let owner = format!("SELECT catalog FROM {database}.owner");
    Ok(connection.query_row(&owner, [], |row| row.get("catalog")).optional()?)
}

/// Whether a file names another catalogue by damage: that changes letters, and the other file beside it
/// belongs to ours. Seen: one flipped bit closed both files.
fn is_misspelt(owner: &str, path: &Path, catalog: &str) -> bool {
    let is = |file: DataFile| path.file_name().is_some_and(|name| name == file.as_str());
    let other = match (is(DataFile::Cache), is(DataFile::User)) {
        (true, _) => DataFile::User,
        (_, true) => DataFile::Cache,
        _ => return false,
    };
    let beside = OpenMode::BesideWriters.open(&path.with_file_name(other.as_str()));
    let beside = beside.and_then(|beside| self::owner(&beside, "main"));
    owner.len() == catalog.len() && beside.is_ok_and(|beside| beside.as_deref() == Some(catalog))
}
