//! Dates of numbers alone.

use std::ops::Range;

use jiff::civil::Date;

use super::day::{Hints, Origin, is_shaped, is_year_of, of_calendar, short_solar_year};
use super::other_words::are_usual;
use super::part::{self, Part};
use super::usual_word::is_usual;
use super::vocabulary;
use crate::time::calendar::Calendar;

/// Three numbers and two signs.
const LENGTH: usize = 5;

/// The first date of three numbers and where it stands: `1403/02/13`, `2024-05-02`, `02.05.2024`, `۰۳/۰۲/۱۳`.
pub(super) fn find(parts: &[Part], hints: impl FnOnce(&[Part]) -> Hints) -> Option<(Range<usize>, Date)> {
    let shaped: Vec<usize> = (0..parts.len()).filter(|at| is_shaped(parts, *at)).collect();
    let hints = shaped.first().map(|_| hints(parts))?; // most lines do not need them
    shaped.into_iter().find_map(|at| Some((at..at.saturating_add(LENGTH), date_at(parts, at, hints)?)))
}

fn date_at(parts: &[Part], at: usize, hints: Hints) -> Option<Date> {
    let here = parts.get(at..)?;
    let (first, second, third) = (here.first()?, here.get(2)?.small()?, here.get(4)?);
    let sign = here.get(1)?;
    let has_dots = matches!(sign, Part::Sign('.' | '\u{66B}'));
    let hints = Hints { is_month_first: hints.is_month_first && *sign == Part::Sign('/'), ..hints };
    let date = year_first(first, second, third, hints)
        .or_else(|| year_last(first, second, part::year(here, 4), hints))
        .or_else(|| short_year(here, hints).filter(|_| are_usual(parts)));
    date.filter(|_| !has_dots || may_have_dots(parts, at, hints.origin))
        .filter(|_| !is_version(parts, at))
        .filter(|_| !goes_on(parts, at))
}

/// Whether three numbers with dots between are a date. Versions and prices have dots, too, so the line must
/// have no other words, or it is one about who and when. Day and month with two digits each are enough if no
/// name stands right before them.
fn may_have_dots(parts: &[Part], at: usize, origin: Origin) -> bool {
    let digits = |at: usize| parts.get(at).and_then(Part::digits).map_or(0, str::len);
    let last = at.saturating_add(LENGTH).saturating_sub(1);
    let is_padded = digits(at) == 2 && digits(at.saturating_add(2)) == 2 && digits(last) == 4;
    let is_free = match parts.get(..at).and_then(<[Part]>::last) {
        Some(Part::Word(word) | Part::Capitals(word)) => is_usual(word),
        Some(Part::Sign(_)) => false,
        _ => true,
    };
    are_usual(parts) || origin == Origin::Facts && digits(last) == 4 || is_padded && is_free
}

/// Whether a single letter follows, as in the number of a lot: `12-05-1403-B`.
fn goes_on(parts: &[Part], at: usize) -> bool {
    let behind = parts.get(at.saturating_add(LENGTH)..).unwrap_or_default();
    let letter = match behind {
        [Part::Sign('-'), letter, ..] | [letter, ..] => letter.word(),
        [] => None,
    };
    letter.is_some_and(|letter| letter.len() == 1 && !matches!(letter, "a" | "p" | "m" | "t" | "h" | "z"))
}

/// Whether the word for a version stands before this place.
fn is_version(parts: &[Part], at: usize) -> bool {
    let mut before = parts.get(..at).unwrap_or_default().iter().rev();
    let word = before.find(|part| !matches!(part, Part::Sign(':' | '.')));
    word.and_then(Part::word).is_some_and(vocabulary::is_version)
}

/// A date with its year first. Digits right after the day are a count.
fn year_first(year: &Part, month: i16, day: &Part, hints: Hints) -> Option<Date> {
    let year = year.digits().filter(|digits| digits.len() == 4)?.parse().ok()?;
    let digits = day.digits()?;
    let day = digits.get(..2).unwrap_or(digits).parse().ok()?;
    of_calendar(calendar_of(year, hints)?, year, month, day)
}

/// A date with its year last. The first number is the day, unless it can only be the month, or a weekday, AM
/// or PM shows that it is.
fn year_last(first: &Part, second: i16, year: Option<i16>, hints: Hints) -> Option<Date> {
    let (first, year) = (first.small()?, year?);
    let calendar = calendar_of(year, hints)?;
    let by_day = of_calendar(calendar, year, second, first);
    let by_month = of_calendar(calendar, year, first, second);
    let fits = |date: &Date| Some(date.weekday()) == hints.weekday;
    let is_month_first = hints.is_month_first && calendar == Calendar::Gregorian;
    let usual = if is_month_first { by_month.or(by_day) } else { by_day.or(by_month) };
    by_day.filter(fits).or(by_month.filter(fits)).or(usual)
}

/// A date with a Solar year of two digits in front. Without a mark, three short numbers are seldom a date.
fn short_year(here: &[Part], hints: Hints) -> Option<Date> {
    let year = short_solar_year(here.first()?)?;
    let is_marked = hints.calendar == Some(Calendar::SolarHijri);
    let is_likely = hints.origin == Origin::Given
        && hints.calendar.is_none()
        && hints.is_persian
        && (1332..1420).contains(&year) // 30 and 31 may be days
        && here.get(1) == Some(&Part::Sign('/'));
    let is_year = is_marked || is_likely;
    of_calendar(Calendar::SolarHijri, year, here.get(2)?.small()?, here.get(4)?.small()?).filter(|_| is_year)
}

/// The calendar that a mark names, or else the one in which the year is of our time.
fn calendar_of(year: i16, hints: Hints) -> Option<Calendar> {
    let by_number = match year {
        1300..1420 => Some(Calendar::SolarHijri),
        1420..1500 => Some(Calendar::LunarHijri),
        _ => Some(Calendar::Gregorian),
    };
    let marked = hints.calendar.filter(|calendar| is_year_of(*calendar, year));
    marked.or(by_number.filter(|calendar| is_year_of(*calendar, year)))
}
