//! Fields that stick together, cut where one ends.

use super::part::Part;

/// Cuts `140318:05`, `2024-05-0218:05` and `18:0513/02/1403` into date and time, and takes a hyphen inside a name out.
///
/// Counts that stick to the end of a time or a date stay with it; who reads these fields takes as many digits as they
/// can have.
pub(super) fn cut(parts: &mut Vec<Part>) {
    for at in (0..parts.len()).rev() {
        if let Some(end) = end_of_first(parts, at)
            && let Part::Number(digits) = &mut parts[at]
        {
            let rest = digits.split_off(end);
            parts.insert(at + 1, Part::Number(rest));
        }
    }
    for at in (1..parts.len().saturating_sub(1)).rev() {
        if is_hyphen(&parts[at]) && parts[at - 1].word().is_some() && parts[at + 1].word().is_some() {
            parts.remove(at);
        }
    }
}

/// Where the first of two fields in this number ends.
fn end_of_first(parts: &[Part], at: usize) -> Option<usize> {
    let digits = parts[at].digits()?;
    let before = at.checked_sub(1).map(|before| &parts[before]);
    let after = parts.get(at + 1);
    let hour_before = at.checked_sub(2).is_some_and(|hour| parts[hour].small().is_some());
    let minutes_after = parts.get(at + 2).is_some_and(|part| part.digits().is_some());
    match (before, after, digits.len()) {
        (_, Some(Part::Sign(':')), 6) if minutes_after => Some(4),
        (Some(sign), Some(Part::Sign(':')), 4) if sign.is_date_sign() && minutes_after => Some(2),
        (Some(Part::Sign(':')), Some(sign), 3..) if hour_before && sign.is_date_sign() => Some(2),
        _ => None,
    }
}

fn is_hyphen(part: &Part) -> bool {
    matches!(part, Part::Sign('-' | '\u{2010}' | '\u{2011}'))
}
