//! Reads the day and the time of a line.

use jiff::civil::{Date, Time};

use super::day::{Hints, Origin};
use super::part::{Part, parts};
use super::zone::Zone;
use super::{era, glue, numeric, ordinal, other_words, time_of_day, weekday, worded, zone};

/// A day, perhaps a time, and how many other words the line has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatedLine {
    /// The day in the common calendar.
    pub(super) date: Date,
    /// The time of day.
    pub(super) time: Option<Time>,
    /// The zone that the line names.
    pub(super) zone: Zone,
    /// How many words of the line do not belong to a date.
    pub(super) strange: usize,
}

/// Reads a line that holds one day.
pub(super) fn read(line: &str, origin: Origin) -> Option<DatedLine> {
    let mut parts = parts(line);
    glue::cut(&mut parts);
    let zone = zone::take(&mut parts);
    let time = time_of_day::take(&mut parts).filter(|_| zone != Zone::Unknown);
    ordinal::count(&mut parts);
    let hints = |parts: &[Part]| Hints {
        calendar: era::find(parts),
        is_persian: line.contains(|c| matches!(c, '۰'..='۹')),
        weekday: weekday::find(parts),
        origin,
    };
    let dates = [numeric::find(&parts, hints), worded::find(&parts)];
    let (span, date) = dates.into_iter().flatten().min_by_key(|(span, _)| span.start)?;
    parts.drain(span);
    Some(DatedLine { date, time, zone, strange: other_words::strange(&parts) })
}
