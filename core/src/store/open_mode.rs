//! The modes in which a file is opened for reading only.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, named_params};
use url::Url;

use crate::error::{Error, Result};

/// The system's VFS with locks that are always granted.
const WITHOUT_LOCKS: &str = if cfg!(windows) { "win32-none" } else { "unix-none" };

/// How a file is opened for reading only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OpenMode {
    /// While others may write. SQLite creates the `-shm` file if it is missing.
    BesideWriters,
    /// As a file that nobody changes: creates no file, takes no lock and reads no WAL.
    Unchanging,
    /// With its WAL, ignoring the locks of others.
    WithoutLocks,
}

impl OpenMode {
    pub(super) fn open(self, path: &Path) -> Result<Connection> {
        // The URI says read-only, not the flags, because an attached database in memory must be writable.
        let flags =
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Ok(Connection::open_with_flags(self.uri(path)?.as_str(), flags)?)
    }

    /// Attaches a file to a connection as `user`.
    pub(super) fn attach_user(self, connection: &Connection, path: &Path) -> Result<()> {
        attach_user(connection, self.uri(path)?.as_str())
    }

    fn uri(self, path: &Path) -> Result<Url> {
        let unusable = |_| Error::bad_argument(format!("{} is no path of a file", path.display()));
        let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut uri = Url::from_file_path(whole).map_err(unusable)?;
        let mut parameters = uri.query_pairs_mut();
        parameters.append_pair("mode", "ro");
        match self {
            Self::BesideWriters => {}
            Self::Unchanging => drop(parameters.append_pair("immutable", "1")),
            Self::WithoutLocks => drop(parameters.append_pair("vfs", WITHOUT_LOCKS)),
        }
        drop(parameters);
        Ok(uri)
    }
}

/// The name of a database in memory that all connections of this process can open.
pub(super) fn in_memory(path: &Path) -> String {
    format!("file:{}?vfs=memdb", path.display())
}

const ATTACH_USER: &str = "ATTACH DATABASE :file AS user";

/// Attaches an empty database in memory to a connection as `user`.
pub(super) fn attach_empty_user(connection: &Connection) -> Result<()> {
    attach_user(connection, ":memory:")
}

/// Attaches a database in memory that has a name to a connection as `user`, for reading only.
pub(super) fn attach_user_in_memory(connection: &Connection, path: &Path) -> Result<()> {
    attach_user(connection, &format!("{}&mode=ro", in_memory(path)))
}

fn attach_user(connection: &Connection, file: &str) -> Result<()> {
    connection.execute(ATTACH_USER, named_params! { ":file": file })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_opened_in_a_folder_with_any_name() {
        let directory = tempfile::tempdir().unwrap();
        for name in ["a b", "what?mode=rw", "50%", "%2f", "#1", "a&b=c;d", "پوشه", "'quoted'"] {
            let folder = directory.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            let file = folder.join("cache.db");
            Connection::open(&file).unwrap().pragma_update(None, "user_version", 7).unwrap();

            for mode in [OpenMode::BesideWriters, OpenMode::Unchanging, OpenMode::WithoutLocks] {
                let opened = mode.open(&file).unwrap();
                let version: u32 = opened.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
                assert_eq!(version, 7, "{name}");
            }
        }
    }
}
