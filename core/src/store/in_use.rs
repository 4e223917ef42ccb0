//! The lock that all writers of a directory share, and the note beside it: whether a writer ended without
//! closing the files, and how many changes of the user's file were stored.
//!
//! A file is replaced only by a writer who is alone. Otherwise another process would go on writing into the
//! file that was moved aside.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use super::directory::{Directory, LOCK_RETRY};
use super::file_lock::{self, Tried};
use crate::error::{Error, Result};

/// What the note says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Note {
    is_open: bool,
    /// The changes of the user's file. It is written after each commit, so no commit is missing in the file
    /// unless it was lost.
    changes: u64,
}

impl Note {
    /// The mark, and the number twice: if the two differ, one is damaged, and no file is too old by it.
    const LENGTH: usize = 1 + 2 * size_of::<u64>();

    fn read(mut file: &File) -> io::Result<Self> {
        let mut bytes = [0; Self::LENGTH];
        file.seek(SeekFrom::Start(0))?;
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match file.read(rest)? {
                0 => break,
                more => filled += more,
            }
        }
        let [is_open, numbers @ ..] = bytes;
        let (one, two) = numbers.split_at(size_of::<u64>());
        let changes = if one == two { one.try_into().map_or(0, u64::from_le_bytes) } else { 0 };
        Ok(Self { is_open: is_open > 0, changes })
    }

    fn write(self, mut file: &File) -> io::Result<()> {
        let mut bytes = [u8::from(self.is_open); Self::LENGTH];
        bytes[1..].copy_from_slice(&[self.changes.to_le_bytes(); 2].concat());
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&bytes)
    }
}

/// How many changes of the user's file were stored, as the note says; 0 if it does not exist.
pub(super) fn noted_changes(directory: &Directory) -> u64 {
    let file = File::open(directory.writing_note());
    file.and_then(|file| Note::read(&file)).map_or(0, |note| note.changes)
}

/// Whether other writers have the files open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Others {
    None,
    Some,
    /// Without file locks nobody can know. Then no file is replaced.
    Unknown,
}

/// A writer's share of the lock. Dropping it after the connections removes the mark, if no other writer is
/// known to be left.
pub(super) struct InUse {
    lock: File,
    note: File,
    others: Others,
    /// Whether the last writer ended without closing the files, or left the mark because of damage.
    pub(super) was_left_open: bool,
    keeps_mark: bool,
}

impl InUse {
    /// Enters a directory. The caller must hold the lock for opening.
    ///
    /// # Errors
    /// [`Error::Busy`] if another process holds the lock alone for longer than `timeout`.
    pub(super) fn enter(directory: &Directory, timeout: Duration) -> Result<Self> {
        let (lock, note) = (directory.writing_lock(), directory.writing_note());
        let failed = |path: &Path, cause: io::Error| directory.failed(path, &cause);
        let lock_file = open(&lock).map_err(|cause| failed(&lock, cause))?;
        let others = share(&lock_file, timeout).map_err(|cause| failed(&lock, cause))?;
        let others = others.ok_or_else(|| Error::Busy { file: lock.display().to_string() })?;
        let note_file = open(&note).map_err(|cause| failed(&note, cause))?;
        Self::with(lock_file, note_file, others).map_err(|cause| failed(&note, cause))
    }

    fn with(lock: File, file: File, others: Others) -> io::Result<Self> {
        let note = Note::read(&file)?;
        if !note.is_open {
            let open = Note { is_open: true, ..note };
            open.write(&file).and_then(|()| file.sync_all())?;
        }
        let was_left_open = note.is_open && others == Others::None;
        Ok(Self { lock, note: file, others, was_left_open, keeps_mark: false })
    }

    /// Whether certainly no other writer had the files open when this one came.
    pub(super) fn is_alone(&self) -> bool {
        self.others == Others::None
    }

    /// Notes how many changes of the user's file are stored. A failure costs no more than the note.
    pub(super) fn note_changes(&self, changes: u64) {
        if let Err(cause) = (Note { is_open: true, changes }).write(&self.note) {
            tracing::debug!(%cause, "the number of changes was not noted");
        }
    }

    /// Whether the mark stays for the next writer, who then checks the files.
    pub(super) fn keep_mark(&mut self, keeps_mark: bool) {
        self.keeps_mark = keeps_mark;
    }
}

impl Drop for InUse {
    /// If two writers leave at once, both may see the other and leave the mark. That costs one check.
    fn drop(&mut self) {
        file_lock::release(&self.lock);
        let is_last = match self.others {
            Others::Unknown => true, // else a clean end would look like an unclean one for ever
            Others::None | Others::Some => matches!(file_lock::try_alone(&self.lock), Ok(Tried::Taken)),
        };
        if !self.keeps_mark && is_last {
            let note = Note::read(&self.note).unwrap_or_default();
            let _ = Note { is_open: false, ..note }.write(&self.note);
        }
        file_lock::release(&self.lock);
    }
}

fn open(path: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).read(true).write(true).open(path)
}

/// Takes a share of the lock, and returns whether others had one; `None` if another process holds it alone
/// for longer than `timeout`. It does so for an instant only, unless it is frozen just then.
fn share(file: &File, timeout: Duration) -> io::Result<Option<Others>> {
    let others = match file_lock::try_alone(file)? {
        Tried::Taken => Others::None,
        Tried::Held => Others::Some,
        Tried::Unsupported => return Ok(Some(Others::Unknown)),
    };
    if others == Others::None {
        file_lock::release(file);
    }
    let until = Instant::now() + timeout;
    loop {
        match file_lock::try_shared(file)? {
            Tried::Taken => return Ok(Some(others)),
            Tried::Unsupported => return Ok(Some(Others::Unknown)),
            Tried::Held if Instant::now() >= until => return Ok(None),
            Tried::Held => std::thread::sleep(LOCK_RETRY),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(directory: &Directory) -> InUse {
        InUse::enter(directory, Duration::ZERO).unwrap()
    }

    #[test]
    fn the_mark_stays_until_the_last_writer_has_closed_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");

        let first = entered(&directory);
        let second = entered(&directory);
        assert_eq!((first.is_alone(), first.was_left_open), (true, false));
        assert_eq!((second.is_alone(), second.was_left_open), (false, false));
        drop(first);
        let note = || Note::read(&File::open(directory.writing_note()).unwrap()).unwrap();
        assert!(note().is_open);
        second.note_changes(7);
        drop(second);
        assert_eq!((note(), noted_changes(&directory)), (Note { is_open: false, changes: 7 }, 7));
    }

    #[test]
    fn a_writer_that_found_damage_leaves_the_mark_for_the_next_one() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");

        drop(entered(&directory));
        let mut damaged = entered(&directory);
        assert!(!damaged.was_left_open);
        damaged.keep_mark(true);
        drop(damaged);

        assert!(entered(&directory).was_left_open);
        assert!(!entered(&directory).was_left_open);
    }

    /// Seen: a process that was frozen while it closed the files let all others wait for ever.
    #[test]
    fn a_lock_that_another_one_holds_alone_is_waited_for_no_longer_than_allowed() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        drop(entered(&directory));
        let open = || super::open(&directory.writing_lock()).unwrap();
        let frozen = open();
        assert_eq!(file_lock::try_alone(&frozen).unwrap(), Tried::Taken);

        let waited = share(&open(), Duration::from_millis(30)).unwrap();
        drop(frozen);

        assert_eq!(waited, None);
        assert_eq!(share(&open(), Duration::ZERO).unwrap(), Some(Others::None));
    }

    /// Seen: on Android, where std has no file locks, each writer believed to be alone, and the mark of an
    /// unclean end never went.
    #[test]
    fn without_file_locks_nobody_is_alone_and_a_clean_end_removes_the_mark() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        drop(entered(&directory));
        let lock = || super::open(&directory.writing_lock()).unwrap();
        let open = || super::open(&directory.writing_note()).unwrap();

        let first = InUse::with(lock(), open(), Others::Unknown).unwrap();
        assert!(Note::read(&open()).unwrap().is_open);
        let second = InUse::with(lock(), open(), Others::Unknown).unwrap();
        assert_eq!((first.is_alone(), second.is_alone(), second.was_left_open), (false, false, false));
        drop(second);

        assert!(!Note::read(&open()).unwrap().is_open);
    }
}
