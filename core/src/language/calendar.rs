//! Days of the three calendars that the editions write, as days of the common one.

use icu_calendar::cal::hijri::UmmAlQura;
use icu_calendar::cal::{Hijri, Iso, Persian};
use icu_calendar::types::Month;
use icu_calendar::{AsCalendar, Date};
use jiff::civil;

/// A calendar that a date may be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Calendar {
    /// The common calendar.
    Gregorian,
    /// The solar calendar of Iran and Afghanistan.
    SolarHijri,
    /// The lunar calendar, by the tables of Umm al-Qura; sightings elsewhere may differ by a day.
    LunarHijri,
}

impl Calendar {
    /// The day in the common calendar; `None` where this calendar has no such day.
    ///
    /// ```
    /// use ifilm_core::language::Calendar;
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
}

fn common<C: AsCalendar>(year: i16, month: u8, day: u8, calendar: C) -> Option<civil::Date> {
    let date = Date::try_new(i32::from(year).into(), Month::new(month), day, calendar).ok()?;
    let date = date.to_calendar(Iso);
    let year = i16::try_from(date.year().extended_year()).ok()?;
    let month = i8::try_from(date.month().ordinal).ok()?;
    civil::Date::new(year, month, i8::try_from(date.day_of_month().0).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(calendar: Calendar, year: i16, month: u8, day: u8) -> Option<String> {
        calendar.day(year, month, day).map(|day| day.to_string())
    }

    #[test]
    fn each_calendar_leads_to_the_common_one() {
        assert_eq!(day(Calendar::Gregorian, 2019, 5, 6).as_deref(), Some("2019-05-06"));
        assert_eq!(day(Calendar::SolarHijri, 1405, 1, 1).as_deref(), Some("2026-03-21"));
        assert_eq!(day(Calendar::LunarHijri, 1445, 9, 1).as_deref(), Some("2024-03-11"));
    }

    #[test]
    fn a_leap_day_is_there_in_leap_years_alone() {
        assert_eq!(day(Calendar::SolarHijri, 1403, 12, 30).as_deref(), Some("2025-03-20"));
        assert_eq!(day(Calendar::SolarHijri, 1402, 12, 30), None);
        assert_eq!(day(Calendar::Gregorian, 2023, 2, 29), None);
    }

    #[test]
    fn a_day_that_no_calendar_has_is_none() {
        for calendar in [Calendar::Gregorian, Calendar::SolarHijri, Calendar::LunarHijri] {
            assert_eq!(day(calendar, 1400, 13, 1), None);
            assert_eq!(day(calendar, 1400, 1, 0), None);
            assert_eq!(day(calendar, 1400, 1, 255), None);
        }
    }
}
