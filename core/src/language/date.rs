//! Dates for people, in an edition's calendar, digits and language.

use icu_datetime::fieldsets::YMD;
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

/// When something was published, for people. Where only the day is known, it is the day in Iran, without a time.
pub fn published_text(
    published: &Published,
    style: DateStyle,
    zone: &TimeZone,
    language: &LanguageTag,
) -> String {
    match published.precision {
        Precision::Minute => date_text(published.at, style, zone, language),
        Precision::Day => date_text(published.at, DateStyle::Date, &TEHRAN, language),
    }
}

/// A moment for people, in a time zone and in the calendar and digits of a language:
/// Solar Hijri for Persian and Dari, Gregorian with Arabic digits for Arabic.
pub fn date_text(at: Timestamp, style: DateStyle, zone: &TimeZone, language: &LanguageTag) -> String {
    let local = zone.to_datetime(at);
    format_in(local, style, preferences(language)).unwrap_or_else(|| local.date().to_string())
}

/// `None` where the data of the language is missing, or the year lies outside the calendar.
fn format_in(
    local: civil::DateTime,
    style: DateStyle,
    preferences: DateTimeFormatterPreferences,
) -> Option<String> {
    let date =
        Date::try_new_iso(local.year().into(), local.month().unsigned_abs(), local.day().unsigned_abs())
            .ok()?;
    let time = Time::try_new(local.hour().unsigned_abs(), local.minute().unsigned_abs(), 0, 0).ok()?;
    let text = match style {
        DateStyle::Date => {
            DateTimeFormatter::try_new(preferences, YMD::long()).ok()?.format(&date).to_string()
        }
        DateStyle::DateTime => {
            let formatter = DateTimeFormatter::try_new(preferences, YMD::long().with_time_hm()).ok()?;
            formatter.format(&DateTime { date, time }).to_string()
        }
    };
    Some(text)
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
        date_text(at.parse().unwrap(), style, &TEHRAN, &language.parse().unwrap())
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

        let text = published_text(&published, DateStyle::DateTime, &new_york, &"en".parse().unwrap());

        assert_eq!(text, "May 2, 2024");
    }
}
