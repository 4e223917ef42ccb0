//! Dates for people, in an edition's calendar, digits and language.

use std::cell::OnceCell;

use icu_calendar::Iso;
use icu_datetime::fieldsets::{YMD, YMDT};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale::Locale;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

use crate::model::{LanguageTag, Precision, Published};

/// Iran's zone: the site prints its stamps in it, and a bare day is a day there.
static TEHRAN: TimeZone = jiff::tz::get!("Asia/Tehran");

/// How much a date says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Day, month by name and year.
    Date,
    /// The same, with hour and minute.
    DateTime,
}

/// Iran's time zone.
pub fn tehran() -> TimeZone {
    TEHRAN.clone()
}

/// Puts moments into words, in a time zone and in the calendar and digits of a language: Solar Hijri for Persian and
/// Dari, Gregorian with Arabic digits for Arabic. Making one costs more than using it: keep it for a whole list.
pub struct DateWords<'a> {
    zone: &'a TimeZone,
    language: &'a LanguageTag,
    date: OnceCell<Option<DateTimeFormatter<YMD>>>,
    date_time: OnceCell<Option<DateTimeFormatter<YMDT>>>,
}

impl<'a> DateWords<'a> {
    /// For a reader in this time zone and of this language.
    pub fn new(zone: &'a TimeZone, language: &'a LanguageTag) -> Self {
        Self { zone, language, date: OnceCell::new(), date_time: OnceCell::new() }
    }

    /// A moment in words. Where the data of the language is missing, or the year lies outside its calendar, in
    /// numbers.
    pub fn text(&self, at: Timestamp, style: DateStyle) -> String {
        self.in_words(self.zone.to_datetime(at), style)
    }

    /// When something was published. Where only the day is known, it is the day in Iran, without a time.
    pub fn published(&self, published: &Published, style: DateStyle) -> String {
        match published.precision {
            Precision::Minute => self.text(published.at, style),
            Precision::Day => self.in_words(TEHRAN.to_datetime(published.at), DateStyle::Date),
        }
    }

    fn in_words(&self, local: civil::DateTime, style: DateStyle) -> String {
        let words = match style {
            DateStyle::Date => self.date(local),
            DateStyle::DateTime => self.date_time(local),
        };
        words.unwrap_or_else(|| local.date().to_string())
    }

    fn date(&self, local: civil::DateTime) -> Option<String> {
        let make = || DateTimeFormatter::try_new(preferences(self.language), YMD::long()).ok();
        let formatter = self.date.get_or_init(make).as_ref()?;
        Some(formatter.format(&iso_date(local)?).to_string())
    }

    fn date_time(&self, local: civil::DateTime) -> Option<String> {
        let make = || DateTimeFormatter::try_new(preferences(self.language), YMD::long().with_time_hm()).ok();
        let formatter = self.date_time.get_or_init(make).as_ref()?;
        let time = Time::try_new(local.hour().unsigned_abs(), local.minute().unsigned_abs(), 0, 0).ok()?;
        Some(formatter.format(&DateTime { date: iso_date(local)?, time }).to_string())
    }
}

fn iso_date(local: civil::DateTime) -> Option<Date<Iso>> {
    Date::try_new_iso(local.year().into(), local.month().unsigned_abs(), local.day().unsigned_abs()).ok()
}

/// The language with the calendar, digits and clock its editions are read in.
fn preferences(language: &LanguageTag) -> DateTimeFormatterPreferences {
    let keywords = match language.language() {
        "fa" => "-u-ca-persian-hc-h23-nu-arabext",
        "ar" => "-u-ca-gregory-hc-h23-nu-arab",
        _ => "-u-ca-gregory-hc-h23",
    };
    let locale = Locale::try_from_str(&format!("{language}{keywords}"));
    locale.unwrap_or(Locale::UNKNOWN).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PublishedSource;

    fn text(at: &str, style: DateStyle, language: &str) -> String {
        DateWords::new(&TEHRAN, &language.parse().unwrap()).text(at.parse().unwrap(), style)
    }

    #[test]
    fn each_edition_reads_its_own_calendar_digits_and_month_names() {
        let day = |language| text("2026-03-21T08:35:00Z", DateStyle::Date, language);

        assert_eq!(day("en"), "March 21, 2026");
        assert_eq!(day("fa"), "۱ فروردین ۱۴۰۵");
        assert_eq!(day("fa-AF"), "۱ حمل ۱۴۰۵");
        assert_eq!(day("ar"), "٢١ مارس ٢٠٢٦");
    }

    #[test]
    fn a_time_is_told_on_the_readers_clock() {
        let moment = |language| text("2026-03-21T08:35:00Z", DateStyle::DateTime, language);

        assert_eq!(moment("fa"), "۱ فروردین ۱۴۰۵ ساعت ۱۲:۰۵");
        assert_eq!(moment("en"), "March 21, 2026 at 12:05");
    }

    #[test]
    fn a_bare_day_stays_the_same_day_west_of_iran() {
        let at = "2024-05-01T20:30:00Z".parse().unwrap();
        let published = Published { at, source: PublishedSource::Picture, precision: Precision::Day };
        let new_york = TimeZone::get("America/New_York").unwrap();

        let text =
            DateWords::new(&new_york, &"en".parse().unwrap()).published(&published, DateStyle::DateTime);

        assert_eq!(text, "May 2, 2024");
    }
}
