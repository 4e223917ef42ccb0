//! Backup generations of the user's file: whole copies, made while it is in use, in the folder `backups`.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::backup_due;
use super::backup_file::generations;
use super::directory::{Directory, sync_file, sync_folder};
use super::failure::{damaged, is_of_content};
use super::owner::{self, Version};
use super::set_aside::{remove, time_in_name};
use super::upgrade::upgrade;
use super::{damage, memory, readable_rows, state};
use crate::error::{Error, Result};
use crate::model::DataFile;

/// The number of backups that are kept.
const KEPT: usize = 2;

/// The content of the newest backup that is sound, in memory, and when it was made. A damaged one does not
/// stand in the way of an older one.
///
/// # Errors
/// [`Error::NewerVersion`] if it is of a newer version, of which this one does not know all tables; any error
/// but damage, because it may pass, and an older one lacks what came since.
pub(super) fn newest_sound(directory: &Directory) -> Result<Option<(Connection, Timestamp)>> {
    for it in generations(directory)? {
        match sound(directory, &it.path) {
            Ok(copy) => return Ok(Some((copy, it.made_at))),
            Err(error) if is_of_content(&error) || matches!(error, Error::BadArgument(_)) => {
                tracing::warn!(%error, path = %it.path.display(), "a backup cannot be used");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

/// A copy of a whole file of the user, in memory. It is upgraded if it is of an older version. Each of its
/// rows can be read. Indexes are made anew: a damaged one costs no row.
pub(super) fn sound(directory: &Directory, path: &Path) -> Result<Connection> {
    let schema = damage::schema(DataFile::User);
    let mut copy = memory::copy_as_it_is(path, directory)?;
    let _ = copy.execute_batch("REINDEX"); // the check below says why that fails
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

/// Makes a backup if one is due. Returns whether it did.
///
/// # Errors
/// [`Error::StorageDamaged`] if the user's file is damaged: the older backups stay.
pub(super) fn back_up_if_due(directory: &Directory, user: &Connection) -> Result<bool> {
    let now = directory.clock.now();
    let Some(due) = backup_due::due(user)?.filter(|due| due.is_now(now)) else { return Ok(false) };
    back_up(directory, user, due.total, now)?;
    backup_due::note_made(user, due, now)?;
    forget_oldest(directory);
    Ok(true)
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
    damage::whole_check(&copy)?;
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

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
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

    /// Seen: the newest backup could not be opened for an instant, and an older one took its place for good.
    #[test]
    fn a_backup_that_cannot_be_opened_now_is_not_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let name = |total| directory.backups().join(format!("user-{total}-2024-05-02T14-00-00.000Z.db"));
        fs::create_dir(directory.backups()).unwrap();
        upgrade(&mut Connection::open(name(7)).unwrap(), damage::schema(DataFile::User), "ours").unwrap();
        fs::create_dir(name(8)).unwrap(); // it is no file, so it cannot be opened

        assert!(newest_sound(&directory).is_err());
        fs::remove_dir(name(8)).unwrap();
        assert!(newest_sound(&directory).unwrap().is_some());
    }
}
