//! The zone in which a guide writes its moments. It only says how to name them: they are the same in each.

use ifilm_language::time::{ClockZone, zone_of_line};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The zone of a moment for machines: that of its offset, UTC for `Z` and for a number since 1970. `None` if
/// it has no offset, or that of the edition.
pub(super) fn written_zone(text: &str, at: Timestamp, own: &TimeZone) -> Option<ClockZone> {
    let text = text.trim().trim_end_matches(['/', ')']);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_universal = text.ends_with(['Z', 'z']) || is_number(text.rsplit("Date(").next().unwrap_or(text));
    if is_universal {
        return zone_of_line("UTC");
    }
    let (sign_at, minutes) = offset(text)?;
    let own_minutes = own.to_offset(at).seconds().div_euclid(60);
    let zone = || zone_of_line(&format!("GMT{}", text.get(sign_at..)?));
    if minutes == own_minutes { None } else { zone() }
}

/// Where the offset at the end of a text begins, and its minutes: `+03:30`, `+0330`.
fn offset(text: &str) -> Option<(usize, i32)> {
    let at = text.rfind(['+', '-']).filter(|at| text.get(..*at).is_some_and(|before| before.len() >= 10))?;
    let digits = text.get(at.saturating_add(1)..)?.replace(':', "");
    let (hours, minutes) = digits.split_at_checked(2).filter(|_| digits.len() == 4)?;
    let minutes = hours.parse::<i32>().ok()?.saturating_mul(60).saturating_add(minutes.parse().ok()?);
    Some((at, if text.get(at..)?.starts_with('-') { minutes.saturating_neg() } else { minutes }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_of_a_moment_is_that_of_its_offset() {
        let (tehran, at) =
            (TimeZone::get("Asia/Tehran").unwrap(), Timestamp::from_second(1_796_056_500).unwrap());
        let name = |text: &str| written_zone(text, at, &tehran).and_then(ClockZone::name);

        for text in ["2026-11-30T16:35:00Z", "1796056500", "1796056500000", "/Date(1796056500000)/"] {
            assert_eq!(name(text).as_deref(), Some("UTC"), "{text}");
        }
        assert_eq!(name("2026-11-30T17:35:00+01:00").as_deref(), Some("+01:00"));
        for text in ["2026-11-30T20:05:00+03:30", "/Date(1796056500000+0330)/", "2026-11-30T20:05", ""] {
            assert_eq!(name(text), None, "{text}");
        }
    }
}
