//! `Retry-After` in both of its forms (RFC 9110, section 10.2.3).

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};

/// Longer than this no host is waited for, whatever it says.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// The moment a host wants to be left alone until: from seconds, or from an HTTP date; never in the past,
/// never more than a day ahead. `None` where the value is neither.
pub(super) fn retry_at(value: &str, now: Timestamp) -> Option<Timestamp> {
    let value = value.trim();
    let wanted = match value.parse::<u64>() {
        Ok(seconds) => now
            .checked_add(SignedDuration::from_secs(
                seconds.min(LONGEST.as_secs().unsigned_abs()).cast_signed(),
            ))
            .ok()?,
        Err(_) => rfc2822::DateTimeParser::new().parse_timestamp(value).ok()?,
    };
    let latest = now.checked_add(LONGEST).unwrap_or(now);
    Some(wanted.clamp(now, latest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_are_read_and_held_within_a_day() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        for (value, expected) in [
            ("120", Some("2026-11-22T12:02:00Z")),
            (" 0 ", Some("2026-11-22T12:00:00Z")),
            ("99999999999999999", Some("2026-11-23T12:00:00Z")),
            ("Sun, 22 Nov 2026 12:05:00 GMT", Some("2026-11-22T12:05:00Z")),
            ("Sun, 22 Nov 2020 12:05:00 GMT", Some("2026-11-22T12:00:00Z")),
            ("-5", None),
            ("soon", None),
        ] {
            let expected = expected.map(|text| text.parse().unwrap());

            assert_eq!(retry_at(value, now), expected, "{value}");
        }
    }
}
