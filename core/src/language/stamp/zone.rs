//! The time zone that a line names.

use super::part::Part;

/// Takes `GMT`, `UTC+3`, `+03:30`, `+0330`; reads `به وقت کابل`. Minutes east of UTC; `None` where it names none, or
/// Tehran, whose clocks changed over the years.
pub(super) fn take(parts: &mut Vec<Part>) -> Option<i32> {
    if let Some(at) = parts.iter().position(|part| matches!(part.word(), Some("gmt" | "utc"))) {
        return Some(take_offset(parts, at + 1).unwrap_or(0));
    }
    let plus = parts.iter().position(|part| *part == Part::Sign('+'));
    plus.and_then(|at| take_offset(parts, at)).or_else(|| of_city(parts))
}

/// The offset whose sign stands here.
fn take_offset(parts: &mut Vec<Part>, at: usize) -> Option<i32> {
    let east = match parts.get(at)? {
        Part::Sign('+') => 1,
        Part::Sign('-' | '\u{2010}'..='\u{2015}') | Part::Dash('-' | '\u{2010}'..='\u{2015}') => -1,
        _ => return None,
    };
    let digits = parts.get(at + 1)?.digits()?;
    let minutes = match parts.get(at + 2..at + 4) {
        Some([Part::Sign(':'), Part::Number(minutes)]) if minutes.len() == 2 => Some(minutes),
        _ => None,
    };
    let (hour, minute, length) = match (digits.len(), minutes) {
        (1 | 2, Some(minutes)) => (digits, minutes.as_str(), 4),
        (1 | 2, None) => (digits, "0", 2),
        (4, None) => (&digits[..2], &digits[2..], 2),
        _ => return None,
    };
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    parts.drain(at..at + length);
    (hour <= 14 && minute < 60).then_some(east * (hour * 60 + minute))
}

/// The zone of a city that the word for time stands beside.
fn of_city(parts: &[Part]) -> Option<i32> {
    let is_time =
        |part: Option<&Part>| matches!(part.and_then(Part::word), Some("وقت" | "بتوقیت" | "توقیت" | "time"));
    parts.iter().enumerate().find_map(|(at, part)| {
        let offset = offset_of_city(part.word()?)?;
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        (is_time(before) || is_time(parts.get(at + 1))).then_some(offset)
    })
}

fn offset_of_city(city: &str) -> Option<i32> {
    match city {
        "غرینتش" | "گرینویچ" => Some(0),
        "مکه" | "بغداد" => Some(3 * 60),
        "کابل" | "kabul" | "افغانستان" => Some(4 * 60 + 30),
        _ => None,
    }
}
