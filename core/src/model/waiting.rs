//! Why something is not stored yet, and when it will be requested.

use jiff::Timestamp;
use serde::Serialize;

/// Why something is not stored yet, and when it will be requested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Why.
    pub reason: WaitingReason,
    /// The earliest time of the next request; `None` if the next sync sends it.
    pub until: Option<Timestamp>,
    /// Reason and time as text, in the language of the edition, with the time in the zone of the person's
    /// device: `The page could not be fetched. It will be tried again after May 2, 2024 at 18:05.`
    pub text: String,
}

/// Why something is not stored yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingReason {
    /// It was not requested yet.
    NotAsked,
    /// The host asked to wait.
    HostAskedToWait,
    /// It was requested, but no usable answer came.
    Failed,
    /// The site said that there is no such page.
    Absent,
    /// The site sent something else instead, such as a notice. It was not stored.
    Doubtful,
    /// The items of the section have no titles in its listing, and their pages are not stored yet.
    NoTitles,
}
