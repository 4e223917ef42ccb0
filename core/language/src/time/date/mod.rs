//! Dates for people, in the calendar, digits and language of an edition.

mod age;
mod layout;
pub(crate) mod names;
mod style;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;

use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use crate::LanguageTag;
use crate::number::native_digits::Digits;
use crate::number::plural::Plurals;
use crate::time::calendar::{Calendar, CalendarDay};
use crate::time::stamp::Stamp;

use age::Age;
use layout::Parts;
pub use style::{ArabicMonths, DateSettings, DateStyle, TimeOfDay};

/// Writes moments in words, in a time zone and in the calendar and digits of a language: Solar Hijri with
/// Iranian months for Persian and with Afghan ones for Dari, Gregorian with Arabic digits for Arabic. Use one
/// for a whole list, because it keeps its look-ups.
///
/// A language of no edition gets English words and digits. CLDR's names of months in every language would
/// need 0.3 MB in a phone. A date before the first year of the calendar is written as `2024-05-02`. If the
/// text has another direction than its line, isolate it: see [`isolate`](crate::text::isolate).
///
/// ```
/// use ifilm_language::time::{DateSettings, DateStyle, DateWords, TimeOfDay, tehran};
/// let (zone, dari) = (tehran(), "fa-AF".parse()?);
/// let dates = DateWords::new(&zone, &dari, DateSettings::default());
/// let at = jiff::Timestamp::UNIX_EPOCH;
/// assert_eq!(dates.text(at, DateStyle::Long, TimeOfDay::With), "۱۱ جدی ۱۳۴۸ ساعت ۰۳:۳۰");
/// assert_eq!(dates.age(at, at + jiff::Span::new().minutes(5), TimeOfDay::Without), "۵ دقیقه قبل");
/// # Ok::<(), ifilm_language::Error>(())
/// ```
pub struct DateWords<'a> {
    zone: &'a TimeZone,
    day_zone: &'a TimeZone,
    language: &'a LanguageTag,
    settings: DateSettings,
    calendar: Calendar,
    digits: Digits,
    plurals: OnceCell<Plurals<'a>>,
}

impl<'a> DateWords<'a> {
    /// Writes dates in this time zone and this language, with a person's own settings.
    pub fn new(zone: &'a TimeZone, language: &'a LanguageTag, settings: DateSettings) -> Self {
        let calendar = settings.calendar.unwrap_or(layout::own_calendar(language));
        let digits = Digits::of_words(language);
        Self { zone, day_zone: zone, language, settings, calendar, digits, plurals: OnceCell::new() }
    }

    /// The same, but a date without a time is a day in the zone of the edition that printed it.
    pub fn with_days_of(self, day_zone: &'a TimeZone) -> Self {
        Self { day_zone, ..self }
    }

    /// The zone in which a bare day begins and ends.
    pub fn day_zone(&self) -> &TimeZone {
        self.day_zone
    }

    /// A moment in words.
    pub fn text(&self, at: Timestamp, style: DateStyle, time: TimeOfDay) -> String {
        self.written(self.zone.to_datetime(at), style, time)
    }

    /// When something was published. If only the day is known, that day is written without a time, in every
    /// time zone alike.
    pub fn published(&self, published: Stamp, style: DateStyle, time: TimeOfDay) -> String {
        match published {
            Stamp::Moment(at) => self.text(at, style, time),
            Stamp::Day(day) => self.written(day.at(0, 0, 0, 0), style, TimeOfDay::Without),
        }
    }

    /// The text for something without a date. `date` is the date or age of its fetching, in words:
    /// `fetched May 2, 2024`. Without the word, an old story could look like one of today.
    pub fn fetched(&self, date: &str) -> String {
        layout::FETCHED.of(self.language).replace("{date}", date)
    }

    /// The text for an estimated date: `about May 2, 2024`.
    pub fn about(&self, date: &str) -> String {
        layout::ABOUT.of(self.language).replace("{date}", date)
    }

    /// How long ago a moment was, or how soon it will be: `just now`, `5 minutes ago`, `3 hours ago`,
    /// `yesterday`, `Tuesday`, `in 2 hours`, `tomorrow`, `in 3 days`. More than six days away, it is the long
    /// date. If the time of day is asked for, it is added only to days and dates.
    pub fn age(&self, at: Timestamp, now: Timestamp, time: TimeOfDay) -> String {
        let (local, today) = (self.zone.to_datetime(at), self.zone.to_datetime(now).date());
        let days = age::days_before(today, local.date());
        self.aged(local, Age::of(now.duration_since(at), days), time)
    }

    /// How long ago something was published. A bare day has no hours. If it has begun in its own zone but not
    /// yet in the person's, it is today, never tomorrow. A moment at most five minutes ahead is `just now`,
    /// because the clocks of the site and the device differ.
    pub fn published_age(&self, published: Stamp, now: Timestamp, time: TimeOfDay) -> String {
        match published {
            Stamp::Moment(at) if is_clock_skew(at, now) => self.age(now, now, time),
            Stamp::Moment(at) => self.age(at, now, time),
            Stamp::Day(day) => self.age_of_day(day, published.at_in(self.day_zone) <= now, now),
        }
    }

    fn age_of_day(&self, day: civil::Date, has_begun: bool, now: Timestamp) -> String {
        let days = age::days_before(self.zone.to_datetime(now).date(), day);
        let days = if has_begun { days.max(0) } else { days };
        self.aged(day.at(0, 0, 0, 0), Age::of_day(days), TimeOfDay::Without)
    }

    fn aged(&self, local: civil::DateTime, age: Age, time: TimeOfDay) -> String {
        match age {
            Age::Date => self.written(local, DateStyle::Long, time),
            Age::Weekday => self.written(local, DateStyle::Weekday, time),
            Age::Day(words) => {
                self.with_time(words.of(self.language).to_string(), local, DateStyle::Long, time)
            }
            Age::Moment(words) => words.of(self.language).to_string(),
            Age::Count(many, words) => {
                let plurals = self.plurals.get_or_init(|| Plurals::new(self.language));
                plurals.text(words, many, &self.digits.write(&many.to_string()))
            }
        }
    }

    fn written(&self, local: civil::DateTime, style: DateStyle, time: TimeOfDay) -> String {
        let date = self.parts(local.date()).map(|parts| parts.laid_out(style, self.language));
        match date {
            Some(date) => self.with_time(date, local, style, time),
            None => local.date().to_string(),
        }
    }

    fn with_time(&self, date: String, local: civil::DateTime, style: DateStyle, time: TimeOfDay) -> String {
        if time == TimeOfDay::Without {
            return date;
        }
        let clock = self.digits.write(&format!("{:02}:{:02}", local.hour(), local.minute()));
        let between = layout::before_time(style, self.language);
        format!("{date}{between}{clock}")
    }

    /// The parts of a date; `None` before the first year of the calendar.
    fn parts(&self, date: civil::Date) -> Option<Parts> {
        let CalendarDay { year, month, day } = self.calendar.name(date);
        let is_own = self.calendar == layout::own_calendar(self.language);
        (year > 0).then(|| Parts {
            weekday: names::weekday(date.weekday(), self.language),
            day: self.digits.write(&day.to_string()),
            day_in_two: self.digits.write(&format!("{day:02}")),
            month: names::month(self.calendar, month, self.language, self.settings.arabic_months)
                .unwrap_or_default(),
            number: self.digits.write(&month.to_string()),
            number_in_two: self.digits.write(&format!("{month:02}")),
            year: self.digits.write(&year.to_string()),
            era: if is_own { "" } else { layout::era(self.calendar, self.language) },
        })
    }
}

fn is_clock_skew(at: Timestamp, now: Timestamp) -> bool {
    at > now && at.duration_since(now) <= jiff::SignedDuration::from_mins(5)
}

/// All texts of this module.
#[cfg(test)]
pub(crate) fn all() -> Vec<crate::words::Words> {
    [age::all(), layout::all(), names::all()].concat()
}
