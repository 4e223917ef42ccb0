//! Finding day and time among the parts of a line.

use jiff::civil::{Date, Time, Weekday};

use super::part::{Part, parts};
use super::{clock, era, glue, numeric, ordinal, weekday, word, worded, zone};
use crate::language::Calendar;

/// A day, perhaps a time, and what else stood on the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The day in the common calendar.
    pub(super) date: Date,
    /// The time of day.
    pub(super) time: Option<Time>,
    /// Minutes east of UTC, where the line names a zone.
    pub(super) offset: Option<i32>,
    /// Words that no stamp holds.
    pub(super) strange: usize,
}

/// What a line says about the numbers on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hints {
    /// The calendar that a mark names.
    pub(super) calendar: Option<Calendar>,
    /// Whether a digit is a Persian one.
    pub(super) is_persian: bool,
    /// The weekday.
    pub(super) weekday: Option<Weekday>,
}

/// Reads a line that holds one day.
pub(super) fn read(line: &str) -> Option<Reading> {
    let mut parts = parts(line);
    glue::cut(&mut parts);
    let offset = zone::take(&mut parts);
    let time = clock::take(&mut parts);
    ordinal::count(&mut parts);
    let hints = |parts: &[Part]| Hints {
        calendar: era::find(parts),
        is_persian: line.contains(|c| matches!(c, '۰'..='۹')),
        weekday: weekday::find(parts),
    };
    let date = numeric::take(&mut parts, hints).or_else(|| worded::take(&mut parts))?;
    Some(Reading { date, time, offset, strange: word::strange(&parts) })
}
