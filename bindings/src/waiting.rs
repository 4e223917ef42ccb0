//! Why something is not here yet, and until when.

use crate::enum_conversion::convert_enum;

/// Why something is not here yet, and until when.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Waiting {
    /// Why.
    pub reason: WaitingReason,
    /// The earliest time at which it will be asked for, in milliseconds since 1970, UTC. Absent where the
    /// next sync will ask.
    pub until_ms: Option<i64>,
    /// The reason and the time for people, in the language of the edition. The time is in the zone of the
    /// device.
    pub text: String,
}

impl From<ifilm_core::Waiting> for Waiting {
    fn from(waiting: ifilm_core::Waiting) -> Self {
        let ifilm_core::Waiting { reason, until, text } = waiting;
        Self { reason: reason.into(), until_ms: until.map(|at| at.as_millisecond()), text }
    }
}

/// Why something is not here yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, uniffi::Enum)]
pub enum WaitingReason {
    /// It was not asked for yet.
    NotAsked,
    /// The host asked to wait.
    HostAskedToWait,
    /// It was asked for, and no usable answer came.
    Failed,
    /// The site said that there is no such page.
    Absent,
    /// The site sent something else in its place, such as a notice. It was not stored.
    Doubtful,
    /// The items of the section have no titles in its listing, and their pages did not come yet.
    NoTitles,
}

convert_enum!(WaitingReason { NotAsked, HostAskedToWait, Failed, Absent, Doubtful, NoTitles });
