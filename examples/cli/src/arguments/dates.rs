//! How dates are written.

use clap::{Args, ValueEnum};
use ifilm_core::{ArabicMonths, Calendar, DateSettings, client};
use jiff::tz::TimeZone;

use crate::failure::Failure;

/// The options for dates.
#[derive(Args)]
pub(super) struct Dates {
    /// The time zone to use instead of the device's
    #[arg(long, global = true, value_name = "IANA")]
    pub(super) time_zone: Option<String>,
    /// The names of Gregorian months in Arabic
    #[arg(long, global = true, value_enum, default_value = "western")]
    months: Months,
    /// The calendar of dates, instead of the edition's own
    #[arg(long, global = true, value_enum)]
    calendar: Option<CalendarName>,
}

/// The names of Gregorian months in Arabic.
#[derive(Clone, Copy, ValueEnum)]
enum Months {
    /// يناير, فبراير, …
    Western,
    /// كانون الثاني, شباط, …
    Levantine,
}

/// The calendars.
#[derive(Clone, Copy, ValueEnum)]
enum CalendarName {
    Gregorian,
    /// Solar Hijri
    Solar,
    /// Lunar Hijri, by Umm al-Qura
    Lunar,
}

impl Dates {
    /// The time zone to use.
    pub(super) fn zone(&self) -> Result<TimeZone, Failure> {
        Ok(client::time_zone(self.time_zone.as_deref())?)
    }

    /// The settings for dates.
    pub(super) fn settings(&self) -> DateSettings {
        let arabic_months = match self.months {
            Months::Western => ArabicMonths::Western,
            Months::Levantine => ArabicMonths::Levantine,
        };
        let calendar = self.calendar.map(|calendar| match calendar {
            CalendarName::Gregorian => Calendar::Gregorian,
            CalendarName::Solar => Calendar::SolarHijri,
            CalendarName::Lunar => Calendar::LunarHijri,
        });
        DateSettings::default().with_arabic_months(arabic_months).with_calendar(calendar)
    }
}
