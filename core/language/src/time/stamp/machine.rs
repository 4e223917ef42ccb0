//! Dates for machines: moments with their zone, numbers, and the forms of programming languages.

use jiff::civil;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil::Date};

use super::read_date::{Stamp, in_zone};

/// A moment with its zone, in RFC 3339, a similar form, the form of mail, or that of a script.
pub(super) fn moment(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| offset_apart(text)).or_else(|| mailed(text)).or_else(|| of_script(text))
}

/// `2024-05-02 09:35:00 -0500`.
fn offset_apart(text: &str) -> Option<Timestamp> {
    let (local, offset) = text.rsplit_once(' ').filter(|(_, offset)| offset.starts_with(['+', '-']))?;
    format!("{}{offset}", local.trim_end()).parse().ok()
}

/// The form of mail, RFC 2822. That reads unknown letters as UTC, so only its certain zones are left to it.
fn mailed(text: &str) -> Option<Timestamp> {
    let (_, zone) = text.rsplit_once(' ')?;
    let is_certain = zone.starts_with(['+', '-']) || matches!(zone, "GMT" | "UTC" | "UT");
    let read = || jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    if is_certain { read() } else { None }
}

/// The fewest digits of a moment in milliseconds: 1970 has fewer.
const FEWEST: usize = 11;

/// Milliseconds since 1970 in `/Date(1714660500000+0330)/`, as old ASP.NET writes them, or in
/// `new Date(1714660500000)`. The offset only says how to show them.
fn of_script(text: &str) -> Option<Timestamp> {
    let (_, inside) = text.split_once("Date(")?;
    let digits = inside.split([')', '+', '-']).next()?;
    if digits.len() < FEWEST {
        return None;
    }
    Timestamp::from_millisecond(digits.parse().ok()?).ok()
}

/// Seconds or milliseconds since 1970.
pub(super) fn seconds(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// `2024-05-02T18:05` or `2024-05-02`, in a zone. Digits alone are a number, not a day.
pub(super) fn local(text: &str, zone: &TimeZone) -> Option<Stamp> {
    if !text.contains(['-', ':']) {
        return None;
    }
    let local: civil::DateTime = text.parse().ok()?;
    let stamp =
        if text.contains(':') { Stamp::Moment(in_zone(local, zone)) } else { Stamp::Day(local.date()) };
    is_of_our_time(local.date()).then_some(stamp)
}

/// Whether the year is Gregorian and of our time. `1403-02-13` is a Solar date, and an empty field is often
/// the year 1.
pub(super) fn is_of_our_time(date: Date) -> bool {
    (1900..2200).contains(&date.year())
}

/// Whether this is what a system prints for an empty field: the first day that it can count.
pub(super) fn is_empty_field(stamp: Stamp, zone: &TimeZone) -> bool {
    let is_first = |date: Date| EMPTY.contains(&date);
    match stamp {
        Stamp::Day(date) => is_first(date),
        Stamp::Moment(at) => {
            is_first(zone.to_datetime(at).date()) || is_first(TimeZone::UTC.to_datetime(at).date())
        }
    }
}

/// The days of Unix and of spreadsheets.
const EMPTY: [Date; 2] = [civil::date(1970, 1, 1), civil::date(1900, 1, 1)];
