//! What a person opened, in the user's file: one row for each item, with the last time.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::mark_key::{Columns, MarkKey};
use super::row;
use super::user_mark::{self, UserMark};
use super::withdrawn;
use super::write::{UndoChange, Write};
use crate::error::Result;
use crate::model::{ItemKey, TimeCursor};

/// The number of items that the history holds.
const MOST: u32 = 1_000;

/// That a person opened an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) opened_at: Timestamp,
    /// Its title then, so that the history can be read without the cache.
    pub(crate) title: String,
}

/// Notes that a person opened an item. The oldest items leave the history.
pub(crate) fn note_opened(write: &mut Write<'_>, key: &ItemKey, title: String, now: Timestamp) -> Result<()> {
    user_mark::set(write, key, Some(Opened { opened_at: now, title }), now)?;
    shorten_history(write)
}

const SHORTEN: &str = "
    DELETE FROM history
    WHERE (edition, kind, remote_id) IN (
        SELECT edition, kind, remote_id
        FROM history
        ORDER BY opened_at DESC, edition, kind, remote_id
        LIMIT -1 OFFSET :most)";

/// Deletes the oldest items if there are too many.
pub(super) fn shorten_history(write: &mut Write<'_>) -> Result<()> {
    write.prepare_cached(SHORTEN)?.execute(&[(":most", &MOST)])?;
    Ok(())
}

const CLEAR: &str = "DELETE FROM history";

/// Deletes the whole history, and notes that it was withdrawn. The items themselves are not named among what
/// was withdrawn: only the undo step still has them.
pub(crate) fn clear_history(write: &mut Write<'_>, now: Timestamp) -> Result<()> {
    let marks = user_mark::all::<Opened>(write)?;
    let cleared = withdrawn::withdrawn(write, Opened::NAME, withdrawn::ALL)?.map(|(at, _)| at);
    let newest = marks.iter().map(|(_, mark)| mark.changed_at).max();
    let changed_at = user_mark::next_change(newest.max(cleared), now);
    write.execute(CLEAR, [])?;
    withdrawn::withdraw_all(write, Opened::NAME, changed_at)?;
    for (key, mark) in marks {
        note_cleared(write, &key, &mark, changed_at)?;
    }
    Ok(())
}

/// Deletes what another device cleared: the items that were opened until then. Returns whether that is news.
pub(super) fn merge_cleared(write: &mut Write<'_>, cleared_at: Timestamp) -> Result<bool> {
    let ours = withdrawn::withdrawn(write, Opened::NAME, withdrawn::ALL)?;
    if ours.is_some_and(|(at, _)| at >= cleared_at) {
        return Ok(false);
    }
    withdrawn::withdraw_all(write, Opened::NAME, cleared_at)?;
    for (key, mark) in user_mark::all::<Opened>(write)? {
        if mark.changed_at <= cleared_at {
            user_mark::delete::<Opened>(write, &key)?;
            note_cleared(write, &key, &mark, cleared_at)?;
        }
    }
    Ok(true)
}

fn note_cleared(
    write: &mut Write<'_>,
    key: &ItemKey,
    mark: &user_mark::Stored<Opened>,
    changed_at: Timestamp,
) -> Result<()> {
    let before = Some(user_mark::fields(&mark.value)?);
    let (mark, key, was_at) = (Opened::NAME.to_owned(), key.text(), Some(mark.changed_at));
    write.note_undo(UndoChange { mark, key, changed_at, was_at, before });
    Ok(())
}

const NEWEST: &str = "
    SELECT edition, kind, remote_id, opened_at, title
    FROM user.history
    WHERE opened_at <= :opened_at
        AND (opened_at < :opened_at OR (edition, kind, remote_id) > (:edition, :kind, :remote_id))
    ORDER BY opened_at DESC, edition, kind, remote_id
    LIMIT :limit";

/// The items of the history after a place; the one opened last comes first.
pub(crate) fn history(
    connection: &Connection,
    after: Option<&TimeCursor>,
    limit: u32,
) -> Result<Vec<(ItemKey, Opened)>> {
    let behind = after.map(|after| &after.key);
    let values = named_params! {
        ":opened_at": after.map_or(i64::MAX, |after| after.at_ms),
        ":edition": behind.map_or("", |key| key.edition.as_str()),
        ":kind": behind.map_or("", |key| key.kind.as_str()),
        ":remote_id": behind.map_or("", |key| key.id.as_str()),
        ":limit": limit,
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, |row| Ok((row::key(row)?, Opened::from_row(row)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

const LOAD: &str = "
    SELECT changed_at, unknown, opened_at, title
    FROM history
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

const ALL: &str = "
    SELECT edition, kind, remote_id, changed_at, unknown, opened_at, title
    FROM history";

const STORE: &str = "
    INSERT INTO history (edition, kind, remote_id, changed_at, unknown, opened_at, title)
    VALUES (:edition, :kind, :remote_id, :changed_at, :unknown, :opened_at, :title)
    ON CONFLICT (edition, kind, remote_id) DO UPDATE SET
        changed_at = excluded.changed_at,
        unknown = excluded.unknown,
        opened_at = excluded.opened_at,
        title = excluded.title";

const DELETE: &str = "
    DELETE FROM history
    WHERE edition = :edition AND kind = :kind AND remote_id = :remote_id";

impl UserMark for Opened {
    const NAME: &'static str = "history";
    type Key = ItemKey;
    const LOAD: &'static str = LOAD;
    const ALL: &'static str = ALL;
    const STORE: &'static str = STORE;
    const DELETE: &'static str = DELETE;

    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { opened_at: row::moment(row, "opened_at")?, title: row.get("title")? })
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":opened_at", self.opened_at.as_millisecond().into()),
            (":title", self.title.clone().into()),
        ])
    }
}
