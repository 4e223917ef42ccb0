//! Undo steps: the last acts of a person, each with what was known before it, in the user's file.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, named_params};

use super::mark_record::Subject;
use super::undo_change::UndoChange;
use super::write::Write;
use super::{row, stored_record};
use crate::error::Result;
use crate::model::{Act, UndoStep};

/// The number of acts that can be undone.
const MOST: u32 = 30;

const ADD: &str = "
    INSERT INTO undo_step (act, done_at, marks, changes)
    VALUES (:act, :done_at, :marks, :changes)";

const DROP_OLDEST: &str = "
    DELETE FROM undo_step
    WHERE id NOT IN (SELECT id FROM undo_step ORDER BY id DESC LIMIT :most)";

/// Stores what it takes to undo an act: what this write changed. If it changed nothing, there is nothing to
/// undo.
pub(crate) fn keep_step(write: &mut Write<'_>, act: Act, done_at: Timestamp) -> Result<()> {
    let changes = write.undo();
    if changes.is_empty() {
        return Ok(());
    }
    let (marks, changes) =
        (changes.iter().filter(|change| change.is_of_mark()).count(), row::to_json(&changes)?);
    write.prepare_cached(ADD)?.execute(named_params! {
        ":act": act.as_str(),
        ":done_at": done_at.as_millisecond(),
        ":marks": marks,
        ":changes": changes,
    })?;
    write.prepare_cached(DROP_OLDEST)?.execute(&[(":most", &MOST)])?;
    Ok(())
}

const STEPS: &str = "
    SELECT act, done_at, marks
    FROM undo_step
    WHERE marks IS NOT NULL
    ORDER BY id DESC";

/// The acts that can be undone, newest first. Those that only a later version knows are left out.
pub(crate) fn undo_steps(connection: &Connection) -> Result<Vec<UndoStep>> {
    let mut statement = connection.prepare_cached(STEPS)?;
    let steps = statement.query_map([], |row| row::if_readable(step(row)))?;
    Ok(steps.filter_map(rusqlite::Result::transpose).collect::<rusqlite::Result<_>>()?)
}

const NEWEST: &str = "
    SELECT id, act, done_at, marks, exported, changes
    FROM undo_step
    WHERE marks IS NOT NULL
    ORDER BY id DESC";

/// An act as it is stored.
struct Step {
    id: i64,
    step: UndoStep,
    /// Whether an export may have carried its changes away.
    is_exported: bool,
    changes: Vec<UndoChange>,
}

const FORGET: &str = "DELETE FROM undo_step WHERE id = :id";

/// Undoes the newest act that this version knows, and returns it with the number of marks that changed back;
/// `None` if there is none. Marks that something else changed since stay as they are.
///
/// What no export has carried away is as if it had never been done. The rest is taken back as of now, so that
/// another device takes it back, too. An import is of other devices: they keep what they have.
pub(crate) fn undo(write: &mut Write<'_>, now: Timestamp) -> Result<Option<UndoStep>> {
    let Some(Step { id, step, is_exported, changes }) = newest(write)? else { return Ok(None) };
    let is_known_elsewhere = is_exported && step.act != Act::Import;
    let mut restored = BTreeMap::new();
    let mut marks = 0;
    for change in &changes {
        let taken_back = match is_known_elsewhere {
            true => stored_record::take_back_as_of(write, change, now)?,
            false => stored_record::take_back(write, change)?,
        };
        let Some(at) = taken_back else { continue };
        marks += u32::from(change.is_of_mark());
        if let Some(was) = change.before() {
            restored.insert((change.subject.clone(), was.changed_at), at);
        }
    }
    write.execute(FORGET, &[(":id", &id)])?;
    if is_known_elsewhere && !restored.is_empty() {
        date_earlier_steps(write, restored)?;
    }
    Ok(Some(UndoStep { marks, ..step }))
}

fn newest(connection: &Connection) -> Result<Option<Step>> {
    let mut statement = connection.prepare_cached(NEWEST)?;
    let mut steps = statement.query_map([], |row| row::if_readable(whole_step(row)))?;
    let newest = steps.find_map(rusqlite::Result::transpose).transpose()?;
    Ok(newest)
}

const CHANGES: &str = "SELECT id, changes FROM undo_step WHERE marks IS NOT NULL ORDER BY id DESC";

const REWRITE: &str = "UPDATE undo_step SET changes = :changes WHERE id = :id";

/// Gives the changes of earlier steps the times that their values have now. A value that was restored as of
/// now has a later time than before, and so its own step would seem to be overtaken by something else.
fn date_earlier_steps(
    write: &mut Write<'_>,
    mut restored: BTreeMap<(Subject, Timestamp), Option<Timestamp>>,
) -> Result<()> {
    let row =
        |row: &Row<'_>| Ok(row::if_readable(changes(row))?.map(|changes| (row.get::<_, i64>("id"), changes)));
    let steps: Vec<_> = write.prepare(CHANGES)?.query_map([], row)?.collect::<rusqlite::Result<_>>()?;
    for (id, mut changes) in steps.into_iter().flatten() {
        let mut is_rewritten = false;
        for change in &mut changes {
            let place = change.after.map(|after| (change.subject.clone(), after));
            if let Some(at) = place.and_then(|place| restored.remove(&place)) {
                (change.after, is_rewritten) = (at, true);
            }
        }
        if is_rewritten {
            let values = named_params! { ":id": id?, ":changes": row::to_json(&changes)? };
            write.prepare_cached(REWRITE)?.execute(values)?;
        }
    }
    Ok(())
}

const UNEXPORTED: &str = "SELECT EXISTS (SELECT 1 FROM undo_step WHERE exported = 0)";

/// Whether an act was done since the last export.
pub(crate) fn is_anything_unexported(connection: &Connection) -> Result<bool> {
    Ok(connection.prepare_cached(UNEXPORTED)?.query_row([], |row| row.get(0))?)
}

const NOTE_EXPORTED: &str = "UPDATE undo_step SET exported = 1 WHERE exported = 0";

/// Notes that an export may have carried away what the acts until now changed.
pub(crate) fn note_exported(write: &mut Write<'_>) -> Result<()> {
    write.prepare_cached(NOTE_EXPORTED)?.execute([])?;
    Ok(())
}

fn step(row: &Row<'_>) -> rusqlite::Result<UndoStep> {
    let act: String = row.get("act")?;
    let act = act.parse().map_err(|_| row::unexpected("act", act))?;
    Ok(UndoStep { act, done_at: row::moment(row, "done_at")?, marks: row.get("marks")? })
}

fn whole_step(row: &Row<'_>) -> rusqlite::Result<Step> {
    let (id, is_exported) = (row.get("id")?, row.get("exported")?);
    Ok(Step { id, step: step(row)?, is_exported, changes: changes(row)? })
}

fn changes(row: &Row<'_>) -> rusqlite::Result<Vec<UndoChange>> {
    Ok(row::json(row, "changes")?.unwrap_or_default())
}
