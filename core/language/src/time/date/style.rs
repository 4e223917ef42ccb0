//! How a date is written.

use crate::time::calendar::Calendar;

/// How much a date says. How long ago it was is not a style, for that needs to know the present moment:
/// [`DateWords::age`](super::DateWords::age).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Weekday, day, month by name and year: `Thursday, May 2, 2024`.
    Full,
    /// Day, month by name and year: `May 2, 2024`.
    Long,
    /// Numbers alone, in an order that cannot be mistaken in the language and does not turn round among words
    /// of the other direction: `2024/05/02`.
    Short,
    /// The weekday alone: `Thursday`.
    Weekday,
}

/// Whether a date is followed by the hour and minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeOfDay {
    /// It is, on the clock of 24 hours.
    With,
    /// It is not.
    Without,
}

/// A person's settings for dates. Begin with [`DateSettings::default`] and change what is to differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DateSettings {
    /// The names of Gregorian months in Arabic.
    pub arabic_months: ArabicMonths,
    /// The calendar to write in, also in a language that has another; the language's own where `None`.
    pub calendar: Option<Calendar>,
}

impl DateSettings {
    /// With these names of Gregorian months in Arabic.
    pub fn with_arabic_months(self, arabic_months: ArabicMonths) -> Self {
        Self { arabic_months, ..self }
    }

    /// In this calendar, also in a language that has another; `None` means the language's own.
    pub fn with_calendar(self, calendar: impl Into<Option<Calendar>>) -> Self {
        Self { calendar: calendar.into(), ..self }
    }
}

/// The two sets of names that Arabic has for Gregorian months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ArabicMonths {
    /// يناير, فبراير, …: Egypt, the Gulf, the Maghreb in part.
    #[default]
    Western,
    /// كانون الثاني, شباط, …: Lebanon, Syria, Iraq, Jordan, Palestine.
    Levantine,
}
