//! The time zone that a line names.

use std::ops::Range;

use super::named_zone::Zone;
use super::part::{Part, joined};
use super::usual_word::is_usual;
use super::zone_letters::of_letters;
use super::zone_place::of_place;
use super::{author, day_part, time_of_day, vocabulary};

/// Takes `GMT`, `UTC+3`, `+03:30`, `+0330`, `14:35Z`, `18:05 IRST`, `Asia/Tehran`; reads `به وقت کابل`, `ET`.
/// Times before the one that it follows are taken, too: `18:05 (14:35 GMT)` is the same moment twice.
pub(super) fn take(parts: &mut Vec<Part>) -> Zone {
    let Some((span, zone)) = find(parts) else { return Zone::Own };
    let times = time_of_day::spans(parts);
    let own = times.iter().rposition(|time| time.end <= span.start).filter(|_| ends_time(parts, span.start));
    parts.drain(span);
    for other in times.into_iter().take(own.unwrap_or(0)).rev() {
        parts.drain(other);
    }
    zone
}

/// The zone, and the parts that name it and nothing else.
fn find(parts: &[Part]) -> Option<(Range<usize>, Zone)> {
    of_greenwich(parts)
        .or_else(|| offset_behind_time(parts))
        .or_else(|| of_path(parts))
        .or_else(|| behind_time(parts))
        .or_else(|| Some((0..0, beside_word_for_time(parts)?)))
}

/// `GMT`, perhaps with an offset. It stands right behind a time if any does.
fn of_greenwich(parts: &[Part]) -> Option<(Range<usize>, Zone)> {
    let is_name = |at: &usize| matches!(parts.get(*at).and_then(Part::word), Some("gmt" | "utc" | "ut"));
    let mut named = (0..parts.len()).filter(is_name);
    let at = named.clone().find(|at| ends_time(parts, *at)).or_else(|| named.next())?;
    let behind = at.saturating_add(1);
    let (minutes, length) = offset(parts, behind).unwrap_or((0, 0));
    Some((at..behind.saturating_add(length), Zone::East(minutes)))
}

/// An offset of hours and minutes right behind a time. Other numbers with a sign are ratings and counts.
fn offset_behind_time(parts: &[Part]) -> Option<(Range<usize>, Zone)> {
    (1..parts.len()).find_map(|at| {
        let (minutes, length) = offset(parts, at).filter(|_| ends_time(parts, at))?;
        let span = at..at.saturating_add(length);
        let behind = parts.get(span.end);
        let is_whole = length > 2 || parts.get(at.saturating_add(1))?.digits()?.len() == 4;
        let goes_on = matches!(behind, Some(Part::Sign(sign)) if *sign != '.');
        (behind.is_none() || is_whole && !goes_on).then_some((span, Zone::East(minutes)))
    })
}

/// The name of a zone in the database of zones: `Asia/Tehran`.
fn of_path(parts: &[Part]) -> Option<(Range<usize>, Zone)> {
    let is_path = |window: &[Part]| match window {
        [area, Part::Sign('/'), place] => {
            area.word().is_some_and(vocabulary::is_area) && place.word().is_some()
        }
        _ => false,
    };
    let at = parts.windows(3).position(is_path)?;
    let zone = parts.get(at.saturating_add(2)).and_then(Part::word).and_then(of_place);
    Some((at..at.saturating_add(3), zone.unwrap_or(Zone::Unknown)))
}

/// The zone right behind a time: its letters, or a place. Capitals that we do not know are a zone, too.
fn behind_time(parts: &[Part]) -> Option<(Range<usize>, Zone)> {
    (1..parts.len()).filter(|at| ends_time(parts, *at)).find_map(|at| {
        let known = |words: usize| of_letters(&joined(parts.get(at..)?, words)?);
        let length = |words: usize| {
            let here = parts.get(at..)?.iter().enumerate();
            here.filter(|(_, part)| part.word().is_some()).nth(words.checked_sub(1)?).map(|(last, _)| last)
        };
        let letters =
            [2, 1].into_iter().find_map(|words| Some((length(words)?.saturating_add(1), known(words)?)));
        let place = || of_place(parts.get(at)?.word()?).filter(|zone| *zone != Zone::Own);
        let unknown = || is_unknown(parts, at).then_some(Zone::Unknown);
        let (length, zone) = letters.or_else(|| Some((1, place().or_else(unknown)?)))?;
        Some((at..at.saturating_add(length), zone))
    })
}

/// Whether a time, perhaps with a part of the day and a word for hours, ends right before this place.
fn ends_time(parts: &[Part], at: usize) -> bool {
    let is_hours = |at: usize| parts.get(at).and_then(Part::word).is_some_and(vocabulary::is_hours);
    let at = at.checked_sub(1).filter(|before| is_hours(*before)).unwrap_or(at);
    let is_minutes =
        |at: usize| matches!(parts.get(..at), Some([.., Part::Sign(':' | '.'), Part::Number(_)]));
    let is_number = |at: usize| matches!(parts.get(..at), Some([.., Part::Number(_)]));
    let halved = day_part::length_before(parts, at).and_then(|length| at.checked_sub(length));
    is_minutes(at) || halved.is_some_and(is_number)
}

/// Whether capitals here may be the letters of a zone.
fn is_unknown(parts: &[Part], at: usize) -> bool {
    let Some(Part::Capitals(word)) = parts.get(at) else { return false };
    let is_month = || joined(parts.get(at..).unwrap_or_default(), 1).is_some_and(|name| is_month(&name));
    !is_usual(word) && !is_month() && author::end(parts, at).is_none()
}

fn is_month(name: &str) -> bool {
    crate::time::month::month(name).is_some()
}

/// The offset whose sign stands here, in minutes, and how many parts it takes.
pub(super) fn offset(parts: &[Part], at: usize) -> Option<(i32, usize)> {
    let here = parts.get(at..)?;
    let east = match here.first()? {
        Part::Sign('+') => 1,
        Part::Sign('-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
        | Part::Dash('-' | '\u{2010}'..='\u{2015}' | '\u{2212}') => -1,
        _ => return None,
    };
    let digits = here.get(1)?.digits()?;
    let minutes = match here.get(2..4) {
        Some([Part::Sign(':'), Part::Number(minutes)]) if minutes.len() == 2 => Some(minutes),
        _ => None,
    };
    let (hour, minute, length) = match (digits.len(), minutes) {
        (1 | 2, Some(minutes)) => (digits, minutes.as_str(), 4),
        (1 | 2, None) => (digits, "0", 2),
        (4, None) => (digits.get(..2)?, digits.get(2..)?, 2),
        _ => return None,
    };
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour.saturating_mul(60).saturating_add(minute).saturating_mul(east);
    (hour <= 14 && minute < 60).then_some((minutes, length))
}

/// The zone of a place beside the word for time. A label there is no place: `وقت النشر`.
fn beside_word_for_time(parts: &[Part]) -> Option<Zone> {
    let word = |at: usize| parts.get(at).and_then(Part::word);
    let named = |at: usize| {
        let word = word(at)?;
        of_place(word).or_else(|| (!is_usual(word)).then_some(Zone::Unknown))
    };
    (0..parts.len()).find_map(|at| match word(at)? {
        name if vocabulary::is_time_of_place(name) => named(at.saturating_add(1)),
        "time" => {
            let kinds = (0..at).rev().take_while(|at| word(*at).is_some_and(vocabulary::is_kind_of_time));
            let place = at.checked_sub(1)?.checked_sub(kinds.count())?;
            named(place).filter(|_| !word(place).is_some_and(vocabulary::takes_time))
        }
        _ => None,
    })
}
