//! The fields of a date, for all forms of dates: its shape, its year and its month by name.

use jiff::civil::{Date, Weekday};

use super::part::{Part, joined};
use crate::time::calendar::Calendar;
use crate::time::month::month;

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// From a caller that knows it is a date.
    Given,
    /// From a line of a page, which may be anything.
    Page,
}

impl Origin {
    /// The fewest digits of a date: those of a day and a year. On a page the year has four, so most lines
    /// need not be looked at. A short year has a name or a mark beside it.
    pub(super) fn fewest_digits(self) -> usize {
        match self {
            Self::Given => 2,
            Self::Page => 5,
        }
    }
}

/// What else on the line helps to read its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hints {
    /// The calendar that a mark names.
    pub(super) calendar: Option<Calendar>,
    /// Whether a digit is a Persian one.
    pub(super) is_persian: bool,
    /// The weekday.
    pub(super) weekday: Option<Weekday>,
    /// Where the line comes from.
    pub(super) origin: Origin,
}

/// Whether three numbers begin here, with the same sign between. Four in a row are an address or a version.
pub(super) fn is_shaped(parts: &[Part], at: usize) -> bool {
    let Some((before, [first, one, second, other, third, behind @ ..])) = parts.split_at_checked(at) else {
        return false;
    };
    let is_more = |sign: &Part, number: &Part| sign == one && number.digits().is_some();
    let goes_on = matches!(behind, [sign, number, ..] if is_more(sign, number));
    let began = matches!(before, [.., number, sign] if is_more(sign, number));
    let are_numbers = [first, second, third].iter().all(|part| part.digits().is_some());
    are_numbers && one == other && one.is_date_sign() && !goes_on && !began
}

/// The month whose name of up to four words begins here.
pub(super) fn named_month(parts: &[Part], at: usize) -> Option<(Calendar, usize, u8)> {
    (1..=4).rev().find_map(|length| {
        let (calendar, number) = month(&joined(parts.get(at..)?.get(..length)?, length)?)?;
        Some((calendar, length, number))
    })
}

/// The year that two digits stand for: from 30 of the 1300s, below of the 1400s.
pub(super) fn short_solar_year(year: &Part) -> Option<i16> {
    let short = year.small().filter(|_| year.digits().is_some_and(|digits| digits.len() == 2))?;
    short.checked_add(if short >= 30 { 1300 } else { 1400 })
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
