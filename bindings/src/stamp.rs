//! Dates as pages print them.

use ifilm_core::client::edition_zone;
use ifilm_core::language;
use jiff::tz::TimeZone;

use crate::error::{Result, caught};
use crate::published::Precision;

/// A date that was read from a text.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Stamp {
    /// The moment, in milliseconds since 1970, UTC; for a date without a time, its midnight in the edition's
    /// zone.
    pub at_ms: i64,
    /// How much of it is known.
    pub precision: Precision,
    /// The same in figures: `2024-05-02T14:35:00Z`, or `2024-05-02` for a date without a time.
    pub text: String,
}

/// Reads a date as pages and feeds print it, for machines or for people: Solar Hijri, lunar Hijri or
/// Gregorian, with months in numbers or by their names in English, Arabic, Persian and Dari, in Latin, Arabic
/// and Persian digits, with weekday, time of day and labels, and with fields that stick together
/// (`18:05412`). Absent if the text holds no whole date, or a date that its calendar does not have.
///
/// `zone` is the IANA name of the zone of the edition, `Edition.zone`: a time that names no zone is in it,
/// and a date without a time begins there. If left out: `Asia/Tehran`, the zone of the four real editions.
///
/// These rules decide if a date could be read in two ways. A month's name or a mark decides the calendar,
/// else the year: 1300 to 1419 is Solar Hijri, 1420 to 1499 lunar, 1900 to 2199 Gregorian. In a date of
/// numbers alone the year is the first number if that has four digits, else the last. If the year is last,
/// the first number is the day, unless only the month can be, or a weekday says so. A year of two digits can
/// only be Solar Hijri.
///
/// # Errors
/// `BadArgument` if the zone is unknown.
#[uniffi::export(default(zone = None))]
pub fn parse_stamp(text: String, zone: Option<String>) -> Result<Option<Stamp>> {
    caught(|| {
        let zone = edition_zone(zone.as_deref())?;
        Ok(language::time::parse_stamp(&text, &zone).map(|stamp| Stamp::of(stamp, &zone)))
    })
}

impl Stamp {
    fn of(stamp: language::time::Stamp, zone: &TimeZone) -> Self {
        let precision = ifilm_core::Precision::from(stamp).into();
        Self { at_ms: stamp.at_in(zone).as_millisecond(), precision, text: stamp.to_string() }
    }
}
