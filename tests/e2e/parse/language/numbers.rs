//! Numbers, counts and durations in words.

use std::time::Duration;

use ifilm_core::language::number::{count, number};
use ifilm_core::language::time::duration;
use ifilm_core::{Counted, LanguageTag};
use ifilm_tests::golden;
use serde::Deserialize;

#[derive(Deserialize)]
struct Row {
    what: String,
    number: u32,
    counted: Option<String>,
    language: LanguageTag,
    text: String,
    why: String,
}

#[test]
fn every_number_is_written_as_in_the_table() {
    let rows: Vec<Row> = golden("numbers");
    assert!(rows.len() >= 124, "{}", rows.len());

    for row in &rows {
        assert_eq!(written(row), row.text, "{} ({})", row.language, row.why);
    }
}

fn written(row: &Row) -> String {
    match &*row.what {
        "number" => number(row.number.into(), &row.language),
        "count" => count(row.number.into(), counted(row), &row.language),
        "duration" => duration(Duration::from_secs(row.number.into()), &row.language),
        other => panic!("no such thing: {other}"),
    }
}

fn counted(row: &Row) -> Counted {
    let name = row.counted.as_deref().unwrap();
    let is_named = |counted: &Counted| format!("{counted:?}").eq_ignore_ascii_case(name);
    Counted::ALL.into_iter().find(is_named).unwrap_or_else(|| panic!("nothing called {name}"))
}
