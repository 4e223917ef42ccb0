//! When something was published, as a page or a listing says.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use ifilm_language::time::{
    DateRole, PrintedDates, Stamp, facts_dates, machine_stamp, printed_dates, printed_stamp,
};

use crate::model::{Published, PublishedSource};

/// Reads a machine's date: a moment, a bare day, seconds since 1970, or a date as people write it.
pub(super) fn machine(text: &str, zone: &TimeZone) -> Option<Published> {
    machine_stamp(text, zone).map(|stamp| Published::of(stamp, PublishedSource::Meta, zone))
}

/// Reads a line that is a stamp: a date, and besides it only words that belong to a date.
pub(super) fn stamp(line: &str, zone: &TimeZone) -> Option<Published> {
    printed_stamp(line, zone).map(|stamp| Published::of(stamp, PublishedSource::Stamp, zone))
}

/// The dates of one or several lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct LineDates {
    /// When the text was published.
    pub(super) published: Option<Published>,
    /// When it was changed, if a label says so.
    pub(super) updated: Option<Published>,
}

impl LineDates {
    /// Adds a date that is farther away than those that are known.
    pub(super) fn add(&mut self, role: DateRole, date: Published) {
        let place = match role {
            DateRole::Published => &mut self.published,
            DateRole::Updated => &mut self.updated,
            DateRole::Other => return,
        };
        *place = place.or(Some(date));
    }
}

/// Reads the dates of a line that is a stamp. It has at least one of them.
pub(super) fn dates(line: &str, zone: &TimeZone) -> Option<LineDates> {
    of_printed(printed_dates(line, zone), zone)
}

/// Reads the dates of a line that may hold other facts, such as the place, the author and a reading time.
pub(super) fn facts(line: &str, zone: &TimeZone) -> Option<LineDates> {
    of_printed(facts_dates(line, zone), zone)
}

/// Reads the date of a sentence that says when a text was posted: `This entry was posted on 2 May 2024 and is
/// filed under …`. The date stands near its beginning, behind a label.
pub(super) fn posted(line: &str, zone: &TimeZone) -> Option<LineDates> {
    let is_early = |(at, label): (usize, &str)| (at <= MOST_BEFORE).then(|| at.saturating_add(label.len()));
    let label = POSTED.iter().find_map(|label| is_early((line.find(label)?, label)))?;
    let after = line.get(label..)?;
    let ends = after.match_indices(' ').map(|(at, _)| at).chain([after.len()]);
    let ends: Vec<usize> = ends.take(MOST_WORDS).collect();
    let beginnings = ends.iter().rev().filter_map(|end| after.get(..*end));
    beginnings.filter(|text| text.contains(char::is_numeric)).find_map(|text| dates(text, zone))
}

/// The most bytes before the label of such a date, and the most words of the date.
const MOST_BEFORE: usize = 24;
const MOST_WORDS: usize = 14;

/// What stands before such a date.
#[rustfmt::skip]
const POSTED: &[&str] = &[
    "posted on", "Posted on", "posted by", "Posted by", "published on", "Published on", "نوشته شده", "نوشته\u{200C}شده",
    "ارسال شده", "منتشر شده", "نگاشته شده", "كتب في", "كُتب في", "نشر في", "نُشر في", "نشرت في",
];

fn of_printed(dates: PrintedDates, zone: &TimeZone) -> Option<LineDates> {
    let PrintedDates { published, updated } = dates;
    let date = |stamp| Published::of(stamp, PublishedSource::Stamp, zone);
    (published.or(updated).is_some())
        .then(|| LineDates { published: published.map(date), updated: updated.map(date) })
}

/// The day that a picture was uploaded, from its folder: `/UploadedFiles/Images/02-05-2024/a.jpg`. `None` for
/// the folder of an empty field, `01-01-1970` or `01-01-0001`.
pub(super) fn folder(path: &str, zone: &TimeZone) -> Option<Published> {
    let day = uploaded(path).filter(|day| day.year() >= FIRST_UPLOADS);
    day.map(|day| Published::of(Stamp::Day(day), PublishedSource::Picture, zone))
}

/// No site had such folders before this year.
const FIRST_UPLOADS: i16 = 1995;

/// The day in the folder of an uploaded picture.
pub(super) fn uploaded(path: &str) -> Option<Date> {
    let lower = path.to_ascii_lowercase();
    let (_, below) = lower.split_once("/uploadedfiles/")?;
    below.split('/').find_map(folder_day)
}

fn folder_day(folder: &str) -> Option<Date> {
    let mut parts = folder.split('-');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_whole = parts.next().is_none() && year.len() == 4 && day.len() <= 2 && month.len() <= 2;
    is_whole.then(|| Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok())?
}
