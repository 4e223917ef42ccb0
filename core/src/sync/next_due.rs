//! When a section is due, and why then.

use jiff::Timestamp;

use crate::model::{NextDueReason, SkipReason};

/// When a section is due, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NextDue {
    pub(super) at: Timestamp,
    pub(super) reason: NextDueReason,
}

impl NextDue {
    /// Why the section is skipped until then.
    pub(super) fn skip_reason(self) -> SkipReason {
        match self.reason {
            NextDueReason::HostAskedToWait => SkipReason::HostAskedToWait,
            _ => SkipReason::NotDue,
        }
    }
}
