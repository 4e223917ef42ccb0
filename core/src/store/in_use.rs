//! The lock that all writers of a directory share, and what its file says: whether a writer ended without
//! closing the files, and how many changes of the user's file were stored.
//!
//! A file is replaced only by a writer who is alone. Otherwise another process would go on writing into the
//! file that was moved aside.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

use super::directory::Directory;
use super::file_lock::{self, Tried};
use crate::error::Result;

/// What the lock file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Note {
    is_open: bool,
    /// The changes of the user's file. It is written after each commit, so no commit is missing in the file
    /// unless it was lost.
    changes: u64,
}

impl Note {
    fn read(mut file: &File) -> io::Result<Self> {
        let mut bytes = [0; 9];
        file.seek(SeekFrom::Start(0))?;
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match file.read(rest)? {
                0 => break,
                more => filled += more,
            }
        }
        let [is_open, changes @ ..] = bytes;
        Ok(Self { is_open: is_open > 0, changes: u64::from_le_bytes(changes) })
    }

    fn write(self, mut file: &File) -> io::Result<()> {
        let mut bytes = [u8::from(self.is_open); 9];
        bytes[1..].copy_from_slice(&self.changes.to_le_bytes());
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&bytes)
    }
}

/// How many changes of the user's file were stored, as the lock file says; 0 if it does not exist.
pub(super) fn noted_changes(directory: &Directory) -> u64 {
    let file = File::open(directory.writing_lock());
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
    file: File,
    others: Others,
    /// Whether the last writer ended without closing the files, or left the mark because of damage.
    pub(super) was_left_open: bool,
    keeps_mark: bool,
}

impl InUse {
    /// Enters a directory. The caller must hold the lock for opening.
    pub(super) fn enter(directory: &Directory) -> Result<Self> {
        let path = directory.writing_lock();
        let failed = |cause: io::Error| directory.failed(&path, &cause);
        let file = File::options().create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.map_err(failed)?;
        let others = share(&file).map_err(failed)?;
        Self::with(file, others).map_err(failed)
    }

    fn with(file: File, others: Others) -> io::Result<Self> {
        let note = Note::read(&file)?;
        if !note.is_open {
            let open = Note { is_open: true, ..note };
            open.write(&file).and_then(|()| file.sync_all())?;
        }
        let was_left_open = note.is_open && others == Others::None;
        Ok(Self { file, others, was_left_open, keeps_mark: false })
    }

    /// Whether certainly no other writer had the files open when this one came.
    pub(super) fn is_alone(&self) -> bool {
        self.others == Others::None
    }

    /// Notes how many changes of the user's file are stored. A failure costs no more than the note.
    pub(super) fn note_changes(&self, changes: u64) {
        if let Err(cause) = (Note { is_open: true, changes }).write(&self.file) {
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
        file_lock::release(&self.file);
        let is_last = match self.others {
            Others::Unknown => true, // else a clean end would look like an unclean one for ever
            Others::None | Others::Some => matches!(file_lock::try_alone(&self.file), Ok(Tried::Taken)),
        };
        if !self.keeps_mark && is_last {
            let note = Note::read(&self.file).unwrap_or_default();
            let _ = Note { is_open: false, ..note }.write(&self.file);
        }
        file_lock::release(&self.file);
    }
}

/// Takes a share of the lock, and returns whether others had one.
fn share(file: &File) -> io::Result<Others> {
    let others = match file_lock::try_alone(file)? {
        Tried::Taken => Others::None,
        Tried::Held => Others::Some,
        Tried::Unsupported => return Ok(Others::Unknown),
    };
    if others == Others::None {
        file_lock::release(file);
    }
    match file_lock::shared(file)? {
        Tried::Unsupported => Ok(Others::Unknown),
        Tried::Taken | Tried::Held => Ok(others),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(directory: &Directory) -> InUse {
        InUse::enter(directory).unwrap()
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
        let note = || Note::read(&File::open(directory.writing_lock()).unwrap()).unwrap();
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

    /// Seen: on Android, where std has no file locks, each writer believed to be alone, and the mark of an
    /// unclean end never went.
    #[test]
    fn without_file_locks_nobody_is_alone_and_a_clean_end_removes_the_mark() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        drop(entered(&directory));
        let open = || File::options().read(true).write(true).open(directory.writing_lock()).unwrap();

        let first = InUse::with(open(), Others::Unknown).unwrap();
        assert!(Note::read(&open()).unwrap().is_open);
        let second = InUse::with(open(), Others::Unknown).unwrap();
        assert_eq!((first.is_alone(), second.is_alone(), second.was_left_open), (false, false, false));
        drop(second);

        assert!(!Note::read(&open()).unwrap().is_open);
    }
}
