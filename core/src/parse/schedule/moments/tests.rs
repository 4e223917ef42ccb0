//! The moments of broadcasts, day by day.

use super::*;

const TODAY: Date = jiff::civil::date(2026, 11, 30);

fn broadcast(minutes: u16, day: Option<Date>) -> Broadcast {
    let start = Start::Clock { minutes, zone: None };
    Broadcast {
        start,
        end: None,
        title: minutes.to_string(),
        episode: None,
        link: None,
        day,
        days_later: 0,
        list: 1,
    }
}

fn starts(hours: &[u16], day: Option<Date>) -> Vec<String> {
    let moments = Moments { said: None, own: &TimeZone::UTC, today: TODAY };
    let entries = moments.entries(hours.iter().map(|hour| broadcast(hour * 60, day)).collect());
    entries.into_iter().map(|entry| entry.start.strftime("%d/%H").to_string()).collect()
}

#[test]
fn a_smaller_time_is_on_the_next_day_once() {
    assert_eq!(starts(&[6, 20, 23, 1, 5], Some(TODAY)), ["30/06", "30/20", "30/23", "01/01", "01/05"]);
    assert_eq!(starts(&[20, 23, 25], Some(TODAY)), ["30/20", "30/23", "01/01"]);
    assert_eq!(starts(&[12, 0, 12, 0], None), ["30/12", "01/00", "01/12", "02/00"]);
}

#[test]
fn a_list_may_go_backwards() {
    assert_eq!(starts(&[23, 20, 6], Some(TODAY)), ["30/06", "30/20", "30/23"]);
}

#[test]
fn a_list_may_begin_on_the_evening_before() {
    assert_eq!(starts(&[23, 1, 6, 12, 20], Some(TODAY)), ["29/23", "30/01", "30/06", "30/12", "30/20"]);
}

#[test]
fn the_end_is_the_next_start_and_the_last_has_none() {
    let moments = Moments { said: None, own: &TimeZone::UTC, today: TODAY };
    let mut broadcasts: Vec<Broadcast> = [20, 21, 23].map(|hour| broadcast(hour * 60, Some(TODAY))).into();
    broadcasts[1].end = Some(End::Length(45));

    let entries = moments.entries(broadcasts);

    let ends: Vec<Option<String>> = entries.iter().map(|entry| Some(entry.end?.to_string())).collect();
    let end = |text: &str| Some(text.to_owned());
    assert_eq!(ends, [end("2026-11-30T21:00:00Z"), end("2026-11-30T21:45:00Z"), None]);
}

#[test]
fn a_range_may_cross_midnight() {
    let moments = Moments { said: None, own: &TimeZone::UTC, today: TODAY };
    let late = Broadcast { end: Some(End::Clock(30)), ..broadcast(23 * 60, Some(TODAY)) };

    assert_eq!(moments.entries(vec![late])[0].end.unwrap().to_string(), "2026-12-01T00:30:00Z");
}

/// Each day of the years around the end of summer time in Iran, in both zones.
#[test]
fn each_day_of_a_year_in_both_zones_is_as_jiff_says() {
    for name in ["Asia/Tehran", "UTC"] {
        let zone = TimeZone::get(name).unwrap();
        let moments = Moments { said: None, own: &zone, today: TODAY };
        for first in [jiff::civil::date(2022, 1, 1), jiff::civil::date(2026, 1, 1)] {
            for day in first.series(1.day()).take(365) {
                let entries = moments.entries(vec![broadcast(20 * 60 + 5, Some(day))]);

                let expected = day.at(20, 5, 0, 0).to_zoned(zone.clone()).unwrap().timestamp();
                assert_eq!(entries[0].start, expected, "{name} {day}");
            }
        }
    }
}
