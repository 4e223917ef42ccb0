//! The year of a day that a guide names without one: the day nearest to a known one counts.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use crate::time::calendar::Calendar;

const ALL: [Calendar; 3] = [Calendar::Gregorian, Calendar::SolarHijri, Calendar::LunarHijri];

/// The day of this month and day that is nearest to another.
pub(super) fn of_month(calendar: Calendar, month: u8, day: u8, near: Date) -> Option<Date> {
    let year = calendar.name(near).year;
    let years = [year.checked_sub(1), Some(year), year.checked_add(1)];
    let days = years.into_iter().flatten().filter_map(|year| calendar.day(year, month, day));
    days.min_by_key(|day| distance(*day, near))
}

/// The day that two numbers name in any order and calendar, nearest to another; on this weekday if one is
/// named.
pub(super) fn of_numbers(first: u8, second: u8, weekday: Option<Weekday>, near: Date) -> Option<Date> {
    let days = ALL.into_iter().take(2).flat_map(|calendar| {
        [(first, second), (second, first)].map(|(month, day)| of_month(calendar, month, day, near))
    });
    let days = days.flatten().filter(|day| distance(*day, near) <= FARTHEST);
    let fits = |day: &Date| weekday.is_none_or(|weekday| day.weekday() == weekday);
    days.min_by_key(|day| (!fits(day), distance(*day, near)))
}

/// The day of a weekday with this number in its month, in any calendar, nearest to another.
pub(super) fn of_weekday(weekday: Weekday, number: u8, near: Date) -> Option<Date> {
    let first = near.checked_sub(FARTHEST.days()).ok()?;
    let days = (0..=FARTHEST.saturating_mul(2)).filter_map(|days| first.checked_add(days.days()).ok());
    let has_number = |day: &Date| ALL.into_iter().any(|calendar| calendar.name(*day).day == number);
    let days = days.filter(|day| day.weekday() == weekday).filter(has_number);
    days.min_by_key(|day| distance(*day, near))
}

/// The most days that a guide reaches from the day of its fetching.
const FARTHEST: i32 = 35;

/// How many days lie between two.
pub(super) fn distance(one: Date, other: Date) -> i32 {
    let days = one.since(other).map_or(i32::MAX, |span| span.get_days());
    days.saturating_abs()
}
