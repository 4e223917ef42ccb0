//! Kills a process at one of its writes, and what its files must be afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use rusqlite::Connection;

/// A library that is loaded into a process and kills it at one of its writes, made by the C compiler that the
/// build needs, too.
pub(crate) fn killer() -> &'static Path {
    static KILLER: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = KILLER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("killer.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/e2e/process/kill_writes.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&path).arg(source).arg("-ldl");
        assert!(compiler.status().unwrap().success(), "cc makes the library");
        (folder, path)
    });
    path
}

/// A copy of the files of a folder, without those of pictures.
pub(crate) fn copy(folder: &Path) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), data.path().join(entry.file_name())).unwrap();
        }
    }
    data
}

/// Both databases are whole.
pub(crate) fn assert_whole(data: &Path) {
    for name in ["cache.db", "user.db"] {
        let file = Connection::open(data.join(name)).unwrap();
        let check: String = file.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
        assert_eq!(check, "ok", "{name}");
    }
}
