//! The guide of a television: what is broadcast when.

use jiff::Timestamp;
use serde::Serialize;

/// A guide, in the order of its times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// The zone of its clock times, as the page says it, else that of the edition: an IANA name, or a
    /// distance from UTC such as `+03:00`.
    pub zone: String,
    /// The broadcasts.
    pub entries: Vec<ScheduleEntry>,
}

/// One broadcast.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ScheduleEntry {
    /// When it begins.
    pub start: Timestamp,
    /// When it ends; `None` if the guide neither says it nor has a next broadcast.
    pub end: Option<Timestamp>,
    /// Its title, without time, number of the episode and marks of a repeat.
    pub title: String,
    /// The number of the episode, if the guide has one.
    pub episode: Option<u32>,
    /// The absolute address of its page at the site, or of another page that its row links to.
    pub link: Option<String>,
}
