//! A time in a field of JSON: a moment, a local time, a time of day, seconds since 1970.

use ifilm_language::time::{
    ClockTime, Stamp, clock_times, day_of_line, machine_stamp, parse_stamp, zone_of_line,
};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::Value;

/// A time in a field.
#[derive(Debug, Clone)]
pub(super) enum FieldTime {
    Moment(Timestamp),
    /// A local time with its day.
    Local(DateTime),
    /// A time of day, and the end of its range.
    Clock(ClockTime, Option<ClockTime>),
}

/// The longest text of a time, in bytes.
const LONGEST: usize = 100;

/// The time in a value.
pub(super) fn of_value(value: &Value, zone: &TimeZone) -> Option<FieldTime> {
    match value {
        Value::String(text) => of_text(text.trim(), zone),
        Value::Number(number) => moment(&number.to_string(), zone).map(FieldTime::Moment),
        Value::Object(fields) => {
            let number = |name: &str| fields.get(name)?.as_u64();
            let hour = number("hour").or_else(|| number("h"))?;
            let minute = number("minute").or_else(|| number("min")).or_else(|| number("m")).unwrap_or(0);
            of_text(&format!("{hour:02}:{minute:02}"), zone)
        }
        _ => None,
    }
}

fn of_text(text: &str, zone: &TimeZone) -> Option<FieldTime> {
    if text.len() > LONGEST {
        return None;
    }
    if let Some(at) = moment(text, zone) {
        return Some(FieldTime::Moment(at));
    }
    if let Some(local) = text.parse::<DateTime>().ok().filter(|_| text.contains(':')) {
        return Some(FieldTime::Local(local));
    }
    if let Some(time) = compact(text) {
        return Some(time);
    }
    if let Some(Stamp::Moment(at)) = parse_stamp(text, zone).filter(|_| text.contains(':')) {
        return Some(FieldTime::Moment(at));
    }
    let mut times = clock_times(text, true).into_iter();
    let first = times.next()?;
    let second = times.next();
    let first = second.as_ref().map_or(first.clone(), |second| first.before(second));
    let is_label = |word: &str| word.chars().all(|c| !c.is_numeric());
    let begins = text.get(..first.span.start).is_some_and(is_label);
    begins.then_some(FieldTime::Clock(first, second))
}

/// A moment with its zone, or a number since 1970.
fn moment(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let is_local = text.parse::<DateTime>().is_ok() && text.parse::<Timestamp>().is_err();
    let is_machine = text.parse::<Timestamp>().is_ok()
        || text.contains("Date(")
        || text.bytes().all(|byte| byte.is_ascii_digit())
        || text
            .rsplit_once(' ')
            .is_some_and(|(_, zone)| zone.starts_with(['+', '-']) || matches!(zone, "GMT" | "UTC"));
    match machine_stamp(text, zone).filter(|_| is_machine && !is_local)? {
        Stamp::Moment(at) => Some(at),
        Stamp::Day(_) => None,
    }
}

/// `20261130200500 +0330`, as in XMLTV.
fn compact(text: &str) -> Option<FieldTime> {
    let (digits, zone) = text.split_once(' ').unwrap_or((text, ""));
    if !matches!(digits.len(), 12 | 14) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize| i8::try_from(part(from, from.saturating_add(2))?).ok();
    let date = Date::new(part(0, 4)?, small(4)?, small(6)?).ok()?;
    let local = DateTime::new(date.year(), date.month(), date.day(), small(8)?, small(10)?, 0, 0).ok()?;
    if zone.is_empty() {
        return Some(FieldTime::Local(local));
    }
    let said = zone_of_line(&format!("GMT{zone}"))?;
    said.moment(local, &TimeZone::UTC).map(FieldTime::Moment)
}

/// The day in a value: a date for machines or for people, a weekday, seconds since 1970.
pub(super) fn day_of(value: &Value, today: Date, zone: &TimeZone) -> Option<ifilm_language::time::SaidDay> {
    use ifilm_language::time::SaidDay;
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    if text.len() > LONGEST {
        return None;
    }
    let eight = || {
        let is_date = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
        let small = |from: usize, to: usize| i8::try_from(part(from, to)?).ok();
        is_date.then(|| Date::new(part(0, 4)?, small(4, 6)?, small(6, 8)?).ok())?.filter(is_gregorian)
    };
    let in_calendar = || {
        let (year, month, day) = (text.get(..4)?, text.get(4..6)?, text.get(6..8)?);
        let is_date = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
        day_of_line(&format!("{year}/{month}/{day}"), today).filter(|found| is_date && found.has_year)
    };
    let date = text.parse::<Date>().ok().filter(is_gregorian).or_else(eight);
    let date = date.or_else(|| text.parse::<DateTime>().ok().map(DateTime::date).filter(is_gregorian));
    let date = date.or_else(|| moment(&text, zone).map(|at| zone.to_datetime(at).date()));
    let date = date.map(SaidDay::Date).or_else(|| in_calendar().map(|found| found.day));
    date.or_else(|| {
        let found = day_of_line(&text.replace('_', " "), today)?;
        (found.has_year || found.other_words == 0).then_some(found.day)
    })
}

/// Whether a date is in the Gregorian calendar: `1405-09-09` is not.
fn is_gregorian(date: &Date) -> bool {
    (1900..2200).contains(&date.year())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> String {
        match of_value(&value, &TimeZone::UTC) {
            Some(FieldTime::Moment(at)) => at.to_string(),
            Some(FieldTime::Local(local)) => local.to_string(),
            Some(FieldTime::Clock(time, end)) => format!("{} {:?}", time.minutes, end.map(|end| end.minutes)),
            None => "none".to_owned(),
        }
    }

    #[test]
    fn a_time_is_read_in_each_form() {
        assert_eq!(read(json!("2026-11-30T20:05:00+03:30")), "2026-11-30T16:35:00Z");
        assert_eq!(read(json!("2026-11-30T16:35:00Z")), "2026-11-30T16:35:00Z");
        assert_eq!(read(json!("2026-11-30T20:05")), "2026-11-30T20:05:00");
        assert_eq!(read(json!("2026-11-30 20:05:00")), "2026-11-30T20:05:00");
        assert_eq!(read(json!(1_796_056_500)), "2026-11-30T16:35:00Z");
        assert_eq!(read(json!(1_796_056_500_000_u64)), "2026-11-30T16:35:00Z");
        assert_eq!(read(json!("/Date(1796056500000)/")), "2026-11-30T16:35:00Z");
        assert_eq!(read(json!("20261130200500 +0330")), "2026-11-30T16:35:00Z");
        assert_eq!(read(json!("20:05")), "1205 None");
        assert_eq!(read(json!("۲۰:۰۵ - ۲۱:۰۰")), "1205 Some(1260)");
        assert_eq!(read(json!("8:05 PM")), "1205 None");
        assert_eq!(read(json!({"hour": 20, "minute": 5})), "1205 None");
        for wrong in [json!("soon"), json!(7), json!(null), json!([1]), json!("99:99"), json!(-1)] {
            assert_eq!(read(wrong), "none");
        }
    }
}
