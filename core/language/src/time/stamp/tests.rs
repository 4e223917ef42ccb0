//! Which lines are dates, and whether the dates that we write are read again.

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use proptest::prelude::*;

use super::*;
use crate::time::tehran::TEHRAN;
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

/// Finding F6. Seen: unknown letters after the form of mail made the time UTC.
#[test]
fn f06_letters_of_a_zone_never_make_a_time_utc() {
    for (text, expected) in [
        ("2 May 2024 18:05 Iran", "2024-05-02T14:35:00Z"),
        ("2 May 2024 18:05 IRST", "2024-05-02T14:35:00Z"),
        ("2 May 2024 18:05 Share", "2024-05-02T14:35:00Z"),
        ("2 May 2024 18:05 h", "2024-05-02T14:35:00Z"),
        ("Thu, 02 May 2024 18:05 MSK", "2024-05-02T15:05:00Z"),
        ("Thu, 02 May 2024 18:05:00 XYZT", "2024-05-02"),
        ("Thu, 02 May 2024 18:05:00 GMT", "2024-05-02T18:05:00Z"),
    ] {
        assert_eq!(day(text).as_deref(), Some(expected), "{text}");
        assert_eq!(machine(text).as_deref(), Some(expected), "{text}");
    }
    assert_eq!(day("2 January 2024 9:35 am EST"), day("2 January 2024 09:35 EST"));
}

#[test]
fn a_zone_by_name_is_meant_in_every_edition() {
    let london = TimeZone::posix("GMT0BST,M3.5.0/1,M10.5.0").unwrap();
    for text in
        ["2 May 2024 18:05 Tehran time", "۱۳ اردیبهشت ۱۴۰۳ ۱۸:۰۵ به وقت تهران", "2 May 2024 18:05 IRST"]
    {
        let stamp = parse_stamp(text, &london).map(|stamp| stamp.to_string());
        assert_eq!(stamp.as_deref(), Some("2024-05-02T14:35:00Z"), "{text}");
    }
}

fn machine(text: &str) -> Option<String> {
    machine_stamp(text, &TEHRAN).map(|stamp| stamp.to_string())
}

/// Finding F10.
#[test]
fn dates_of_programming_languages_are_read() {
    for text in [
        "Thu May 02 18:05:00 IRST 2024",
        "/Date(1714660500000)/",
        "/Date(1714660500000+0330)/",
        "Thu May 02 2024 18:05:00 GMT+0330 (Iran Standard Time)",
        "1714660500",
        "1714660500000",
    ] {
        assert_eq!(machine(text).as_deref(), Some("2024-05-02T14:35:00Z"), "{text}");
    }
}

/// Seen: an empty field of a database put an article among those of 1970.
#[test]
fn the_first_day_that_a_system_can_count_is_an_empty_field() {
    for text in [
        "1970-01-01T00:00:00Z",
        "1970-01-01",
        "1970-01-01 03:30",
        "1969-12-31T19:00:00-05:00",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "1348/10/11",
        "0",
        "0000000000",
        "/Date(0)/",
        "1900-01-01T00:00:00",
        "01/01/1900",
        "0001-01-01T00:00:00Z",
        "/Date(-62135596800000)/",
    ] {
        assert_eq!(machine(text), None, "{text}");
    }
    assert_eq!(printed_stamp("Thursday, 1 January 1970", &TEHRAN), None);
    assert_eq!(machine("1970-01-02").as_deref(), Some("1970-01-02"));
}

/// Finding F10. Seen: of both dates on a line the first one counted, whatever its label said.
#[test]
fn both_dates_of_a_line_are_kept() {
    for line in [
        "Updated: 3 May 2024 | Published: 2 May 2024",
        "Published: 2 May 2024 (Updated: 3 May 2024)",
        "آخر تحديث: ٣ مايو ٢٠٢٤ - نشر في: ٢ مايو ٢٠٢٤",
        "به‌روزرسانی: ۱۴ اردیبهشت ۱۴۰۳ - انتشار: ۱۳ اردیبهشت ۱۴۰۳",
        "تازه‌سازی: ۱۴ ثور ۱۴۰۳ | نشر: ۱۳ ثور ۱۴۰۳",
        "3 May 2024 (updated), 2 May 2024 (published)",
        "By Mina Farhadi, 2 May 2024, updated 3 May 2024",
    ] {
        let dates = printed_dates(line, &TEHRAN);
        let both = [dates.published, dates.updated].map(|date| date.map(|date| date.to_string()));
        assert_eq!(both, [Some("2024-05-02".to_owned()), Some("2024-05-03".to_owned())], "{line}");
    }
    let update = printed_dates("Updated: 3 May 2024", &TEHRAN);
    assert_eq!((update.published, update.first()), (None, Some(Stamp::Day(civil::date(2024, 5, 3)))));
}

#[test]
fn a_label_on_a_line_of_its_own_gives_its_role() {
    for (line, role) in [
        ("Last updated:", Some(DateRole::Updated)),
        ("به‌روزرسانی", Some(DateRole::Updated)),
        ("تاريخ النشر:", Some(DateRole::Published)),
        ("Born", Some(DateRole::Other)),
        ("تاریخ پخش:", Some(DateRole::Other)),
        ("Updated 3 May 2024", None),
        ("Category", None),
        ("", None),
    ] {
        assert_eq!(date_label(line), role, "{line}");
    }
}

#[test]
fn the_words_right_before_a_date_give_its_role() {
    for (line, role) in [
        ("Updated ", Some(DateRole::Updated)),
        ("Updated 5 May, published ", Some(DateRole::Published)),
        ("Updated 5 May, ", None),
        ("Premiere in Shiraz: ", Some(DateRole::Other)),
        ("By Mina Farhadi, ", None),
    ] {
        assert_eq!(role_before_date(line), role, "{line}");
    }
}

/// Lines of any length are read, so a long one must not take longer than its length allows.
#[test]
fn a_long_line_is_read_in_time_linear_in_its_length() {
    for piece in
        ["2 May 2024 | ", "13 ", "(updated) ", "the festival of 2024 ", "هزار و ", "12:30 ", "- ", "by "]
    {
        let line = piece.repeat(200_000);
        let start = std::time::Instant::now();
        let _ = parse_stamp(&line, &TEHRAN);
        assert!(start.elapsed().as_secs() < 2, "{piece}");
    }
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
