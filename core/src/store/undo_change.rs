//! What an act changed, as an undo step has it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::mark_record::{Fields, MarkRecord, Subject};

/// A change of what is known of a subject.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct UndoChange {
    pub(super) subject: Subject,
    /// The time that it has after the change; `None` if nothing is known of it then.
    pub(super) after: Option<Timestamp>,
    /// What was known before, with its time; `None` if nothing was.
    before: Option<Fields>,
}

impl UndoChange {
    /// The change from one record to another, or to nothing.
    pub(super) fn of(subject: Subject, before: Option<&MarkRecord>, after: Option<Timestamp>) -> Self {
        Self { subject, after, before: before.map(MarkRecord::entry) }
    }

    /// What was known before; `None` if nothing was.
    pub(super) fn before(&self) -> Option<MarkRecord> {
        MarkRecord::read(self.subject.clone(), self.before.clone()?).ok()
    }

    /// Whether it is about a mark.
    pub(super) fn is_of_mark(&self) -> bool {
        matches!(self.subject, Subject::Mark { .. })
    }
}

/// One change for each subject, from before the first to after the last. What came and went is left out.
pub(super) fn net(mut changes: Vec<UndoChange>) -> Vec<UndoChange> {
    changes.sort_by(|one, other| one.subject.cmp(&other.subject)); // those of one subject stay in their order
    changes.dedup_by(|later, first| {
        let is_same = later.subject == first.subject;
        if is_same {
            first.after = later.after;
        }
        is_same
    });
    changes.retain(|change| change.before.is_some() || change.after.is_some());
    changes
}
