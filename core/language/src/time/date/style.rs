//! The settings for writing a date.

use crate::time::calendar::Calendar;

/// How much a date says. For how long ago it was, see [`DateWords::age`](super::DateWords::age).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateStyle {
    /// Weekday, day, month by name and year: `Thursday, May 2, 2024`.
    Full,
    /// Day, month by name and year: `May 2, 2024`.
    Long,
    /// Numbers alone: `2024/05/02`. People who read the language cannot mistake their order, and it stays the
    /// same among words of the other direction.
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
    /// The calendar for dates in all languages; `None` means the language's own.
    pub calendar: Option<Calendar>,
}

impl DateSettings {
    /// The same with these names of Gregorian months in Arabic.
    pub fn with_arabic_months(self, arabic_months: ArabicMonths) -> Self {
        Self { arabic_months, ..self }
    }

    /// The same in this calendar; `None` means the language's own.
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
