//! What SQLite says, in our words.

use std::path::Path;

use rusqlite::ErrorCode as SqliteCode;

use crate::error::Error;

/// An error for a damaged file; `named` adds its name.
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

/// `named` adds the name of the file.
impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        let file = String::new();
        match error.sqlite_error_code() {
            Some(SqliteCode::DiskFull) => Self::StorageFull,
            Some(SqliteCode::DatabaseBusy | SqliteCode::DatabaseLocked) => Self::Busy { file },
            Some(SqliteCode::DatabaseCorrupt | SqliteCode::NotADatabase | SqliteCode::SystemIoFailure) => {
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use rusqlite::Connection;

    use super::*;

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
}
