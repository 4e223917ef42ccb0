//! Dates with the month by name.

use std::ops::Range;

use jiff::civil::Date;

use super::day::{is_year_of, named_month, of_calendar, short_solar_year};
use super::other_words::are_usual;
use super::part::{self, Part};
use super::vocabulary;
use crate::time::calendar::Calendar;

/// The first date and its place: `13 May 2024`, `May 13, 2024`, `١٣ أيار/مايو ٢٠٢٤`, `۱۳ خرداد ۹۹`.
pub(super) fn find(parts: &[Part]) -> Option<(Range<usize>, Date)> {
    (0..parts.len()).find_map(|at| date_at(parts, at))
}

/// A month by name, and the parts that name it.
struct Named {
    calendar: Calendar,
    month: u8,
    span: Range<usize>,
}

/// The date whose month begins at this place, and the parts that it covers.
fn date_at(parts: &[Part], at: usize) -> Option<(Range<usize>, Date)> {
    let (calendar, length, month) = named_month(parts, at)?;
    let mut named = Named { calendar, month, span: at..at.saturating_add(length) };
    while let Some(length) = same_month(parts, named.span.end, month) {
        named.span.end = named.span.end.saturating_add(length);
    }
    with_whole_year(parts, &named).or_else(|| with_short_year(parts, &named))
}

fn with_whole_year(parts: &[Part], named: &Named) -> Option<(Range<usize>, Date)> {
    let is_year = |at: usize| part::year(parts, at).is_some_and(|year| is_year_of(named.calendar, year));
    let (day, year) = around(parts, &named.span, is_year)?;
    named.date(parts, day, year, part::year(parts, year)?)
}

/// A date with a Solar year of two digits after the month. The line must have no other words, and the number
/// must not count something.
fn with_short_year(parts: &[Part], named: &Named) -> Option<(Range<usize>, Date)> {
    let is_solar = named.calendar == Calendar::SolarHijri;
    let short = |at: usize| parts.get(at).filter(|_| is_solar).and_then(short_solar_year);
    let (day, year) =
        around(parts, &named.span, |at| short(at).is_some()).filter(|(day, year)| day < year)?;
    let counts = parts.get(year.saturating_add(1)).and_then(Part::word).is_some_and(vocabulary::is_counted);
    let others = [parts.get(..named.span.start)?, parts.get(named.span.end..)?];
    let is_alone = others.into_iter().all(are_usual);
    named.date(parts, day, year, short(year)?).filter(|_| is_alone && !counts)
}

impl Named {
    fn date(&self, parts: &[Part], day_at: usize, year_at: usize, year: i16) -> Option<(Range<usize>, Date)> {
        let date = of_calendar(self.calendar, year, self.month.into(), parts.get(day_at)?.small()?)?;
        let start = self.span.start.min(day_at).min(year_at);
        let last = day_at.max(year_at);
        Some((start..self.span.end.max(last.saturating_add(1)), date))
    }
}

/// How many parts name the same month again in other words. A sign may come first.
fn same_month(parts: &[Part], at: usize, number: u8) -> Option<usize> {
    let here = parts.get(at..)?;
    let sign = usize::from(matches!(here.first(), Some(Part::Sign(_) | Part::Dash(_))));
    let (_, length, other) = named_month(here, sign)?;
    (other == number).then_some(length.saturating_add(sign))
}

/// The places of day and year around a month: day, month, year, or month, day, year, or year, month, day.
fn around(parts: &[Part], month: &Range<usize>, is_year: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    let next = next_number(parts, month.end)?;
    let before = parts.get(..month.start)?.iter().rposition(|part| !is_joint(part));
    let before = before.filter(|at| at.saturating_add(JOINTS) >= month.start.saturating_sub(1));
    match before {
        Some(at) if is_day(parts, at) && is_year(next) => Some((at, next)),
        Some(at) if is_year(at) && is_day(parts, next) => Some((next, at)),
        Some(at) if is_day(parts, at) => None,
        _ => {
            let year = next_number(parts, next.saturating_add(1))?;
            (is_day(parts, next) && is_year(year)).then_some((next, year))
        }
    }
}

/// The next number, with few joints before it.
fn next_number(parts: &[Part], from: usize) -> Option<usize> {
    let here = parts.get(from..)?;
    let joints = here.iter().take_while(|part| is_joint(part)).count();
    let next = here.get(joints)?.digits();
    (joints <= JOINTS && next.is_some()).then_some(from.saturating_add(joints))
}

/// The most joints between two fields: `1st of May`.
const JOINTS: usize = 2;

/// Whether a part may stand between two fields: `-` between day and month, `of` or `nd` after a day.
fn is_joint(part: &Part) -> bool {
    let is_word = |word: &str| {
        matches!(
            word,
            "st" | "nd"
                | "am"
                | "pm"
                | "rd"
                | "th"
                | "of"
                | "the"
                | "م"
                | "ام"
                | "ماه"
                | "مبارک"
                | "من"
                | "عام"
                | "سال"
                | "سنه"
                | "لعام"
        )
    };
    part.is_date_sign() || part.word().is_some_and(is_word)
}

/// Whether a number may be the day. That of an issue, an episode or a season is none, and neither is the end
/// of a range: `Issue 13, May 2024`, `2–4 May 2024`.
fn is_day(parts: &[Part], at: usize) -> bool {
    let before = parts.get(..at).unwrap_or_default();
    let mut words = before.iter().rev().filter(|part| !matches!(part, Part::Sign(_) | Part::Dash(_)));
    let counts = words.next().and_then(Part::word).is_some_and(vocabulary::is_numbered);
    let is_range =
        matches!(before, [.., first, Part::Sign(sign)] if first.small().is_some() && is_stroke(*sign));
    parts.get(at).and_then(Part::small).is_some_and(|day| (1..=31).contains(&day)) && !counts && !is_range
}

/// Whether a sign is a dash, as in a range.
fn is_stroke(sign: char) -> bool {
    sign == '-' || matches!(sign, '\u{2010}'..='\u{2015}')
}
