//! Backup generations of the user's file: whole copies, made while it is in use, in the folder `backups`.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, named_params};

use super::commit_point::CommitPoint;
use super::directory::{Directory, sync_file, sync_folder};
use super::failure::{damaged, is_of_content};
use super::owner::{self, Version};
use super::set_aside::{remove, time_in_name, time_of_name};
use super::upgrade::upgrade;
use super::write::Write;
use super::{damage, in_use, memory, readable_rows, state};
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
///
/// # Errors
/// If the folder cannot be read: then nobody knows whether there are any.
pub(super) fn generations(directory: &Directory) -> Result<Vec<Generation>> {
    let path = directory.backups();
    let failed = |cause: io::Error| directory.failed(&path, &cause);
    let mut found = Vec::new();
    match fs::read_dir(&path) {
        Ok(folder) => {
            for entry in folder {
                found.extend(generation(entry.map_err(failed)?.path()));
            }
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(failed(cause)),
    }
    found.sort_by_key(|it| std::cmp::Reverse((it.total, it.made_at)));
    Ok(found)
}

/// Reads the name of a backup, such as `user-7-2026-11-30T19-54-02.123Z.db`. One with a number that nobody
/// believes counts as the oldest.
fn generation(path: PathBuf) -> Option<Generation> {
    let name = path.file_name()?.to_str()?;
    let (total, at) = name.strip_prefix("user-")?.strip_suffix(".db")?.split_once('-')?;
    let total: u64 = total.parse().ok()?;
    let total = if total > MOST_BELIEVED { 0 } else { total };
    Some(Generation { made_at: time_of_name(at)?, total, path })
}

/// The content of the newest backup that is sound, in memory, and when it was made.
///
/// # Errors
/// [`Error::NewerVersion`] if it is of a newer version, of which this one does not know all tables; any other
/// error but damage, because it may pass.
pub(super) fn newest_sound(directory: &Directory) -> Result<Option<(Connection, Timestamp)>> {
    for it in generations(directory)? {
        match sound(directory, &it.path) {
            Ok(copy) => return Ok(Some((copy, it.made_at))),
            Err(error) if is_of_content(&error) => {
                tracing::warn!(%error, path = %it.path.display(), "a backup is damaged");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// A copy of a whole file of the user, in memory. It is upgraded if it is of an older version. Each of its
/// rows can be read.
pub(super) fn sound(directory: &Directory, path: &Path) -> Result<Connection> {
    let schema = damage::schema(DataFile::User);
    let mut copy = memory::copy_as_it_is(path, directory)?;
    damage::whole_check(&copy)?;
    match owner::check(&copy, "main", path, schema, &directory.catalog)? {
        Version::Empty => return Err(damaged("it is empty")),
        Version::Older => upgrade(&mut copy, schema, &directory.catalog)?,
        Version::Usable => {}
    }
    let version: usize = copy.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version > schema.steps.len() {
        return Err(Error::NewerVersion { file: path.display().to_string() });
    }
    readable_rows::check(&copy, "main", DataFile::User)?;
    state::marks(&copy)?;
    Ok(copy)
}

const DUE: &str = "SELECT total, changes, first_at FROM backup_due";

/// What the user's file counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Due {
    total: u64,
    changes: u64,
    first_at: Option<i64>,
}

impl Due {
    /// Whether a backup is due. If the clock was ahead at the first change, nobody knows how old that is.
    fn is_now(self, now: Timestamp) -> bool {
        let is_old = |first: i64| {
            let age = now.as_millisecond().saturating_sub(first);
            age < 0 || age >= LONGEST.as_millis() as i64
        };
        self.changes >= MOST_CHANGES || self.first_at.is_some_and(is_old)
    }
}

/// What the file counts; `None` if its only row is lost.
fn due(connection: &Connection) -> rusqlite::Result<Option<Due>> {
    let read = |row: &Row<'_>| {
        Ok(Due { total: row.get("total")?, changes: row.get("changes")?, first_at: row.get("first_at")? })
    };
    connection.prepare_cached(DUE)?.query_row([], read).optional()
}

/// Fails if an open file has seen fewer changes than its newest backup, or than were stored. What is known
/// is read first: another writer may store a change meanwhile.
pub(super) fn check_age(directory: &Directory, user: &Connection) -> Result<()> {
    let known = known_total(directory)?;
    match due(user)? {
        Some(due) if due.total < known => Err(damage::damaged_older()),
        _ => Ok(()), // without the row nobody can know
    }
}

/// No person makes so many changes. A larger number is damage itself.
const MOST_BELIEVED: u64 = 1 << 40;

/// How many changes the user's file must have seen.
fn known_total(directory: &Directory) -> Result<u64> {
    let of_backups = generations(directory)?.into_iter().map(|it| it.total);
    let known = of_backups.chain([in_use::noted_changes(directory)]);
    Ok(known.filter(|total| *total <= MOST_BELIEVED).max().unwrap_or_default())
}

const NOTE: &str = "
    UPDATE backup_due
    SET
        total = total + 1,
        changes = changes + 1,
        first_at = coalesce(first_at, :now)
    RETURNING total";

/// Notes that a write changes the file, so that a backup becomes due. Returns how many changes there were.
pub(super) fn note_change(directory: &Directory, write: &mut Write<'_>, now: Timestamp) -> Result<u64> {
    let noted = write
        .prepare_cached(NOTE)?
        .query_row(&[(":now", &now.as_millisecond())], |row| row.get("total"))
        .optional()?;
    match noted {
        Some(total) => Ok(total),
        None => count_on(directory, write),
    }
}

const COUNT_ON: &str = "
    INSERT INTO backup_due (one, total, changes, first_at)
    VALUES (1, :total + 1, 1, :now)
    ON CONFLICT (one) DO UPDATE SET
        total = max(total, :total) + 1,
        changes = changes + 1,
        first_at = coalesce(first_at, :now)
    RETURNING total";

/// Lets a file whose count is lost, or a repaired one, count on from what is known. Returns how many changes
/// there were.
pub(super) fn count_on(directory: &Directory, user: &Connection) -> Result<u64> {
    let now = directory.clock.now().as_millisecond();
    let values = named_params! { ":total": known_total(directory)?, ":now": now };
    Ok(user.query_row(COUNT_ON, values, |row| row.get("total"))?)
}

/// A change that another process commits while the backup is made is not in it, so it still counts.
const MADE: &str = "
    UPDATE backup_due
    SET
        changes = max(changes - :counted, 0),
        first_at = CASE WHEN changes > :counted THEN :now END";

/// Makes a backup if one is due. Returns whether it did.
///
/// # Errors
/// [`Error::StorageDamaged`] if the user's file is damaged: the older backups stay.
pub(super) fn back_up_if_due(directory: &Directory, user: &Connection) -> Result<bool> {
    let now = directory.clock.now();
    let Some(due) = due(user)?.filter(|due| due.is_now(now)) else { return Ok(false) };
    back_up(directory, user, due.total, now)?;
    note_made(user, due, now)?;
    forget_oldest(directory);
    Ok(true)
}

fn note_made(user: &Connection, due: Due, now: Timestamp) -> Result<()> {
    let values = named_params! { ":counted": due.changes, ":now": now.as_millisecond() };
    let made = || user.prepare_cached(MADE)?.execute(values).map(drop);
    Ok(CommitPoint::Backup.commit(made)?)
}

/// How the name of a backup begins while it is made. The rest is its own: two processes may make one at once.
const UNFINISHED: &str = "new-";

static NUMBER: AtomicU64 = AtomicU64::new(0);

/// A backup that was not finished for so long is that of a process that was killed.
const ABANDONED: Duration = Duration::from_secs(3600);

fn back_up(directory: &Directory, user: &Connection, total: u64, now: Timestamp) -> Result<()> {
    let folder = directory.backups();
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let unfinished = folder.join(format!("{UNFINISHED}{}-{number}.db", std::process::id()));
    let failed = |cause: io::Error| directory.failed(&unfinished, &cause);
    fs::create_dir_all(&folder).and_then(|()| remove(&unfinished)).map_err(failed)?;
    let copied = copy(user, &unfinished);
    if let Err(error) = copied {
        let _ = remove(&unfinished); // it takes room that may be missing
        return Err(error);
    }
    sync_file(&unfinished).map_err(failed)?;
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
    readable_rows::check(&copy, "main", DataFile::User)?;
    copy.close().map_err(|(_, cause)| cause.into())
}

/// Deletes the backups beyond the number that is kept. A failure is only logged.
fn forget_oldest(directory: &Directory) {
    for old in generations(directory).unwrap_or_default().into_iter().skip(KEPT) {
        if let Err(cause) = remove(&old.path) {
            tracing::warn!(%cause, "an old backup is kept for longer");
        }
    }
    forget_abandoned(directory);
}

/// Deletes what killed processes left of their backups.
fn forget_abandoned(directory: &Directory) {
    let Ok(folder) = fs::read_dir(directory.backups()) else { return };
    for entry in folder.flatten() {
        let is_unfinished = entry.file_name().to_str().is_some_and(|name| name.starts_with(UNFINISHED));
        let modified = entry.metadata().and_then(|found| found.modified());
        let is_old = modified.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > ABANDONED));
        if is_unfinished && is_old {
            let _ = remove(&entry.path()); // the next backup retries
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(total: u64, changes: u64, first_at: i64) -> Connection {
        let connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(include_str!("migrations/user/0006_backup.sql")).unwrap();
        let set = "UPDATE backup_due SET total = ?1, changes = ?2, first_at = ?3";
        connection.execute(set, (total, changes, first_at)).unwrap();
        connection
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    /// Seen: what another process committed while a backup was made was in no backup, and nobody counted it.
    #[test]
    fn a_change_that_came_during_the_backup_still_counts() {
        let now = at("2024-05-02T14:00:00Z");
        let user = counted(203, 203, 7);

        note_made(&user, Due { total: 200, changes: 200, first_at: Some(7) }, now).unwrap();

        let left = due(&user).unwrap().unwrap();
        assert_eq!(left, Due { total: 203, changes: 3, first_at: Some(now.as_millisecond()) });
        note_made(&user, left, now).unwrap();
        assert_eq!(due(&user).unwrap().unwrap(), Due { total: 203, changes: 0, first_at: None });
    }

    #[test]
    fn a_backup_is_due_by_number_by_age_and_after_a_clock_that_was_ahead() {
        let now = at("2024-05-02T14:00:00Z");
        let due = |changes, first: &str| {
            Due { total: 900, changes, first_at: Some(at(first).as_millisecond()) }.is_now(now)
        };

        assert!(due(200, "2024-05-02T13:59:00Z") && !due(199, "2024-05-02T13:59:00Z"));
        assert!(due(1, "2024-05-02T02:00:00Z") && !due(1, "2024-05-02T02:00:01Z"));
        assert!(due(1, "2025-05-02T14:00:00Z"));
        assert!(!Due { total: 900, changes: 0, first_at: None }.is_now(now));
    }

    /// Seen: an empty backup, and one with a row that nobody can read, ended the search for a sound one.
    #[test]
    fn a_backup_that_is_empty_or_has_an_unreadable_row_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let name = |total| directory.backups().join(format!("user-{total}-2024-05-02T14-00-00.000Z.db"));
        fs::create_dir(directory.backups()).unwrap();
        for total in [7, 8] {
            let mut backup = Connection::open(name(total)).unwrap();
            upgrade(&mut backup, damage::schema(DataFile::User), "ours").unwrap();
        }
        let unreadable = Connection::open(name(8)).unwrap();
        let mark = "INSERT INTO read_mark (edition, kind, remote_id, read_at) VALUES (?1, 'article', '7', 7)";
        unreadable.execute_batch("PRAGMA writable_schema = 1; PRAGMA ignore_check_constraints = 1").unwrap();
        unreadable.execute(&mark.replace("?1", "CAST(x'ff' AS TEXT)"), []).unwrap();
        drop(unreadable);
        fs::write(name(9), "").unwrap();
        fs::copy(name(7), directory.backups().join(format!("user-{}-2020-01-01T00-00-00.000Z.db", u64::MAX)))
            .unwrap();

        let error = sound(&directory, &name(8)).unwrap_err();
        assert!(is_of_content(&error), "{error}");
        assert!(sound(&directory, &name(9)).is_err());
        let (_, made_at) = newest_sound(&directory).unwrap().unwrap();

        assert_eq!(made_at, at("2024-05-02T14:00:00Z"));
        assert_eq!(generations(&directory).unwrap().last().unwrap().total, 0, "nobody makes so many changes");
    }

    /// Seen: a writer beside, who commits between the two reads, made the file look old.
    #[test]
    fn a_file_is_old_only_if_it_lacks_what_was_known_before_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let name = |total| directory.backups().join(format!("user-{total}-2024-05-02T14-00-00.000Z.db"));
        fs::create_dir(directory.backups()).unwrap();
        fs::write(name(7), "").unwrap();

        assert!(check_age(&directory, &counted(7, 0, 0)).is_ok());
        assert!(check_age(&directory, &counted(6, 0, 0)).is_err());
        let without = counted(6, 0, 0);
        without.execute_batch("DELETE FROM backup_due").unwrap();
        assert!(check_age(&directory, &without).is_ok());
        assert_eq!(count_on(&directory, &without).unwrap(), 8);
    }
}
