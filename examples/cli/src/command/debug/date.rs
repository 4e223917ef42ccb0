//! `ifilm debug date`: a moment in words.

use ifilm_core::language::time::{DateStyle, DateWords, TimeOfDay};
use jiff::Timestamp;
use serde_json::json;

use crate::arguments::{Date, Shared, Style};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

pub(super) fn date(shared: &Shared, arguments: &Date) -> Result<Ended, Failure> {
    let (editions, zone) = (shared.known_editions()?, shared.time_zone()?);
    let edition = editions.get(shared.editions.first().unwrap_or(editions.default_edition()))?;
    let dates = DateWords::new(&zone, &edition.language, shared.dates());
    let time = if arguments.time { TimeOfDay::With } else { TimeOfDay::Without };
    let text = |at: Timestamp| match arguments.style {
        Style::Full => dates.text(at, DateStyle::Full, time),
        Style::Long => dates.text(at, DateStyle::Long, time),
        Style::Short => dates.text(at, DateStyle::Short, time),
        Style::Weekday => dates.text(at, DateStyle::Weekday, time),
        Style::Relative => dates.age(at, shared.now(), time),
    };
    let one = |at: &str| Ok(json!({ "text": text(moment(at)?) }));
    match &arguments.at {
        Some(at) if !arguments.batch => screen::json(&one(at)?),
        _ => return batch::run(false, one),
    }
    Ok(Ended::Well)
}

fn moment(text: &str) -> Result<Timestamp, Failure> {
    text.trim().parse().map_err(|cause| Failure::bad_input(format!("`{text}` is no RFC 3339 time: {cause}")))
}
