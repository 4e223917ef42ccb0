//! Whole files, read with plain calls of the system. SQLite takes some failed reads for damage. Here each of
//! them is an error.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::directory::Directory;
use super::failure::failed_read;
use super::file_lock;
use super::identity::Identity;
use crate::error::Result;

/// On Unix, closing a file ends all locks that SQLite has on it in this process. So a file that was read here
/// stays open until the process ends, and is read through the same handle again.
static OPENED: Mutex<Vec<(Identity, File)>> = Mutex::new(Vec::new());

const PART: usize = 1 << 16;

/// Reads a file to its end, if it exists.
pub(super) fn read_to_end(directory: &Directory, path: &Path) -> Result<()> {
    match directory.look_at(path)? {
        Some(_) => each_part(path, |_| Ok(())),
        None => Ok(()),
    }
}

/// The bytes of a file; none if it does not exist.
pub(super) fn bytes(directory: &Directory, path: &Path) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    if directory.look_at(path)?.is_some() {
        each_part(path, |part| {
            all.extend_from_slice(part);
            Ok(())
        })?;
    }
    Ok(all)
}

/// Copies a file byte for byte, if it exists.
///
/// # Errors
/// That of a failed read, or that of a failed write.
pub(super) fn copy(directory: &Directory, from: &Path, to: &Path) -> Result<()> {
    if directory.look_at(from)?.is_none() {
        return Ok(());
    }
    let failed = |cause: io::Error| directory.failed(to, &cause);
    let mut copy = File::create(to).map_err(failed)?;
    each_part(from, |part| copy.write_all(part).map_err(failed))
}

/// Whether a copy still has the content of its file, or both are missing.
pub(super) fn is_same(directory: &Directory, path: &Path, copy: &Path) -> Result<bool> {
    Ok(length(directory, path)? == length(directory, copy)? && is_beginning(directory, path, copy)?)
}

/// Whether a copy has the first bytes of its file, all of them, or none.
pub(super) fn is_beginning(directory: &Directory, path: &Path, copy: &Path) -> Result<bool> {
    let copied = length(directory, copy)?;
    if copied == 0 || copied > length(directory, path)? {
        return Ok(copied == 0);
    }
    let unread = |cause: io::Error| failed_read(&cause.to_string());
    let mut copy = File::open(copy).map_err(unread)?;
    let mut same = true;
    each_part(path, |part| {
        let mut other = Vec::new();
        Read::by_ref(&mut copy).take(part.len() as u64).read_to_end(&mut other).map_err(unread)?;
        same &= part.starts_with(&other);
        Ok(())
    })?;
    Ok(same)
}

/// The length of a file; 0 if it does not exist.
fn length(directory: &Directory, path: &Path) -> Result<u64> {
    Ok(directory.look_at(path)?.map_or(0, |found| found.len()))
}

/// Whether another process has a database open, also one of a version without our lock: SQLite holds a lock
/// on each database with a write-ahead log for as long as it is open.
pub(super) fn is_open_elsewhere(directory: &Directory, path: &Path) -> Result<bool> {
    if directory.look_at(path)?.is_none() {
        return Ok(false);
    }
    let asked = with_file(path, |file| Ok(file_lock::has_lock_of_sqlite(file)))?;
    Ok(asked.unwrap_or(true)) // in doubt it is open
}

fn each_part(path: &Path, mut work: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    with_file(path, |file| {
        let unread = |cause: io::Error| failed_read(&cause.to_string());
        file.seek(SeekFrom::Start(0)).map_err(unread)?;
        let mut part = vec![0; PART];
        loop {
            match file.read(&mut part) {
                Ok(0) => return Ok(()),
                Ok(length) => work(part.get(..length).unwrap_or_default())?,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(unread(cause)),
            }
        }
    })
}

/// Works with an open file. It may be another place of it than the beginning.
pub(super) fn with_file<T>(path: &Path, work: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    let open = || File::open(path).map_err(|cause| failed_read(&cause.to_string()));
    // On Windows locks belong to a handle. SQLite takes none on a log, and logs come and go.
    if cfg!(windows) || path.as_os_str().as_encoded_bytes().ends_with(b"-wal") {
        return work(&mut open()?);
    }
    let identity = Identity::of(path);
    let mut opened = OPENED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((_, file)) = opened.iter_mut().find(|(known, _)| *known == identity) {
        return work(file);
    }
    let mut file = open()?;
    let done = work(&mut file);
    opened.push((identity, file));
    done
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn a_copy_has_each_byte_of_its_file_and_a_changed_file_is_another() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let (path, to) = (directory.user(), folder.path().join("copy.db"));
        let content: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
        std::fs::write(&path, &content).unwrap();

        copy(&directory, &path, &to).unwrap();

        assert!(std::fs::read(&to).unwrap() == content);
        assert!(is_same(&directory, &path, &to).unwrap());
        std::fs::write(&to, &content[..70_000]).unwrap();
        assert!(is_beginning(&directory, &path, &to).unwrap() && !is_same(&directory, &path, &to).unwrap());
        std::fs::write(&to, &content).unwrap();
        std::fs::write(&path, [&content[1..], &[7]].concat()).unwrap();
        assert!(!is_same(&directory, &path, &to).unwrap() && !is_beginning(&directory, &path, &to).unwrap());
        assert!(read_to_end(&directory, folder.path()).is_err(), "a folder has no bytes");
    }

    /// Seen: a plain read of a database ended the locks that SQLite had on it in this process.
    #[test]
    #[cfg(unix)]
    fn a_read_keeps_the_locks_of_this_process_and_they_are_not_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let connection = Connection::open(directory.user()).unwrap();
        connection.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE mood (name TEXT)").unwrap();

        read_to_end(&directory, &directory.user()).unwrap();

        let locks = std::fs::read_to_string("/proc/locks").unwrap_or_default();
        let inode = std::os::unix::fs::MetadataExt::ino(&std::fs::metadata(directory.user()).unwrap());
        let is_held =
            locks.lines().any(|line| line.contains("POSIX") && line.contains(&format!(":{inode} ")));
        assert!(is_held || !cfg!(target_os = "linux"), "{locks}");
        assert!(!is_open_elsewhere(&directory, &directory.user()).unwrap());
        drop(connection);
    }
}
