//! What other programs and broken disks do to the files.

use std::fs::{self, File};
use std::path::Path;

use rusqlite::Connection;

/// The bytes of a page of our databases.
pub const PAGE: usize = 4096;

/// Overwrites the first page of a table or of an index, as a broken disk does.
///
/// # Panics
/// If the file cannot be read or has none of that name.
pub fn wipe(file: &Path, name: &str) {
    let connection = Connection::open(file).expect("it can be opened");
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    let root: usize = connection.query_row(root, [name], |row| row.get(0)).expect("the name is in it");
    connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("nobody else has it open");
    drop(connection);
    let mut bytes = fs::read(file).expect("it can be read");
    bytes[(root - 1) * PAGE..root * PAGE].fill(0xA5);
    fs::write(file, bytes).expect("it can be written");
}

/// What a process holds that has the files of a folder open for writing, so that no other one may replace
/// them.
///
/// # Panics
/// If the folder has no lock, or another process holds it alone.
pub fn hold_writing(data: &Path) -> File {
    let lock = File::open(data.join("writing.lock")).expect("a client made it");
    lock.lock_shared().expect("nobody holds it alone");
    lock
}
