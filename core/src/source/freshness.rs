//! How long an answer stays fresh: `Cache-Control`, `Expires`, `Age` and `Date` (RFC 9111, sections 4.2 and
//! 5).
//!
//! `s-maxage` and `private` are for caches that several people share, and this is the cache of one person.
//! The age that the device's own clock shows is not used, because that clock may be wrong by days.

use jiff::{SignedDuration, Timestamp};
use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName};

use super::date::http_date;

/// An answer that is fresh for less time, or not at all, counts as fresh for this time.
const SHORTEST: SignedDuration = SignedDuration::from_mins(1);
/// An answer that is fresh for longer is requested again after this time.
pub(crate) const LONGEST_FRESH: SignedDuration = SignedDuration::from_hours(24);

/// Until when an answer is fresh, by our clock: from one minute to one day ahead. Before that time the same
/// would be answered again. `no-store`, `no-cache` and values that are no numbers or dates mean that it is
/// not fresh at all. `None` if the answer says nothing of this.
pub(super) fn not_before(headers: &HeaderMap, now: Timestamp) -> Option<Timestamp> {
    let left = lifetime(headers, now)?.saturating_sub(age(headers));
    now.checked_add(left.clamp(SHORTEST, LONGEST_FRESH)).ok()
}

/// How long the answer is fresh from when its server made it. `max-age` counts more than `Expires`.
fn lifetime(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let directives: Vec<_> =
        lines(headers, CACHE_CONTROL).flat_map(|line| line.split(',')).map(directive).collect();
    let is = |name: &str| directives.iter().any(|(one, _)| one.eq_ignore_ascii_case(name));
    if is("no-store") || is("no-cache") {
        return Some(SignedDuration::ZERO);
    }
    let ages = directives.iter().filter(|(name, _)| name.eq_ignore_ascii_case("max-age"));
    let shortest = ages.map(|(_, value)| seconds(value).unwrap_or_default()).min();
    shortest.or_else(|| until_expiry(headers, now))
}

/// From `Date` to `Expires`. A date in the past, or a value that is no date, such as `0`, gives no time.
fn until_expiry(headers: &HeaderMap, now: Timestamp) -> Option<SignedDuration> {
    let expires = lines(headers, EXPIRES).next()?;
    let made_at = lines(headers, DATE).next().and_then(|date| http_date(date.trim(), now)).unwrap_or(now);
    let expires = http_date(expires.trim(), made_at);
    Some(expires.map_or(SignedDuration::ZERO, |expires| expires.duration_since(made_at)))
}

/// How long the answer lay in caches on its way.
fn age(headers: &HeaderMap) -> SignedDuration {
    lines(headers, AGE).next().and_then(seconds).unwrap_or_default()
}

/// The name of a directive and its value, which may stand in quotes.
fn directive(text: &str) -> (&str, &str) {
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    (name.trim(), value.trim().trim_matches('"'))
}

/// A number of seconds; `None` if it is none. A number that is too large for us is the longest time.
fn seconds(value: &str) -> Option<SignedDuration> {
    let value = value.trim();
    let is_number = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| value.parse().map_or(SignedDuration::MAX, SignedDuration::from_secs))
}

fn lines(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    headers.get_all(name).into_iter().filter_map(|line| line.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For how many seconds an answer with these lines is fresh.
    fn fresh_for(lines: &[(HeaderName, &'static str)]) -> Option<i64> {
        let now = "2024-05-02T09:30:00Z".parse().unwrap();
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name, value.parse().unwrap());
        }
        not_before(&headers, now).map(|at| at.duration_since(now).as_secs())
    }

    #[test]
    fn the_lifetime_is_held_between_a_minute_and_a_day() {
        for (value, expected) in [
            ("max-age=600", Some(600)),
            ("Max-Age=\"600\"", Some(600)),
            ("public, max-age = 600, must-revalidate", Some(600)),
            ("max-age=600, max-age=300", Some(300)),
            ("max-age=0", Some(60)),
            ("max-age=59", Some(60)),
            ("max-age=86401", Some(86_400)),
            ("max-age=99999999999999999999999", Some(86_400)),
            ("max-age=-5", Some(60)),
            ("max-age=soon", Some(60)),
            ("max-age", Some(60)),
            ("no-store", Some(60)),
            ("max-age=600, No-Cache", Some(60)),
            ("no-cache=\"Set-Cookie\", max-age=600", Some(60)),
            ("s-maxage=600", None),
            ("private, immutable", None),
            ("", None),
        ] {
            assert_eq!(fresh_for(&[(CACHE_CONTROL, value)]), expected, "{value}");
        }
        assert_eq!(fresh_for(&[]), None);
    }

    #[test]
    fn the_time_in_caches_is_taken_off() {
        for (age, expected) in [
            ("0", 600),
            ("500", 100),
            ("590", 60),
            ("700", 60),
            ("99999999999999999999999", 60),
            ("-5", 600),
            ("soon", 600),
        ] {
            assert_eq!(fresh_for(&[(CACHE_CONTROL, "max-age=600"), (AGE, age)]), Some(expected), "{age}");
        }
    }

    #[test]
    fn several_lines_count_as_one() {
        let two = [(CACHE_CONTROL, "public"), (CACHE_CONTROL, "max-age=600")];

        assert_eq!(fresh_for(&two), Some(600));
        assert_eq!(fresh_for(&[two[0].clone(), two[1].clone(), (CACHE_CONTROL, "no-store")]), Some(60));
    }

    /// `Expires` counts from the `Date` of its answer, and not from the device's clock.
    #[test]
    fn expires_counts_from_the_date_of_the_answer_unless_there_is_a_max_age() {
        let ten_past = "Wed, 01 May 2024 12:10:00 GMT";
        let date = (DATE, "Wed, 01 May 2024 12:00:00 GMT");
        for (expires, expected) in [
            (ten_past, Some(600)),
            ("Wednesday, 01-May-24 12:10:00 GMT", Some(600)),
            ("Wed, 01 May 2024 11:00:00 GMT", Some(60)),
            ("Mon, 01 May 2034 11:00:00 GMT", Some(86_400)),
            ("0", Some(60)),
            ("-1", Some(60)),
            ("soon", Some(60)),
        ] {
            assert_eq!(fresh_for(&[date.clone(), (EXPIRES, expires)]), expected, "{expires}");
        }
        let both = [date, (EXPIRES, ten_past), (CACHE_CONTROL, "max-age=120")];
        assert_eq!(fresh_for(&both), Some(120));
        assert_eq!(fresh_for(&[(EXPIRES, "Thu, 02 May 2024 09:40:00 GMT")]), Some(600));
        assert_eq!(fresh_for(&[(EXPIRES, ten_past), (DATE, "today")]), Some(60));
    }
}
