//! The time zone that a line names.

use super::other_words::is_usual;
use super::part::Part;

/// The zone of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// The site's own: the line names none, or says so.
    Own,
    /// Tehran's, whose clocks changed over the years.
    Tehran,
    /// A number of minutes east of UTC.
    East(i32),
    /// A zone that is not in our table.
    Unknown,
}

/// Takes `GMT`, `UTC+3`, `+03:30`, `+0330`; reads `14:35Z`, `به وقت کابل`, `ET`.
pub(super) fn take(parts: &mut Vec<Part>) -> Zone {
    if let Some(at) = parts.iter().position(|part| matches!(part.word(), Some("gmt" | "utc"))) {
        return Zone::East(take_offset(parts, at.saturating_add(1)).unwrap_or(0));
    }
    let plus = parts.iter().position(|part| *part == Part::Sign('+'));
    match plus.and_then(|at| take_offset(parts, at)) {
        Some(minutes) => Zone::East(minutes),
        None => of_letters(parts).or_else(|| of_place(parts)).unwrap_or(Zone::Own),
    }
}

/// The zone whose letters stand after a time.
fn of_letters(parts: &[Part]) -> Option<Zone> {
    let is_end_of_time =
        |part: &Part| part.digits().is_some() || matches!(part.word(), Some("am" | "pm" | "m"));
    let mut pairs = parts.iter().zip(parts.iter().skip(1));
    pairs.find_map(|(time, zone)| match zone.word().filter(|_| is_end_of_time(time))? {
        "z" => Some(Zone::East(0)),
        "et" | "est" | "edt" | "ct" | "cst" | "cdt" | "mt" | "mst" | "mdt" | "pt" | "pst" | "pdt" | "bst"
        | "cet" | "cest" | "eet" | "eest" | "wet" | "west" | "ist" | "msk" | "pkt" | "ast" | "gst" => {
            Some(Zone::Unknown)
        }
        _ => None,
    })
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
fn of_place(parts: &[Part]) -> Option<Zone> {
    let word = |at: Option<usize>| at.and_then(|at| parts.get(at)).and_then(Part::word);
    parts.iter().enumerate().find_map(|(at, part)| match part.word()? {
        "وقت" | "بوقت" | "بتوقیت" | "توقیت" => of_name(word(at.checked_add(1))?),
        "time" => of_name(word(at.checked_sub(1))?),
        _ => None,
    })
}

fn of_name(place: &str) -> Option<Zone> {
    match place {
        "غرینتش" | "غرینیتش" | "جرینتش" | "جرینیتش" | "گرینویچ" | "گرینیچ" | "greenwich" => {
            Some(Zone::East(0))
        }
        "مکه" | "بغداد" | "mecca" | "makkah" | "baghdad" => Some(Zone::East(3 * 60)),
        "کابل" | "kabul" | "افغانستان" => Some(Zone::East(4 * 60 + 30)),
        "iran" => Some(Zone::Tehran),
        "محلی" | "المحلی" => Some(Zone::Own),
        _ if is_usual(place) => None,
        _ => Some(Zone::Unknown),
    }
}
