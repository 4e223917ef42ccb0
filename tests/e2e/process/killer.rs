//! Kills a process at one of its writes, and what its files must be afterwards.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use rusqlite::Connection;

/// The library `faults.c`. Loaded into a process, it kills it at one of its writes, or lets calls fail. The C
/// compiler makes it, which the build needs, too.
pub(crate) fn killer() -> &'static Path {
    static KILLER: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = KILLER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("faults.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/e2e/process/faults.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&path).arg(source).args(["-ldl", "-pthread"]);
        assert!(compiler.status().unwrap().success(), "cc makes the library");
        (folder, path)
    });
    path
}

/// A copy of the files of a folder, without those of pictures. The last connection of a client that was
/// closed may still remove its log; then the files are copied anew.
pub(crate) fn copy(folder: &Path) -> tempfile::TempDir {
    (0..100).find_map(|_| copied(folder)).expect("the files stay for a moment")
}

/// `None` if a file was removed meanwhile.
fn copied(folder: &Path) -> Option<tempfile::TempDir> {
    let data = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        match fs::copy(&path, data.path().join(path.file_name().unwrap())) {
            Err(error) if error.kind() == ErrorKind::NotFound => return None,
            copied => assert!(copied.is_ok(), "{copied:?}"),
        }
    }
    Some(data)
}

/// Both databases are whole.
pub(crate) fn assert_whole(data: &Path) {
    assert_eq!(whole(data), Ok(()));
}

/// Whether both databases are whole, as far as they exist.
pub(crate) fn whole(data: &Path) -> Result<(), String> {
    for path in ["cache.db", "user.db"].map(|name| data.join(name)).iter().filter(|path| path.exists()) {
        let check = Connection::open(path)
            .and_then(|file| file.pragma_query_value(None, "integrity_check", |row| row.get::<_, String>(0)));
        if check.as_deref() != Ok("ok") {
            return Err(format!("{}: {check:?}", path.display()));
        }
    }
    Ok(())
}
