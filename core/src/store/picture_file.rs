//! The files of pictures: each is named by the hash of its content, so one picture at several addresses is
//! one file. A file is written whole before its row is, so a row never stands for half a picture.

use std::collections::HashSet;
use std::fmt::{self, Write as _};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use sha2::{Digest, Sha256};

use super::directory::Directory;
use crate::error::{Error, Result};

/// The SHA-256 of a picture's content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PictureHash([u8; 32]);

impl PictureHash {
    /// The hash of a content.
    pub(crate) fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The hash that a file is named by; `None` if it has another name.
    fn of_name(name: &str) -> Option<Self> {
        let byte = |at| u8::from_str_radix(name.get(at..at + 2)?, 16).ok();
        let bytes: Vec<u8> = (0..name.len()).step_by(2).map(byte).collect::<Option<_>>()?;
        Self::of_bytes(&bytes).filter(|hash| hash.to_string() == name)
    }
}

impl fmt::Display for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

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

    /// Writes a picture to the disk, unless it is there. When it returns, the content survives a power cut.
    pub(super) fn write(&self, hash: &PictureHash, content: &[u8]) -> Result<()> {
        if self.directory.is_in_memory {
            return Err(Error::bad_argument("a client in memory keeps no pictures"));
        }
        if self.has(hash, content.len() as u64) {
            return Ok(());
        }
        let mut part = String::new();
        let _ = write!(part, "{hash}.{}.part", std::process::id());
        let part = self.folder.join(part);
        let written = self.write_whole(&part, &self.path(hash), content);
        if written.is_err() {
            let _ = fs::remove_file(&part); // what cannot be deleted now is swept later
        }
        written.map_err(|cause| self.directory.failed(&self.folder, &cause))
    }

    fn write_whole(&self, part: &Path, path: &Path, content: &[u8]) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let mut file = File::create(part)?;
        file.write_all(content)?;
        file.sync_all()?;
        fs::rename(part, path)?;
        sync_folder(&self.folder)
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

    /// Deletes the files that have no row, such as parts that a dead process left. Returns the rows that have
    /// no file.
    pub(super) fn sweep(&self, rows: &HashSet<PictureHash>) -> Result<Vec<PictureHash>> {
        let mut without_file = rows.clone();
        let entries = match fs::read_dir(&self.folder) {
            Ok(entries) => entries,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                return Ok(without_file.into_iter().collect());
            }
            Err(cause) => return Err(self.directory.failed(&self.folder, &cause)),
        };
        for entry in entries {
            let entry = entry.map_err(|cause| self.directory.failed(&self.folder, &cause))?;
            let hash = entry.file_name().to_str().and_then(PictureHash::of_name);
            let is_known = hash.is_some_and(|hash| without_file.remove(&hash));
            if !is_known && entry.metadata().is_ok_and(|file| file.modified().is_ok_and(is_old)) {
                self.delete_at(&entry.path())?;
            }
        }
        Ok(without_file.into_iter().collect())
    }
}

/// Whether a file is older than [`YOUNG`]. A time far ahead was written by a clock that was ahead.
fn is_old(modified: SystemTime) -> bool {
    match modified.elapsed() {
        Ok(age) => age > YOUNG,
        Err(ahead) => ahead.duration() > YOUNG,
    }
}

/// Makes a rename survive a power cut. Windows has no such call.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
