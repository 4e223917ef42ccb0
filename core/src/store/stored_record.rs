//! What is stored of a subject, whatever its kind.

use jiff::Timestamp;
use rusqlite::Connection;

use super::mark_kind::{self, MarkKind};
use super::mark_record::{self, MarkRecord, State, Subject};
use super::undo_change::UndoChange;
use super::user_mark::next_change;
use super::write::Write;
use super::{unknown_mark, withdrawn};
use crate::error::Result;

/// The kind of a mark; `None` if only a later version can read it.
fn kind(subject: &Subject) -> Option<(&'static MarkKind, &str)> {
    match subject {
        Subject::Mark { kind, key } => Some((mark_kind::of_key(kind, key)?, key)),
        Subject::All { .. } | Subject::Head { .. } => None,
    }
}

/// What is known of a subject.
pub(super) fn known(connection: &Connection, subject: &Subject) -> Result<Option<MarkRecord>> {
    match (kind(subject), subject) {
        (Some((kind, key)), _) => (kind.known)(connection, key),
        (None, Subject::All { kind }) => withdrawn::all_withdrawn(connection, kind),
        (None, _) => unknown_mark::unknown_mark(connection, subject),
    }
}

/// Stores a record in place of what is known of its subject.
fn put(write: &mut Write<'_>, record: &MarkRecord) -> Result<()> {
    match (kind(&record.subject), &record.subject) {
        (Some((kind, _)), _) => (kind.put)(write, record),
        (None, Subject::All { kind }) => withdrawn::withdraw_all(write, kind, record.changed_at),
        (None, _) => unknown_mark::keep_unknown(write, record),
    }
}

/// Removes all that is known of a subject, as if it had never been there.
fn remove(write: &mut Write<'_>, subject: &Subject) -> Result<()> {
    match (kind(subject), subject) {
        (Some((kind, key)), _) => (kind.remove)(write, key),
        (None, Subject::All { kind }) => withdrawn::forget_all_withdrawn(write, kind),
        (None, _) => unknown_mark::forget_unknown(write, subject),
    }
}

/// The record that counts of two of one subject.
fn joined(one: MarkRecord, other: MarkRecord) -> MarkRecord {
    match kind(&one.subject) {
        Some((kind, _)) => (kind.joined)(one, other),
        None => mark_record::later(one, other),
    }
}

/// Until when the marks of a subject's kind were taken back together.
fn withdrawn_until(connection: &Connection, subject: &Subject) -> Result<Option<Timestamp>> {
    match subject {
        Subject::Mark { kind, .. } => withdrawn::withdrawn_until(connection, kind),
        Subject::All { .. } | Subject::Head { .. } => Ok(None),
    }
}

/// Stores a checked record as far as it counts beside what is known.
pub(super) fn merge(write: &mut Write<'_>, theirs: &MarkRecord) -> Result<()> {
    let subject = &theirs.subject;
    if withdrawn_until(write, subject)? >= Some(theirs.changed_at) {
        return Ok(());
    }
    let ours = known(write, subject)?;
    let both = ours.iter().cloned().fold(theirs.clone(), joined);
    if ours.as_ref() == Some(&both) {
        return Ok(());
    }
    if let Subject::All { kind } = subject {
        return clear(write, kind, both.changed_at);
    }
    write.note_undo(UndoChange::of(subject.clone(), ours.as_ref(), Some(both.changed_at)));
    put(write, &both)
}

fn clear(write: &mut Write<'_>, kind: &str, until: Timestamp) -> Result<()> {
    match mark_kind::named(kind) {
        Some(kind) => (kind.clear)(write, until),
        None => Ok(()),
    }
}

/// The time that something has after it was taken back; `None` inside if nothing is known of it now.
pub(super) type TakenBack = Option<Timestamp>;

/// Makes a change as if it had never been. `None` if something else changed the subject since; then it stays
/// as it is.
pub(super) fn take_back(write: &mut Write<'_>, change: &UndoChange) -> Result<Option<TakenBack>> {
    let Some(before) = taken_back(write, change)? else { return Ok(None) };
    match before {
        None => remove(write, &change.subject)?,
        Some(before) if withdrawn_until(write, &change.subject)? >= Some(before.changed_at) => {
            return Ok(None);
        }
        Some(before) => {
            put(write, &before)?;
            return Ok(Some(Some(before.changed_at)));
        }
    }
    Ok(Some(None))
}

/// Gives a subject the value from before a change as of now, because another device may know the change. What
/// was taken back together stays so: each of its marks comes back with a later time.
pub(super) fn take_back_as_of(
    write: &mut Write<'_>,
    change: &UndoChange,
    now: Timestamp,
) -> Result<Option<TakenBack>> {
    let subject = &change.subject;
    let (Some(before), false) = (taken_back(write, change)?, matches!(subject, Subject::All { .. })) else {
        return Ok(None);
    };
    let present = known(write, subject)?;
    let state = before.map_or_else(|| State::Withdrawn(Default::default()), unjoined);
    let changed_at = next_time(write, present.as_ref(), subject, now)?;
    let record = MarkRecord { subject: subject.clone(), changed_at, state };
    let record = mark_record::succeeding(present.as_ref(), record, joined);
    put(write, &record)?;
    Ok(Some(Some(changed_at)))
}

/// What was known before a change; `None` if something else changed the subject since.
fn taken_back(connection: &Connection, change: &UndoChange) -> Result<Option<Option<MarkRecord>>> {
    let present = known(connection, &change.subject)?.map(|present| present.changed_at);
    Ok((present == change.after).then(|| change.before()))
}

fn unjoined(record: MarkRecord) -> State {
    match (record.state, kind(&record.subject)) {
        (State::Set(fields), Some((kind, _))) => State::Set((kind.unjoined)(fields)),
        (state, _) => state,
    }
}

fn next_time(
    connection: &Connection,
    present: Option<&MarkRecord>,
    subject: &Subject,
    now: Timestamp,
) -> Result<Timestamp> {
    match kind(subject) {
        Some((kind, _)) => (kind.next_time)(connection, present, now),
        None => Ok(next_change(present.map(|present| present.changed_at), now)),
    }
}
