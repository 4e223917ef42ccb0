//! The three forms of a date in HTTP (RFC 9110, section 5.6.7).

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Parses a date in one of three forms. A wrong day of the week is accepted. `None` if it is no such date.
///
/// Examples: `Thu, 02 May 2024 09:40:00 GMT`, `Thursday, 02-May-24 09:40:00 GMT`, `Thu May  2 09:40:00 2024`.
pub(super) fn http_date(text: &str, now: Timestamp) -> Option<Timestamp> {
    let words: Vec<&str> = text.split([' ', '\t', ',']).filter(|word| !word.is_empty()).collect();
    let words = match words.split_first()? {
        (first, rest) if is_weekday(first) => rest,
        _ => words.as_slice(),
    };
    match words {
        [date, time, zone @ ..] if date.contains('-') => {
            let mut parts = date.splitn(3, '-');
            moment([parts.next()?, parts.next()?, parts.next()?], time, zone, now)
        }
        [month, day, time, year, zone @ ..] if month_of(month).is_some() => {
            moment([day, month, year], time, zone, now)
        }
        [day, month, year, time, zone @ ..] => moment([day, month, year], time, zone, now),
        _ => None,
    }
}

fn is_weekday(word: &str) -> bool {
    word.chars().all(|letter| letter.is_ascii_alphabetic()) && month_of(word).is_none()
}

fn moment([day, month, year]: [&str; 3], time: &str, zone: &[&str], now: Timestamp) -> Option<Timestamp> {
    let mut clock = time.splitn(3, ':').map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let (year, month, day) = (year_of(year, now)?, month_of(month)?, day.parse().ok()?);
    // A leap second counts as second 59.
    let local = DateTime::new(year, month, day, hour, minute, second.min(59), 0).ok()?;
    offset(zone)?.to_timestamp(local).ok()
}

fn month_of(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|month| word.eq_ignore_ascii_case(month))?;
    i8::try_from(at + 1).ok()
}

/// A year of two digits means the year within fifty years of the present one.
fn year_of(word: &str, now: Timestamp) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    if word.len() != 2 {
        return Some(year);
    }
    let present = Offset::UTC.to_datetime(now).year();
    let near = present - present % 100 + year;
    [near - 100, near, near + 100].into_iter().min_by_key(|year| (year - present).abs())
}

/// GMT, as in the standard, or an offset, as some servers write.
fn offset(zone: &[&str]) -> Option<Offset> {
    let [zone, ..] = zone else { return Some(Offset::UTC) };
    if ["gmt", "utc", "ut", "z"].iter().any(|name| zone.eq_ignore_ascii_case(name)) {
        return Some(Offset::UTC);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits = zone.strip_prefix(['+', '-']).filter(|digits| digits.len() == 4)?;
    let digits: i32 = digits.parse().ok()?;
    Offset::from_seconds(sign * (digits / 100 * 3600 + digits % 100 * 60)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_are_read() {
        let now = "2024-05-02T09:30:00Z".parse().unwrap();
        for (text, expected) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some("1994-11-06T08:49:37Z")),
            ("Sunday, 06-Nov-94 08:49:37 GMT", Some("1994-11-06T08:49:37Z")),
            ("Sun Nov  6 08:49:37 1994", Some("1994-11-06T08:49:37Z")),
            ("Thursday, 02-May-24 09:40:00 GMT", Some("2024-05-02T09:40:00Z")),
            ("Thu, 02-May-2024 09:40:00 GMT", Some("2024-05-02T09:40:00Z")),
            ("Thu May 2 09:40:00 2024", Some("2024-05-02T09:40:00Z")),
            ("Thu May 02 09:40:00 2024 GMT", Some("2024-05-02T09:40:00Z")),
            ("thu, 2 MAY 2024 09:40:00 gmt", Some("2024-05-02T09:40:00Z")),
            ("02 May 2024 09:40:00", Some("2024-05-02T09:40:00Z")),
            ("Thu, 02 May 2024 13:10:00 +0330", Some("2024-05-02T09:40:00Z")),
            ("Mon, 30 Jun 2025 23:59:60 GMT", Some("2025-06-30T23:59:59Z")),
            ("Wednesday, 01-Jan-73 00:00:00 GMT", Some("2073-01-01T00:00:00Z")),
            ("Wednesday, 01-Jan-75 00:00:00 GMT", Some("1975-01-01T00:00:00Z")),
            ("Thu, 02 May 2024 09:40:00 PST", None),
            ("Thu, 32 May 2024 09:40:00 GMT", None),
            ("Thu, 02 May 2024 09:40 GMT", None),
            ("Thu, 02 Mai 2024 09:40:00 GMT", None),
            ("2024-05-02T09:40:00Z", None),
            ("May", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(http_date(text, now), expected.map(|text| text.parse().unwrap()), "{text}");
        }
    }
}
