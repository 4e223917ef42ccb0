//! Which lines are dates, and whether the dates that we write are read again.

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::time::{ArabicMonths, Calendar, DateSettings, DateStyle, DateWords, TimeOfDay};

fn day(text: &str) -> Option<String> {
    parse_stamp(text, &TEHRAN).map(|stamp| stamp.to_string())
}

#[test]
fn a_mark_beats_the_number_of_a_year() {
    assert_eq!(day("1410/01/01").as_deref(), Some("2031-03-21"));
    assert_eq!(day("1410/01/01 ه.ق").as_deref(), Some("1989-08-03"));
    assert_eq!(day("1425/01/01").as_deref(), Some("2004-02-21"));
    assert_eq!(day("1425/01/01 ه.ش").as_deref(), Some("2046-03-21"));
}

/// Such a line of a page is much more often a score or a size than a day of a short year.
#[test]
fn on_a_page_a_short_year_needs_a_mark_or_the_name_of_a_month() {
    assert_eq!(day("۰۳/۰۲/۱۳").as_deref(), Some("2024-05-02"));
    assert_eq!(printed_stamp("۰۳/۰۲/۱۳", &TEHRAN), None);
    assert_eq!(printed_stamp("۰۳/۰۲/۱۳ ه.ش", &TEHRAN), Some(Stamp::Day(civil::date(2024, 5, 2))));
}

#[test]
fn a_weekday_settles_which_number_is_the_month() {
    assert_eq!(day("05/06/2024").as_deref(), Some("2024-06-05"));
    assert_eq!(day("Wednesday 05/06/2024").as_deref(), Some("2024-06-05"));
    assert_eq!(day("Monday 05/06/2024").as_deref(), Some("2024-05-06"));
    assert_eq!(day("Friday 05/06/2024").as_deref(), Some("2024-06-05"));
}

#[test]
fn nights_begin_in_the_evening_and_end_in_the_morning() {
    for (time, expected) in [
        ("۱۲:۳۰ شب", "2024-05-01T21:00:00Z"),
        ("۲:۳۰ شب", "2024-05-01T23:00:00Z"),
        ("۹:۳۰ شب", "2024-05-02T18:00:00Z"),
        ("۱۲:۳۰ ظهر", "2024-05-02T09:00:00Z"),
        ("۱:۳۰ ظهر", "2024-05-02T10:00:00Z"),
        ("12:30 am", "2024-05-01T21:00:00Z"),
        ("12:30 pm", "2024-05-02T09:00:00Z"),
    ] {
        assert_eq!(day(&format!("۱۳ اردیبهشت ۱۴۰۳ {time}")).as_deref(), Some(expected), "{time}");
    }
}

const LANGUAGES: [&str; 4] = ["en", "fa", "fa-AF", "ar"];
const CALENDARS: [Option<Calendar>; 4] =
    [None, Some(Calendar::Gregorian), Some(Calendar::SolarHijri), Some(Calendar::LunarHijri)];

/// The days that cannot be mistaken in any calendar: those of the solar years 1341 to 1419.
const DAYS: std::ops::Range<i32> = -2_800..25_900;

proptest! {
    #[test]
    fn what_we_write_reads_back(
        days in DAYS,
        minutes in 0_i32..1440,
        language in 0_usize..4,
        calendar in 0_usize..4,
        levantine: bool,
    ) {
        let day = civil::date(1970, 1, 1) + jiff::Span::new().days(days);
        let local = day.at(0, 0, 0, 0) + jiff::Span::new().minutes(minutes);
        let at = TimeZone::fixed(Offset::constant(0)).to_timestamp(local).unwrap();
        let arabic_months = if levantine { ArabicMonths::Levantine } else { ArabicMonths::Western };
        let settings = DateSettings { arabic_months, calendar: CALENDARS[calendar] };
        let (zone, language) = (TimeZone::UTC, LANGUAGES[language].parse().unwrap());
        let dates = DateWords::new(&zone, &language, settings);

        for style in [DateStyle::Full, DateStyle::Long, DateStyle::Short] {
            let text = dates.text(at, style, TimeOfDay::Without);
            prop_assert_eq!(parse_stamp(&text, &TEHRAN), Some(Stamp::Day(day)), "{}", text);
            let text = format!("{} GMT", dates.text(at, style, TimeOfDay::With));
            prop_assert_eq!(parse_stamp(&text, &TEHRAN), Some(Stamp::Moment(at)), "{}", text);
        }
    }

    #[test]
    fn any_text_has_an_answer(text in "\\PC{0,90}") {
        let _ = parse_stamp(&text, &TEHRAN);
    }

    #[test]
    fn any_likely_text_has_an_answer(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "1403", "13", "۰۳", "/", "-", ":", ".", " ", "+", "٠٥", "412", "مه", "May", "ساعت", "ه", "ش", "م", "pm",
                "T", "Z", "gmt", "٢٠٢٤", "ربیع", "الثانی", "سه", "شنبه", "سی‌ام", "140318", "\u{200F}", "\u{200C}",
            ]),
            0..14,
        ),
    ) {
        let _ = parse_stamp(&parts.concat(), &TEHRAN);
    }
}
