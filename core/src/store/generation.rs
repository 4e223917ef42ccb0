//! Backup generations of the user's file: whole copies, made while it is in use, in the folder `backups`.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, Row};

use super::directory::{Directory, sync_folder};
use super::set_aside::{remove, time_in_name, time_of_name};
use super::write::Write;
use super::{damage, in_use, memory};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// The number of backups that are kept.
const KEPT: usize = 2;

/// A backup is due after so many changes.
const MOST_CHANGES: u64 = 200;

/// A backup is due this long after the first change. It is made by the next write, sync or start, and they
/// may come half a day later: a section is asked at least every 12 hours.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

/// A backup, with the number of changes that the file had seen before it.
pub(super) struct Generation {
    pub(super) path: PathBuf,
    pub(super) made_at: Timestamp,
    total: u64,
}

/// The backups, the newest first.
pub(super) fn generations(directory: &Directory) -> Vec<Generation> {
    let Ok(folder) = fs::read_dir(directory.backups()) else { return Vec::new() };
    let mut found: Vec<_> = folder.filter_map(|entry| generation(entry.ok()?.path())).collect();
    found.sort_by_key(|it| std::cmp::Reverse((it.total, it.made_at)));
    found
}

/// Reads the name of a backup, such as `user-7-2026-11-30T19-54-02.123Z.db`.
fn generation(path: PathBuf) -> Option<Generation> {
    let name = path.file_name()?.to_str()?;
    let (total, at) = name.strip_prefix("user-")?.strip_suffix(".db")?.split_once('-')?;
    Some(Generation { made_at: time_of_name(at)?, total: total.parse().ok()?, path })
}

/// The content of the newest backup that is sound, in memory, and when it was made.
pub(super) fn newest_sound(directory: &Directory) -> Option<(Connection, Timestamp)> {
    generations(directory).into_iter().find_map(|it| match sound(directory, &it.path) {
        Ok(copy) => Some((copy, it.made_at)),
        Err(error) => {
            tracing::warn!(%error, path = %it.path.display(), "a backup cannot be used");
            None
        }
    })
}

fn sound(directory: &Directory, path: &Path) -> Result<Connection> {
    let copy = memory::copy(path, damage::schema(DataFile::User), directory)?;
    damage::whole_check(&copy)?;
    Ok(copy)
}

const DUE: &str = "SELECT total, changes, first_at FROM backup_due";

struct Due {
    total: u64,
    changes: u64,
    first_at: Option<i64>,
}

fn due(connection: &Connection) -> rusqlite::Result<Due> {
    let read = |row: &Row<'_>| {
        Ok(Due { total: row.get("total")?, changes: row.get("changes")?, first_at: row.get("first_at")? })
    };
    connection.prepare_cached(DUE)?.query_row([], read)
}

/// Why a user's file must be older than its newest backup: it is missing or empty, or it has lost commits
/// with its write-ahead log. `None` if it is not, and for the cache.
pub(super) fn loss(directory: &Directory, file: DataFile) -> Result<Option<&'static str>> {
    if file == DataFile::Cache || directory.is_in_memory {
        return Ok(None);
    }
    let path = directory.file(file);
    let is_empty = directory.look_at(&path)?.is_none_or(|found| found.len() == 0);
    let is_lost = is_empty && !generations(directory).is_empty();
    Ok(is_lost.then_some("it is missing or empty, although it has a backup"))
}

/// Fails if an open file has seen fewer changes than its newest backup, or than were stored.
pub(super) fn check_age(directory: &Directory, user: &Connection) -> Result<()> {
    match due(user) {
        Ok(due) if due.total < known_total(directory) => Err(damage::damaged_older()),
        Ok(_) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// How many changes the user's file must have seen.
fn known_total(directory: &Directory) -> u64 {
    let of_backup = generations(directory).first().map_or(0, |newest| newest.total);
    of_backup.max(in_use::noted_changes(directory))
}

const NOTE: &str = "
    UPDATE backup_due
    SET
        total = total + 1,
        changes = changes + 1,
        first_at = coalesce(first_at, :now)
    RETURNING total";

/// Notes that a write changes the file, so that a backup becomes due. Returns how many changes there were.
pub(super) fn note_change(write: &mut Write<'_>, now: Timestamp) -> Result<u64> {
    let mut statement = write.prepare_cached(NOTE)?;
    Ok(statement.query_row(&[(":now", &now.as_millisecond())], |row| row.get("total"))?)
}

const MADE: &str = "UPDATE backup_due SET changes = 0, first_at = NULL";

const AT_LEAST: &str = "
    UPDATE backup_due
    SET total = max(total, :total) + 1, changes = changes + 1, first_at = coalesce(first_at, :now)";

/// Lets a repaired file count on from what is known.
pub(super) fn count_on(directory: &Directory, user: &Connection) -> Result<()> {
    let total = known_total(directory);
    let now = directory.clock.now().as_millisecond();
    user.execute(AT_LEAST, rusqlite::named_params! { ":total": total, ":now": now })?;
    Ok(())
}

/// Makes a backup if one is due. Returns whether it did.
///
/// # Errors
/// [`Error::StorageDamaged`] if the user's file is damaged: the older backups stay.
pub(super) fn back_up_if_due(directory: &Directory, user: &Connection) -> Result<bool> {
    let due = due(user)?;
    let now = directory.clock.now();
    let is_old = |first: i64| now.as_millisecond() - first >= LONGEST.as_millis() as i64;
    if due.changes < MOST_CHANGES && !due.first_at.is_some_and(is_old) {
        return Ok(false);
    }
    back_up(directory, user, due.total, now)?;
    user.prepare_cached(MADE)?.execute([])?;
    forget_oldest(directory);
    Ok(true)
}

fn back_up(directory: &Directory, user: &Connection, total: u64, now: Timestamp) -> Result<()> {
    let folder = directory.backups();
    let unfinished = folder.join("new.db");
    let failed = |cause: io::Error| directory.failed(&unfinished, &cause);
    fs::create_dir_all(&folder).and_then(|()| remove(&unfinished)).map_err(failed)?;
    let copied = copy(user, &unfinished);
    if let Err(error) = copied {
        let _ = remove(&unfinished); // it takes room that may be missing
        return Err(error);
    }
    File::open(&unfinished).and_then(|file| file.sync_all()).map_err(failed)?;
    let path = folder.join(format!("user-{total}-{}.db", time_in_name(now)));
    fs::rename(&unfinished, path).and_then(|()| sync_folder(&folder)).map_err(failed)
}

/// Copies the whole file, and checks the copy.
fn copy(user: &Connection, to: &Path) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let mut copy = Connection::open_with_flags(to, flags)?;
    copy.pragma_update(None, "synchronous", "OFF")?; // the file is synced as a whole
    match Backup::new(user, &mut copy)?.step(-1)? {
        StepResult::Done => {}
        _ => return Err(Error::Busy { file: to.display().to_string() }),
    }
    copy.pragma_update(None, "journal_mode", "MEMORY")?; // so that it is one file
    damage::quick_check(&copy)?;
    copy.close().map_err(|(_, cause)| cause.into())
}

/// Deletes the backups beyond the number that is kept. A failure is only logged.
fn forget_oldest(directory: &Directory) {
    for old in generations(directory).into_iter().skip(KEPT) {
        if let Err(cause) = remove(&old.path) {
            tracing::warn!(%cause, "an old backup is kept for longer");
        }
    }
}
