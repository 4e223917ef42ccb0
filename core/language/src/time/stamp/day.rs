//! The fields of a date, for all forms of dates: three numbers in a row, the year, and the month by name.

use jiff::civil::{Date, Weekday};

use super::part::{Part, joined};
use crate::time::calendar::Calendar;
use crate::time::month::{may_begin, month};

/// The origin of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// A caller that knows it is a date.
    Given,
    /// A line of a page, which may be anything.
    Page,
    /// A short line beside the title of a page, which may have other facts.
    Facts,
}

impl Origin {
    /// The fewest digits of a date, so that most lines need not be read further. On a page it has at least a
    /// year of four digits, because the day may be in words.
    pub(super) fn fewest_digits(self) -> usize {
        match self {
            Self::Given => 2,
            Self::Page | Self::Facts => 4,
        }
    }

    /// How many words a field may have that do not belong to its date.
    pub(super) fn most_strange(self) -> usize {
        if self == Self::Facts { 12 } else { 2 }
    }

    /// How many such words may stand in all fields that only brackets and labels separate. More are a
    /// sentence.
    pub(super) fn most_strange_in_all(self) -> usize {
        if self == Self::Facts { 16 } else { 4 }
    }
}

/// Hints from the line about how to read its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hints {
    /// The calendar that a mark on the line names.
    pub(super) calendar: Option<Calendar>,
    /// Whether the line has Persian digits.
    pub(super) is_persian: bool,
    /// Whether the line writes the half of the day as in America, where the month is first.
    pub(super) is_month_first: bool,
    /// The weekday that the line names.
    pub(super) weekday: Option<Weekday>,
    /// The origin of the line.
    pub(super) origin: Origin,
}

/// Whether three numbers with the same sign between begin here. Four in a row are an IP address or a version.
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

/// The month whose name begins here: its calendar, how many words the name has (up to four), and its number.
pub(super) fn named_month(parts: &[Part], at: usize) -> Option<(Calendar, usize, u8)> {
    let here = parts.get(at..)?;
    let first = here.iter().find(|part| **part != Part::Sign('.'))?.word()?;
    if !may_begin(first) {
        return None;
    }
    (1..=4).rev().find_map(|length| {
        let (calendar, number) = month(&joined(here.get(..length)?, length)?)?;
        Some((calendar, length, number))
    })
}

/// The Solar year that two digits stand for: from 30 one of the 1300s, below one of the 1400s.
pub(super) fn short_solar_year(year: &Part) -> Option<i16> {
    let short = year.small().filter(|_| year.digits().is_some_and(|digits| digits.len() == 2))?;
    short.checked_add(if short >= 30 { 1300 } else { 1400 })
}

/// Whether a year is of our time in a calendar.
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
