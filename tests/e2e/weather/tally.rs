//! Counts how often each kind of answer came, at listings, pages and bases.

use std::collections::BTreeMap;

use ifilm_site::{WeatherAnswer, WeatherKind, WeatherPlace};

pub(crate) const PLACES: [WeatherPlace; 3] = [WeatherPlace::Listing, WeatherPlace::Page, WeatherPlace::Base];

/// A row of the table: its name, and which answers it counts.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    kind: WeatherKind,
    /// If set, only fair answers with this status count.
    status: Option<u16>,
}

const fn row(name: &'static str, kind: WeatherKind) -> Row {
    Row { name, kind, status: None }
}

pub(crate) const ROWS: &[Row] = &[
    Row { name: "200", kind: WeatherKind::Fair, status: Some(200) },
    Row { name: "304", kind: WeatherKind::Fair, status: Some(304) },
    row("304, true or not", WeatherKind::NotModified),
    row("404", WeatherKind::NotFound),
    row("410", WeatherKind::Gone),
    row("500", WeatherKind::ServerError),
    row("503", WeatherKind::Unavailable),
    row("503 with Retry-After", WeatherKind::RetryAfter),
    row("redirect to the home page", WeatherKind::Home),
    row("notice with 200", WeatherKind::Notice),
    row("page to log in", WeatherKind::Login),
    row("cut", WeatherKind::Cut),
    row("slow name", WeatherKind::Slow),
    row("empty", WeatherKind::Empty),
    row("only the fallback works", WeatherKind::Fallback),
];

/// The counts of many weeks.
#[derive(Default)]
pub(crate) struct Tally {
    counts: BTreeMap<(usize, WeatherPlace), u64>,
    pub(crate) weeks: usize,
    /// Weeks in which at least half of the answers were bad.
    pub(crate) bad_weeks: usize,
    pub(crate) answers: usize,
    pub(crate) fair_syncs: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, answers: &[WeatherAnswer], fair_syncs: usize) {
        let bad = answers.iter().filter(|answer| answer.kind != WeatherKind::Fair).count();
        self.weeks += 1;
        self.bad_weeks += usize::from(2 * bad >= answers.len());
        self.answers += answers.len();
        self.fair_syncs += fair_syncs;
        for answer in answers {
            self.count(answer);
        }
    }

    fn count(&mut self, answer: &WeatherAnswer) {
        let is_it =
            |row: &Row| row.kind == answer.kind && row.status.is_none_or(|status| status == answer.status);
        if let Some(row) = ROWS.iter().position(is_it) {
            *self.counts.entry((row, answer.place)).or_default() += 1;
        }
    }

    pub(crate) fn times(&self, row: usize, place: WeatherPlace) -> u64 {
        self.counts.get(&(row, place)).copied().unwrap_or_default()
    }

    /// The kinds that came fewer than `least` times at a place.
    pub(crate) fn rarer_than(&self, least: u64) -> Vec<String> {
        let places = (0..ROWS.len()).flat_map(|row| PLACES.map(|place| (row, place)));
        let rare = places.filter(|(row, place)| self.times(*row, *place) < least);
        rare.map(|(row, place)| format!("{} at {place:?}: {}", ROWS[row].name, self.times(row, place)))
            .collect()
    }

    /// The counts as a Markdown table.
    pub(crate) fn table(&self) -> String {
        let head = "| answer | listings | pages | bases |\n|---|---|---|---|\n".to_owned();
        let line = |(at, row): (usize, &Row)| {
            let [listings, pages, bases] = PLACES.map(|place| self.times(at, place));
            format!("| {} | {listings} | {pages} | {bases} |\n", row.name)
        };
        head + &ROWS.iter().enumerate().map(line).collect::<String>()
    }
}
