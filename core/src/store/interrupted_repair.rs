//! What a repair left that was interrupted after its new file was whole. The next writer finishes it.

use std::fs;
use std::io;
use std::path::Path;

use rusqlite::Connection;

use super::directory::{Directory, LOCK_TIMEOUT};
use super::failure::is_of_content;
use super::inspection::{Closeness, INTERRUPTED, inspect};
use super::open_file::open_within;
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
        put_in_place(directory, file)?;
        return Ok(done(set_aside::newest(directory, file)));
    }
    match file {
        DataFile::Cache => finish_cache(directory).map(done),
        DataFile::User => finish_user(directory, &left, foreign),
    }
}

fn done(repair: Option<Repair>) -> One {
    One { repair, unknown: None }
}

/// Joins what an interrupted repair left with the file that is there. A sound file stays where it is. If what
/// the repair left is damaged by now, it is moved aside.
fn finish_user(directory: &Directory, left: &Path, foreign: Foreign) -> Result<One> {
    let (file, closeness) = (DataFile::User, Closeness::Whole);
    let copy = match generation::sound(directory, left) {
        Ok(copy) => copy,
        Err(error) if is_of_content(&error) => {
            let repair = interrupted(directory, file, Vec::new());
            return report_and(directory, &repair, |place| move_left(directory, left, place)).map(done);
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
    let tables = vec![SalvagedTable { table: "mark".to_owned(), kept: marks, lost: Some(0) }];
    let repair = interrupted(directory, file, tables);
    report_and(directory, &repair, |place| move_left(directory, left, place))?;
    Ok(repair)
}

/// The report of a repair that an earlier one has left to finish.
fn interrupted(directory: &Directory, file: DataFile, tables: Vec<SalvagedTable>) -> Repair {
    let (place, at) = (set_aside::free_name(directory, file), directory.clock.now());
    let (reason, moved_to) = (INTERRUPTED.to_owned(), Some(place.display().to_string()));
    Repair { file, at, reason, moved_to, tables, backup: None }
}

/// Writes a report, and moves aside what it says.
fn report_and(
    directory: &Directory,
    repair: &Repair,
    move_to: impl FnOnce(&Path) -> Result<()>,
) -> Result<Option<Repair>> {
    let place = repair.moved_to.as_deref().map(Path::new).unwrap_or_else(|| Path::new(""));
    set_aside::write_report(directory, place, repair)?;
    move_to(place)?;
    set_aside::forget_oldest(directory, repair.file, place);
    Ok(Some(repair.clone()))
}

fn move_left(directory: &Directory, left: &Path, place: &Path) -> Result<()> {
    let failed = |cause: io::Error| directory.failed(left, &cause);
    fs::create_dir_all(directory.damaged()).and_then(|()| fs::rename(left, place)).map_err(failed)?;
    directory.sync()
}

/// Keeps the cache that is there if it is sound: it can be fetched again, and two cannot be joined.
fn finish_cache(directory: &Directory) -> Result<Option<Repair>> {
    let file = DataFile::Cache;
    match inspect(directory, file, Closeness::Whole) {
        Ok(()) => {
            let left = directory.replacement(file);
            remove(&left).map(|()| None).map_err(|cause| directory.failed(&left, &cause))
        }
        Err(error) if is_of_content(&error) => {
            let repair = interrupted(directory, file, Vec::new());
            let done = report_and(directory, &repair, |place| set_aside::move_to(directory, file, place))?;
            put_in_place(directory, file).map(|()| done)
        }
        Err(error) => Err(error),
    }
}
