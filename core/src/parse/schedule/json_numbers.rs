//! Times of day that JSON writes as bare numbers: 2005 or 1205 for 20:05, or hours alone.

use ifilm_language::time::{ClockTime, clock_times};
use serde_json::Value;

use super::json_fields::{ENDS, Fields, STARTS};

/// How the numbers of a list stand for times of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClockNumbers {
    /// 20
    Hours,
    /// 2005
    HoursAndMinutes,
    /// 1205, minutes since midnight
    Minutes,
}

/// How many rows of a list are looked at.
const MOST_ROWS: usize = 500;
/// The largest number that may be a time of day.
const LARGEST: u64 = 2959;

impl ClockNumbers {
    /// How the numbers of a list are meant. One row alone does not tell.
    pub(super) fn of(rows: &[Value]) -> Option<Self> {
        let objects = rows.iter().take(MOST_ROWS).filter_map(Value::as_object).map(Fields::of);
        let numbers: Vec<u64> = objects
            .flat_map(|fields| [fields.find(STARTS, number), fields.find(ENDS, number)])
            .flatten()
            .collect();
        let largest = numbers.iter().max().filter(|_| numbers.len() > 1)?;
        let is_clock = numbers.iter().all(|number| number % 100 < 60);
        match *largest {
            0..=24 => Some(Self::Hours),
            _ if is_clock => Some(Self::HoursAndMinutes),
            25..=1740 => Some(Self::Minutes),
            _ => None,
        }
    }

    /// The time of day in a value.
    pub(super) fn time(self, value: &Value) -> Option<ClockTime> {
        let number = number(value)?;
        let (hour, minute) = match self {
            Self::Hours => (number, 0),
            Self::HoursAndMinutes => (number / 100, number % 100),
            Self::Minutes => (number / 60, number % 60),
        };
        clock_times(&format!("{hour:02}:{minute:02}"), false).into_iter().next()
    }
}

fn number(value: &Value) -> Option<u64> {
    let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
    number.filter(|number| *number <= LARGEST)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn minutes(rows: &Value) -> Vec<u16> {
        let rows = rows.as_array().unwrap();
        let form = ClockNumbers::of(rows);
        let time = |row: &Value| form.and_then(|form| form.time(&row["start"]));
        rows.iter().filter_map(time).map(|time| time.minutes).collect()
    }

    #[test]
    fn all_numbers_of_a_list_say_how_each_is_meant() {
        assert_eq!(minutes(&json!([{"start": 2005}, {"start": 20}])), [1205, 20]);
        assert_eq!(minutes(&json!([{"start": 1205}, {"start": 1265}])), [1205, 1265]);
        assert_eq!(minutes(&json!([{"start": 7}, {"start": 20}])), [420, 1200]);
        assert!(minutes(&json!([{"start": 7}])).is_empty());
        assert!(minutes(&json!([{"start": 1_796_056_500}, {"start": 2999}])).is_empty());
    }
}
