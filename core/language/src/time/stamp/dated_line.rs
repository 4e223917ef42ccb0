//! Reads the day and the time of a field.

use jiff::civil::{Date, Time};

use super::day::{Hints, Origin};
use super::field::Field;
use super::named_zone::Zone;
use super::other_words::strange;
use super::part::{Part, joined};
use super::{era, glue, numeric, ordinal, other_date, time_of_day, weekday, worded, year_words, zone};

/// A day, perhaps a time, and how many other words stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatedLine {
    /// The day in the common calendar.
    pub(super) date: Date,
    /// The time of day.
    pub(super) time: Option<Time>,
    /// The zone that the field names.
    pub(super) zone: Zone,
    /// How many words of the field do not belong to a date.
    pub(super) strange: usize,
    /// Whether the words before the date say that something else is dated.
    pub(super) is_other: bool,
}

/// Reads a field that holds one day.
pub(super) fn read(field: &Field, origin: Origin) -> Option<DatedLine> {
    let mut parts = field.parts.clone();
    glue::cut(&mut parts);
    let is_month_first = !field.is_foreign && has_latin_half(&parts);
    let zone = zone::take(&mut parts);
    let time = time_of_day::take(&mut parts).filter(|_| zone != Zone::Unknown);
    ordinal::count(&mut parts);
    year_words::count(&mut parts);
    let hints = |parts: &[Part]| Hints {
        calendar: era::find(parts),
        is_persian: field.is_persian,
        is_month_first,
        weekday: weekday::find(parts),
        origin,
    };
    let dates = [numeric::find(&parts, hints), worded::find(&parts)];
    let (span, date) = dates.into_iter().flatten().min_by_key(|(span, _)| span.start)?;
    let (before, after) = (parts.get(..span.start)?, parts.get(span.end..)?);
    let strange = strange(before).saturating_add(strange(after));
    let is_other = other_date::is_of_something_else(before);
    Some(DatedLine { date, time, zone, strange, is_other })
}

/// Whether the line has AM or PM in Latin letters, as in America.
fn has_latin_half(parts: &[Part]) -> bool {
    let named = |at: usize, words: usize| joined(parts.get(at..)?, words);
    let begins =
        |at: &usize| parts.get(*at).and_then(Part::word).is_some_and(|word| word.starts_with(['a', 'p']));
    let mut beginnings = (0..parts.len()).filter(begins);
    beginnings.any(|at| [1, 2].iter().any(|words| matches!(named(at, *words).as_deref(), Some("am" | "pm"))))
}
