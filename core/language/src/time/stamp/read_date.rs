//! A date that was read: a moment, or a day.

use std::fmt;

use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, civil};

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// A moment, to the minute or nearer.
    Moment(Timestamp),
    /// A day without a time.
    Day(civil::Date),
}

impl Stamp {
    /// The moment; of a bare day, its midnight in a zone.
    pub fn at_in(self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Moment(at) => at,
            Self::Day(day) => in_zone(day.at(0, 0, 0, 0), zone),
        }
    }
}

/// A moment as RFC 3339 in UTC, or a day as `2024-05-02`.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(at) => at.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// A local time in a zone. If the clocks skipped it, it moves forward by the length of the gap.
pub(super) fn in_zone(local: civil::DateTime, zone: &TimeZone) -> Timestamp {
    let utc = || Offset::UTC.to_timestamp(local).ok();
    let at = zone.to_ambiguous_timestamp(local).compatible().ok().or_else(utc);
    at.unwrap_or(Timestamp::UNIX_EPOCH)
}
