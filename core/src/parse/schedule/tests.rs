//! Guides in many forms, typed by hand.

mod days;
mod forms;
mod hostile;
mod json;
mod noise;
mod zones;

use url::Url;

use super::*;
use crate::catalog::Editions;

/// The moment of fetching: a Monday, 10:00 in Tehran.
const NOW: &str = "2026-11-30T06:30:00Z";

/// Reads a guide of an edition.
fn read_as(edition: &str, text: &str) -> Schedule {
    let editions = Editions::of(crate::catalog::Catalog::embedded()).unwrap();
    let edition = editions.get(&edition.parse().unwrap()).unwrap();
    let address = Url::parse("https://en.ifilmtv.ir/Schedule/Index").unwrap();
    let received_at = NOW.parse().unwrap();
    schedule(Document { bytes: text.as_bytes(), charset: None, address: &address, edition, received_at })
        .unwrap()
}

fn read(text: &str) -> Schedule {
    read_as("en", text)
}

/// Each entry in a line, in Tehran's time: `30 20:05-21:00 Morning Road #12`.
fn lines(schedule: &Schedule) -> Vec<String> {
    let zone = ifilm_language::time::tehran();
    let line = |entry: &ScheduleEntry| {
        let start = entry.start.to_zoned(zone.clone()).strftime("%d %H:%M").to_string();
        let end = entry
            .end
            .map_or("null".to_owned(), |end| end.to_zoned(zone.clone()).strftime("%H:%M").to_string());
        let episode = entry.episode.map_or(String::new(), |number| format!(" #{number}"));
        format!("{start}-{end} {}{episode}", entry.title)
    };
    schedule.entries.iter().map(line).collect()
}

/// The same of a page.
fn rows(text: &str) -> Vec<String> {
    lines(&read(text))
}

/// Checks that each of some pages says the same, and shows all that do not.
fn all_say<'p>(pages: impl IntoIterator<Item = &'p str>, expected: &[&str]) {
    let wrong: Vec<(&str, Vec<String>)> =
        pages.into_iter().map(|page| (page, rows(page))).filter(|(_, found)| found != expected).collect();

    assert!(wrong.is_empty(), "{wrong:#?}");
}
