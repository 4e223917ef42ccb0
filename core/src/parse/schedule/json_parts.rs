//! A time of JSON in several fields: hour and minute, perhaps with year, month and day.

use ifilm_language::number::ascii_digits;
use ifilm_language::time::{SaidDay, clock_times, day_of_line};
use jiff::civil::Date;
use serde_json::Value;

use super::json_fields::Fields;
use super::json_time::FieldTime;

const HOURS: &[&str] = &["hour", "starthour", "hours", "hh"];
const MINUTES: &[&str] = &["minute", "startminute", "min", "mm", "minutes"];
const YEARS: &[&str] = &["year", "startyear"];
const MONTHS: &[&str] = &["month", "startmonth"];
const DAYS: &[&str] = &["day", "startday", "dayofmonth"];

/// The time that an hour and a minute say together, with its day if three more fields say one.
pub(super) fn of_parts(fields: &Fields<'_>, today: Date) -> Option<FieldTime> {
    let number = |names: &[&str]| fields.find(names, number);
    let (hour, minute) = (number(HOURS)?, number(MINUTES)?);
    let time = clock_times(&format!("{hour:02}:{minute:02}"), false).into_iter().next()?;
    let date = || {
        let text = format!("{}/{:02}/{:02}", number(YEARS)?, number(MONTHS)?, number(DAYS)?);
        match day_of_line(&text, today)?.day {
            SaidDay::Date(date) => Some(date),
            _ => None,
        }
    };
    let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
    match date() {
        Some(date) if hour < 24 => Some(FieldTime::Local(date.at(hour, minute, 0, 0))),
        _ => Some(FieldTime::Clock(time, None)),
    }
}

fn number(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => number.as_u64()?.try_into().ok(),
        Value::String(text) => ascii_digits(text.trim())?.parse().ok(),
        _ => None,
    }
}
