//! The mirror: what the cache knows of the marks in the user's file, which are the truth. No transaction
//! writes both files, so the cache follows after each change, and catches up after a crash.

use std::time::Duration;

use rusqlite::{Connection, Row};

use super::commit_point::CommitPoint;
use super::commits::Commits;
use super::directory::LOCK_TIMEOUT;
use super::file::Files;
use super::mirrored_item::{begin_anew, redo};
use super::write::Write;
use super::writer;
use crate::error::{Error, Result};
use crate::guard::guarded;

/// How far the cache follows.
struct State {
    /// The last change of marks that was followed.
    followed: i64,
    /// The oldest change that is still noted, or the number of the next one.
    oldest: i64,
    /// The newest change; 0 before the first.
    newest: i64,
    /// Items with a smaller id must be decided anew.
    redo_below: Option<i64>,
}

const STATE: &str = "
    SELECT
        followed, redo_below,
        (SELECT coalesce(max(id), 0) FROM user.mark_change) AS newest,
        (SELECT coalesce(min(id), 1) FROM user.mark_change) AS oldest
    FROM mirror";

fn state(connection: &Connection) -> Result<State> {
    let read = |row: &Row<'_>| {
        Ok(State {
            followed: row.get("followed")?,
            oldest: row.get("oldest")?,
            newest: row.get("newest")?,
            redo_below: row.get("redo_below")?,
        })
    };
    Ok(connection.prepare_cached(STATE)?.query_row([], read)?)
}

impl State {
    fn is_behind(&self) -> bool {
        self.followed != self.newest || self.redo_below.is_some()
    }

    /// Whether all changes that were not followed are still noted.
    fn has_all(&self) -> bool {
        (self.oldest - 1..=self.newest).contains(&self.followed)
    }
}

/// Whether marks changed that the cache does not know yet.
pub(crate) fn is_mirror_behind(connection: &Connection) -> Result<bool> {
    Ok(state(connection)?.is_behind())
}

/// How long an act waits for the lock of the cache. The next act or sync follows if that is not enough.
const AT_ONCE: Duration = Duration::from_millis(100);

/// Follows what a person did just now, in one short transaction. A failure is only logged, because what they
/// did is stored: the next act or sync follows.
pub(super) fn follow_at_once(files: &mut Files, commits: &Commits) {
    if let Err(error) = at_once(files, |files| follow(files, commits)) {
        tracing::warn!(code = error.code().as_str(), %error, "the cache follows a change of marks later");
    }
}

/// Runs work on the cache that waits only shortly for its lock. A panic is an error.
fn at_once<T>(files: &mut Files, work: impl FnOnce(&mut Files) -> Result<T>) -> Result<T> {
    files.cache.busy_timeout(AT_ONCE)?;
    let done = guarded(&"how the cache follows marks", || work(files));
    files.cache.busy_timeout(LOCK_TIMEOUT)?;
    done.unwrap_or_else(|reason| Err(Error::Internal(reason)))
}

/// The number of the last change that the cache followed; 0 if it cannot be read now.
pub(super) fn followed(files: &mut Files) -> i64 {
    at_once(files, |files| Ok(state(&files.cache)?.followed)).unwrap_or_default()
}

const NUMBER_AFTER: &str = "
    INSERT INTO mark_change (id, edition, kind, remote_id)
    SELECT :followed + 1, NULL, NULL, NULL
    WHERE :followed > (SELECT coalesce(max(id), 0) FROM mark_change)";

/// Gives the changes of this write larger numbers than the cache has followed. If an older copy has replaced
/// the user's file, its numbers are smaller, and the next would seem to be followed. The change that is noted
/// here is of no item, so the cache decides anew about all.
pub(super) fn number_after(write: &mut Write<'_>, followed: i64) -> Result<()> {
    write.prepare_cached(NUMBER_AFTER)?.execute(&[(":followed", &followed)])?;
    Ok(())
}

/// Follows the marks in one short transaction, if the cache is behind. Returns whether more is left.
pub(super) fn follow(files: &mut Files, commits: &Commits) -> Result<bool> {
    match is_mirror_behind(&files.cache)? {
        true => Ok(commits.note(writer::transact(&mut files.cache, CommitPoint::Mirror, catch_up))?.0),
        false => Ok(false),
    }
}

const FOLLOWED: &str = "UPDATE mirror SET followed = :followed";

/// Follows the changes of marks. If hidden words changed, or if changes were missed, it decides anew about as
/// many items as fit into a slice. Returns whether more are left.
fn catch_up(write: &mut Write<'_>) -> Result<bool> {
    let before = state(write)?;
    if before.followed != before.newest {
        match before.has_all() && !have_words_changed(write, before.followed)? {
            true => follow_items(write, before.followed)?,
            false => begin_anew(write)?,
        }
        write.prepare_cached(FOLLOWED)?.execute(&[(":followed", &before.newest)])?;
    }
    match state(write)?.redo_below {
        Some(below) => redo(write, below),
        None => Ok(false),
    }
}

const WORDS_CHANGED: &str = "
    SELECT EXISTS (SELECT 1 FROM user.mark_change WHERE id > :followed AND remote_id IS NULL) AS changed";

fn have_words_changed(write: &Write<'_>, followed: i64) -> Result<bool> {
    let mut statement = write.prepare_cached(WORDS_CHANGED)?;
    Ok(statement.query_row(&[(":followed", &followed)], |row| row.get("changed"))?)
}

const FOLLOW: &str = "
    UPDATE item
    SET read = 1 - read
    WHERE id IN (
        SELECT item.id
        FROM user.mark_change AS change
        CROSS JOIN item
            ON item.edition = change.edition
            AND item.kind = change.kind
            AND item.remote_id = change.remote_id
        WHERE change.id > :followed
            AND item.read <> EXISTS (
                SELECT 1
                FROM user.read_mark
                WHERE read_mark.edition = item.edition
                    AND read_mark.kind = item.kind
                    AND read_mark.remote_id = item.remote_id))";

fn follow_items(write: &mut Write<'_>, followed: i64) -> Result<()> {
    write.prepare_cached(FOLLOW)?.execute(&[(":followed", &followed)])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::directory::Directory;

    #[test]
    fn a_panic_while_the_cache_follows_is_an_error_and_leaves_the_timeout_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Files::open(&Directory::new(folder.path(), "ours"), LOCK_TIMEOUT).unwrap();

        let failed = at_once(&mut files, |_| -> Result<()> { panic!("a planted panic") }).unwrap_err();

        let timeout = files.cache.pragma_query_value(None, "busy_timeout", |row| row.get::<_, u64>(0));
        assert_eq!((failed.code().as_str(), timeout.unwrap()), ("internal", 5_000));
    }
}
