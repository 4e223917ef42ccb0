//! Dates as pages print them, for machines and for people, in three calendars and four sets of digits.

mod author;
mod dated_line;
mod day;
mod day_part;
mod era;
mod field;
mod glue;
mod guide;
mod machine;
mod name_end;
mod named_zone;
mod numeric;
mod ordinal;
mod other_date;
mod other_words;
mod part;
mod printed_line;
mod read_date;
mod role;
#[cfg(test)]
mod tests;
mod time_of_day;
mod usual_word;
mod vocabulary;
mod weekday;
mod worded;
mod year_words;
mod zone;
mod zone_letters;
mod zone_place;
mod zoned_time;

use std::sync::LazyLock;

use jiff::tz::TimeZone;

use dated_line::DatedLine;
use day::Origin;
use machine::{is_empty_field, is_of_our_time, local, moment, seconds};
use part::Part;
use printed_line::LineDates;

pub use guide::{
    ClockTime, ClockZone, DayOfLine, SaidDay, SaidDuration, clock_times, day_of_line, is_half_of_day,
    said_durations, zone_of_line,
};
pub use ordinal::ordinal;
pub use read_date::Stamp;
pub use role::DateRole;

use crate::text::beginnings::Beginnings;

/// Reads a date as pages and feeds print it, for machines or for people. It may be Solar Hijri, lunar Hijri
/// or Gregorian. Months may be numbers or names in English, Arabic (Western, Levantine, or both), Persian and
/// Dari. Digits may be Latin, Arabic, Persian, full-width or mixed, and day and year may be words. There may
/// be a weekday, a time of day, a part of the day, and fields without a space between (`18:05412`, where 412
/// is the count of views). The line may also have labels, who wrote the text, and at most two words that
/// belong to no date. `None` if it has no whole date, or a date that its calendar does not have.
///
/// These rules decide what could be read in two ways:
/// - A month's name or a mark (`ه.ش`, `قمری`, `AH`) decides the calendar. Without them the year does: 1300 to
///   1419 is Solar Hijri, 1420 to 1499 lunar Hijri (it will be for some years yet), 1900 to 2199 Gregorian.
/// - In a date of numbers alone the year is the first number if that has four digits, else the last. If the
///   year is last, the first number is the day, unless it can only be the month, or a weekday on the line
///   shows that it is. With slashes and `AM` or `PM` it is the month, as in America.
/// - A year of two digits is Solar Hijri: from 30 it is one of the 1300s, below one of the 1400s. It needs a
///   Solar month by name, or a mark. Outside pages, Persian digits with slashes and the year in front
///   (`۰۳/۰۲/۱۳`) are also enough, if the year is from 1332 to 1419. Gregorian years of two digits are
///   refused.
/// - A date that a label calls one of something else, such as a birth or a broadcast, is none. A number that
///   ends a name (`MBC4`) or counts an issue, an episode or a season is no day. A sentence is no stamp.
/// - A date that a label calls that of publication counts before one without a label, and that before an
///   update; of two alike, the first. A weekday that contradicts its date is ignored, and so is a time that
///   no clock shows (`25:10`, `24:00`).
/// - A time without a zone is in the given zone, with its clock changes. If the line names a zone that we do
///   not know (`XYZT`, `بتوقيت بيروت`), that several places share (`IST`), or whose letters contradict the
///   season (`EST` in May), the time is ignored and the day is kept. An offset stands right behind its time.
///   Of two times the one with a zone counts: `18:05 (14:35 GMT)`.
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
    let exact = moment(text).filter(|at| is_of_our_time(zone.to_datetime(*at).date()));
    exact
        .map(Stamp::Moment)
        .or_else(|| local(text, zone))
        .or_else(|| printed(text, Origin::Given, zone).first())
}

/// The dates of a line for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PrintedDates {
    /// The date of publication: the first that a label calls so, else the first without a label.
    pub published: Option<Stamp>,
    /// The first date that a label calls an update: `Updated: 3 May 2024`.
    pub updated: Option<Stamp>,
}

impl PrintedDates {
    /// The date of publication, else that of the update.
    pub fn first(self) -> Option<Stamp> {
        self.published.or(self.updated)
    }
}

/// Reads a date for machines: a moment, a bare day, seconds or milliseconds since 1970, the forms of Java,
/// JavaScript and ASP.NET, or a date as people write it. A time without a zone is in the given one. `None`
/// for what systems print for an empty field: the first day of 1970, of 1900, or of all.
pub fn machine_stamp(text: &str, zone: &TimeZone) -> Option<Stamp> {
    let text = text.trim();
    let at = moment(text).filter(|at| is_of_our_time(zone.to_datetime(*at).date())).or_else(|| seconds(text));
    let stamp = at.map(Stamp::Moment).or_else(|| local(text, zone));
    let stamp = stamp.or_else(|| printed(text, Origin::Page, zone).first());
    stamp.filter(|stamp| !is_empty_field(*stamp, zone))
}

/// Reads a line of a page that is a date, with few other words. A time without a zone is in the given one. Of
/// several dates that of publication counts.
pub fn printed_stamp(line: &str, zone: &TimeZone) -> Option<Stamp> {
    printed_dates(line, zone).first()
}

/// What a line that is only a label says about the date in the next line: `Last updated:`. `None` if it says
/// more, or has a number.
pub fn date_label(line: &str) -> Option<DateRole> {
    if line.len() > LONGEST_LABEL {
        return None;
    }
    match &field::fields(line)[..] {
        [field] => field.role_alone(),
        _ => None,
    }
}

/// Whether a line has a label of a date of publication or of a change, with or without the date.
pub fn has_date_label(line: &str) -> bool {
    field::fields(line).iter().any(|field| field.role.is_some())
}

/// Whether a line has a label of a date of something else, and none of a date of its text.
pub fn has_other_label(line: &str) -> bool {
    let fields = field::fields(line);
    let mut words = fields.iter().flat_map(|field| &field.parts).filter_map(Part::word);
    words.any(role::is_other) && fields.iter().all(|field| field.role.is_none())
}

/// The longest label, in bytes.
const LONGEST_LABEL: usize = 80;

/// What the words right before a date say about it: those behind the last number of the text before it.
pub fn role_before_date(text: &str) -> Option<DateRole> {
    let start = text.floor_char_boundary(text.len().saturating_sub(LONGEST_LABEL));
    let fields = field::fields(text.get(start..)?);
    let parts: Vec<Part> = fields.into_iter().flat_map(|field| field.parts).collect();
    let words = parts.rsplit(|part| part.digits().is_some()).next()?;
    let role = || words.iter().rev().filter_map(Part::word).take(NEAREST).find_map(DateRole::of);
    if other_date::is_of_something_else(words) { Some(DateRole::Other) } else { role() }
}

/// How many words before a date its label may be.
const NEAREST: usize = 6;

/// Whether a word, in one spelling (see [`normalized`](crate::text::normalized)), is the name of a month or of
/// a weekday.
pub fn is_date_word(word: &str) -> bool {
    DATE_WORDS.may_begin(word) && (weekday::is_name(word) || crate::time::month::month(word).is_some())
}

static DATE_WORDS: LazyLock<Beginnings> =
    LazyLock::new(|| Beginnings::of(weekday::names().chain(crate::time::month::names())));

/// Reads the dates of such a line: of publication, and of the last change. Who wrote the text may stand on
/// it, too: `By Mina Farhadi, 2 May 2024, updated 3 May 2024`.
pub fn printed_dates(line: &str, zone: &TimeZone) -> PrintedDates {
    without_empty_fields(printed(line, Origin::Page, zone), zone)
}

fn without_empty_fields(dates: PrintedDates, zone: &TimeZone) -> PrintedDates {
    let PrintedDates { published, updated } = dates;
    let is_date = |stamp: &Stamp| !is_empty_field(*stamp, zone);
    PrintedDates { published: published.filter(is_date), updated: updated.filter(is_date) }
}

/// Reads the dates of a line beside the title of a page, which may hold other facts, such as the place, the
/// author and how long the text takes to read. The caller knows that it is no sentence.
pub fn facts_dates(line: &str, zone: &TimeZone) -> PrintedDates {
    without_empty_fields(printed(line, Origin::Facts, zone), zone)
}

fn printed(line: &str, origin: Origin, zone: &TimeZone) -> PrintedDates {
    let LineDates { published, updated } = printed_line::read(line, origin);
    let stamp = |dated: DatedLine| match dated.time {
        Some(time) => zoned_time::at(dated.date.to_datetime(time), dated.zone, zone),
        None => Stamp::Day(dated.date),
    };
    PrintedDates { published: published.map(stamp), updated: updated.map(stamp) }
}
