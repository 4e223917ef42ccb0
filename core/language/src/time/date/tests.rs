//! Dates and ages in words, in each language, zone and calendar.

use jiff::ToSpan;
use jiff::tz::TimeZone;

use super::*;
use crate::time::tehran::TEHRAN;

const EDITIONS: [&str; 4] = ["en", "fa", "fa-AF", "ar"];

fn text(at: &str, style: DateStyle, time: TimeOfDay, language: &str) -> String {
    let language = language.parse().unwrap();
    DateWords::new(&TEHRAN, &language, DateSettings::default()).text(at.parse().unwrap(), style, time)
}

fn age(at: &str, now: &str, language: &str) -> String {
    let language = language.parse().unwrap();
    let dates = DateWords::new(&TEHRAN, &language, DateSettings::default());
    dates.age(at.parse().unwrap(), now.parse().unwrap(), TimeOfDay::Without)
}

#[test]
fn each_edition_reads_its_own_calendar_digits_and_month_names() {
    let day = |language| text("2026-03-21T08:35:00Z", DateStyle::Long, TimeOfDay::Without, language);

    assert_eq!(day("en"), "March 21, 2026");
    assert_eq!(day("fa"), "۱ فروردین ۱۴۰۵");
    assert_eq!(day("fa-AF"), "۱ حمل ۱۴۰۵");
    assert_eq!(day("ar"), "٢١ مارس ٢٠٢٦");
}

#[test]
fn a_time_is_shown_on_the_clock_of_the_zone() {
    let moment = |language| text("2026-03-21T08:35:00Z", DateStyle::Long, TimeOfDay::With, language);

    assert_eq!(moment("fa"), "۱ فروردین ۱۴۰۵ ساعت ۱۲:۰۵");
    assert_eq!(moment("en"), "March 21, 2026 at 12:05");
    assert_eq!(moment("ar"), "٢١ مارس ٢٠٢٦ الساعة ١٢:٠٥");
}

#[test]
fn a_bare_day_stays_the_same_day_west_of_iran() {
    let new_york = TimeZone::get("America/New_York").unwrap();
    let language = "en".parse().unwrap();
    let dates = DateWords::new(&new_york, &language, DateSettings::default()).with_days_of(&TEHRAN);

    let text = dates.published(BARE_DAY, DateStyle::Long, TimeOfDay::With);

    assert_eq!(text, "May 2, 2024");
}

#[test]
fn a_bare_day_has_no_hours_and_is_never_tomorrow() {
    let new_york = TimeZone::get("America/New_York").unwrap();
    let language = "en".parse().unwrap();
    let dates = DateWords::new(&new_york, &language, DateSettings::default()).with_days_of(&TEHRAN);
    let age = |now: &str| dates.published_age(BARE_DAY, now.parse().unwrap(), TimeOfDay::With);

    assert_eq!(age("2024-05-01T21:00:00Z"), "today"); // the first of May in New York, the second in Tehran
    assert_eq!(age("2024-05-02T21:00:00Z"), "today");
    assert_eq!(age("2024-05-03T21:00:00Z"), "yesterday");
    assert_eq!(age("2024-05-06T21:00:00Z"), "Thursday");
    assert_eq!(age("2024-05-20T21:00:00Z"), "May 2, 2024");
}

#[test]
fn a_clock_that_is_minutes_slow_puts_no_story_in_the_future() {
    let language = "en".parse().unwrap();
    let dates = DateWords::new(&TEHRAN, &language, DateSettings::default());
    let at = "2024-05-02T10:00:00Z".parse().unwrap();
    let age = |now: &str| dates.published_age(Stamp::Moment(at), now.parse().unwrap(), TimeOfDay::Without);

    assert_eq!(age("2024-05-02T09:59:59Z"), "just now");
    assert_eq!(age("2024-05-02T09:55:00Z"), "just now");
    assert_eq!(age("2024-05-02T09:54:00Z"), "in 6 minutes");
}

#[test]
fn an_estimated_date_says_that_it_is_one() {
    let texts = ["en", "ar", "fa", "fa-AF"].map(|language| {
        let language = language.parse().unwrap();
        let dates = DateWords::new(&TEHRAN, &language, DateSettings::default());
        dates.about(&dates.published(BARE_DAY, DateStyle::Long, TimeOfDay::With))
    });

    assert_eq!(
        texts,
        ["about May 2, 2024", "نحو ٢ مايو ٢٠٢٤", "حدود ۱۳ اردیبهشت ۱۴۰۳", "در حدود ۱۳ ثور ۱۴۰۳"]
    );
}

const BARE_DAY: Stamp = Stamp::Day(civil::date(2024, 5, 2));

/// On a first sync every story without a date of its own said `just now`.
#[test]
fn something_without_a_date_is_shown_as_fetched() {
    let seen = Stamp::Moment("2024-05-02T10:00:00Z".parse().unwrap());
    let texts = |language: &str, now: &str| {
        let language = language.parse().unwrap();
        let dates = DateWords::new(&TEHRAN, &language, DateSettings::default());
        let date = dates.published(seen, DateStyle::Long, TimeOfDay::Without);
        let age = dates.published_age(seen, now.parse().unwrap(), TimeOfDay::Without);
        [dates.fetched(&date), dates.fetched(&age)]
    };

    assert_eq!(texts("en", "2024-05-02T10:00:30Z"), ["fetched May 2, 2024", "fetched just now"]);
    assert_eq!(texts("ar", "2024-05-02T12:00:00Z"), ["جُلب ٢ مايو ٢٠٢٤", "جُلب قبل ساعتين"]);
    assert_eq!(
        texts("fa", "2024-05-02T12:00:00Z"),
        ["دریافت\u{200C}شده ۱۳ اردیبهشت ۱۴۰۳", "دریافت\u{200C}شده ۲ ساعت پیش"]
    );
    assert_eq!(
        texts("fa-AF", "2024-05-02T12:00:00Z"),
        ["گرفته\u{200C}شده ۱۳ ثور ۱۴۰۳", "گرفته\u{200C}شده ۲ ساعت قبل"]
    );
    assert_eq!(texts("de", "2024-05-02T12:00:00Z"), ["fetched May 2, 2024", "fetched 2 hours ago"]);
}

#[test]
fn a_language_of_no_edition_has_english_dates() {
    let day = |language| text("2026-03-21T08:35:00Z", DateStyle::Long, TimeOfDay::With, language);

    assert_eq!(day("de"), "March 21, 2026 at 12:05");
    assert_eq!(age("2026-03-21T08:35:00Z", "2026-03-21T08:36:00Z", "de"), "1 minute ago");
    assert_eq!(text("2026-03-21T08:35:00Z", DateStyle::Short, TimeOfDay::Without, "ug"), "2026/03/21");
    assert_eq!(day("und"), "March 21, 2026 at 12:05");
}

#[test]
fn before_the_first_year_of_a_calendar_a_date_is_numbers() {
    let day = |language| text("0500-03-21T08:35:00Z", DateStyle::Long, TimeOfDay::With, language);

    assert_eq!(day("fa"), "0500-03-21");
    assert_eq!(day("en"), "March 21, 500 at 12:00"); // Tehran's mean time: 3:25:44
}

#[test]
fn two_hours_across_midnight_are_not_a_day() {
    let now = "2024-05-02T22:00:00Z"; // half past one in Tehran

    assert_eq!(age("2024-05-02T19:30:00Z", now, "en"), "2 hours ago");
    assert_eq!(age("2024-05-02T08:00:00Z", now, "en"), "yesterday");
    assert_eq!(age("2024-05-03T08:00:00Z", now, "en"), "in 10 hours");
    assert_eq!(age("2024-05-03T11:00:00Z", now, "en"), "in 13 hours");
}

#[test]
fn every_moment_has_a_text_in_every_language_and_style() {
    let zones = [TimeZone::UTC, TEHRAN.clone(), TimeZone::get("Pacific/Kiritimati").unwrap()];
    let ends = [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX];
    for language in EDITIONS.into_iter().chain(["de", "ckb", "und", "ps", "ja"]) {
        let language = language.parse().unwrap();
        for calendar in
            [None, Some(Calendar::Gregorian), Some(Calendar::SolarHijri), Some(Calendar::LunarHijri)]
        {
            let settings = DateSettings { calendar, ..DateSettings::default() };
            for (zone, at) in zones.iter().flat_map(|zone| ends.map(|at| (zone, at))) {
                let dates = DateWords::new(zone, &language, settings);
                for style in [DateStyle::Full, DateStyle::Long, DateStyle::Short, DateStyle::Weekday] {
                    assert!(!dates.text(at, style, TimeOfDay::With).is_empty());
                }
                ends.iter().for_each(|now| assert!(!dates.age(at, *now, TimeOfDay::With).is_empty()));
            }
        }
    }
}

#[test]
fn ages_meet_without_a_gap() {
    let now: Timestamp = "2024-05-02T10:00:00Z".parse().unwrap();
    let language = "en".parse().unwrap();
    let dates = DateWords::new(&TEHRAN, &language, DateSettings::default());
    let age = |seconds: i64| dates.age(now - seconds.seconds(), now, TimeOfDay::Without);

    assert_eq!([age(0), age(59)], ["just now", "just now"]);
    assert_eq!([age(60), age(119), age(3599)], ["1 minute ago", "1 minute ago", "59 minutes ago"]);
    assert_eq!([age(3600), age(13 * 3600)], ["1 hour ago", "13 hours ago"]);
    assert_eq!([age(14 * 3600), age(37 * 3600), age(38 * 3600)], ["yesterday", "yesterday", "Tuesday"]);
    assert_eq!([age(6 * 86_400), age(7 * 86_400)], ["Friday", "April 25, 2024"]);
    assert_eq!([age(-1), age(-60), age(-3600)], ["now", "in 1 minute", "in 1 hour"]);
    assert_eq!([age(-86_400), age(-2 * 86_400), age(-7 * 86_400)], ["tomorrow", "in 2 days", "May 9, 2024"]);
}
