//! Resources: everything that is requested. When each is requested next, and why.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Row, named_params};

use super::row;
use super::write::Write;
use crate::error::Result;

/// When a resource is requested next, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    pub(crate) at: Timestamp,
    pub(crate) reason: DueReason,
    /// Failed requests in a row.
    pub(crate) failures: u32,
}

/// The longest wait before a failed request is retried.
pub(crate) const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(24);
/// The longest wait for a page whose request failed. It is shorter than the time between two syncs, which is
/// at least 15 minutes, so each sync retries the page.
pub(crate) const LONGEST_WAIT_AFTER_FAILED_REQUEST: SignedDuration = SignedDuration::from_mins(10);
/// No resource is postponed for longer than this.
pub(super) const LONGEST_REST: SignedDuration = SignedDuration::from_hours(31 * 24);

impl Due {
    /// Until when the resource is not requested; `None` if it is due. A time too far ahead is ignored: a
    /// clock that was ahead stored it.
    pub(crate) fn waits_until(&self, now: Timestamp) -> Option<Timestamp> {
        let longest = match self.reason {
            DueReason::Missing | DueReason::ChangedRow => SignedDuration::ZERO,
            DueReason::Revalidation => LONGEST_REST,
            DueReason::Failed | DueReason::Unreadable | DueReason::Absent | DueReason::Doubtful => {
                LONGEST_WAIT
            }
        };
        Some(self.at).filter(|at| *at > now && at.duration_since(now) <= longest)
    }
}

/// Why a resource is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DueReason {
    /// It was never received.
    Missing,
    /// The item's row has changed since it was received.
    ChangedRow,
    /// It was received, and may have changed since then.
    Revalidation,
    /// The last request failed.
    Failed,
    /// No text was found in the answer.
    Unreadable,
    /// The site answered that it does not exist.
    Absent,
    /// The answer may belong to something else, so it was not stored.
    Doubtful,
}

impl DueReason {
    const ALL: [Self; 7] = [
        Self::Missing,
        Self::ChangedRow,
        Self::Revalidation,
        Self::Failed,
        Self::Unreadable,
        Self::Absent,
        Self::Doubtful,
    ];

    /// The name in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::ChangedRow => "changed_row",
            Self::Revalidation => "revalidation",
            Self::Failed => "failed",
            Self::Unreadable => "unreadable",
            Self::Absent => "absent",
            Self::Doubtful => "doubtful",
        }
    }
}

pub(super) fn due(row: &Row<'_>) -> rusqlite::Result<Due> {
    let name: String = row.get("reason")?;
    let reason = DueReason::ALL.into_iter().find(|reason| reason.as_str() == name);
    Ok(Due {
        at: row::moment(row, "due_at")?,
        reason: reason.ok_or_else(|| row::unexpected("reason", name))?,
        failures: row.get("failures")?,
    })
}

const POSTPONE: &str = "
    UPDATE resource
    SET
        due_at = :due_at, reason = :reason, failures = :failures,
        not_before = NULL, moved_from = NULL, moved_to = NULL, moves = 0, moved_at = NULL
    WHERE id = :id";

/// Stores when a resource is requested next, after an answer with nothing else to store. A permanent redirect
/// is forgotten, because its target may be what failed.
pub(crate) fn postpone(write: &mut Write<'_>, resource: i64, due: &Due) -> Result<()> {
    write.prepare_cached(POSTPONE)?.execute(named_params! {
        ":id": resource,
        ":due_at": due.at.as_millisecond(),
        ":reason": due.reason.as_str(),
        ":failures": due.failures,
    })?;
    Ok(())
}

const SIZE: &str = "UPDATE resource SET wire_bytes = :bytes WHERE id = :id";

/// Stores the length of a body that was not read, as what the next answer is expected to have.
pub(crate) fn note_size(write: &mut Write<'_>, resource: i64, bytes: u64) -> Result<()> {
    let values = named_params! { ":id": resource, ":bytes": i64::try_from(bytes).unwrap_or(i64::MAX) };
    write.prepare_cached(SIZE)?.execute(values)?;
    Ok(())
}
