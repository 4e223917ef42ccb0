//! The time zone that a line names.

use super::named_zone::Zone;
use super::part::{Part, joined};
use super::usual_word::is_usual;
use super::zone_letters::of_letters;
use super::zone_place::of_place;
use super::{author, vocabulary};

/// Takes `GMT`, `UTC+3`, `+03:30`, `+0330`, `14:35Z`, `18:05 IRST`, `Asia/Tehran`; reads `به وقت کابل`, `ET`.
pub(super) fn take(parts: &mut Vec<Part>) -> Zone {
    if let Some(at) = parts.iter().position(|part| matches!(part.word(), Some("gmt" | "utc" | "ut"))) {
        let minutes = take_offset(parts, at.saturating_add(1)).unwrap_or(0);
        parts.remove(at);
        return Zone::East(minutes);
    }
    let plus = parts.iter().position(|part| *part == Part::Sign('+'));
    if let Some(minutes) = plus.and_then(|at| take_offset(parts, at)) {
        return Zone::East(minutes);
    }
    if let Some(zone) = take_path(parts) {
        return zone;
    }
    take_after_time(parts).or_else(|| beside_word_for_time(parts)).unwrap_or(Zone::Own)
}

/// Takes the name of a zone in the database of zones: `Asia/Tehran`.
fn take_path(parts: &mut Vec<Part>) -> Option<Zone> {
    let is_path = |window: &[Part]| match window {
        [area, Part::Sign('/'), place] => {
            area.word().is_some_and(vocabulary::is_area) && place.word().is_some()
        }
        _ => false,
    };
    let at = parts.windows(3).position(is_path)?;
    let zone = parts.get(at.saturating_add(2)).and_then(Part::word).and_then(of_place);
    parts.drain(at..at.saturating_add(3));
    Some(zone.unwrap_or(Zone::Unknown))
}

/// Takes the zone right after a time: its letters, or a place. Capitals that we do not know are a zone, too.
fn take_after_time(parts: &mut Vec<Part>) -> Option<Zone> {
    let (at, zone) = (1..parts.len()).find_map(|at| {
        let word = parts.get(at)?.word().filter(|_| ends_time(parts, at))?;
        let known = of_letters(word).or_else(|| of_place(word).filter(|zone| *zone != Zone::Own));
        let zone = known.or_else(|| is_unknown(parts, at).then_some(Zone::Unknown));
        Some((at, zone?))
    })?;
    parts.remove(at);
    Some(zone)
}

/// Whether a time, perhaps with a half of the day, ends right before this place.
fn ends_time(parts: &[Part], at: usize) -> bool {
    let Some(before) = parts.get(..at) else { return false };
    let undotted = before.iter().rev().filter(|part| **part != Part::Sign('.')).take(2);
    let names: Vec<&str> = undotted.map_while(Part::word).collect();
    let is_half = |name: &str| matches!(name, "am" | "pm" | "ص" | "م" | "صباحا" | "مسا");
    let is_dotted_half = || matches!(names[..], ["m", "a" | "p"]);
    names.first().is_some_and(|name| is_half(name))
        || is_dotted_half()
        || matches!(before, [.., Part::Sign(':' | '.'), Part::Number(_)])
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

/// The offset whose sign stands here.
fn take_offset(parts: &mut Vec<Part>, at: usize) -> Option<i32> {
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
    parts.drain(at..at.saturating_add(length));
    (hour <= 14 && minute < 60).then_some(hour.saturating_mul(60).saturating_add(minute).saturating_mul(east))
}

/// The zone of a place beside the word for time. A label there is no place: `وقت النشر`.
fn beside_word_for_time(parts: &[Part]) -> Option<Zone> {
    let named = |at: Option<usize>| {
        let word = at.and_then(|at| parts.get(at)).and_then(Part::word)?;
        of_place(word).or_else(|| (!is_usual(word)).then_some(Zone::Unknown))
    };
    parts.iter().enumerate().find_map(|(at, part)| match part.word()? {
        word if vocabulary::is_time_of_place(word) => named(at.checked_add(1)),
        "time" => named(at.checked_sub(1)),
        _ => None,
    })
}
