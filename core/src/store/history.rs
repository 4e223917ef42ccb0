//! What a person opened, in the user's file: one row for each item, with the last time.

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};
use serde::{Deserialize, Serialize};

use super::mark_key::Columns;
use super::mark_limit;
use super::mark_record::Fields;
use super::row;
use super::user_mark::{self, UserMark};
use super::write::Write;
use crate::error::Result;
use crate::model::{ItemKey, TimeCursor};

/// The number of items that the history holds.
const MOST: usize = 1_000;

/// That a person opened an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Opened {
    pub(crate) opened_at: Timestamp,
    /// Its title then, so that the history can be read without the cache.
    pub(crate) title: String,
}

/// Notes that a person opened an item. What was opened longest ago leaves the history.
pub(crate) fn note_opened(write: &mut Write<'_>, key: &ItemKey, title: String, now: Timestamp) -> Result<()> {
    user_mark::set(write, key, Some(Opened { opened_at: now, title }), now)?;
    mark_limit::shorten::<Opened>(write)
}

/// Deletes the whole history, and notes that it was withdrawn.
pub(crate) fn clear_history(write: &mut Write<'_>, now: Timestamp) -> Result<()> {
    let newest = user_mark::all_known::<Opened>(write)?.into_iter().max_by_key(|mark| mark.changed_at);
    let until = user_mark::next_time::<Opened>(write, newest.as_ref(), now)?;
    mark_limit::clear::<Opened>(write, until)
}

const NEWEST: &str = "
    SELECT edition, kind, remote_id, opened_at, title
    FROM user.history
    WHERE opened_at <= :opened_at
        AND (opened_at < :opened_at OR (edition, kind, remote_id) > (:edition, :kind, :remote_id))
    ORDER BY opened_at DESC, edition, kind, remote_id";

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
    };
    let mut statement = connection.prepare_cached(NEWEST)?;
    let rows = statement.query_map(values, |row| row::if_readable(opened(row)))?;
    let rows = rows.filter_map(rusqlite::Result::transpose).take(limit as usize);
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn opened(row: &Row<'_>) -> rusqlite::Result<(ItemKey, Opened)> {
    let opened = Opened { opened_at: row::moment(row, "opened_at")?, title: row.get("title")? };
    Ok((row::key(row)?, opened))
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
    const MOST: Option<usize> = Some(MOST);

    fn fields_of(row: &Row<'_>) -> rusqlite::Result<Fields> {
        Ok(row::fields([("opened_at", row::time(row, "opened_at")?), ("title", row::text(row, "title")?)]))
    }

    fn columns(&self) -> Result<Columns> {
        Ok(vec![
            (":opened_at", self.opened_at.as_millisecond().into()),
            (":title", self.title.clone().into()),
        ])
    }
}
