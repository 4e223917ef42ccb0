//! Why something is not here yet, and until when.

use jiff::Timestamp;
use serde::Serialize;

/// Why something is not here yet, and until when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Why.
    pub reason: WaitingReason,
    /// The earliest time at which it will be asked for; `None` where the next sync will ask.
    pub until: Option<Timestamp>,
    /// Both for people, in the language of the edition, with the time in the zone of the person's device:
    /// `The page could not be fetched. It will be tried again after May 2, 2024 at 18:05.`
    pub text: String,
}

/// Why something is not here yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingReason {
    /// It was not asked for yet.
    NotAsked,
    /// The host asked to be left alone.
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
