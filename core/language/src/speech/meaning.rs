//! What the digits of a figure mean.

use crate::number::digit_groups::{is_dash, value};
use crate::number::figure::Figure;
use crate::time::calendar::Calendar;

/// The meaning of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A whole number.
    Whole(u64),
    /// A number with decimals. The decimals are as they are written.
    Decimal(u64, String),
    /// Digits to be read one by one.
    Digits(String),
    /// A day.
    Date(Day),
    /// A time of day.
    Time(Clock),
    /// From one to the other.
    Range(Box<Meaning>, Box<Meaning>),
    /// Two numbers with a dash between. The words around decide whether it is a range or a score.
    Pair(u64, u64),
    /// One side's points against the other's.
    Score(u64, u64),
    /// One over the other.
    Over(Box<Meaning>, Box<Meaning>),
    /// Numbers with dots between, such as a version.
    Dotted(Vec<Meaning>),
    /// Numbers that only follow each other.
    Row(Vec<Meaning>),
}

/// A day that exists in its calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) calendar: Calendar,
    pub(super) year: i16,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// A time on a clock of twenty-four hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: u8,
    pub(super) minute: u8,
    pub(super) second: Option<u8>,
}

/// The most digits of a number that is read as one.
const MOST_DIGITS: usize = 18;

impl Meaning {
    /// What a figure means.
    pub(super) fn of(figure: &Figure<'_>) -> Self {
        let groups: Vec<String> = figure.groups.iter().map(|group| value(group)).collect();
        if figure.is_phone {
            return Self::Digits(groups.concat());
        }
        match figure.pair().and_then(|at| Self::of_sides(&groups, &figure.separators, at)) {
            Some((left, right)) => pair(left, right),
            None => Self::of_groups(&groups, &figure.separators),
        }
    }

    /// The meanings of both sides of a separator that stands after `at` groups.
    fn of_sides(groups: &[String], separators: &[char], at: usize) -> Option<(Self, Self)> {
        let (left, right) = groups.split_at_checked(at)?;
        let (before, [_, behind @ ..]) = separators.split_at_checked(at.checked_sub(1)?)? else {
            return None;
        };
        Some((Self::of_groups(left, before), Self::of_groups(right, behind)))
    }

    fn of_groups(groups: &[String], separators: &[char]) -> Self {
        match (groups, separators) {
            ([whole], _) => number(whole),
            _ if let Some(day) = day(groups, separators) => Self::Date(day),
            _ if let Some(time) = time(groups, separators) => time,
            _ if let Some(number) = grouped(groups, separators) => number,
            ([whole, decimals], ['.' | '٫']) => decimal(whole, decimals),
            _ if let Some((above, below)) =
                lone_slash(separators).and_then(|at| Self::of_sides(groups, separators, at)) =>
            {
                Self::Over(Box::new(above), Box::new(below))
            }
            _ if separators.iter().all(|c| *c == '.') => {
                Self::Dotted(groups.iter().map(|group| number(group)).collect())
            }
            _ => Self::Row(groups.iter().map(|group| number(group)).collect()),
        }
    }
}

/// A number. It is read digit by digit if it begins with a zero or has too many digits.
fn number(digits: &str) -> Meaning {
    let is_code = digits.len() > 1 && digits.starts_with('0') || digits.len() > MOST_DIGITS;
    match digits.parse() {
        Ok(number) if !is_code => Meaning::Whole(number),
        _ => Meaning::Digits(digits.to_owned()),
    }
}

fn decimal(whole: &str, decimals: &str) -> Meaning {
    match whole.parse() {
        Ok(whole) => Meaning::Decimal(whole, decimals.to_owned()),
        Err(_) => Meaning::Digits(format!("{whole}{decimals}")),
    }
}

/// Thousands, with decimals or without.
fn grouped(groups: &[String], separators: &[char]) -> Option<Meaning> {
    let is_thousands = |c: &char| matches!(c, ',' | '٬' | '،');
    let (whole, between, decimals) = match (groups, separators) {
        ([whole @ .., decimals], [between @ .., '.' | '٫']) => (whole, between, Some(decimals)),
        _ => (groups, separators, None),
    };
    let [first, rest @ ..] = whole else { return None };
    let fits = first.len() <= 3
        && !rest.is_empty()
        && rest.iter().all(|group| group.len() == 3)
        && between.iter().all(is_thousands);
    if !fits {
        return None;
    }
    Some(decimals.map_or_else(|| number(&whole.concat()), |decimals| decimal(&whole.concat(), decimals)))
}

/// How many groups stand before the only slash.
fn lone_slash(separators: &[char]) -> Option<usize> {
    let mut slashes = (1..).zip(separators).filter(|(_, c)| **c == '/');
    let (before, _) = slashes.next().filter(|_| slashes.next().is_none())?;
    Some(before)
}

fn pair(left: Meaning, right: Meaning) -> Meaning {
    match (left, right) {
        (Meaning::Whole(left), Meaning::Whole(right)) => Meaning::Pair(left, right),
        (left, right) => Meaning::Range(Box::new(left), Box::new(right)),
    }
}

fn time(groups: &[String], separators: &[char]) -> Option<Meaning> {
    let part = |group: &str, below: u8| group.parse::<u8>().ok().filter(|part| *part < below);
    let [hour, rest @ ..] = groups else { return None };
    let is_time = hour.len() <= 2 && rest.iter().all(|group| group.len() == 2);
    let (minute, second) = match (rest, separators) {
        ([minute], [':']) if is_time => (minute, None),
        ([minute, second], [':', ':']) if is_time => (minute, Some(part(second, 60)?)),
        _ => return None,
    };
    Some(Meaning::Time(Clock { hour: part(hour, 24)?, minute: part(minute, 60)?, second }))
}

/// The day that three numbers with the same sign between mean, if a calendar has it: year first, or day,
/// month, year.
fn day(groups: &[String], separators: &[char]) -> Option<Day> {
    let ([a, b, c], [sign, other]) = (groups, separators) else { return None };
    let is_split = sign == other && (matches!(sign, '/' | '.') || is_dash(*sign));
    let (year, month, day) = match (a.len(), b.len(), c.len()) {
        (4, 1..=2, 1..=2) => (a, b, c),
        (1..=2, 1..=2, 4) => (c, b, a),
        _ => return None,
    };
    let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    let calendar = calendar_of(year).filter(|_| is_split)?;
    calendar.day(year, month, day).map(|_| Day { calendar, year, month, day })
}

/// The calendar of a year that news may write. The solar and the lunar year of the same time are forty apart,
/// so no such year belongs to both.
fn calendar_of(year: i16) -> Option<Calendar> {
    match year {
        1300..=1429 => Some(Calendar::SolarHijri),
        1430..=1499 => Some(Calendar::LunarHijri),
        1800..=2199 => Some(Calendar::Gregorian),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> Meaning {
        Meaning::of(&Figure::at(text).unwrap())
    }

    fn date(text: &str) -> Option<Day> {
        match meaning(text) {
            Meaning::Date(day) => Some(day),
            _ => None,
        }
    }

    #[test]
    fn three_numbers_are_a_day_where_a_calendar_has_it() {
        assert_eq!(date("۱۴۰۳/۲/۱۳").map(|day| day.calendar), Some(Calendar::SolarHijri));
        assert_eq!(date("1445/9/1").map(|day| day.calendar), Some(Calendar::LunarHijri));
        assert_eq!(date("٢/٥/٢٠٢٤").map(|day| (day.day, day.month)), Some((2, 5)));
        for text in ["1403/13/1", "2023-02-29", "1.2.3", "2024/05-02", "0999/1/1"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn two_whole_numbers_are_a_pair_and_others_a_range() {
        assert_eq!(meaning("3-2"), Meaning::Pair(3, 2));
        assert_eq!(meaning("10,000-20,000"), Meaning::Pair(10_000, 20_000));
        assert!(matches!(meaning("18:05-19:30"), Meaning::Range(..)));
        assert!(matches!(meaning("1.5-2"), Meaning::Range(..)));
    }

    #[test]
    fn numbers_are_read_whole_unless_they_are_codes() {
        assert_eq!(meaning("۱٬۲۳۴٬۵۶۷"), Meaning::Whole(1_234_567));
        assert_eq!(meaning("1,234.5"), Meaning::Decimal(1234, "5".to_owned()));
        assert_eq!(meaning("٣٫١٤"), Meaning::Decimal(3, "14".to_owned()));
        assert_eq!(meaning("007"), Meaning::Digits("007".to_owned()));
        assert_eq!(meaning("021-88776655"), Meaning::Digits("02188776655".to_owned()));
        assert!(matches!(meaning("192.168.1.1"), Meaning::Dotted(parts) if parts.len() == 4));
    }

    #[test]
    fn a_time_has_an_hour_and_minutes_of_two_digits() {
        assert_eq!(meaning("18:05"), Meaning::Time(Clock { hour: 18, minute: 5, second: None }));
        assert_eq!(meaning("6:05:30"), Meaning::Time(Clock { hour: 6, minute: 5, second: Some(30) }));
        assert!(matches!(meaning("25:00"), Meaning::Row(_)));
        assert!(matches!(meaning("3:2"), Meaning::Row(_)));
    }
}
