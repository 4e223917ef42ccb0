//! When something was published, and how we know.

use ifilm_language::time::Stamp;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A date that says where it came from and how precise it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The moment; for [`Precision::Day`], midnight in the zone of its edition.
    pub at: Timestamp,
    /// Where the date came from.
    pub source: PublishedSource,
    /// The precision of the date.
    pub precision: Precision,
}

/// How far ahead of our clock a date may be. Zones and clocks differ, and some stories are dated to the
/// evening of their film.
const AHEAD: SignedDuration = SignedDuration::from_hours(48);

impl Published {
    /// A date as it was read, with its source, in the zone of its edition.
    pub(crate) fn of(stamp: Stamp, source: PublishedSource, zone: &TimeZone) -> Self {
        Self { at: stamp.at_in(zone), source, precision: stamp.into() }
    }

    /// Whether it is so far ahead that it must be wrong.
    pub(crate) fn is_far_ahead(&self, now: Timestamp) -> bool {
        self.at.duration_since(now) > AHEAD
    }

    /// The date as a stamp. A date without a time is the day in the zone of its edition.
    pub fn stamp(&self, zone: &TimeZone) -> Stamp {
        self.precision.stamp(self.at, zone)
    }
}

/// When the text of an article was changed last, as its page says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    /// The moment; for [`Precision::Day`], midnight in the zone of its edition.
    pub at: Timestamp,
    /// The precision of the date.
    pub precision: Precision,
}

impl Updated {
    /// The date as a stamp. A date without a time is the day in the zone of its edition.
    pub fn stamp(&self, zone: &TimeZone) -> Stamp {
        self.precision.stamp(self.at, zone)
    }
}

/// Where a date came from, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublishedSource {
    /// A machine-readable field of the page or listing.
    Meta,
    /// A stamp printed for people. If it names no zone, it is read in the edition's zone.
    Stamp,
    /// The upload folder of the main picture.
    Picture,
    /// Neither page nor listing has a date. It is estimated between those of the items beside it, by id and
    /// in the listing.
    Neighbours,
    /// The moment the core first saw the item.
    FirstSeen,
}

impl PublishedSource {
    /// The name used in SQL and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Stamp => "stamp",
            Self::Picture => "picture",
            Self::Neighbours => "neighbours",
            Self::FirstSeen => "first_seen",
        }
    }
}

/// The precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// Day and time are known, to the minute.
    Minute,
    /// Only the day is known.
    Day,
    /// Only the dates of the items beside it are known, so the day may be another.
    Estimate,
}

impl From<Stamp> for Precision {
    fn from(stamp: Stamp) -> Self {
        match stamp {
            Stamp::Moment(_) => Self::Minute,
            Stamp::Day(_) => Self::Day,
        }
    }
}

impl Precision {
    /// The name used in SQL and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Estimate => "estimate",
        }
    }

    /// The stamp of a moment in this precision. Without a time it is the day of the moment in a zone.
    pub fn stamp(self, at: Timestamp, zone: &TimeZone) -> Stamp {
        match self {
            Self::Minute => Stamp::Moment(at),
            Self::Day | Self::Estimate => Stamp::Day(zone.to_datetime(at).date()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_date_without_a_time_is_the_day_in_the_given_zone() {
        let at: Timestamp = "2024-05-01T20:30:00Z".parse().unwrap();
        let tehran = ifilm_language::time::tehran();

        assert_eq!(Precision::Day.stamp(at, &tehran), Stamp::Day(date(2024, 5, 2)));
        assert_eq!(Precision::Day.stamp(at, &TimeZone::UTC), Stamp::Day(date(2024, 5, 1)));
        assert_eq!(Precision::Minute.stamp(at, &tehran), Stamp::Moment(at));
    }
}
