//! Whether a file is damaged, and which one an error means.

use std::path::Path;

use rusqlite::Connection;

use super::directory::Directory;
use super::failure::{damaged, failed_read, is_failed_read, is_of_content};
use super::schema::{CACHE, Schema, USER};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// Why a database of another program is refused.
pub(super) const FOREIGN: &str = "it is a database, but not one of this library";

/// The schema of a file.
pub(super) fn schema(file: DataFile) -> &'static Schema {
    match file {
        DataFile::Cache => &CACHE,
        DataFile::User => &USER,
    }
}

/// The file that an error says is damaged, and how; `None` for any other error. A database of another
/// program is not damaged, and neither is a file that the system could not read.
pub(super) fn of_error(directory: &Directory, error: &Error) -> Option<(DataFile, String)> {
    let Error::StorageDamaged { file, reason } = error else { return None };
    let named = DataFile::ALL.into_iter().find(|one| directory.file(*one) == Path::new(file))?;
    (reason != FOREIGN && is_of_content(error)).then(|| (named, reason.clone()))
}

/// The error for a user's file that lacks changes which were stored.
pub(super) fn damaged_older() -> Error {
    damaged("it lacks changes that were stored")
}

/// Looks for damage that SQLite finds by itself. Reads the whole file.
///
/// # Errors
/// [`Error::StorageDamaged`] with the first problem; any other error if the file cannot be checked.
pub(super) fn quick_check(connection: &Connection) -> Result<()> {
    said_ok(connection, "quick_check")
}

/// Looks also for indexes that do not fit their tables.
pub(super) fn whole_check(connection: &Connection) -> Result<()> {
    said_ok(connection, "integrity_check")
}

fn said_ok(connection: &Connection, check: &str) -> Result<()> {
    let mut statement = connection.prepare(&format!("PRAGMA main.{check}"))?;
    let lines = statement.query_map([], |row| row.get(0))?;
    let lines: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    if let Some(line) = lines.iter().find(|line| is_of_call(line)) {
        return Err(failed_read(line));
    }
    match lines.into_iter().next() {
        Some(line) if line == "ok" => Ok(()),
        line => Err(damaged(line.unwrap_or_default())),
    }
}

/// The words before the number of an error in a line of a check.
const CODE: &str = "error code";

/// SQLite's numbers of the errors that are damage.
const DAMAGE: [u32; 2] = [rusqlite::ffi::SQLITE_CORRUPT as u32, rusqlite::ffi::SQLITE_NOTADB as u32];

/// How a check begins a line if a page could not be used. These have no number of an error, so the page may
/// be damaged, or the system could not read it.
const FAILED: [&str; 2] = ["failed to get page", "Failed to read ptrmap"];

/// Whether an error says that the system could not read a file, and damage would look the same. Seen: a file
/// with two swapped pages was never repaired.
pub(super) fn is_unclear(error: &Error) -> bool {
    let Error::StorageDamaged { reason, .. } = error else { return false };
    is_failed_read(error) && FAILED.iter().any(|failed| reason.contains(failed)) && !reason.contains(CODE)
}

/// Whether a line of a check says that a call failed, and not that the content is damaged.
fn is_of_call(line: &str) -> bool {
    if FAILED.iter().any(|failed| line.contains(failed)) {
        return true;
    }
    let mut codes = line.split(CODE).skip(1).filter_map(|rest| {
        let digits = rest.trim_start_matches(['=', ' ', ':']);
        digits.split(|letter: char| !letter.is_ascii_digit()).next()?.parse::<u32>().ok()
    });
    codes.any(|code| !DAMAGE.contains(&(code & 0xFF)))
}

#[cfg(test)]
mod tests {
    use super::super::failure::FAILED_READ;
    use super::*;

    #[test]
    fn a_line_of_a_check_that_names_a_failed_call_shows_no_damage() {
        assert!(is_of_call("Tree 5 page 6: unable to get the page. error code=10"));
        assert!(is_of_call("Tree 5 page 6: unable to get the page. error code=266"));
        assert!(is_of_call("Tree 5 page 6: btreeInitPage() returns error code 7"));
        assert!(!is_of_call("Tree 5 page 6: btreeInitPage() returns error code 11"));
        assert!(!is_of_call("Tree 5 page 6: unable to get the page. error code=523"));
        assert!(!is_of_call("row 3 missing from index item_newest"));
        assert!(!is_of_call("ok"));
        assert!(is_of_call("Tree 5 page 6 cell 7: failed to get page 12"));
        assert!(is_of_call("Failed to read ptrmap key=4"));
    }

    #[test]
    fn a_failed_read_and_a_file_of_another_program_are_no_damage_to_repair() {
        let directory = Directory::new(Path::new("/data"), "ours");
        let of = |reason: &str| {
            let file = directory.cache().display().to_string();
            of_error(&directory, &Error::StorageDamaged { file, reason: reason.to_owned() })
        };

        assert_eq!(of("a page is bad"), Some((DataFile::Cache, "a page is bad".to_owned())));
        assert_eq!(of(FOREIGN), None);
        assert_eq!(of(&format!("{FAILED_READ}: disk I/O error")), None);
    }
}
