//! What leaves a kind of marks together: all of them, or those beyond its number.
//!
//! What is left depends on the times of the changes alone. So devices that exchange their states agree on it,
//! in whatever order they do it.

use std::cmp::Reverse;

use jiff::Timestamp;

use super::mark_record::{MarkRecord, Subject};
use super::undo_change::UndoChange;
use super::user_mark::{self, UserMark};
use super::write::Write;
use super::{unknown_mark, withdrawn};
use crate::error::Result;

/// Takes back all marks that were changed until a time, and notes the time: marks from before it do not come
/// back. Their keys are not named among what was withdrawn: only the undo step still has them.
pub(super) fn clear<M: UserMark>(write: &mut Write<'_>, until: Timestamp) -> Result<()> {
    let before = withdrawn::all_withdrawn(write, M::NAME)?;
    let known = user_mark::all_known::<M>(write)?;
    for record in known.iter().filter(|record| record.changed_at <= until) {
        remove::<M>(write, record)?;
    }
    withdrawn::withdraw_all(write, M::NAME, until)?;
    let all = Subject::All { kind: M::NAME.to_owned() };
    write.note_undo(UndoChange::of(all, before.as_ref(), Some(until)));
    Ok(())
}

/// Removes the marks that were changed longest ago if there are more than are kept. Those that were taken
/// back count, too.
pub(super) fn shorten<M: UserMark>(write: &mut Write<'_>) -> Result<()> {
    let Some(most) = M::MOST else { return Ok(()) };
    let mut known = user_mark::all_known::<M>(write)?;
    known.sort_by(|one, other| {
        let order = |record: &MarkRecord| Reverse(record.changed_at);
        order(one).cmp(&order(other)).then_with(|| one.subject.cmp(&other.subject))
    });
    known.iter().skip(most).try_for_each(|record| remove::<M>(write, record))
}

/// A row that only a later version can name stays: it came from that version, and not by an import.
fn remove<M: UserMark>(write: &mut Write<'_>, record: &MarkRecord) -> Result<()> {
    match user_mark::key_of::<M>(&record.subject) {
        Some(key) => user_mark::remove::<M>(write, &key)?,
        None if unknown_mark::unknown_mark(write, &record.subject)?.is_none() => return Ok(()),
        None => unknown_mark::forget_unknown(write, &record.subject)?,
    }
    write.note_undo(UndoChange::of(record.subject.clone(), Some(record), None));
    Ok(())
}
