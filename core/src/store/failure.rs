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
        Error::NewerVersion { file } if file.is_empty() => Error::NewerVersion { file: name() },
        other => other,
    }
}

/// How the reason begins if the system could not read a file. That may pass, so nothing is repaired.
pub(super) const FAILED_READ: &str = "the disk could not read it";

/// An error for a file that the system could not read.
pub(super) fn failed_read(reason: &str) -> Error {
    damaged(format!("{FAILED_READ}: {reason}"))
}

/// Whether an error says that the system could not read a file.
pub(super) fn is_failed_read(error: &Error) -> bool {
    matches!(error, Error::StorageDamaged { reason, .. } if reason.starts_with(FAILED_READ))
}

/// Whether an error says that the content of a file is damaged.
pub(super) fn is_of_content(error: &Error) -> bool {
    matches!(error, Error::StorageDamaged { reason, .. } if !reason.starts_with(FAILED_READ))
}

/// Whether an error of SQLite says that the content of a file is damaged: no failed call of the system, no
/// lock of another, no lack of memory.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        Some(SqliteCode::DatabaseCorrupt | SqliteCode::NotADatabase | SqliteCode::TooBig) => true,
        _ => is_of_schema(error) || is_of_value(error),
    }
}

/// What SQLite says if a statement of this library does not fit the schema of a file. Such a schema is
/// damaged, because each statement fits the schema of its version.
const OF_SCHEMA: [&str; 6] = [
    "no such ",
    "has no column named",
    "foreign key mismatch",
    "error in ",
    "must use the same text encoding",
    "unsupported file format",
];

fn is_of_schema(error: &rusqlite::Error) -> bool {
    match error {
        rusqlite::Error::SqlInputError { .. } => true,
        rusqlite::Error::SqliteFailure(failure, Some(said)) => {
            failure.extended_code == ffi::SQLITE_ERROR && OF_SCHEMA.iter().any(|words| said.contains(words))
        }
        _ => false,
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
            _ if is_of_schema(&error) => damaged(format!("its schema is not that of its version: {error}")),
            None if is_of_value(&error) => damaged(error.to_string()),
            _ => Self::Internal(format!("SQLite: {error}")),
        }
    }
}

/// Whether a row holds a value that this library never writes there.
fn is_of_value(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..) | Utf8Error(..)
    )
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
        _ => failed_read(&error.to_string()),
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

    /// Seen: a repair took a failed read, too many open files and a lack of memory for lost rows.
    #[test]
    fn only_damage_counts_as_damage() {
        let is_damage = |extended| {
            is_damage(&rusqlite::Error::SqliteFailure(
                ffi::Error::new(extended),
                Some("some words".to_owned()),
            ))
        };

        let damage =
            [ffi::SQLITE_CORRUPT, ffi::SQLITE_CORRUPT_VTAB, ffi::SQLITE_CORRUPT_INDEX, ffi::SQLITE_NOTADB];
        assert!(damage.into_iter().all(is_damage));
        let other = [
            ffi::SQLITE_IOERR,
            ffi::SQLITE_IOERR_READ,
            ffi::SQLITE_IOERR_SHORT_READ,
            ffi::SQLITE_IOERR_NOMEM,
            ffi::SQLITE_CANTOPEN,
            ffi::SQLITE_NOMEM,
            ffi::SQLITE_BUSY,
            ffi::SQLITE_BUSY_RECOVERY,
            ffi::SQLITE_LOCKED,
            ffi::SQLITE_INTERRUPT,
            ffi::SQLITE_FULL,
            ffi::SQLITE_PERM,
            ffi::SQLITE_ERROR,
        ];
        assert!(!other.into_iter().any(is_damage));
    }

    /// Seen: a changed letter in the name of a column gave `internal`.
    #[test]
    fn a_statement_that_does_not_fit_the_schema_shows_damage() {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch("CREATE TABLE history (title TEXT)").unwrap();
        for statement in [
            "SELECT titel FROM history",
            "SELECT title FROM histori",
            "INSERT INTO history (titel) VALUES (1)",
            "DELETE FROM history WHERE titel = 1",
        ] {
            let error = connection.prepare(statement).map(drop).unwrap_err();

            assert!(is_damage(&error), "{statement}");
            assert_eq!(Error::from(error).code(), ErrorCode::StorageDamaged, "{statement}");
        }
    }
}
