//! `ifilm debug stamp`: a date as a page prints it.

use ifilm_core::Precision;
use ifilm_core::language::time::parse_stamp;
use serde_json::{Value, json};

use crate::arguments::Stamp;
use crate::failure::Failure;
use crate::{Ended, batch, screen};

pub(super) fn run(arguments: &Stamp) -> Result<Ended, Failure> {
    match &arguments.text {
        Some(text) if !arguments.batch => screen::json(&read(text)),
        _ => return batch::run(false, |line| Ok(read(&text_of(line)?))),
    }
    Ok(Ended::Well)
}

/// `at` is a moment or a day; `null` if the text holds no date.
fn read(text: &str) -> Value {
    let stamp = parse_stamp(text);
    json!({ "at": stamp.map(|stamp| stamp.to_string()), "precision": stamp.map(Precision::from) })
}

fn text_of(line: &str) -> Result<String, Failure> {
    serde_json::from_str(line).map_err(|cause| Failure::bad_input(format!("no JSON string: {cause}")))
}
