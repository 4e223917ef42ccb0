//! The three calendars of the editions, and the conversion of their days to the common calendar and back.

use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::cal::{Hijri, Iso, Persian};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Calendar as IcuCalendar, Date};
use jiff::{Span, civil};

/// A calendar that a date may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// The common calendar.
    Gregorian,
    /// The solar calendar of Iran and Afghanistan: the year begins on the day whose noon in Iran is the first
    /// after the equinox of March.
    SolarHijri,
    /// The lunar calendar, by the tables of Umm al-Qura for the years 1300 to 1600 and by arithmetic outside
    /// them; sightings elsewhere may differ by a day.
    LunarHijri,
}

/// A day as a calendar names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDay {
    /// The year; years before the first one are zero and below.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
}

impl Calendar {
    /// The day in the common calendar; `None` if this calendar has no such day.
    ///
    /// ```
    /// use ifilm_language::time::Calendar;
    /// let day = Calendar::SolarHijri.day(1403, 2, 13);
    /// assert_eq!(day.map(|day| day.to_string()).as_deref(), Some("2024-05-02"));
    /// ```
    pub fn day(self, year: i16, month: u8, day: u8) -> Option<civil::Date> {
        match self {
            Self::Gregorian => {
                civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
            }
            Self::SolarHijri => common(year, month, day, Persian),
            Self::LunarHijri => common(year, month, day, Hijri::<UmmAlQura>::new_umm_al_qura()),
        }
    }

    /// The name of a day of the common calendar in this one. Every day has a name. In the years -9999 to 9999
    /// of this calendar, [`day`](Self::day) turns the name back into the day.
    ///
    /// ```
    /// use ifilm_language::time::{Calendar, CalendarDay};
    /// let day = jiff::civil::date(2024, 5, 2);
    /// assert_eq!(Calendar::SolarHijri.name(day), CalendarDay { year: 1403, month: 2, day: 13 });
    /// ```
    pub fn name(self, day: civil::Date) -> CalendarDay {
        match self {
            Self::Gregorian => CalendarDay {
                year: day.year(),
                month: day.month().unsigned_abs(),
                day: day.day().unsigned_abs(),
            },
            Self::SolarHijri => named(day, Persian),
            Self::LunarHijri => named(day, Hijri::<UmmAlQura>::new_umm_al_qura()),
        }
    }

    /// The names of `count` days in a row. `first` counts days since 1970-01-01, which is 0. `None` for days
    /// outside the Gregorian years -9999 to 9999, or for more than a million days.
    pub fn days(self, first: i32, count: u32) -> Option<Vec<CalendarDay>> {
        let last = i64::from(first).checked_add(count.saturating_sub(1).into())?;
        let (first, _) = (day_since_epoch(first.into())?, day_since_epoch(last)?);
        let days = first.series(Span::new().days(1)).map(|day| self.name(day));
        (count <= MOST_DAYS).then(|| days.take(count as usize).collect())
    }

    /// The day with this name, counted since 1970-01-01, which is 0; `None` if the calendar has no such day.
    pub fn epoch_day(self, day: CalendarDay) -> Option<i32> {
        let CalendarDay { year, month, day } = day;
        let since = self.day(year, month, day)?.duration_since(EPOCH);
        i32::try_from(since.as_hours() / 24).ok()
    }

    /// How many days a month has; `None` if the calendar has no such month.
    pub fn days_in_month(self, year: i16, month: u8) -> Option<u8> {
        (28..=31).rev().find(|day| self.day(year, month, *day).is_some())
    }

    /// Whether a year is a leap year. A leap year has one more day in each of the three calendars.
    pub fn is_leap(self, year: i16) -> bool {
        let (month, last) = match self {
            Self::Gregorian => (2, 29),
            Self::SolarHijri => (12, 30),
            Self::LunarHijri => return self.days_in_year(year) == Some(355),
        };
        self.day(year, month, last).is_some()
    }

    fn days_in_year(self, year: i16) -> Option<u16> {
        (1..=12).map(|month| self.days_in_month(year, month).map(u16::from)).sum()
    }
}

/// How many days may be named at once: the result of a call that crosses to a host stays small.
const MOST_DAYS: u32 = 1_000_000;

const EPOCH: civil::Date = civil::date(1970, 1, 1);

fn day_since_epoch(days: i64) -> Option<civil::Date> {
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

fn common<C: AsCalendar>(year: i16, month: u8, day: u8, calendar: C) -> Option<civil::Date> {
    let date = Date::try_new(i32::from(year).into(), Month::new(month), day, calendar).ok()?;
    let date = date.to_calendar(Iso);
    let year = i16::try_from(date.year().extended_year()).ok()?;
    let month = i8::try_from(date.month().ordinal).ok()?;
    civil::Date::new(year, month, i8::try_from(date.day_of_month().0).ok()?).ok()
}

fn named<C: IcuCalendar + AsCalendar<Calendar = C>>(day: civil::Date, calendar: C) -> CalendarDay {
    let (month, date) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    let Ok(date) = Date::try_new_iso(day.year().into(), month, date) else {
        return Calendar::Gregorian.name(day); // both know the same days, so this cannot be
    };
    let date = date.to_calendar(calendar);
    let year = date.year().extended_year().clamp(i16::MIN.into(), i16::MAX.into());
    CalendarDay {
        year: i16::try_from(year).unwrap_or_default(),
        month: date.month().ordinal,
        day: date.day_of_month().0,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Calendar; 3] = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::LunarHijri];

    fn day(calendar: Calendar, year: i16, month: u8, day: u8) -> Option<String> {
        calendar.day(year, month, day).map(|day| day.to_string())
    }

    #[test]
    fn each_calendar_is_converted_to_the_common_one() {
        assert_eq!(day(Calendar::Gregorian, 2019, 5, 6).as_deref(), Some("2019-05-06"));
        assert_eq!(day(Calendar::SolarHijri, 1405, 1, 1).as_deref(), Some("2026-03-21"));
        assert_eq!(day(Calendar::LunarHijri, 1445, 9, 1).as_deref(), Some("2024-03-11"));
    }

    #[test]
    fn only_leap_years_have_a_leap_day() {
        assert_eq!(day(Calendar::SolarHijri, 1403, 12, 30).as_deref(), Some("2025-03-20"));
        assert_eq!(day(Calendar::SolarHijri, 1402, 12, 30), None);
        assert_eq!(day(Calendar::Gregorian, 2023, 2, 29), None);
        assert!(Calendar::SolarHijri.is_leap(1403) && !Calendar::SolarHijri.is_leap(1402));
        assert!(Calendar::Gregorian.is_leap(2024) && !Calendar::Gregorian.is_leap(1900));
        assert!(Calendar::LunarHijri.is_leap(1443) && !Calendar::LunarHijri.is_leap(1444));
    }

    #[test]
    fn a_month_has_as_many_days_as_the_calendar_says() {
        assert_eq!(Calendar::SolarHijri.days_in_month(1403, 6), Some(31));
        assert_eq!(Calendar::SolarHijri.days_in_month(1402, 12), Some(29));
        assert_eq!(Calendar::LunarHijri.days_in_month(1445, 9), Some(30));
        assert_eq!(Calendar::Gregorian.days_in_month(2023, 13), None);
    }

    #[test]
    fn a_day_that_no_calendar_has_is_none() {
        for calendar in ALL {
            assert_eq!(day(calendar, 1400, 13, 1), None);
            assert_eq!(day(calendar, 1400, 1, 0), None);
            assert_eq!(day(calendar, 1400, 1, 255), None);
        }
    }

    #[test]
    fn days_in_a_row_are_named_within_the_bounds() {
        let name = |year, month, day| CalendarDay { year, month, day };

        assert_eq!(Calendar::SolarHijri.days(0, 2), Some(vec![name(1348, 10, 11), name(1348, 10, 12)]));
        assert_eq!(Calendar::Gregorian.days(2_932_896, 1), Some(vec![name(9999, 12, 31)]));
        assert_eq!(Calendar::Gregorian.days(0, 0), Some(Vec::new()));
        for (first, count) in [(2_932_896, 2), (i32::MAX, 1), (i32::MIN, 1), (0, 1_000_001), (0, u32::MAX)] {
            assert_eq!(Calendar::SolarHijri.days(first, count), None, "{first} {count}");
        }
    }

    #[test]
    fn a_day_is_counted_since_1970() {
        let epoch_day = |year, month, day| Calendar::SolarHijri.epoch_day(CalendarDay { year, month, day });

        assert_eq!(epoch_day(1348, 10, 11), Some(0));
        assert_eq!(epoch_day(1348, 10, 10), Some(-1));
        assert_eq!(epoch_day(1402, 12, 30), None);
    }

    #[test]
    fn the_first_and_the_last_day_have_names() {
        let name = |day| ALL.map(|calendar| calendar.name(day).year);

        assert_eq!(name(civil::Date::MIN), [-9999, -10621, -10947]);
        assert_eq!(name(civil::Date::MAX), [9999, 9378, 9666]);
    }

    proptest! {
        #[test]
        fn a_name_leads_back_to_its_day(days in -4_000_000_i32..2_932_896, which in 0_usize..3) {
            let day = civil::date(1970, 1, 1) + jiff::Span::new().days(days);

            let CalendarDay { year, month, day: date } = ALL[which].name(day);

            prop_assert_eq!(ALL[which].day(year, month, date), Some(day));
        }

        #[test]
        fn any_numbers_have_an_answer(year: i16, month: u8, day: u8, which in 0_usize..3) {
            let calendar = ALL[which];

            let found = calendar.day(year, month, day);

            let asked = CalendarDay { year, month, day };
            prop_assert!(found.is_none_or(|found| calendar.name(found) == asked));
            let _ = (calendar.days_in_month(year, month), calendar.is_leap(year));
        }
    }
}
