//! Repair: replaces a damaged file by a new one with all that can be read, and keeps the damaged one.
//!
//! The new file is made beside the damaged one, and gets a name of its own once it is whole and on disk. Only
//! then the damaged one is moved aside. A repair that was interrupted before that is begun again. One that
//! was interrupted after it is finished by the next writer.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::commit_point::CommitPoint;
use super::directory::{Directory, sync_file, wal};
use super::failure::{failed_read, is_failed_read, is_of_content, named};
use super::inspection::{Closeness, inspect, inspect_opened};
use super::new_file::Made;
use super::set_aside::{self, remove};
use super::stamp::Stamp;
use super::{damage, damaged_file, new_file, whole_file};
use crate::error::{Error, Result};
use crate::model::{DataFile, Repair};

/// Whether a database of another program is moved aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foreign {
    Stays,
    IsMoved,
}

/// What was done about one file.
#[derive(Debug, Default)]
pub(super) struct One {
    pub(super) repair: Option<Repair>,
    /// Why nobody knows whether it is damaged. It was left as it is.
    pub(super) unknown: Option<Error>,
}

/// What an inspection shows.
pub(super) enum Look {
    Sound,
    /// It is to be replaced, for this reason.
    Damaged(String),
    /// It stays as it is.
    Unknown(Error),
}

pub(super) fn look(directory: &Directory, file: DataFile, closeness: Closeness, foreign: Foreign) -> Look {
    let Err(error) = inspect(directory, file, closeness) else { return Look::Sound };
    let error = named(error, &directory.file(file));
    match damage::of_error(directory, &error) {
        Some((_, reason)) => Look::Damaged(reason),
        None if is_of_content(&error) && foreign == Foreign::IsMoved => {
            Look::Damaged(damage::FOREIGN.to_owned())
        }
        None => Look::Unknown(error),
    }
}

/// If a read failed, nobody knows whether there was damage.
pub(super) fn repaired(done: Result<Repair>) -> Result<One> {
    match done {
        Ok(repair) => Ok(One { repair: Some(repair), unknown: None }),
        Err(error) if is_failed_read(&error) => Ok(One { repair: None, unknown: Some(error) }),
        Err(error) => Err(error),
    }
}

/// Why a file is replaced.
pub(super) struct Damage<'d> {
    pub(super) reason: &'d str,
    /// How the files were before they were inspected, and how closely they were.
    pub(super) before: Stamp,
    pub(super) closeness: Closeness,
    /// A copy of what an interrupted repair left.
    pub(super) left: Option<&'d Connection>,
}

/// Replaces a file. The caller must be alone.
pub(super) fn repair(directory: &Directory, file: DataFile, damage: &Damage<'_>) -> Result<Repair> {
    let (place, reason) = (set_aside::free_name(directory, file), damage.reason);
    let done = try_repair(directory, file, damage, &place);
    if done.is_err() {
        let _ = remove(&directory.unfinished(file)); // it takes room that may be missing
    }
    let repair = done.map_err(|error| named(error, &directory.file(file)))?;
    set_aside::forget_oldest(directory, file, &place);
    tracing::warn!(file = file.as_str(), reason, kept = repair.kept(), "a damaged file was replaced");
    Ok(repair)
}

fn try_repair(directory: &Directory, file: DataFile, damage: &Damage<'_>, place: &Path) -> Result<Repair> {
    let path = directory.file(file);
    let is_there = directory.look_at(&path)?.is_some_and(|found| found.len() > 0);
    let has_log = directory.has_wal(&path)?;
    let read = match (is_there, has_log) {
        (false, true) => Read::LoneLog,
        (true, _) if file == DataFile::User => Read::Copy,
        _ => Read::InPlace,
    };
    let made = make(directory, file, damage, place, read);
    if made.is_err() && read != Read::InPlace {
        set_aside::forget(place); // the file and its log are where they were
    }
    let made = made?;
    let moved_to = (is_there || has_log).then(|| place.display().to_string());
    let at = directory.clock.now();
    let (reason, tables, backup) = (damage.reason.to_owned(), made.tables, made.backup);
    let repair = Repair { file, at, reason, moved_to, tables, backup };
    let named = set_aside::write_report(directory, place, &repair).and_then(|()| give_name(directory, file));
    if named.is_err() {
        set_aside::forget(place); // nothing was moved, and without the moves there was no repair
    }
    named?;
    match read {
        // It was copied.
        Read::LoneLog => remove(&wal(&path)).map_err(|cause| directory.failed(&path, &cause))?,
        Read::Copy | Read::InPlace => {
            CommitPoint::SetAside.commit(|| set_aside::move_to(directory, file, place))?;
        }
    }
    put_in_place(directory, file)?;
    Ok(repair)
}

/// How a damaged file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    /// Where it is. A cache is large.
    InPlace,
    /// From a copy, of which no read failed.
    Copy,
    /// The copy of a log whose file is missing or empty.
    LoneLog,
}

/// Makes the new file. Nothing is moved or deleted yet.
///
/// # Errors
/// If a read fails, if a copy of the user's file is sound, or if anybody else has the file open or changes
/// it.
fn make(
    directory: &Directory,
    file: DataFile,
    damage: &Damage<'_>,
    place: &Path,
    read: Read,
) -> Result<Made> {
    let path = directory.file(file);
    match read {
        Read::InPlace => {
            whole_file::read_to_end(directory, &path)?;
            whole_file::read_to_end(directory, &wal(&path))?;
        }
        Read::Copy => {
            set_aside::copy_to(directory, file, place)?;
            confirm(directory, file, damage, place)?;
        }
        Read::LoneLog => set_aside::copy_lone_log(directory, file, place)?,
    }
    let damaged = if read == Read::InPlace { &path } else { place };
    let made = new_file::make(directory, file, damaged, damage.left)?;
    let is_free = file == DataFile::Cache || !whole_file::is_open_elsewhere(directory, &path)?;
    let is_still = Stamp::of(directory)? == damage.before; // a program without our lock may write to it
    let is_copied = match read {
        Read::InPlace => true,
        Read::Copy => set_aside::is_copied(directory, file, place)?,
        Read::LoneLog => whole_file::is_same(directory, &wal(&path), &wal(place))?,
    };
    match is_free && is_still && is_copied {
        true => Ok(made),
        false => Err(Error::Busy { file: path.display().to_string() }),
    }
}

/// Fails if a copy of a file is sound: then a read of the file had failed, and SQLite took that for damage.
fn confirm(directory: &Directory, file: DataFile, damage: &Damage<'_>, place: &Path) -> Result<()> {
    let copy = damaged_file::copied(directory, place);
    match copy.and_then(|copy| inspect_opened(directory, file, damage.closeness, &copy)) {
        Ok(()) => Err(failed_read("a copy of it is sound")),
        Err(error) if is_of_content(&error) || damage::is_unclear(&error) => Ok(()), // its reads did well
        Err(error) => Err(error),
    }
}

/// Writes the new file to disk and gives it the name of its own.
fn give_name(directory: &Directory, file: DataFile) -> Result<()> {
    let (unfinished, replacement) = (directory.unfinished(file), directory.replacement(file));
    let failed = |cause: io::Error| directory.failed(&replacement, &cause);
    sync_file(&unfinished).map_err(failed)?;
    fs::rename(&unfinished, &replacement).map_err(failed)?;
    directory.sync()
}

/// Gives the new file the name of the damaged one. What is left of that one would be taken for its log.
pub(super) fn put_in_place(directory: &Directory, file: DataFile) -> Result<()> {
    let path = directory.file(file);
    let failed = |cause: io::Error| directory.failed(&path, &cause);
    if directory.look_at(&wal(&path))?.is_some() {
        set_aside::move_to(directory, file, &set_aside::free_name(directory, file))?;
    }
    remove(&directory.shared_memory(file)).map_err(failed)?;
    CommitPoint::Replaced.commit(|| fs::rename(directory.replacement(file), &path)).map_err(failed)?;
    directory.sync()
}

#[cfg(test)]
#[path = "repair_tests.rs"]
mod tests;
