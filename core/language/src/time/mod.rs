//! Dates and times in three calendars: writes them for people, and reads them as pages print them.

mod age_line;
pub(crate) mod calendar;
pub(crate) mod date;
pub(crate) mod duration;
pub(crate) mod month;
pub(crate) mod stamp;
mod tehran;

pub use age_line::is_age;
pub use calendar::{Calendar, CalendarDay};
pub use date::{ArabicMonths, DateSettings, DateStyle, DateWords, TimeOfDay};
pub use duration::duration;
pub use stamp::{
    ClockTime, ClockZone, DateRole, DayOfLine, PrintedDates, SaidDay, SaidDuration, Stamp, clock_times,
    date_label, day_of_line, facts_dates, has_date_label, has_other_label, is_date_word, is_half_of_day,
    machine_stamp, ordinal, parse_stamp, printed_dates, printed_stamp, role_before_date, said_durations,
    zone_of_line,
};
pub use tehran::tehran;
