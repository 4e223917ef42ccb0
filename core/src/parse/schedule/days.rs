//! The dates of the days that a guide names by their weekday, or as seen from today.

use ifilm_language::time::SaidDay;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The dates of days in the order of a guide.
///
/// - A weekday behind a known day is the next one of its name.
/// - Weekdays before the first known day lead up to it.
/// - Without any known day, a run that has today's weekday has it today; else the run begins with the next
///   day of its name. A single one is the nearest.
pub(super) fn resolved(days: &[SaidDay], today: Date) -> Vec<Date> {
    let known = |day: &SaidDay| match day {
        SaidDay::Date(date) => Some(*date),
        SaidDay::Away(days) => after(today, i32::from(*days)),
        SaidDay::Weekday(_) => None,
    };
    let anchor = days.iter().enumerate().find_map(|(at, day)| Some((at, known(day)?)));
    let (at, date) = anchor.unwrap_or_else(|| first_of_weekdays(days, today));
    let mut dates = vec![today; days.len()];
    let step = if is_descending(days) { -1 } else { 1 };
    let mut near = date;
    for (place, day) in days.iter().enumerate().skip(at) {
        near = known(day).unwrap_or_else(|| towards(near, day, step));
        dates.iter_mut().skip(place).take(1).for_each(|date| *date = near);
    }
    near = date;
    for (place, day) in days.iter().enumerate().take(at).rev() {
        near = towards(near, day, step.wrapping_neg());
        dates.iter_mut().skip(place).take(1).for_each(|date| *date = near);
    }
    dates
}

fn after(day: Date, days: i32) -> Option<Date> {
    day.checked_add(days.days()).ok()
}

/// The same day, or the next one with a weekday in a direction.
fn towards(from: Date, day: &SaidDay, step: i32) -> Date {
    let SaidDay::Weekday(weekday) = day else { return from };
    let days = distance(from.weekday(), *weekday, step);
    after(from, days.saturating_mul(step)).unwrap_or(from)
}

/// How many days lie between two weekdays in a direction, from 0 to 6.
fn distance(from: Weekday, to: Weekday, step: i32) -> i32 {
    let days = if step > 0 { from.until(to) } else { from.since(to) };
    i32::from(days)
}

/// The place and the date of a weekday from which the others are counted.
fn first_of_weekdays(days: &[SaidDay], today: Date) -> (usize, Date) {
    let is_today = |day: &SaidDay| *day == SaidDay::Weekday(today.weekday());
    if let Some(at) = days.iter().position(is_today) {
        return (at, today);
    }
    let Some(SaidDay::Weekday(first)) = days.first() else { return (0, today) };
    let ahead = i32::from(today.weekday().until(*first));
    let is_single = days.iter().all(|day| *day == SaidDay::Weekday(*first));
    let days_after = if is_single && ahead > 3 { ahead.saturating_sub(7) } else { ahead };
    (0, after(today, days_after).unwrap_or(today))
}

/// Whether most weekdays are followed by the one before them.
fn is_descending(days: &[SaidDay]) -> bool {
    let steps = days.windows(2).filter_map(|pair| match pair {
        [SaidDay::Weekday(one), SaidDay::Weekday(next)] if one != next => Some(one.until(*next)),
        _ => None,
    });
    let (mut back, mut all) = (0_usize, 0_usize);
    for step in steps {
        back = back.saturating_add((step == 6).into());
        all = all.saturating_add(1);
    }
    all >= 2 && back.saturating_mul(2) > all
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// A Monday.
    const TODAY: Date = date(2026, 11, 30);

    fn weekdays(names: &str) -> Vec<SaidDay> {
        let number = |name: &str| {
            ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().position(|found| *found == name)
        };
        let weekday = |name| Weekday::from_monday_zero_offset(number(name)?.try_into().ok()?).ok();
        names.split(' ').filter_map(weekday).map(SaidDay::Weekday).collect()
    }

    fn days(names: &str) -> Vec<i8> {
        resolved(&weekdays(names), TODAY).into_iter().map(Date::day).collect()
    }

    #[test]
    fn a_week_that_has_today_is_this_week() {
        assert_eq!(days("mon tue wed"), [30, 1, 2]);
        assert_eq!(days("sat sun mon tue wed thu fri"), [28, 29, 30, 1, 2, 3, 4]);
    }

    #[test]
    fn a_run_without_today_begins_with_the_next_day_of_its_name() {
        assert_eq!(days("tue wed thu"), [1, 2, 3]);
        assert_eq!(days("fri sat sun"), [4, 5, 6]);
    }

    #[test]
    fn a_single_weekday_is_the_nearest() {
        assert_eq!(days("sun"), [29]);
        assert_eq!(days("tue tue"), [1, 1]);
        assert_eq!(days("thu"), [3]);
    }

    #[test]
    fn weekdays_beside_known_days_are_counted_from_them() {
        let wednesday = SaidDay::Weekday(Weekday::Wednesday);
        let days = [SaidDay::Weekday(Weekday::Sunday), SaidDay::Away(0), SaidDay::Away(1), wednesday];

        assert_eq!(resolved(&days, TODAY), [date(2026, 11, 29), TODAY, date(2026, 12, 1), date(2026, 12, 2)]);
        assert_eq!(resolved(&[SaidDay::Date(date(2026, 12, 7)), wednesday], TODAY)[1], date(2026, 12, 9));
    }

    #[test]
    fn a_week_may_be_listed_backwards() {
        assert_eq!(days("wed tue mon"), [2, 1, 30]);
    }
}
