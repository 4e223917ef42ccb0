//! The time of day.

use std::ops::Range;

use jiff::civil::Time;

use super::day::{is_shaped, named_month};
use super::part::Part;
use super::{day_part, vocabulary};

/// A time that was found, and the digits right after its last field.
struct Found {
    span: Range<usize>,
    /// `None` if no clock shows it, such as 25:10.
    time: Option<Time>,
    rest: String,
}

/// Takes the first time: `18:05`, `18:05:30`, `6:05 pm`, `6 pm`, `ساعت ۱۸`, and `18:05412`, where a count of
/// views follows the minutes. Such a count is dropped, unless it is the day of a month whose name follows. A
/// part of a time that no clock shows is not taken for another time: `25:10:05` is not `10:05`.
pub(super) fn take(parts: &mut Vec<Part>) -> Option<Time> {
    let Found { span, time, rest } = find(parts)?;
    let time = time?;
    let half = day_part::after(parts.get(span.end..)?).or_else(|| day_part::before(parts.get(..span.start)?));
    let time = half.map_or(time, |half| half.of_day(time));
    let is_day = !rest.is_empty() && named_month(parts, span.end).is_some();
    parts.splice(span, is_day.then_some(Part::Number(rest)));
    Some(time)
}

/// Where the times with minutes stand.
pub(super) fn spans(parts: &[Part]) -> Vec<Range<usize>> {
    let (mut spans, mut at) = (Vec::new(), 0_usize);
    while at < parts.len() {
        match with_minutes(parts, at) {
            Some(found) => {
                at = found.span.end;
                spans.push(found.span);
            }
            None => at = at.saturating_add(1),
        }
    }
    spans
}

fn find(parts: &[Part]) -> Option<Found> {
    let mut at = 0;
    let mut is_wrong = false;
    while at < parts.len() {
        match with_minutes(parts, at) {
            Some(found) if found.time.is_some() => return Some(found),
            Some(wrong) => (at, is_wrong) = (wrong.span.end, true),
            None => at = at.saturating_add(1),
        }
    }
    let hour = || (0..parts.len()).find_map(|at| hour_alone(parts, at));
    if is_wrong { None } else { hour() }
}

/// A time with minutes, which have two digits. Further digits belong to something else. A dot may stand
/// between at some places.
fn with_minutes(parts: &[Part], at: usize) -> Option<Found> {
    let here = parts.get(at..)?;
    let (hour, minutes) = (here.first()?.small()?, here.get(2)?.digits()?);
    let is_time = match here.get(1)? {
        Part::Sign(':') => true,
        Part::Sign('.') => minutes.len() == 2 && may_have_dot(parts, at),
        part => part.word() == Some("h") && minutes.len() == 2,
    };
    let (minute, rest) = minutes.split_at_checked(2).filter(|_| is_time)?;
    let seconds = here.get(3..5).filter(|_| rest.is_empty()).and_then(seconds_of);
    let (second, rest, length) = match seconds {
        Some((second, rest)) => (second, rest, 5),
        None => (0, rest, 3),
    };
    let time = Time::new(i8::try_from(hour).ok()?, minute.parse().ok()?, second, 0).ok();
    Some(Found { span: at..at.saturating_add(length), time, rest: rest.to_owned() })
}

/// Whether a dot may stand between an hour here and its minutes: behind the word for hour or a year, or
/// before the half of the day.
fn may_have_dot(parts: &[Part], at: usize) -> bool {
    let is_behind_year = || {
        at.checked_sub(1).is_some_and(|year| {
            parts.get(year).and_then(Part::digits).is_some_and(|digits| digits.len() == 4)
        })
    };
    let is_halved = || parts.get(at.saturating_add(3)..).and_then(day_part::after).is_some();
    is_after_hour_word(parts, at) || is_behind_year() || is_halved()
}

fn seconds_of(window: &[Part]) -> Option<(i8, &str)> {
    let [Part::Sign(':'), Part::Number(seconds)] = window else {
        return None;
    };
    let (second, rest) = seconds.split_at_checked(2)?;
    Some((second.parse().ok()?, rest))
}

/// An hour beside a word for hour, without minutes or with minutes in words.
fn hour_alone(parts: &[Part], at: usize) -> Option<Found> {
    let (hour, behind) = parts.get(at..)?.split_first()?;
    let hour = hour.small()?;
    let (minute, length) = minutes_in_words(behind)?;
    let rest = behind.get(length..)?;
    let is_named = (is_after_hour_word(parts, at) || rest.first().is_some_and(Part::is_oclock))
        && !is_shaped(parts, at)
        && !matches!(rest.first(), Some(sign @ Part::Sign(_)) if sign.is_date_sign())
        && (0..2).all(|next| named_month(behind, next).is_none());
    let is_halved = (1..=12).contains(&hour) && day_part::after(rest).is_some() && !is_letter(rest);
    let time = Time::new(i8::try_from(hour).ok()?, minute, 0, 0).ok();
    let is_hour = time.is_some() && (is_named || is_halved);
    is_hour.then(|| Found { span: at..parts.len().saturating_sub(rest.len()), time, rest: String::new() })
}

/// The minutes after an hour, and how many parts they take: `و ۳۰ دقیقه`, `و نیم`, or no minutes. `None` if
/// something else is added to the hour.
pub(super) fn minutes_in_words(parts: &[Part]) -> Option<(i8, usize)> {
    let word = |at: usize| parts.get(at).and_then(Part::word);
    match (word(0), word(1), word(2)) {
        (Some("و"), Some("نیم" | "نصف" | "النصف"), _) => Some((30, 2)),
        (Some("والنصف" | "ونصف"), ..) => Some((30, 1)),
        (Some("و"), None, Some("دقیقه" | "دقایق")) => {
            Some((i8::try_from(parts.get(1)?.small()?).ok()?, 3))
        }
        (Some("و" | "والربع" | "وربع" | "الا"), ..) => None,
        _ => Some((0, 0)),
    }
}

/// Whether a single letter without a dot follows. It may stand for many things.
fn is_letter(parts: &[Part]) -> bool {
    parts.first().and_then(Part::word).is_some_and(|word| word.chars().count() == 1)
        && !matches!(parts.get(1), Some(Part::Sign('.')))
}

fn is_after_hour_word(parts: &[Part], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| parts.get(before)?.word());
    before.is_some_and(vocabulary::is_hour)
}
