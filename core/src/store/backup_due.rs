//! How many changes the user's file has seen, and when its next backup is due.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::backup_file::{MOST_BELIEVED, generations};
use super::commit_point::CommitPoint;
use super::directory::Directory;
use super::write::Write;
use super::{damage, in_use};
use crate::error::Result;

/// A backup is due after so many changes.
const MOST_CHANGES: u64 = 200;

/// A backup is due this long after the first change. It is made by the next write, sync or start, and they
/// may come half a day later: a section is asked at least every 12 hours.
const LONGEST: SignedDuration = SignedDuration::from_hours(12);

const DUE: &str = "SELECT total, changes, first_at FROM backup_due";

/// What the user's file counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) total: u64,
    changes: u64,
    first_at: Option<i64>,
}

impl Due {
    /// Whether a backup is due. If the clock was ahead at the first change, nobody knows how old that is.
    pub(super) fn is_now(self, now: Timestamp) -> bool {
        let is_old = |first: i64| {
            let age = now.as_millisecond().saturating_sub(first);
            age < 0 || age >= LONGEST.as_millis() as i64
        };
        self.changes >= MOST_CHANGES || self.first_at.is_some_and(is_old)
    }
}

/// What the file counts; `None` if its only row is lost.
pub(super) fn due(connection: &Connection) -> rusqlite::Result<Option<Due>> {
    let read = |row: &Row<'_>| {
        Ok(Due { total: row.get("total")?, changes: row.get("changes")?, first_at: row.get("first_at")? })
    };
    connection.prepare_cached(DUE)?.query_row([], read).optional()
}

/// Fails if an open file has seen fewer changes than its newest backup, or than were stored. What is known
/// is read first: another writer may store a change meanwhile. A folder of backups that cannot be read shows
/// nothing.
pub(super) fn check_age(directory: &Directory, user: &Connection) -> Result<()> {
    let Ok(known) = known_total(directory) else { return Ok(()) };
    match due(user)? {
        Some(due) if due.total < known => Err(damage::damaged_older()),
        _ => Ok(()), // without the row nobody can know
    }
}

/// Whether a damaged file has seen fewer changes than were stored, or nobody knows how many it has seen.
pub(super) fn lacks_changes(directory: &Directory, readings: &[Connection]) -> bool {
    let Ok(known) = known_total(directory) else { return true };
    let seen = readings.first().and_then(|reading| due(reading).ok().flatten()).map(|due| due.total);
    known > 0 && seen.is_none_or(|seen| seen < known)
}

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
    let known = known_total(directory).unwrap_or_else(|_| in_use::noted_changes(directory));
    let values = named_params! { ":total": known, ":now": now };
    Ok(user.query_row(COUNT_ON, values, |row| row.get("total"))?)
}

/// A change that another process commits while the backup is made is not in it, so it still counts.
const MADE: &str = "
    UPDATE backup_due
    SET
        changes = max(changes - :counted, 0),
        first_at = CASE WHEN changes > :counted THEN :now END";

/// Notes that a backup was made when so much was due.
pub(super) fn note_made(user: &Connection, due: Due, now: Timestamp) -> Result<()> {
    let values = named_params! { ":counted": due.changes, ":now": now.as_millisecond() };
    let made = || user.prepare_cached(MADE)?.execute(values).map(drop);
    Ok(CommitPoint::Backup.commit(made)?)
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

    /// Seen: a writer beside, who commits between the two reads, made the file look old.
    #[test]
    fn a_file_is_old_only_if_it_lacks_what_was_known_before_it_was_read() {
        let folder = tempfile::tempdir().unwrap();
        let directory = Directory::new(folder.path(), "ours");
        let name = |total| directory.backups().join(format!("user-{total}-2024-05-02T14-00-00.000Z.db"));
        std::fs::create_dir(directory.backups()).unwrap();
        std::fs::write(name(7), "").unwrap();

        assert!(check_age(&directory, &counted(7, 0, 0)).is_ok());
        assert!(check_age(&directory, &counted(6, 0, 0)).is_err());
        let without = counted(6, 0, 0);
        without.execute_batch("DELETE FROM backup_due").unwrap();
        assert!(check_age(&directory, &without).is_ok());
        assert_eq!(count_on(&directory, &without).unwrap(), 8);
    }
}
