//! What a repair left that was interrupted after its new file was whole. The next writer finishes it.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::is_of_content;
use super::file::open_within;
use super::inspection::{Closeness, INTERRUPTED, inspect};
use super::repair::{Damage, Foreign, Look, One, look, put_in_place, repair, repaired};
use super::set_aside::{self, remove};
use super::stamp::Stamp;
use super::{damage, generation, new_file};
use crate::error::Result;
use crate::model::{DataFile, Repair, SalvagedTable};

/// Finishes a repair that was interrupted after its new file was whole. Meanwhile the damaged file may be
/// there still, or the release before may have made another one: then what was done since is joined.
pub(super) fn finish(directory: &Directory, file: DataFile, foreign: Foreign) -> Result<One> {
    let (path, left) = (directory.file(file), directory.replacement(file));
    let failed = |cause: io::Error| directory.failed(&left, &cause);
    remove(&directory.unfinished(file)).map_err(failed)?; // it was never whole
    if directory.look_at(&left)?.is_none() {
        return Ok(One::default());
    }
    let is_there = directory.look_at(&path)?.is_some_and(|found| found.len() > 0);
    if !is_there && !directory.has_wal(&path)? {
        return put_in_place(directory, file).map(|()| One::default());
    }
    match file {
        DataFile::Cache => finish_cache(directory).map(|()| One::default()),
        DataFile::User => finish_user(directory, &left, foreign),
    }
}

/// Joins what an interrupted repair left with the file that is there. A sound file stays where it is. If what
/// the repair left is damaged by now, it is moved aside.
fn finish_user(directory: &Directory, left: &Path, foreign: Foreign) -> Result<One> {
    let (file, closeness) = (DataFile::User, Closeness::Whole);
    let copy = match generation::sound(directory, left) {
        Ok(copy) => copy,
        Err(error) if is_of_content(&error) => {
            return move_left(directory, left, &set_aside::free_name(directory, file))
                .map(|()| One::default());
        }
        Err(error) => return Ok(One { repair: None, unknown: Some(error) }),
    };
    let before = Stamp::of(directory)?;
    match look(directory, file, closeness, foreign) {
        Look::Sound => repaired(add_left(directory, &copy, left)),
        Look::Damaged(reason) => {
            let damage = Damage { reason: &reason, before, closeness, left: Some(&copy) };
            repaired(repair(directory, file, &damage))
        }
        Look::Unknown(error) => Ok(One { repair: None, unknown: Some(error) }),
    }
}

/// Adds the marks of what an interrupted repair left to the file that is there. That is moved aside then, and
/// not the file.
fn add_left(directory: &Directory, copy: &Connection, left: &Path) -> Result<Repair> {
    let (file, schema) = (DataFile::User, damage::schema(DataFile::User));
    let mut user = open_within(&directory.user(), schema, &directory.catalog, LOCK_TIMEOUT)?;
    let marks = new_file::add_marks(directory, copy, &mut user)?;
    drop(user);
    let (place, at) = (set_aside::free_name(directory, file), directory.clock.now());
    let tables = vec![SalvagedTable { table: "mark".to_owned(), kept: marks, lost: Some(0) }];
    let (reason, moved_to) = (INTERRUPTED.to_owned(), Some(place.display().to_string()));
    let repair = Repair { file, at, reason, moved_to, tables, backup: None };
    set_aside::write_report(directory, &place, &repair)?;
    move_left(directory, left, &place)?;
    set_aside::forget_oldest(directory, file, &place);
    Ok(repair)
}

fn move_left(directory: &Directory, left: &Path, place: &Path) -> Result<()> {
    let failed = |cause: io::Error| directory.failed(left, &cause);
    fs::create_dir_all(directory.damaged()).and_then(|()| fs::rename(left, place)).map_err(failed)?;
    directory.sync()
}

/// Keeps the cache that is there if it is sound: it can be fetched again, and two cannot be joined.
fn finish_cache(directory: &Directory) -> Result<()> {
    let file = DataFile::Cache;
    match inspect(directory, file, Closeness::Whole) {
        Ok(()) => {
            let left = directory.replacement(file);
            remove(&left).map_err(|cause| directory.failed(&left, &cause))
        }
        Err(error) if is_of_content(&error) => {
            let place = set_aside::free_name(directory, file);
            let (at, moved_to) = (directory.clock.now(), Some(place.display().to_string()));
            let (reason, tables, backup) = (INTERRUPTED.to_owned(), Vec::new(), None);
            let repair = Repair { file, at, reason, moved_to, tables, backup };
            set_aside::write_report(directory, &place, &repair)?;
            set_aside::move_to(directory, file, &place)?;
            set_aside::forget_oldest(directory, file, &place);
            put_in_place(directory, file)
        }
        Err(error) => Err(error),
    }
}
