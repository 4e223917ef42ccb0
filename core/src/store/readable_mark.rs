//! Marks that an earlier release kept because it could not read them, and that this one reads.

use rusqlite::Connection;

use super::mark_record::{MarkRecord, Subject};
use super::write::Write;
use super::{mark_kind, stored_record, unknown_mark};
use crate::error::Result;

/// Whether any kept mark can be read now, so that the file should be opened for writing.
pub(crate) fn marks_wait(connection: &Connection) -> Result<bool> {
    Ok(!readable(connection)?.is_empty())
}

/// Merges the kept marks that can be read now with those that are stored, as an import does, and forgets that
/// they were kept. This is no act, so it makes no undo step.
pub(super) fn take_over(write: &mut Write<'_>) -> Result<()> {
    let readable = readable(write)?;
    if readable.is_empty() {
        return Ok(());
    }
    for (kept, record) in &readable {
        unknown_mark::forget_unknown(write, kept)?;
        stored_record::merge(write, record)?;
    }
    mark_kind::KINDS.iter().try_for_each(|kind| (kind.shorten)(write))
}

/// The kept marks that can be read now, each with the subject under which it is kept.
fn readable(connection: &Connection) -> Result<Vec<(Subject, MarkRecord)>> {
    let kept = unknown_mark::all_unknown(connection)?.into_iter();
    Ok(kept.filter_map(|record| Some((record.subject.clone(), read(record)?))).collect())
}

/// A record in the form of an export; `None` if only a later version can read it.
fn read(record: MarkRecord) -> Option<MarkRecord> {
    let Subject::Mark { kind, key } = &record.subject else { return None };
    let kind = mark_kind::of_key(kind, key)?;
    let record = (kind.checked)(record).ok()?;
    (kind.is_readable)(&record).then_some(record)
}
