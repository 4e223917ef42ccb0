//! How a sync, or another job, ended.

use serde::Serialize;

/// How a sync, or another job, ended. In each case what was stored until then stays stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Ended {
    /// It came to its end, although sections may have failed.
    #[default]
    Completed,
    /// The caller cancelled it, or the client was closed.
    Cancelled,
    /// The [deadline](crate::SyncRequest::with_deadline) of the caller came before its end.
    Deadline,
}
