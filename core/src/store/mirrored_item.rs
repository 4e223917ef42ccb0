//! An item of the mirror: decides anew whether it is read and shown, if the changes of marks do not tell.

use std::time::Instant;

use rusqlite::{Row, named_params};

use super::prune::SLICE;
use super::row;
use super::shown::{self, Seen};
use super::write::Write;
use crate::error::Result;
use crate::model::ItemKey;

const BEGIN_ANEW: &str = "UPDATE mirror SET redo_below = (SELECT max(id) + 1 FROM item)";

/// Lets all items be decided anew, from the next following on.
pub(crate) fn begin_anew(write: &mut Write<'_>) -> Result<()> {
    write.prepare_cached(BEGIN_ANEW)?.execute([])?;
    Ok(())
}

/// The number of items that are read at once.
const BATCH: usize = 100;

const REDONE: &str = "UPDATE mirror SET redo_below = :below";

/// Decides anew about some of the items with a smaller id. Those stored last come first, because they are on
/// top of most lists. Returns whether more are left.
pub(super) fn redo(write: &mut Write<'_>, mut below: i64) -> Result<bool> {
    let until = Instant::now() + SLICE;
    loop {
        let items = items_below(write, below)?;
        let is_end = items.len() < BATCH;
        for item in items {
            below = item.id;
            item.decide(write)?;
            if Instant::now() >= until {
                return redone(write, Some(below)); // many hidden words take long for each item
            }
        }
        if is_end {
            return redone(write, None);
        }
    }
}

/// Stores which items are left. Returns whether there are any.
fn redone(write: &mut Write<'_>, below: Option<i64>) -> Result<bool> {
    write.prepare_cached(REDONE)?.execute(named_params! { ":below": below })?;
    Ok(below.is_some())
}

/// An item as the cache has it, and whether a person read it.
struct Mirrored {
    id: i64,
    key: ItemKey,
    title: Option<String>,
    lead: Option<String>,
    is_removed: bool,
    read: bool,
    is_read: bool,
}

const BELOW: &str = "
    SELECT
        item.id, item.edition, item.kind, item.remote_id, item.read,
        coalesce(item.title, article.title) AS title,
        CASE WHEN article.item_id IS NULL THEN item.lead ELSE article.lead END AS lead,
        item.removed_at IS NOT NULL AS removed,
        read_mark.read_at IS NOT NULL AS is_read
    FROM item
    LEFT JOIN article ON article.item_id = item.id
    LEFT JOIN user.read_mark USING (edition, kind, remote_id)
    WHERE item.id < :below
    ORDER BY item.id DESC
    LIMIT :most";

fn items_below(write: &Write<'_>, below: i64) -> Result<Vec<Mirrored>> {
    let mut statement = write.prepare_cached(BELOW)?;
    let read = |row: &Row<'_>| {
        Ok(Mirrored {
            id: row.get("id")?,
            key: row::key(row)?,
            title: row.get("title")?,
            lead: row.get("lead")?,
            is_removed: row.get("removed")?,
            read: row.get("read")?,
            is_read: row.get("is_read")?,
        })
    };
    let items = statement.query_map(named_params! { ":below": below, ":most": BATCH }, read)?;
    Ok(items.collect::<rusqlite::Result<_>>()?)
}

const SET_READ: &str = "UPDATE item SET read = :read WHERE id = :id";

impl Mirrored {
    fn decide(self, write: &mut Write<'_>) -> Result<()> {
        let Self { id, key, title, lead, is_removed, read, is_read } = self;
        if read != is_read {
            write.prepare_cached(SET_READ)?.execute(named_params! { ":id": id, ":read": is_read })?;
        }
        let seen = Seen { title: title.as_deref(), lead: lead.as_deref(), is_removed };
        let shown = shown::is_shown(write, &seen)?;
        if shown::set(write, id, shown)? {
            match shown {
                true => write.changes().note_changed(key),
                false => write.changes().note_removed(key),
            }
        }
        Ok(())
    }
}
