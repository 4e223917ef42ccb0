//! The data directory: the paths of its files, their catalogue, the lock for creating or upgrading them, and
//! how long a writer waits for a locked file.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::file_lock::{self, Tried};
use super::repairs::Repairs;
use crate::clock::{SharedClock, SystemClock};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// How long a writer waits for another process.
pub(super) const LOCK_TIMEOUT: Duration = Duration::from_secs(5);

/// How long to wait before a retry, while another process holds a lock or changes a file.
pub(super) const LOCK_RETRY: Duration = Duration::from_millis(20);

/// A data directory, and the catalogue that its files must belong to.
#[derive(Debug, Clone)]
pub(super) struct Directory {
    path: PathBuf,
    pub(super) catalog: String,
    /// Whether both databases are in the memory of this process, and no file is made.
    pub(super) is_in_memory: bool,
    /// Gives the times in the names of damaged files and of backups.
    pub(super) clock: SharedClock,
    /// What was repaired in it.
    pub(super) repairs: Repairs,
}

/// Tells the databases in memory of one process apart.
static IN_MEMORY: AtomicU64 = AtomicU64::new(0);

impl Directory {
    /// The directory at a path. A relative one is that of now: files are opened again later, and a host may
    /// change its working directory.
    pub(super) fn new(path: &Path, catalog: &str) -> Self {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Self {
            path,
            catalog: catalog.to_owned(),
            is_in_memory: false,
            clock: system_clock(),
            repairs: Repairs::default(),
        }
    }

    /// A directory that exists only in memory. Its databases live as long as a connection is open.
    pub(super) fn in_memory(catalog: &str) -> Self {
        let number = IN_MEMORY.fetch_add(1, Ordering::Relaxed);
        let path = PathBuf::from(format!("/ifilm-in-memory-{number}"));
        Self {
            path,
            catalog: catalog.to_owned(),
            is_in_memory: true,
            clock: system_clock(),
            repairs: Repairs::default(),
        }
    }

    /// The same with another clock.
    pub(super) fn with_clock(self, clock: SharedClock) -> Self {
        Self { clock, ..self }
    }

    /// The path of a file.
    pub(super) fn file(&self, file: DataFile) -> PathBuf {
        self.path.join(file.as_str())
    }

    pub(super) fn cache(&self) -> PathBuf {
        self.path.join("cache.db")
    }

    pub(super) fn user(&self) -> PathBuf {
        self.path.join("user.db")
    }

    pub(super) fn pictures(&self) -> PathBuf {
        self.path.join("pictures")
    }

    /// The folder of the damaged files that were moved aside.
    pub(super) fn damaged(&self) -> PathBuf {
        self.path.join("damaged")
    }

    /// The folder of the backups of the user's file.
    pub(super) fn backups(&self) -> PathBuf {
        self.path.join("backups")
    }

    /// The name of a new file while it is being made.
    pub(super) fn unfinished(&self, file: DataFile) -> PathBuf {
        self.path.join(format!("{}.making", file.as_str()))
    }

    /// The name of a new file once it is whole, until it has replaced the damaged one. It may be the only
    /// copy, and no version deletes a file of this name.
    pub(super) fn replacement(&self, file: DataFile) -> PathBuf {
        self.path.join(format!("{}.salvaged", file.as_str()))
    }

    pub(super) fn shared_memory(&self, file: DataFile) -> PathBuf {
        self.path.join(format!("{}-shm", file.as_str()))
    }

    /// The lock that writers share.
    pub(super) fn writing_lock(&self) -> PathBuf {
        self.path.join("writing.lock")
    }

    /// What writers note beside that lock. Windows lets nobody write to a file that is locked.
    pub(super) fn writing_note(&self) -> PathBuf {
        self.path.join("writing.note")
    }

    /// Writes the names of the files to disk.
    pub(super) fn sync(&self) -> Result<()> {
        sync_folder(&self.path).map_err(|cause| self.failed(&self.path, &cause))
    }

    pub(super) fn sync_lock(&self) -> PathBuf {
        self.path.join("sync.lock")
    }

    pub(super) fn make(&self) -> Result<()> {
        if self.is_in_memory {
            return Ok(());
        }
        std::fs::create_dir_all(&self.path).map_err(|cause| self.failed(&self.path, &cause))
    }

    /// The metadata of a file of the directory; `None` if it does not exist.
    pub(super) fn look_at(&self, file: &Path) -> Result<Option<Metadata>> {
        match std::fs::metadata(file) {
            Ok(found) => Ok(Some(found)),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(cause) => Err(self.failed(file, &cause)),
        }
    }

    /// Whether the write-ahead log of a file has any content.
    pub(super) fn has_wal(&self, file: &Path) -> Result<bool> {
        Ok(self.look_at(&wal(file))?.is_some_and(|wal| wal.len() > 0))
    }

    /// Locks the directory, so that one client at a time creates or upgrades the files and nobody sees
    /// half-made files. Dropping the lock releases it. On systems without file locks, only SQLite's own locks
    /// protect the files.
    ///
    /// # Errors
    /// [`Error::Busy`] if another process holds the lock for longer than `timeout`.
    pub(super) fn lock(&self, timeout: Duration) -> Result<Lock> {
        let path = self.path.join("opening.lock");
        let until = Instant::now() + timeout;
        loop {
            match self.try_lock(&path)? {
                Some(lock) => return Ok(lock),
                None if Instant::now() >= until => {
                    return Err(Error::Busy { file: path.display().to_string() });
                }
                None => std::thread::sleep(LOCK_RETRY),
            }
        }
    }

    /// Takes the lock of a file; `None` while another client holds it. Dropping the lock releases it. On
    /// systems without file locks, every client gets the lock.
    pub(super) fn try_lock(&self, path: &Path) -> Result<Option<Lock>> {
        if self.is_in_memory {
            return Ok(Some(Lock { _file: None })); // no other process can see it
        }
        let file = File::options().create(true).truncate(false).write(true).open(path);
        let file = file.map_err(|cause| self.failed(path, &cause))?;
        match file_lock::try_alone(&file).map_err(|cause| self.failed(path, &cause))? {
            Tried::Held => Ok(None),
            Tried::Taken | Tried::Unsupported => Ok(Some(Lock { _file: Some(file) })),
        }
    }

    /// Whether a client is creating or upgrading the files. Creates no file itself.
    pub(super) fn is_locked(&self) -> bool {
        let file = File::open(self.path.join("opening.lock"));
        file.is_ok_and(|file| matches!(file_lock::try_shared(&file), Ok(Tried::Held)))
    }

    /// The error of a call that failed on a file of the directory. It is a bad argument only if there can be
    /// no directory of that name. Otherwise the disk or the system is at fault.
    pub(super) fn failed(&self, file: &Path, cause: &io::Error) -> Error {
        use io::ErrorKind as Kind;
        match cause.kind() {
            Kind::StorageFull | Kind::QuotaExceeded => Error::StorageFull,
            Kind::NotFound
            | Kind::AlreadyExists
            | Kind::NotADirectory
            | Kind::IsADirectory
            | Kind::InvalidInput
            | Kind::InvalidFilename => {
                Error::bad_argument(format!("{} cannot be a data directory: {cause}", self.path.display()))
            }
            _ => Error::ReadOnly { file: file.display().to_string() },
        }
    }
}

fn system_clock() -> SharedClock {
    SharedClock(Arc::new(SystemClock))
}

/// Writes the content of a file to disk. Windows does that only for a handle that may write.
pub(super) fn sync_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

/// Writes the names in a folder to disk. Windows does so by itself.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(windows) { Ok(()) } else { File::open(path)?.sync_all() }
}

/// The rollback journal of a file.
pub(super) fn journal(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-journal");
    name.into()
}

/// The lock of a file. Dropping it releases it.
pub(super) struct Lock {
    _file: Option<File>,
}

/// The write-ahead log of a file.
pub(super) fn wal(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorCode;

    /// Seen: where the disk failed, or too many files were open, the caller had named a bad directory.
    #[test]
    fn only_a_directory_that_cannot_be_one_is_a_bad_argument() {
        let directory = Directory::new(Path::new("/data"), "ours");
        let code = |kind: io::ErrorKind| directory.failed(&directory.cache(), &kind.into()).code();
        let of_linux =
            |number| directory.failed(&directory.cache(), &io::Error::from_raw_os_error(number)).code();

        assert_eq!(code(io::ErrorKind::NotADirectory), ErrorCode::BadArgument);
        assert_eq!(code(io::ErrorKind::QuotaExceeded), ErrorCode::StorageFull);
        assert_eq!(code(io::ErrorKind::WriteZero), ErrorCode::ReadOnly);
        if cfg!(target_os = "linux") {
            let codes = [5, 24, 28, 30].map(of_linux); // EIO, EMFILE, ENOSPC, EROFS
            let (full, refused) = (ErrorCode::StorageFull, ErrorCode::ReadOnly);
            assert_eq!(codes, [refused, refused, full, refused]);
        }
    }
}
