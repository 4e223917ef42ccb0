//! The guide of a television, in any form: a table, a list, cards, flat text, tabs, or JSON. Nothing is known
//! of its markup, so its rows are found by what they hold: a time and a title.
//!
//! A time is in the zone that stands beside it, else at the head of its column, else in a sentence of the
//! page, else in that of the edition. A day is that of the row, of its column, of its panel, of the heading
//! before it, of the title of the page, else the day of fetching.

mod broadcast;
mod builder;
mod columns;
mod days;
mod draft;
mod episode;
mod fields;
mod html;
mod json;
mod json_fields;
mod json_numbers;
mod json_parts;
mod json_short;
mod json_time;
mod json_value;
mod line_times;
mod link;
mod marks;
mod moments;
mod noise;
mod page;
mod reading;
mod role;
mod rows;
mod script;
mod tab_run;
mod table;
mod tabs;
#[cfg(test)]
mod tests;
mod title;
mod title_parts;
mod token;
mod words;
mod written_zone;

pub(super) use builder::read as elements_of;
pub(super) use page::GuidePage as ElementPage;

use std::collections::HashMap;

use ifilm_language::text::normalized;
use ifilm_language::time::ClockZone;
use jiff::Timestamp;

use self::broadcast::Found;
use self::moments::{Moments, day_of_fetching};
use super::{Document, encoding, guarded};
use crate::error::{Error, Result};
use crate::model::{Schedule, ScheduleEntry};

/// Reads a guide, in time linear in its length. An empty guide has no entries.
///
/// # Errors
/// [`Error::Unreadable`] if the document is neither a page nor JSON, or if the parser panics.
pub fn schedule(document: Document<'_>) -> Result<Schedule> {
    guarded(document.address, || read(document))
}

fn read(document: Document<'_>) -> Result<Schedule> {
    let text = encoding::decode(document.bytes, document.charset);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    match text.chars().next() {
        None => Ok(finished(vec![Found::default()], document)),
        Some('[' | '{' | '"') => {
            let today = day_of_fetching(document, None);
            let found = json::of_document(text, document, today).ok_or_else(|| unreadable(document))?;
            Ok(finished(vec![found], document))
        }
        Some(_) => of_page(text, document),
    }
}

/// The guide of a page: that of its text, or of the data in its scripts if those have at least as many
/// broadcasts. The other one fills in what is missing.
fn of_page(text: &str, document: Document<'_>) -> Result<Schedule> {
    let page = builder::read(text);
    if !page.has_tags {
        return Err(unreadable(document));
    }
    let shown = html::read(&page, document);
    let data = script::read(&page, document, day_of_fetching(document, shown.zone));
    let data = Found { zone: data.zone.or(shown.zone), ..data };
    let is_data = !data.broadcasts.is_empty() && data.broadcasts.len() >= shown.broadcasts.len();
    Ok(finished(if is_data { vec![data, shown] } else { vec![shown, data] }, document))
}

fn unreadable(document: Document<'_>) -> Error {
    Error::Unreadable {
        what: document.address.to_string(),
        reason: "it is neither a page nor JSON".to_owned(),
    }
}

/// The guide that the first of some readings gives. The others only fill in what its entries lack.
fn finished(found: Vec<Found>, document: Document<'_>) -> Schedule {
    let named = found.first().and_then(|found| found.zone.or(found.written));
    let zone = named.and_then(ClockZone::name).unwrap_or_else(|| document.edition.zone.to_string());
    let mut entries = Entries::default();
    for (at, found) in found.into_iter().enumerate() {
        let own = document.edition.zone.time_zone();
        let moments = Moments { said: found.zone, own, today: day_of_fetching(document, found.zone) };
        for entry in moments.entries(found.broadcasts) {
            entries.add(entry, at == 0);
        }
    }
    Schedule { zone, entries: entries.all }
}

/// Entries, each once.
#[derive(Default)]
struct Entries {
    all: Vec<ScheduleEntry>,
    places: HashMap<(Timestamp, String), usize>,
}

impl Entries {
    /// Adds an entry. One that is known only fills in what that lacks. `is_own`: whether others are added.
    fn add(&mut self, entry: ScheduleEntry, is_own: bool) {
        let key = (entry.start, normalized(&entry.title));
        let known = self.places.get(&key).and_then(|place| self.all.get_mut(*place));
        if let Some(known) = known {
            known.end = known.end.or(entry.end);
            known.episode = known.episode.or(entry.episode);
            known.link = known.link.take().or(entry.link);
        } else if is_own {
            self.places.insert(key, self.all.len());
            self.all.push(entry);
        }
    }
}
