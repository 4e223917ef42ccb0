//! Finding day and time among the parts of a line.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::month::month;
use super::part::Part;
use super::word;
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

/// Reads a line that holds one day.
pub(super) fn read(mut parts: Vec<Part>) -> Option<Reading> {
    let time = take_time(&mut parts);
    let offset = take_offset(&mut parts);
    let date = take_numeric_date(&mut parts).or_else(|| take_worded_date(&mut parts))?;
    let strange = parts.iter().filter(|part| matches!(part, Part::Word(word) if !word::is_usual(word)));
    Some(Reading { date, time, offset, strange: strange.count() })
}

/// `18:05`, `18:05:30`, `6:05 pm`, and `18:05412`, where the count of views is glued to the minutes.
fn take_time(parts: &mut Vec<Part>) -> Option<Time> {
    let at = parts.windows(3).position(|window| time_of(window).is_some())?;
    let time = time_of(&parts[at..at + 3])?;
    let seconds = parts.get(at + 3..at + 5).and_then(seconds_of);
    let end = if seconds.is_some() { at + 5 } else { at + 3 };
    let later = if time.hour() < 12 && is_afternoon(&parts[..at], &parts[end..]) { 12 } else { 0 };
    parts.drain(at..end);
    Time::new(time.hour() + later, time.minute(), seconds.unwrap_or(0), 0).ok()
}

fn time_of(window: &[Part]) -> Option<Time> {
    let [Part::Number(hour), Part::Sign(':'), Part::Number(minute)] = window else {
        return None;
    };
    let minute = minute.get(..2)?.parse().ok()?;
    if hour.len() > 2 {
        return None;
    }
    Time::new(hour.parse().ok()?, minute, 0, 0).ok()
}

fn seconds_of(window: &[Part]) -> Option<i8> {
    let [Part::Sign(':'), Part::Number(seconds)] = window else {
        return None;
    };
    seconds.get(..2)?.parse().ok().filter(|seconds| (0..60).contains(seconds))
}

/// `GMT`, `UTC`, `+03:30`, `+0330`.
fn take_offset(parts: &mut Vec<Part>) -> Option<i32> {
    if parts.iter().any(|part| matches!(part, Part::Word(word) if matches!(&**word, "gmt" | "utc"))) {
        return Some(0);
    }
    let at = parts.iter().position(|part| *part == Part::Sign('+'))?;
    let Some(Part::Number(digits)) = parts.get(at + 1) else {
        return None;
    };
    let offset = (digits.len() == 4).then_some(digits)?.parse::<i32>().ok()?;
    parts.drain(at..at + 2);
    Some(offset / 100 * 60 + offset % 100)
}

/// What stands right beside the time: `pm`, `مساءً`, `ب.ظ`.
fn is_afternoon(before: &[Part], after: &[Part]) -> bool {
    let says = |part: Option<&Part>| matches!(part, Some(Part::Word(word)) if word::is_afternoon(word));
    let letter = |at: usize, letter: &str| matches!(after.get(at), Some(Part::Word(word)) if word == letter);
    let dotted = letter(0, "ب") && (letter(1, "ظ") || letter(2, "ظ"));
    dotted || letter(0, "م") || says(after.first()) || says(before.last())
}

/// `1403/02/13`, `2024-05-02`, `02.05.2024`.
fn take_numeric_date(parts: &mut Vec<Part>) -> Option<Date> {
    let at = parts.windows(5).position(|window| numeric_date(window).is_some())?;
    let date = numeric_date(&parts[at..at + 5])?;
    parts.drain(at..at + 5);
    Some(date)
}

fn numeric_date(window: &[Part]) -> Option<Date> {
    let [first, Part::Sign(one), second, Part::Sign(other), third] = window else {
        return None;
    };
    let (first, second, third) = (first.number()?, second.number()?, third.number()?);
    if one != other || *one == ':' || *one == '+' {
        return None;
    }
    if first >= 1000 {
        return day(calendar_of(first)?, first, second, third);
    }
    let calendar = calendar_of(third)?;
    day(calendar, third, second, first).or_else(|| day(calendar, third, first, second))
}

/// The calendar whose years of our time are such numbers.
fn calendar_of(year: i16) -> Option<Calendar> {
    match year {
        1300..1420 => Some(Calendar::SolarHijri),
        1420..1500 => Some(Calendar::LunarHijri),
        1900..2200 => Some(Calendar::Gregorian),
        _ => None,
    }
}

/// `13 May 2024`, `May 13, 2024`, `١٣ أيار/مايو ٢٠٢٤`.
fn take_worded_date(parts: &mut Vec<Part>) -> Option<Date> {
    let (span, date) = (0..parts.len()).find_map(|at| worded_date(parts, at))?;
    parts.drain(span);
    Some(date)
}

/// The date whose month begins at this place, and what it covers.
fn worded_date(parts: &[Part], at: usize) -> Option<(Range<usize>, Date)> {
    let (calendar, length, number) = named_month(parts, at)?;
    let mut end = at + length;
    while let Some(length) = same_month(parts, end, number) {
        end += length;
    }
    let (day_at, year_at) = around(parts, at, end)?;
    let date = day_of(calendar, parts[year_at].number()?, number, parts[day_at].number()?)?;
    Some((at.min(day_at).min(year_at)..end.max(year_at + 1).max(day_at + 1), date))
}

/// The month whose name of one, two or three words begins here.
fn named_month(parts: &[Part], at: usize) -> Option<(Calendar, usize, u8)> {
    (1..=3).rev().find_map(|length| {
        let (calendar, number) = month(&joined(parts.get(at..at + length)?)?)?;
        Some((calendar, length, number))
    })
}

/// How many parts name the same month in other words, after a sign or none.
fn same_month(parts: &[Part], at: usize, number: u8) -> Option<usize> {
    let sign = usize::from(matches!(parts.get(at), Some(Part::Sign(_))));
    let (_, length, other) = named_month(parts, at + sign)?;
    (other == number).then_some(length + sign)
}

fn joined(parts: &[Part]) -> Option<String> {
    let word = |part: &Part| if let Part::Word(word) = part { Some(word.clone()) } else { None };
    parts.iter().map(word).collect()
}

/// Where the day and the year stand: day, month, year, or month, day, year, or year, month, day.
fn around(parts: &[Part], month: usize, end: usize) -> Option<(usize, usize)> {
    let next = next_number(parts, end)?;
    let before = month.checked_sub(1).map(|at| at - usize::from(is_joint(&parts[at]) && at > 0));
    match before {
        Some(at) if is_day(&parts[at]) => is_year(&parts[next]).then_some((at, next)),
        Some(at) if is_year(&parts[at]) => is_day(&parts[next]).then_some((next, at)),
        _ => {
            let year = next_number(parts, next + 1)?;
            (is_day(&parts[next]) && is_year(&parts[year])).then_some((next, year))
        }
    }
}

/// The next number, with at most a sign or an ending such as `nd` before it.
fn next_number(parts: &[Part], from: usize) -> Option<usize> {
    let at = from + usize::from(parts.get(from).is_some_and(is_joint));
    parts.get(at)?.number().map(|_| at)
}

/// `-` between day and month, `of` or `nd` after a day.
fn is_joint(part: &Part) -> bool {
    match part {
        Part::Sign(sign) => !matches!(sign, ':' | '+'),
        Part::Word(word) => matches!(&**word, "st" | "nd" | "rd" | "th" | "of" | "ماه" | "من" | "عام"),
        Part::Number(_) => false,
    }
}

fn is_day(part: &Part) -> bool {
    part.number().is_some_and(|day| (1..=31).contains(&day))
}

fn is_year(part: &Part) -> bool {
    part.number().is_some_and(|year| calendar_of(year).is_some())
}

/// A month's name says the calendar, and the year must be one of it.
fn day_of(calendar: Calendar, year: i16, month: u8, date: i16) -> Option<Date> {
    (calendar_of(year)? == calendar).then(|| day(calendar, year, month.into(), date))?
}

fn day(calendar: Calendar, year: i16, month: i16, day: i16) -> Option<Date> {
    calendar.day(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}
