//! Dates of numbers alone.

use std::ops::Range;

use jiff::civil::Date;

use super::part::{self, Part};
use super::reading::Hints;
use super::{Origin, word};
use crate::time::calendar::Calendar;

/// The first date of three numbers and where it stands: `1403/02/13`, `2024-05-02`, `02.05.2024`, `۰۳/۰۲/۱۳`.
pub(super) fn find(parts: &[Part], hints: impl FnOnce(&[Part]) -> Hints) -> Option<(Range<usize>, Date)> {
    let shaped: Vec<usize> = (0..parts.len()).filter(|at| is_shaped(parts, *at)).collect();
    let hints = shaped.first().map(|_| hints(parts))?; // on most lines nobody asks for them
    shaped.into_iter().find_map(|at| Some((at..at + LENGTH, date_at(parts, at, hints)?)))
}

/// Three numbers and two signs.
const LENGTH: usize = 5;

/// Whether three numbers begin here, with the same sign between. Four in a row are an address or a version.
pub(super) fn is_shaped(parts: &[Part], at: usize) -> bool {
    let Some([first, one, second, other, third]) = parts.get(at..at + LENGTH) else {
        return false;
    };
    let is_more = |sign: Option<&Part>, number: Option<&Part>| {
        sign == Some(one) && number.is_some_and(|part| part.digits().is_some())
    };
    let goes_on = is_more(parts.get(at + LENGTH), parts.get(at + LENGTH + 1));
    let began = at >= 2 && is_more(parts.get(at - 1), parts.get(at - 2));
    let are_numbers = [first, second, third].iter().all(|part| part.digits().is_some());
    are_numbers && one == other && one.is_date_sign() && !goes_on && !began
}

fn date_at(parts: &[Part], at: usize, hints: Hints) -> Option<Date> {
    let (first, second, third) = (&parts[at], parts[at + 2].small()?, &parts[at + 4]);
    let has_dots = parts[at + 1] == Part::Sign('.');
    let date = year_first(first, second, third, hints)
        .or_else(|| year_last(first, second, part::year(parts, at + 4), hints))
        .or_else(|| short_year(parts, at, hints).filter(|_| word::are_usual(parts)));
    date.filter(|_| !has_dots || word::are_usual(parts)) // versions and prices have dots too
}

/// What sticks to the day is a count.
fn year_first(year: &Part, month: i16, day: &Part, hints: Hints) -> Option<Date> {
    let year = year.digits().filter(|digits| digits.len() == 4)?.parse().ok()?;
    let digits = day.digits()?;
    let day = digits.get(..2).unwrap_or(digits).parse().ok()?;
    of_calendar(calendar_of(year, hints)?, year, month, day)
}

/// Day first, unless only the month can be or the weekday says so.
fn year_last(first: &Part, second: i16, year: Option<i16>, hints: Hints) -> Option<Date> {
    let (first, year) = (first.small()?, year?);
    let calendar = calendar_of(year, hints)?;
    let by_day = of_calendar(calendar, year, second, first);
    let by_month = of_calendar(calendar, year, first, second);
    let fits = |date: &Date| Some(date.weekday()) == hints.weekday;
    by_day.filter(fits).or(by_month.filter(fits)).or(by_day).or(by_month)
}

/// A Solar year of two digits, in front. Without a mark three short numbers are many things, and most of them no date.
fn short_year(parts: &[Part], at: usize, hints: Hints) -> Option<Date> {
    let year = short_solar_year(&parts[at])?;
    let is_marked = hints.calendar == Some(Calendar::SolarHijri);
    let is_likely = hints.origin == Origin::Given
        && hints.calendar.is_none()
        && hints.is_persian
        && (1332..1420).contains(&year) // 30 and 31 may be days
        && matches!(parts[at + 1], Part::Sign('/'));
    let is_year = is_marked || is_likely;
    of_calendar(Calendar::SolarHijri, year, parts[at + 2].small()?, parts[at + 4].small()?)
        .filter(|_| is_year)
}

/// The year that two digits stand for: from 30 of the 1300s, below of the 1400s.
pub(super) fn short_solar_year(year: &Part) -> Option<i16> {
    let short = year.small().filter(|_| year.digits().is_some_and(|digits| digits.len() == 2))?;
    Some(if short >= 30 { 1300 + short } else { 1400 + short })
}

/// The calendar that a mark names, or the one whose years of our time are such numbers.
fn calendar_of(year: i16, hints: Hints) -> Option<Calendar> {
    let by_number = match year {
        1300..1420 => Some(Calendar::SolarHijri),
        1420..1500 => Some(Calendar::LunarHijri),
        _ => Some(Calendar::Gregorian),
    };
    let marked = hints.calendar.filter(|calendar| is_year_of(*calendar, year));
    marked.or(by_number.filter(|calendar| is_year_of(*calendar, year)))
}

/// Whether a calendar has such years in our time.
pub(super) fn is_year_of(calendar: Calendar, year: i16) -> bool {
    match calendar {
        Calendar::Gregorian => (1900..2200).contains(&year),
        Calendar::SolarHijri => (1300..1500).contains(&year),
        Calendar::LunarHijri => (1300..1600).contains(&year),
    }
}

/// The day in the common calendar.
pub(super) fn of_calendar(calendar: Calendar, year: i16, month: i16, day: i16) -> Option<Date> {
    calendar.day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
