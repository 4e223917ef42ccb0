//! Cuts fields that have no space between them.

use super::part::Part;
use crate::time::month::month;

/// Cuts `140318:05`, `20194:29`, `2024-05-0218:05` and `18:0513/02/1403` into date and time, `20242 May` into
/// two dates, and `1000 GMT` into hour and minute. Takes a hyphen inside a name out.
///
/// A count right after a time or a date stays with it. The parser of that field takes only as many digits as
/// the field can have.
pub(super) fn cut(parts: &mut Vec<Part>) {
    cut_hour(parts);
    for at in (0..parts.len()).rev() {
        if let Some(end) = end_of_first(parts, at)
            && let Some(Part::Number(digits)) = parts.get_mut(at)
        {
            let rest = digits.split_off(end);
            parts.insert(at.saturating_add(1), Part::Number(rest));
        }
    }
    for at in (0..parts.len()).rev() {
        if let Some([one, sign, other, ..]) = parts.get(at..)
            && is_hyphen(sign)
            && one.word().is_some()
            && other.word().is_some()
        {
            parts.remove(at.saturating_add(1));
        }
    }
}

/// Puts a colon into `1000 GMT` behind a year.
fn cut_hour(parts: &mut Vec<Part>) {
    let is_hour = |window: &[Part]| match window {
        [Part::Number(year), Part::Number(hour), zone] => {
            year.len() == 4 && hour.len() == 4 && matches!(zone.word(), Some("gmt" | "utc" | "hrs"))
        }
        _ => false,
    };
    if let Some(before) = parts.windows(3).position(is_hour)
        && let Some(Part::Number(digits)) = parts.get_mut(before.saturating_add(1))
    {
        let minutes = digits.split_off(2);
        let behind = before.saturating_add(2);
        parts.splice(behind..behind, [Part::Sign(':'), Part::Number(minutes)]);
    }
}

fn is_month(part: &Part) -> bool {
    part.word().is_some_and(|name| month(name).is_some())
}

/// Where the first of two fields in this number ends.
fn end_of_first(parts: &[Part], at: usize) -> Option<usize> {
    let (before, here) = parts.split_at_checked(at)?;
    let digits = here.first()?.digits()?;
    let hour_before = before.iter().nth_back(1).is_some_and(|part| part.small().is_some());
    // as in the log of a server: `02/May/2024:18:05`
    let is_year =
        before.iter().nth_back(1).is_some_and(|part| part.word().is_some()) && begins_with_year(digits);
    let minutes_after = here.get(2).is_some_and(|part| part.digits().is_some());
    match (before.last(), here.get(1), digits.len()) {
        (_, Some(name), 5 | 6) if begins_with_year(digits) && is_month(name) => Some(4),
        (_, Some(Part::Sign(':')), 6) if minutes_after => Some(4),
        (_, Some(Part::Sign(':')), 5) if minutes_after && begins_with_year(digits) => Some(4),
        (Some(sign), Some(Part::Sign(':')), 4) if sign.is_date_sign() && minutes_after && !is_year => Some(2),
        (Some(Part::Sign(':')), Some(sign), 3..) if hour_before && sign.is_date_sign() => Some(2),
        _ => None,
    }
}

/// Whether a year of our time stands before an hour of one digit: `20194:29`.
fn begins_with_year(digits: &str) -> bool {
    digits.starts_with("19")
        || digits.starts_with("20")
        || digits.starts_with("13")
        || digits.starts_with("14")
}

fn is_hyphen(part: &Part) -> bool {
    matches!(part, Part::Sign('-' | '\u{2010}' | '\u{2011}'))
}
