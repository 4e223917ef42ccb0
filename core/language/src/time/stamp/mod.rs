//! Dates as pages print them, for machines and for people, in three calendars and three sets of digits.

mod dated_line;
mod day;
mod era;
mod glue;
mod numeric;
mod ordinal;
mod other_words;
mod part;
#[cfg(test)]
mod tests;
mod time_of_day;
mod vocabulary;
mod weekday;
mod worded;
mod zone;

use std::fmt;

use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{Offset, TimeZone};

use dated_line::DatedLine;
use day::Origin;
use zone::Zone;

use crate::time::tehran::TEHRAN;

/// A date that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// A moment, to the minute or nearer.
    Moment(Timestamp),
    /// A day without a time.
    Day(civil::Date),
}

/// Reads a date as pages and feeds print it, for machines or for people. It may be Solar Hijri, lunar Hijri
/// or Gregorian. Months may be numbers or names in English, Arabic (Western, Levantine, or both), Persian and
/// Dari. Digits may be Latin, Arabic, Persian or mixed. There may be a weekday, a time of day, a part of the
/// day, and fields without a space between (`18:05412`, where 412 is the count of views). The line may also
/// have labels, and at most two words that belong to no date. `None` if it has no whole date, or a date that
/// its calendar does not have.
///
/// These rules decide what could be read in two ways:
/// - A month's name or a mark (`ه.ش`, `قمری`, `AH`) decides the calendar. Without them the year does: 1300 to
///   1419 is Solar Hijri, 1420 to 1499 lunar Hijri (it will be for some years yet), 1900 to 2199 Gregorian.
/// - In a date of numbers alone the year is the first number if that has four digits, else the last. If the
///   year is last, the first number is the day, unless it can only be the month, or a weekday on the line
///   shows that it is.
/// - A year of two digits is Solar Hijri: from 30 it is one of the 1300s, below one of the 1400s. It needs a
///   Solar month by name, or a mark. Outside pages, Persian digits with slashes and the year in front
///   (`۰۳/۰۲/۱۳`) are also enough, if the year is from 1332 to 1419. Gregorian years of two digits are
///   refused.
/// - The first of two dates counts. A weekday that contradicts its date is ignored, and so is a time that no
///   clock shows (`25:10`, `24:00`).
/// - A time without a zone is in the given zone, with its clock changes. If the line names a zone that we do
///   not know (`ET`, `بتوقيت بيروت`), the time is ignored and the day is kept.
///
/// ```
/// use ifilm_language::time::{Stamp, parse_stamp, tehran};
/// let (day, zone) = (Stamp::Day(jiff::civil::date(2024, 5, 2)), tehran());
/// assert_eq!(parse_stamp("پنج‌شنبه ۱۳ ثور ۱۴۰۳", &zone), Some(day));
/// assert_eq!(parse_stamp("٢ أيار/مايو ٢٠٢٤", &zone), Some(day));
/// assert_eq!(parse_stamp("31/02/2024", &zone), None);
/// ```
pub fn parse_stamp(text: &str, zone: &TimeZone) -> Option<Stamp> {
    let text = text.trim();
    let exact = moment(text).filter(|at| calendar_year_is_ours(zone.to_datetime(*at).date()));
    exact.map(Stamp::Moment).or_else(|| local(text, zone)).or_else(|| printed(text, Origin::Given, zone))
}

/// The longest line that can be a stamp, in characters.
const LONGEST: usize = 90;

/// How many words a line may have that do not belong to a date.
const STRANGE: usize = 2;

impl Stamp {
    /// The moment; of a bare day, its midnight in a zone.
    pub fn at_in(self, zone: &TimeZone) -> Timestamp {
        match self {
            Self::Moment(at) => at,
            Self::Day(day) => in_zone(day.at(0, 0, 0, 0), zone),
        }
    }
}

/// A moment as RFC 3339 in UTC, or a day as `2024-05-02`.
impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Moment(at) => at.fmt(f),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// Reads a date for machines: a moment, a bare day, seconds or milliseconds since 1970, or a date as people
/// write it. A time without a zone is in the given one.
pub fn machine_stamp(text: &str, zone: &TimeZone) -> Option<Stamp> {
    let text = text.trim();
    // Empty fields are often 1970.
    let at = moment(text).filter(|at| at.as_second() > 0).or_else(|| seconds(text));
    let stamp = at.map(Stamp::Moment).or_else(|| local(text, zone));
    stamp.or_else(|| printed(text, Origin::Page, zone))
}

/// Reads a line of a page that is a date, with few other words. A time without a zone is in the given one.
pub fn printed_stamp(line: &str, zone: &TimeZone) -> Option<Stamp> {
    printed(line, Origin::Page, zone)
}

/// A moment with its zone, in RFC 3339, a similar form, or the form of mail.
fn moment(text: &str) -> Option<Timestamp> {
    let mailed = || jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp());
    text.parse().ok().or_else(|| offset_apart(text)).or_else(mailed)
}

/// `2024-05-02 09:35:00 -0500`.
fn offset_apart(text: &str) -> Option<Timestamp> {
    let (local, offset) = text.rsplit_once(' ').filter(|(_, offset)| offset.starts_with(['+', '-']))?;
    format!("{}{offset}", local.trim_end()).parse().ok()
}

/// Seconds or milliseconds since 1970.
fn seconds(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        10 => Timestamp::from_second(number).ok(),
        13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

/// `2024-05-02T18:05` or `2024-05-02`, in a zone. Digits alone are a number, not a day.
fn local(text: &str, zone: &TimeZone) -> Option<Stamp> {
    if !text.contains(['-', ':']) {
        return None;
    }
    let local: civil::DateTime = text.parse().ok()?;
    let stamp =
        if text.contains(':') { Stamp::Moment(in_zone(local, zone)) } else { Stamp::Day(local.date()) };
    calendar_year_is_ours(local.date()).then_some(stamp)
}

/// Whether the year is Gregorian and of our time. `1403-02-13` is a Solar date, and an empty field is often
/// the year 1.
fn calendar_year_is_ours(date: civil::Date) -> bool {
    (1900..2200).contains(&date.year())
}

fn printed(line: &str, origin: Origin, zone: &TimeZone) -> Option<Stamp> {
    let fewest_digits = origin.fewest_digits();
    let digits = line.chars().filter(|c| matches!(c, '0'..='9' | '۰'..='۹' | '٠'..='٩'));
    if digits.take(fewest_digits).count() < fewest_digits || line.chars().count() > LONGEST {
        return None;
    }
    let dated = dated_line(line, origin)?;
    Some(match dated.time {
        Some(time) => at(dated.date.to_datetime(time), dated.zone, zone),
        None => Stamp::Day(dated.date),
    })
}

/// Reads a line that may have several parts, such as the dates of publication and of change. The first date
/// counts. Its time may stand in the next part.
fn dated_line(line: &str, origin: Origin) -> Option<DatedLine> {
    let read = |line: &str| dated_line::read(line, origin).filter(|dated| dated.strange <= STRANGE);
    let cuts: Vec<&str> = line.split(['|', '[', ']', '(', ')', '•', '·']).collect();
    let mut dated = cuts.iter().enumerate().filter_map(|(at, cut)| Some((at, read(cut)?)));
    match (dated.next(), dated.next()) {
        (None, _) => read(line),
        (Some((at, only)), None) => {
            read(line).or_else(|| read(&cuts.get(at..)?.get(..2)?.join(" "))).or(Some(only))
        }
        (Some((_, first)), Some(_)) => Some(first),
    }
}

/// A time in the zone that its line names, else in that of the site.
fn at(local: civil::DateTime, named: Zone, own: &TimeZone) -> Stamp {
    let offset = |minutes: i32| Offset::from_seconds(minutes.saturating_mul(60)).ok().map(TimeZone::fixed);
    Stamp::Moment(match named {
        Zone::East(minutes) => in_zone(local, &offset(minutes).unwrap_or_else(|| own.clone())),
        Zone::Tehran => in_zone(local, &TEHRAN),
        Zone::Own | Zone::Unknown => in_zone(local, own),
    })
}

/// A local time in a zone. If the clocks skipped it, it moves forward by the length of the gap.
fn in_zone(local: civil::DateTime, zone: &TimeZone) -> Timestamp {
    let utc = || Offset::UTC.to_timestamp(local).ok();
    let at = zone.to_ambiguous_timestamp(local).compatible().ok().or_else(utc);
    at.unwrap_or(Timestamp::UNIX_EPOCH)
}
