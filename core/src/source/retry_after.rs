//! `Retry-After` in both of its forms (RFC 9110, section 10.2.3).

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

use super::date::http_date;

/// The longest wait that is granted to a host, even if it asks for more.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// When the host may be asked again, by our clock: never in the past, and at most one day ahead. The first
/// `Retry-After` that can be parsed decides; `None` if there is none.
pub(super) fn retry_at(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let lines = |name: HeaderName| headers.get_all(name).iter().filter_map(|line| line.to_str().ok());
    let answered = lines(DATE).next();
    let wait = lines(RETRY_AFTER).find_map(|value| wait(value.trim(), answered.map(str::trim), now))?;
    now.checked_add(wait.clamp(SignedDuration::ZERO, LONGEST)).ok()
}

/// The wait that the value asks for. Seconds count from now, and a fraction of them is ignored. A date counts
/// from the `Date` of the answer, not from the device's clock, which may be wrong by days.
fn wait(value: &str, answered: Option<&str>, now: Timestamp) -> Option<SignedDuration> {
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (seconds, fraction) = value.split_once('.').unwrap_or((value, ""));
    if !seconds.is_empty() && is_number(seconds) && is_number(fraction) {
        return Some(seconds.parse().map_or(LONGEST, SignedDuration::from_secs));
    }
    let answered = answered.and_then(|date| http_date(date, now)).unwrap_or(now);
    Some(http_date(value, answered)?.duration_since(answered))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waited_until(value: &'static str, date: Option<&'static str>, now: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, value.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        retry_at(&headers, now.parse().unwrap()).map(|at| at.to_string())
    }

    #[test]
    fn both_forms_are_parsed_and_limited_to_a_day() {
        for (value, expected) in [
            ("120", Some("2026-11-22T12:02:00Z")),
            (" 0 ", Some("2026-11-22T12:00:00Z")),
            ("120.0", Some("2026-11-22T12:02:00Z")),
            ("1.5 hours", None),
            (".5", None),
            ("99999999999999999", Some("2026-11-23T12:00:00Z")),
            ("99999999999999999999999", Some("2026-11-23T12:00:00Z")),
            ("Sun, 22 Nov 2026 12:05:00 GMT", Some("2026-11-22T12:05:00Z")),
            ("Sunday, 22-Nov-26 12:05:00 GMT", Some("2026-11-22T12:05:00Z")),
            ("Sun Nov 22 12:05:00 2026", Some("2026-11-22T12:05:00Z")),
            ("Sun, 22 Nov 2020 12:05:00 GMT", Some("2026-11-22T12:00:00Z")),
            ("-5", None),
            ("soon", None),
        ] {
            let at = waited_until(value, None, "2026-11-22T12:00:00Z");

            assert_eq!(at.as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn the_first_line_that_can_be_parsed_counts() {
        let mut headers = HeaderMap::new();
        for value in ["", "soon", "120", "600"] {
            headers.append(RETRY_AFTER, value.parse().unwrap());
        }

        let at = retry_at(&headers, "2026-11-22T12:00:00Z".parse().unwrap());

        assert_eq!(at, "2026-11-22T12:02:00Z".parse().ok());
    }

    /// Seen: a wait of two minutes became 24 hours with a clock three days slow, and none with a clock a day
    /// fast.
    #[test]
    fn a_date_counts_from_the_date_of_its_answer_and_not_from_our_clock() {
        let date = Some("Sun, 22 Nov 2026 12:00:00 GMT");
        for (now, expected) in [
            ("2026-11-19T12:00:00Z", "2026-11-19T12:02:00Z"),
            ("2026-11-23T12:00:00Z", "2026-11-23T12:02:00Z"),
            ("1990-01-01T00:00:00Z", "1990-01-01T00:02:00Z"),
        ] {
            for value in ["Sun, 22 Nov 2026 12:02:00 GMT", "Sunday, 22-Nov-26 12:02:00 GMT", "120"] {
                assert_eq!(waited_until(value, date, now).as_deref(), Some(expected), "{value} at {now}");
            }
        }
        let unreadable = waited_until("Sun, 22 Nov 2026 12:02:00 GMT", Some("today"), "2026-11-22T12:00:00Z");
        assert_eq!(unreadable.as_deref(), Some("2026-11-22T12:02:00Z"));
    }
}
