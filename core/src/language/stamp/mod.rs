//! Dates as pages print them, for machines and for people, in three calendars and three sets of digits.

mod month;
mod part;
mod reading;
mod word;

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};

use reading::Reading;

use crate::language::tehran;
use crate::model::{Precision, Published, PublishedSource};

/// The longest line that can be a stamp, in characters.
const LONGEST: usize = 90;
/// The fewest digits of a date: a day and a year.
const FEWEST_DIGITS: usize = 5;
/// How many words that no stamp holds a line may have and still be one.
const STRANGE: usize = 2;

/// Reads a machine's date: a moment, a bare day, seconds since 1970, or a date as people write it.
pub(crate) fn machine(text: &str) -> Option<Published> {
    let text = text.trim();
    let at = moment(text).or_else(|| seconds(text));
    let minute = at.map(|at| Published { at, source: PublishedSource::Meta, precision: Precision::Minute });
    minute.or_else(|| local(text)).or_else(|| printed(text, PublishedSource::Meta))
}

/// Reads a line that is a stamp: a date, and besides it only what belongs to one.
pub(crate) fn stamp(line: &str) -> Option<Published> {
    printed(line, PublishedSource::Stamp)
}

/// The day that a picture was uploaded, from its folder: `/UploadedFiles/Images/02-05-2024/a.jpg`.
pub(crate) fn folder(path: &str) -> Option<Published> {
    let lower = path.to_ascii_lowercase();
    let (_, below) = lower.split_once("/uploadedfiles/")?;
    let date = below.split('/').find_map(folder_day)?;
    Some(whole_day(date, PublishedSource::Picture))
}

fn folder_day(folder: &str) -> Option<civil::Date> {
    let mut parts = folder.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4 && day.len() <= 2 && month.len() <= 2;
    is_whole.then(|| civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?
}

/// A moment with its zone, as RFC 3339 and its kin or as mail writes it. Empty fields are often the year 1.
fn moment(text: &str) -> Option<Timestamp> {
    let mailed = || jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    text.parse().ok().or_else(mailed).filter(|at| at.as_second() > 0)
}

/// Seconds or milliseconds since 1970.
pub(crate) fn seconds(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// `2024-05-02T18:05` or `2024-05-02`, in Tehran.
fn local(text: &str) -> Option<Published> {
    let local: civil::DateTime = text.parse().ok()?;
    if calendar_year_is_ours(local.date()) && text.contains(':') {
        return Some(at(local, None, PublishedSource::Meta));
    }
    calendar_year_is_ours(local.date()).then(|| whole_day(local.date(), PublishedSource::Meta))
}

/// `1403-02-13` is no day of the fifteenth century.
fn calendar_year_is_ours(date: civil::Date) -> bool {
    date.year() >= 1900
}

fn printed(line: &str, source: PublishedSource) -> Option<Published> {
    let digits =
        line.chars().filter(|c| matches!(c, '0'..='9' | '۰'..='۹' | '٠'..='٩')).take(FEWEST_DIGITS).count();
    if digits < FEWEST_DIGITS || line.chars().count() > LONGEST {
        return None;
    }
    let reading = reading_of(line)?;
    Some(match reading.time {
        Some(time) => at(reading.date.to_datetime(time), reading.offset, source),
        None => whole_day(reading.date, source),
    })
}

/// A line may tell when it was published and when it was changed, or the date and the time apart: the first of
/// several dates counts, and a time may stand in the part behind the date.
fn reading_of(line: &str) -> Option<Reading> {
    let read = |line: &str| reading::read(part::parts(line)).filter(|reading| reading.strange <= STRANGE);
    let cuts: Vec<&str> = line.split(['|', '[', ']', '(', ')', '•', '·']).collect();
    let dated: Vec<usize> = (0..cuts.len()).filter(|at| read(cuts[*at]).is_some()).collect();
    match dated[..] {
        [] => read(line),
        [only] => read(line)
            .or_else(|| read(&cuts[only..cuts.len().min(only + 2)].join(" ")))
            .or_else(|| read(cuts[only])),
        [first, ..] => read(cuts[first]),
    }
}

fn at(local: civil::DateTime, offset: Option<i32>, source: PublishedSource) -> Published {
    let zone = offset
        .and_then(|minutes| Offset::from_seconds(minutes * 60).ok())
        .map_or_else(tehran, TimeZone::fixed);
    Published { at: in_zone(local, zone), source, precision: Precision::Minute }
}

fn whole_day(date: civil::Date, source: PublishedSource) -> Published {
    let at = in_zone(date.at(0, 0, 0, 0), tehran());
    Published { at, source, precision: Precision::Day }
}

/// A time that the clocks skipped counts as the moment after it.
fn in_zone(local: civil::DateTime, zone: TimeZone) -> Timestamp {
    let utc = || Offset::UTC.to_timestamp(local).ok();
    let at = zone.to_ambiguous_timestamp(local).compatible().ok().or_else(utc);
    at.unwrap_or(Timestamp::UNIX_EPOCH)
}
