//! Converts errors of SQLite to errors of this crate.

use std::path::Path;

use rusqlite::{ErrorCode as SqliteCode, ffi};

use crate::error::Error;

/// An error for a damaged file. `named` adds the file's name later.
pub(super) fn damaged(reason: impl Into<String>) -> Error {
    Error::StorageDamaged { file: String::new(), reason: reason.into() }
}

/// Adds the name of the file to an error without one.
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

/// The errors have no file name yet. `named` adds it.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let file = String::new();
        match error.sqlite_error_code() {
            Some(SqliteCode::DiskFull) => Self::StorageFull,
            Some(SqliteCode::DatabaseBusy | SqliteCode::DatabaseLocked) => Self::Busy { file },
            Some(SqliteCode::OperationInterrupted) => Self::Cancelled,
            Some(SqliteCode::SystemIoFailure) => of_system(&error),
            Some(SqliteCode::OutOfMemory) => Self::Internal("SQLite: out of memory".to_owned()),
            Some(SqliteCode::DatabaseCorrupt | SqliteCode::NotADatabase) => {
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

/// The error of a failed system call. SQLite reports a full disk itself when a write to one of its files
/// fails, but not when its shared memory or an fsync fails.
fn of_system(error: &rusqlite::Error) -> Error {
    let file = String::new();
    match error.sqlite_extended_error_code() {
        Some(ffi::SQLITE_IOERR_SHMSIZE) => Error::StorageFull,
        Some(
            ffi::SQLITE_IOERR_WRITE
            | ffi::SQLITE_IOERR_FSYNC
            | ffi::SQLITE_IOERR_DIR_FSYNC
            | ffi::SQLITE_IOERR_TRUNCATE
            | ffi::SQLITE_IOERR_DELETE
            | ffi::SQLITE_IOERR_SHMOPEN
            | ffi::SQLITE_IOERR_SHMMAP
            | ffi::SQLITE_IOERR_GETTEMPPATH,
        ) => Error::ReadOnly { file },
        Some(ffi::SQLITE_IOERR_LOCK | ffi::SQLITE_IOERR_RDLOCK | ffi::SQLITE_IOERR_SHMLOCK) => {
            Error::Busy { file }
        }
        _ => Error::StorageDamaged { file, reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::Connection;

    use super::*;
    use crate::error::ErrorCode;

    /// Seen: the message was the path of a file alone, because without memory SQLite has no words, either.
    #[test]
    fn that_there_is_no_memory_is_said_in_words() {
        let path = Some("file:///data/cache.db?mode=ro".to_owned());
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_NOMEM), path);

        assert_eq!(Error::from(error).to_string(), "internal fault: SQLite: out of memory");
    }

    #[test]
    fn a_file_that_another_process_writes_to_is_busy() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("cache.db");
        let other = Connection::open(&path).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let connection = Connection::open(&path).unwrap();
        connection.busy_timeout(Duration::ZERO).unwrap();

        let error = connection.execute_batch("BEGIN IMMEDIATE").unwrap_err();

        let message = named(error.into(), &path).to_string();
        assert_eq!(message, format!("{} is in use by another process", path.display()));
    }

    /// Seen: a full disk was reported as damage. SQLite says `disk I/O error` when its shared memory has no
    /// room.
    #[test]
    fn a_full_disk_a_failed_write_and_damage_have_different_errors() {
        let code =
            |extended| Error::from(rusqlite::Error::SqliteFailure(ffi::Error::new(extended), None)).code();

        assert_eq!(code(ffi::SQLITE_FULL), ErrorCode::StorageFull);
        assert_eq!(code(ffi::SQLITE_IOERR_SHMSIZE), ErrorCode::StorageFull);
        assert_eq!(code(ffi::SQLITE_IOERR_WRITE), ErrorCode::ReadOnly);
        assert_eq!(code(ffi::SQLITE_IOERR_FSYNC), ErrorCode::ReadOnly);
        assert_eq!(code(ffi::SQLITE_IOERR_SHORT_READ), ErrorCode::StorageDamaged);
        assert_eq!(code(ffi::SQLITE_IOERR_READ), ErrorCode::StorageDamaged);
        assert_eq!(code(ffi::SQLITE_CORRUPT_VTAB), ErrorCode::StorageDamaged);
    }
}
