//! Moments in words.

use ifilm_core::client::time_zone;
use ifilm_core::language::time::DateWords;
use ifilm_core::{ArabicMonths, Calendar, DateSettings, DateStyle, LanguageTag, TimeOfDay};
use ifilm_tests::golden;
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    language: LanguageTag,
    at: Timestamp,
    zone: String,
    style: String,
    time: bool,
    months: Option<String>,
    calendar: Option<String>,
    now: Option<Timestamp>,
    text: String,
    why: String,
}

#[test]
fn every_date_is_written_as_in_the_table() {
    let rows: Vec<Row> = golden("dates");
    assert!(rows.len() >= 366, "{}", rows.len());

    let wrong: Vec<String> = rows.iter().filter_map(wrong).collect();

    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn wrong(row: &Row) -> Option<String> {
    let text = written(row);
    (text != row.text).then(|| format!("{}: {text}, not {} ({})", row.language, row.text, row.why))
}

fn written(row: &Row) -> String {
    let zone = time_zone(Some(&row.zone)).unwrap();
    let dates = DateWords::new(&zone, &row.language, settings(row));
    let time = if row.time { TimeOfDay::With } else { TimeOfDay::Without };
    let style = match &*row.style {
        "full" => DateStyle::Full,
        "long" => DateStyle::Long,
        "short" => DateStyle::Short,
        "weekday" => DateStyle::Weekday,
        "relative" => return dates.age(row.at, row.now.unwrap(), time),
        other => panic!("no style {other}"),
    };
    dates.text(row.at, style, time)
}

fn settings(row: &Row) -> DateSettings {
    let arabic_months = match row.months.as_deref() {
        None => ArabicMonths::Western,
        Some("levantine") => ArabicMonths::Levantine,
        Some(other) => panic!("no months {other}"),
    };
    let calendar = row.calendar.as_deref().map(|calendar| match calendar {
        "gregorian" => Calendar::Gregorian,
        "solar" => Calendar::SolarHijri,
        "lunar" => Calendar::LunarHijri,
        other => panic!("no calendar {other}"),
    });
    DateSettings::default().with_arabic_months(arabic_months).with_calendar(calendar)
}
