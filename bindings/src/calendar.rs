//! Converts between day counts and dates in the three calendars that the editions use.

use crate::enum_conversion::convert_enum;
use crate::error::{IfilmError, Result, caught};

/// A calendar in which a date may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Calendar {
    /// The common calendar.
    Gregorian,
    /// The solar calendar of Iran and Afghanistan.
    SolarHijri,
    /// The lunar calendar, by the tables of Umm al-Qura for the years 1300 to 1600 and by arithmetic outside
    /// them; sightings elsewhere may differ by a day.
    LunarHijri,
}

convert_enum!(Calendar { Gregorian, SolarHijri, LunarHijri });

/// A day as a calendar names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct CalendarDay {
    /// The year; years before the first one are zero and below.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

impl From<ifilm_core::language::time::CalendarDay> for CalendarDay {
    fn from(day: ifilm_core::language::time::CalendarDay) -> Self {
        let ifilm_core::language::time::CalendarDay { year, month, day } = day;
        Self { year: year.into(), month: month.into(), day: day.into() }
    }
}

/// The names of `count` days in a row in a calendar. `first_day` counts days since 1970-01-01, which is 0.
///
/// # Errors
/// `BadArgument` for days outside the Gregorian years -9999 to 9999, or for more than a million days.
#[uniffi::export]
pub fn calendar_days(calendar: Calendar, first_day: i32, count: u32) -> Result<Vec<CalendarDay>> {
    caught(|| {
        let days = ifilm_core::Calendar::from(calendar).days(first_day, count);
        let days = days.ok_or_else(|| bad(format!("{count} days from day {first_day}")))?;
        Ok(days.into_iter().map(CalendarDay::from).collect())
    })
}

/// The days with these names in a calendar, each counted since 1970-01-01, which is 0. Absent if the calendar
/// has no such day, as the 30th of Esfand in most years.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn epoch_days(calendar: Calendar, days: Vec<CalendarDay>) -> Result<Vec<Option<i32>>> {
    caught(|| Ok(days.into_iter().map(|day| epoch_day(calendar, day)).collect()))
}

/// How many days a month has; absent if the calendar has no such month.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn days_in_month(calendar: Calendar, year: i32, month: u32) -> Result<Option<u32>> {
    caught(|| {
        let (Ok(year), Ok(month)) = (year.try_into(), month.try_into()) else {
            return Ok(None);
        };
        Ok(ifilm_core::Calendar::from(calendar).days_in_month(year, month).map(u32::from))
    })
}

/// Whether a year is a leap year. A leap year has one more day in each of the three calendars.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn is_leap_year(calendar: Calendar, year: i32) -> Result<bool> {
    caught(|| Ok(year.try_into().is_ok_and(|year| ifilm_core::Calendar::from(calendar).is_leap(year))))
}

fn epoch_day(calendar: Calendar, day: CalendarDay) -> Option<i32> {
    let CalendarDay { year, month, day } = day;
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    let day = ifilm_core::language::time::CalendarDay { year, month, day };
    ifilm_core::Calendar::from(calendar).epoch_day(day)
}

fn bad(what: String) -> IfilmError {
    IfilmError::BadArgument { reason: format!("{what}: beyond what a calendar is asked for") }
}
