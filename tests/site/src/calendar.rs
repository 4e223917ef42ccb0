//! Days and times as the editions print them.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::edition::Edition;

/// Local time of the newsroom; Iran had summer time up to 2022.
pub(crate) const TEHRAN: TimeZone = jiff::tz::get!("Asia/Tehran");

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const ARABIC_MONTHS: [&str; 12] = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
];
const LEVANTINE_MONTHS: [&str; 12] = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
];
const IRANIAN_MONTHS: [&str; 12] =
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"];
const AFGHAN_MONTHS: [&str; 12] =
    ["حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"];
const ENGLISH_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const ARABIC_DAYS: [&str; 7] = ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
const PERSIAN_DAYS: [&str; 7] = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنج‌شنبه", "جمعه", "شنبه", "یکشنبه"];

/// The moment in the local time of the newsroom.
pub(crate) fn tehran(at: Timestamp) -> Zoned {
    at.to_zoned(TEHRAN)
}

/// Midnight in Tehran at the start of the day that holds this moment.
pub(crate) fn midnight(at: Timestamp) -> Timestamp {
    let start = tehran(at).start_of_day();
    start.expect("a day of our century has a start").timestamp()
}

/// The moment without its seconds.
pub(crate) fn minute(at: Timestamp) -> Timestamp {
    let second = at.as_second().div_euclid(60) * 60;
    Timestamp::from_second(second).expect("an earlier minute is still in range")
}

/// A Solar Hijri date: year, month from 1, day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Solar {
    pub(crate) year: i64,
    pub(crate) month: usize,
    pub(crate) day: i64,
}

impl Solar {
    pub(crate) fn of(date: Date) -> Self {
        let days = days_since_solar_epoch(date);
        let (cycle, rest) = (days.div_euclid(12053), days.rem_euclid(12053));
        let mut year = -1595 + 33 * cycle + 4 * (rest / 1461);
        let mut day = rest % 1461;
        if day > 365 {
            year += (day - 1) / 365;
            day = (day - 1) % 365;
        }
        let (month, day) =
            if day < 186 { (day / 31, day % 31) } else { (6 + (day - 186) / 30, (day - 186) % 30) };
        Self { year, month: month as usize + 1, day: day + 1 }
    }
}

fn days_since_solar_epoch(date: Date) -> i64 {
    const BEFORE_MONTH: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let (year, month) = (i64::from(date.year()), date.month() as usize);
    let counted = if month > 2 { year + 1 } else { year };
    355_666 + 365 * year + (counted + 3) / 4 - (counted + 99) / 100
        + (counted + 399) / 400
        + i64::from(date.day())
        + BEFORE_MONTH[month - 1]
}

/// The ways an edition writes a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayStyle {
    /// `May 6, 2024`, `6 مايو 2024`, `16 اردیبهشت 1398`
    Usual,
    /// `6 May 2024`, `6 أيار/مايو 2024`, `16 اردیبهشت 98`
    Other,
}

/// The day in words, as in a sentence of the edition, in ASCII digits.
pub(crate) fn day_in_words(edition: Edition, date: Date, style: DayStyle) -> String {
    let (day, month, year) = (date.day(), date.month() as usize - 1, date.year());
    match (edition, style) {
        (Edition::En, DayStyle::Usual) => format!("{} {day}, {year}", ENGLISH_MONTHS[month]),
        (Edition::En, DayStyle::Other) => format!("{day} {} {year}", ENGLISH_MONTHS[month]),
        (Edition::Ar, DayStyle::Usual) => format!("{day} {} {year}", ARABIC_MONTHS[month]),
        (Edition::Ar, DayStyle::Other) => {
            format!("{day} {}/{} {year}", LEVANTINE_MONTHS[month], ARABIC_MONTHS[month])
        }
        (Edition::Fa | Edition::Fa2, style) => solar_in_words(edition, Solar::of(date), style),
    }
}

fn solar_in_words(edition: Edition, date: Solar, style: DayStyle) -> String {
    let month = solar_month(edition, date.month);
    let year = if style == DayStyle::Usual { date.year } else { date.year % 100 };
    format!("{} {month} {year:02}", date.day)
}

fn solar_month(edition: Edition, month: usize) -> &'static str {
    let months = if edition == Edition::Fa2 { AFGHAN_MONTHS } else { IRANIAN_MONTHS };
    months[month - 1]
}

/// The month of the day, by name.
pub(crate) fn month_name(edition: Edition, date: Date) -> &'static str {
    match edition {
        Edition::En => ENGLISH_MONTHS[date.month() as usize - 1],
        Edition::Ar => ARABIC_MONTHS[date.month() as usize - 1],
        Edition::Fa | Edition::Fa2 => solar_month(edition, Solar::of(date).month),
    }
}

/// The year that an edition counts.
pub(crate) fn year(edition: Edition, date: Date) -> i64 {
    match edition {
        Edition::En | Edition::Ar => i64::from(date.year()),
        Edition::Fa | Edition::Fa2 => Solar::of(date).year,
    }
}

/// The stamp of the old layout in English, whatever the edition: `Monday May 6, 2019 18:05`.
pub(crate) fn english_stamp(at: Timestamp) -> String {
    let local = tehran(at);
    let day = ENGLISH_DAYS[weekday(local.date())];
    format!("{day} {} {}", day_in_words(Edition::En, local.date(), DayStyle::Usual), clock(&local))
}

/// The stamp of the old layout in the words and the calendar of the edition.
pub(crate) fn native_stamp(edition: Edition, at: Timestamp) -> String {
    let local = tehran(at);
    let day = weekday_name(edition, local.date());
    format!("{day} {} {}", day_in_words(edition, local.date(), DayStyle::Usual), clock(&local))
}

/// The stamp of the old layout in numbers: `1398/02/16 18:05`, `2019/05/06 18:05`.
pub(crate) fn numeric_stamp(edition: Edition, at: Timestamp) -> String {
    let local = tehran(at);
    format!("{} {}", numeric_day(edition, local.date()), clock(&local))
}

/// The name of the day of the week.
pub(crate) fn weekday_name(edition: Edition, date: Date) -> &'static str {
    let names = match edition {
        Edition::En => &ENGLISH_DAYS,
        Edition::Ar => &ARABIC_DAYS,
        Edition::Fa | Edition::Fa2 => &PERSIAN_DAYS,
    };
    names[weekday(date)]
}

/// The day in numbers, in the calendar of the edition: `2019/05/06`, `1398/02/16`.
pub(crate) fn numeric_day(edition: Edition, date: Date) -> String {
    match edition {
        Edition::En | Edition::Ar => date.strftime("%Y/%m/%d").to_string(),
        Edition::Fa | Edition::Fa2 => {
            let solar = Solar::of(date);
            format!("{}/{:02}/{:02}", solar.year, solar.month, solar.day)
        }
    }
}

fn clock(local: &Zoned) -> String {
    local.strftime("%H:%M").to_string()
}

fn weekday(date: Date) -> usize {
    Weekday::to_monday_zero_offset(date.weekday()) as usize
}

/// The name of an upload folder: `06-05-2019`.
pub(crate) fn folder(date: Date) -> String {
    date.strftime("%d-%m-%Y").to_string()
}

/// ASCII digits turned into those of the edition.
pub(crate) fn native_digits(edition: Edition, text: &str) -> String {
    let zero = match edition {
        Edition::En => return text.to_owned(),
        Edition::Ar => 0x0660,
        Edition::Fa | Edition::Fa2 => 0x06f0,
    };
    let native = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(zero + digit)).unwrap_or(c);
    text.chars().map(native).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evening() -> Timestamp {
        "2019-05-06T13:35:00Z".parse().unwrap()
    }

    #[test]
    fn solar_dates_are_those_of_the_almanac() {
        for (gregorian, year, month, day) in [
            ((2019, 5, 6), 1398, 2, 16),
            ((2024, 5, 2), 1403, 2, 13),
            ((2024, 3, 20), 1403, 1, 1),
            ((2021, 3, 20), 1399, 12, 30),
            ((2017, 12, 31), 1396, 10, 10),
        ] {
            let date = Date::new(gregorian.0, gregorian.1, gregorian.2).unwrap();
            assert_eq!(Solar::of(date), Solar { year, month, day }, "{date}");
        }
    }

    #[test]
    fn a_stamp_is_tehran_time_with_summer_time_up_to_2022() {
        assert_eq!(english_stamp(evening()), "Monday May 6, 2019 18:05");
        assert_eq!(english_stamp("2024-05-06T13:35:00Z".parse().unwrap()), "Monday May 6, 2024 17:05");
        assert_eq!(native_stamp(Edition::Fa, evening()), "دوشنبه 16 اردیبهشت 1398 18:05");
        assert_eq!(native_stamp(Edition::Fa2, evening()), "دوشنبه 16 ثور 1398 18:05");
        assert_eq!(native_stamp(Edition::Ar, evening()), "الاثنين 6 مايو 2019 18:05");
        assert_eq!(numeric_stamp(Edition::Fa, evening()), "1398/02/16 18:05");
    }

    #[test]
    fn a_day_begins_at_midnight_in_tehran() {
        assert_eq!(midnight(evening()).to_string(), "2019-05-05T19:30:00Z");
    }

    #[test]
    fn digits_of_each_edition() {
        assert_eq!(native_digits(Edition::Fa, "18:05"), "۱۸:۰۵");
        assert_eq!(native_digits(Edition::Ar, "2024"), "٢٠٢٤");
    }
}
