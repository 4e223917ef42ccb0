//! How a sync, or another job, ended.

use crate::enum_conversion::convert_enum;

/// How a sync, or another job, ended. In each case what was stored until then stays stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Ended {
    /// It came to its end, although sections may have failed.
    Completed,
    /// The caller cancelled it, or the client was closed.
    Cancelled,
    /// The deadline of the caller came before its end.
    Deadline,
}

convert_enum!(Ended { Completed, Cancelled, Deadline });
