//! Dates as pages print them.

use ifilm_core::Precision;
use ifilm_core::language::time::{parse_stamp, tehran};
use ifilm_tests::golden;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    text: String,
    at: String,
    precision: String,
    why: String,
}

#[derive(Deserialize)]
struct Refused {
    text: String,
    why: String,
}

#[test]
fn every_stamp_is_read() {
    let rows: Vec<Row> = golden("stamps");
    assert!(rows.len() >= 700, "{}", rows.len());

    let wrong: Vec<String> = rows.iter().filter_map(wrong).collect();

    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

fn wrong(row: &Row) -> Option<String> {
    let Row { text, at, precision, why } = row;
    let read = parse_stamp(text, &tehran())
        .map(|stamp| (stamp.to_string(), Precision::from(stamp).as_str().to_owned()));
    let wanted = Some((at.clone(), precision.clone()));
    (read != wanted).then(|| format!("{text}: {read:?}, not {at} ({why})"))
}

#[test]
fn what_is_no_stamp_is_refused() {
    let rows: Vec<Refused> = golden("not_stamps");
    assert!(rows.len() >= 230, "{}", rows.len());

    let read =
        |row: &Refused| Some(format!("{}: {} ({})", row.text, parse_stamp(&row.text, &tehran())?, row.why));
    let wrong: Vec<String> = rows.iter().filter_map(read).collect();

    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}
