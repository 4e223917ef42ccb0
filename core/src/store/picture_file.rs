//! The files of pictures: each is named by the hash of its content, so one picture at several addresses is
//! one file. A file is written whole before its row is, so a row never stands for half a picture.

use std::collections::HashSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::directory::Directory;
use super::picture_hash::PictureHash;
use crate::error::{Error, Result};

/// A file without a row may be one that is just being stored. So it is deleted only when it is older.
const YOUNG: Duration = Duration::from_secs(10 * 60);

/// The folder of the pictures of a directory.
#[derive(Debug, Clone)]
pub(crate) struct PictureFiles {
    directory: Directory,
    folder: PathBuf,
}

impl PictureFiles {
    pub(super) fn of(directory: &Directory) -> Self {
        Self { directory: directory.clone(), folder: directory.pictures() }
    }

    /// The path of a picture's file, whether it exists or not.
    pub(crate) fn path(&self, hash: &PictureHash) -> PathBuf {
        self.folder.join(hash.to_string())
    }

    /// Whether the file of a picture is here, whole.
    pub(crate) fn has(&self, hash: &PictureHash, bytes: u64) -> bool {
        fs::metadata(self.path(hash)).is_ok_and(|file| file.is_file() && file.len() == bytes)
    }

    /// The content of a picture's file; `None` unless it is here, whole and unchanged.
    pub(super) fn read(&self, hash: &PictureHash) -> Option<Vec<u8>> {
        let content = fs::read(self.path(hash)).ok()?;
        (PictureHash::of(&content) == *hash).then_some(content)
    }

    /// Writes a picture to the disk, unless it is there. When it returns, the content survives a power cut.
    pub(super) fn write(&self, hash: &PictureHash, content: &[u8]) -> Result<()> {
        if self.directory.is_in_memory {
            return Err(Error::bad_argument("a client in memory keeps no pictures"));
        }
        if self.has(hash, content.len() as u64) {
            return Ok(());
        }
        self.write_whole(hash, content).map_err(|cause| self.directory.failed(&self.folder, &cause))
    }

    fn write_whole(&self, hash: &PictureHash, content: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let (part, file) = self.new_part(hash)?;
        let written = fill(file, content).and_then(|()| fs::rename(&part, self.path(hash)));
        if written.is_err() {
            let _ = fs::remove_file(&part); // what cannot be deleted now is swept later
        }
        sync_folder(&self.folder);
        written
    }

    /// A new file for a picture that is being written. A dead process of the same number may have left some:
    /// in a container the numbers begin again.
    fn new_part(&self, hash: &PictureHash) -> io::Result<(PathBuf, File)> {
        loop {
            let part = self.folder.join(part_name(hash));
            match File::create_new(&part) {
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made.map(|file| (part, file)),
            }
        }
    }

    /// Deletes the file of a picture, if it is there.
    pub(super) fn delete(&self, hash: &PictureHash) -> Result<()> {
        self.delete_at(&self.path(hash))
    }

    fn delete_at(&self, path: &Path) -> Result<()> {
        match fs::remove_file(path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => Err(self.directory.failed(path, &cause)),
            _ => Ok(()),
        }
    }

    /// Deletes the files that have no row, such as parts that a dead process left. Pinned files stay without
    /// a row, too: the cache may have been lost. Returns the rows that have no file. What cannot be read or
    /// deleted is left for the next time, because a sync has more to do.
    pub(super) fn sweep(
        &self,
        rows: HashSet<PictureHash>,
        pinned: &HashSet<PictureHash>,
    ) -> Vec<PictureHash> {
        match self.try_sweep(rows, pinned) {
            Ok(without_file) => without_file.into_iter().collect(),
            Err(cause) => {
                tracing::warn!(%cause, "the folder of the pictures cannot be read");
                Vec::new()
            }
        }
    }

    fn try_sweep(
        &self,
        rows: HashSet<PictureHash>,
        pinned: &HashSet<PictureHash>,
    ) -> io::Result<HashSet<PictureHash>> {
        let mut without_file = rows;
        let entries = match fs::read_dir(&self.folder) {
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(without_file),
            entries => entries?,
        };
        for entry in entries {
            let entry = entry?;
            let name = entry.file_name();
            let Some(hash) = name.to_str().and_then(of_picture) else { continue };
            let is_whole = name.to_str().is_some_and(|name| !name.ends_with(PART));
            let is_known = is_whole && (without_file.remove(&hash) || pinned.contains(&hash));
            if !is_known && entry.metadata().is_ok_and(|file| is_old(&file)) {
                self.delete_at(&entry.path()).unwrap_or_else(|error| tracing::warn!(%error, "a file stays"));
            }
        }
        Ok(without_file)
    }
}

/// What the name of a part ends with.
const PART: &str = ".part";

/// Tells the parts of one process apart: one picture may come from two addresses at the same time.
static PARTS: AtomicU64 = AtomicU64::new(0);

fn part_name(hash: &PictureHash) -> String {
    let (process, number) = (std::process::id(), PARTS.fetch_add(1, Ordering::Relaxed));
    format!("{hash}.{process}.{number}{PART}")
}

/// The hash of a file that was written here, whole or in part; `None` for a file of others, which stays.
fn of_picture(name: &str) -> Option<PictureHash> {
    let hash = name.strip_suffix(PART).and_then(|part| part.split('.').next()).unwrap_or(name);
    PictureHash::of_name(hash)
}

/// Whether it is a file older than [`YOUNG`]. A time far ahead was written by a clock that was ahead.
fn is_old(file: &Metadata) -> bool {
    file.is_file()
        && file.modified().is_ok_and(|modified| match modified.elapsed() {
            Ok(age) => age > YOUNG,
            Err(ahead) => ahead.duration() > YOUNG,
        })
}

fn fill(mut file: File, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    file.sync_all()
}

/// Makes a rename survive a power cut, where the system can do that. Windows and some network folders cannot.
/// If the rename is lost, the row has no file, and the picture counts as not here.
fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_were_written_here_are_swept() {
        let hash = PictureHash::of(b"a picture");

        assert_eq!(of_picture(&hash.to_string()), Some(hash));
        assert_eq!(of_picture(&part_name(&hash)), Some(hash));
        for other in ["", "notes.txt", ".nomedia", "a.part", &format!("{hash}.jpg")] {
            assert_eq!(of_picture(other), None, "{other}");
        }
    }

    /// Seen in a container, where the process had the number of the dead one.
    #[test]
    fn a_part_that_a_dead_process_left_does_not_stop_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let files = PictureFiles::of(&Directory::new(folder.path(), "ours"));
        let hash = PictureHash::of(b"a picture");
        std::fs::create_dir(&files.folder).unwrap();
        let next = PARTS.load(Ordering::Relaxed);
        for number in next..next + 100 {
            let name = format!("{hash}.{}.{number}{PART}", std::process::id());
            std::fs::write(files.folder.join(name), "a pic").unwrap();
        }

        files.write(&hash, b"a picture").unwrap();

        assert_eq!(files.read(&hash).as_deref(), Some(&b"a picture"[..]));
    }

    #[test]
    fn one_picture_may_be_written_twice_at_the_same_time() {
        let folder = tempfile::tempdir().unwrap();
        let files = PictureFiles::of(&Directory::new(folder.path(), "ours"));
        let content = vec![7; 1 << 20];
        let hash = PictureHash::of(&content);

        std::thread::scope(|scope| {
            let write = || files.write(&hash, &content);
            let writes: Vec<_> = (0..8).map(|_| scope.spawn(write)).collect();
            writes.into_iter().for_each(|write| write.join().unwrap().unwrap());
        });

        assert!(files.has(&hash, content.len() as u64));
        assert_eq!(std::fs::read_dir(folder.path().join("pictures")).unwrap().count(), 1);
    }
}
