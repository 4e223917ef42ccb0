//! Undo steps: the last acts of a person, each with the values that its marks had before, in the user's file.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::{Deserialize, Serialize};

use super::mark_kind::{self, MarkKind};
use super::row;
use super::user_mark::Fields;
use super::write::{UndoChange, Write};
use crate::error::Result;
use crate::model::{Act, UndoStep};

/// The number of acts that can be undone.
const MOST: u32 = 30;

/// A change as JSON: table, key, its time, the time of the change before, and the value before:
/// `["saved","fa/article/5",1714651200000,null,null]`.
#[derive(Serialize, Deserialize)]
struct ChangeJson(String, String, i64, Option<i64>, Option<Fields>);

const ADD: &str = "
    INSERT INTO undo_step (act, done_at, changes)
    VALUES (:act, :done_at, :changes)";

const DROP_OLDEST: &str = "
    DELETE FROM undo_step
    WHERE id NOT IN (SELECT id FROM undo_step ORDER BY id DESC LIMIT :most)";

/// Stores what it takes to undo an act: the marks that this write changed. If it changed none, there is
/// nothing to undo.
pub(crate) fn keep_step(write: &mut Write<'_>, act: Act, done_at: Timestamp) -> Result<()> {
    let changes = merged(write.take_undo());
    if changes.is_empty() {
        return Ok(());
    }
    write.prepare_cached(ADD)?.execute(named_params! {
        ":act": act.as_str(),
        ":done_at": done_at.as_millisecond(),
        ":changes": row::to_json(&changes)?,
    })?;
    write.prepare_cached(DROP_OLDEST)?.execute(&[(":most", &MOST)])?;
    Ok(())
}

/// One change for each mark: the value before the first change, and the time of the last one.
fn merged(changes: Vec<UndoChange>) -> Vec<ChangeJson> {
    let mut merged: BTreeMap<(String, String), ChangeJson> = BTreeMap::new();
    for UndoChange { mark, key, changed_at, was_at, before } in changes {
        let (changed_at, was_at) = (changed_at.as_millisecond(), was_at.map(Timestamp::as_millisecond));
        let first = merged.entry((mark.clone(), key.clone()));
        first.or_insert(ChangeJson(mark, key, changed_at, was_at, before)).2 = changed_at;
    }
    merged.into_values().collect()
}

const STEPS: &str = "
    SELECT act, done_at, json_array_length(changes) AS marks
    FROM undo_step
    ORDER BY id DESC";

/// The acts that can be undone, newest first. They end before an act that only a later version knows.
pub(crate) fn undo_steps(connection: &Connection) -> Result<Vec<UndoStep>> {
    let mut statement = connection.prepare_cached(STEPS)?;
    let steps: Vec<_> = statement.query_map([], step)?.collect::<rusqlite::Result<_>>()?;
    Ok(steps.into_iter().map_while(|step| step).collect())
}

const NEWEST: &str = "
    SELECT id, act, done_at, json_array_length(changes) AS marks, changes
    FROM undo_step
    ORDER BY id DESC
    LIMIT 1";

const FORGET: &str = "DELETE FROM undo_step WHERE id = :id";

/// Undoes the newest act, and returns it; `None` if there is none, or if only a later version can undo it.
/// Marks that something else changed since stay as they are.
pub(crate) fn undo(write: &mut Write<'_>, now: Timestamp) -> Result<Option<UndoStep>> {
    let newest = |row: &Row<'_>| Ok((row.get::<_, i64>("id")?, step(row)?, changes(row)?));
    let Some((id, Some(step), changes)) = write.query_row(NEWEST, [], newest).optional()? else {
        return Ok(None);
    };
    let known = |change: ChangeJson| Some((mark_kind::named(&change.0)?, change.read()?));
    let changes: Option<Vec<(&MarkKind, UndoChange)>> = changes.into_iter().map(known).collect();
    let Some(changes) = changes else { return Ok(None) };
    let mut restored = BTreeMap::new();
    for (kind, change) in changes {
        if let (Some(at), Some(was_at)) = ((kind.take_back)(write, &change, now)?, change.was_at) {
            restored.insert((change.mark, change.key, was_at.as_millisecond()), at.as_millisecond());
        }
    }
    write.execute(FORGET, &[(":id", &id)])?;
    date_earlier_steps(write, restored)?;
    Ok(Some(step))
}

const CHANGES: &str = "SELECT id, changes FROM undo_step ORDER BY id DESC";

const REWRITE: &str = "UPDATE undo_step SET changes = :changes WHERE id = :id";

/// Gives the changes of earlier steps the times that their values have now. A restored value has a later time
/// than before, and so its own step would seem to be overtaken by something else.
fn date_earlier_steps(
    write: &mut Write<'_>,
    mut restored: BTreeMap<(String, String, i64), i64>,
) -> Result<()> {
    if restored.is_empty() {
        return Ok(());
    }
    let row = |row: &Row<'_>| Ok((row.get::<_, i64>("id")?, changes(row)?));
    let steps: Vec<_> = write.prepare(CHANGES)?.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
    for (id, mut changes) in steps {
        let mut is_rewritten = false;
        for change in &mut changes {
            if let Some(at) = restored.remove(&(change.0.clone(), change.1.clone(), change.2)) {
                (change.2, is_rewritten) = (at, true);
            }
        }
        if is_rewritten {
            let values = named_params! { ":id": id, ":changes": row::to_json(&changes)? };
            write.prepare_cached(REWRITE)?.execute(values)?;
        }
    }
    Ok(())
}

/// `None` for an act of a later version.
fn step(row: &Row<'_>) -> rusqlite::Result<Option<UndoStep>> {
    let Ok(act) = row.get::<_, String>("act")?.parse() else { return Ok(None) };
    Ok(Some(UndoStep { act, done_at: row::moment(row, "done_at")?, marks: row.get("marks")? }))
}

fn changes(row: &Row<'_>) -> rusqlite::Result<Vec<ChangeJson>> {
    Ok(row::json(row, "changes")?.unwrap_or_default())
}

impl ChangeJson {
    fn read(self) -> Option<UndoChange> {
        let Self(mark, key, changed_at, was_at, before) = self;
        let changed_at = Timestamp::from_millisecond(changed_at).ok()?;
        let was_at = was_at.map(Timestamp::from_millisecond).transpose().ok()?;
        Some(UndoChange { mark, key, changed_at, was_at, before })
    }
}
