//! `ifilm debug stamp`: a date as a page prints it.

use ifilm_core::Precision;
use ifilm_core::language::time::parse_stamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use crate::arguments::{Shared, Stamp};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

pub(super) fn run(shared: &Shared, arguments: &Stamp) -> Result<Ended, Failure> {
    let editions = shared.known_editions()?;
    let edition = editions.get(shared.editions.first().unwrap_or(editions.default_edition()))?;
    let zone = edition.zone.time_zone();
    match &arguments.text {
        Some(text) if !arguments.batch => screen::json(&read(text, zone)),
        _ => return batch::run(false, |line| Ok(read(&text_of(line)?, zone))),
    }
    Ok(Ended::Well)
}

/// `at` is a moment or a day; `null` if the text holds no date.
fn read(text: &str, zone: &TimeZone) -> Value {
    let stamp = parse_stamp(text, zone);
    json!({ "at": stamp.map(|stamp| stamp.to_string()), "precision": stamp.map(Precision::from) })
}

fn text_of(line: &str) -> Result<String, Failure> {
    serde_json::from_str(line).map_err(|cause| Failure::bad_input(format!("no JSON string: {cause}")))
}
