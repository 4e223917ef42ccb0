//! Guides of a television channel, written by hand before there was a parser for them, each in a manner of
//! its own. They are in `tests/fixtures/guides`, and the README of `tests/fixtures` says what a truth holds.
//!
//! To see each difference: `cargo test -p ifilm-tests --test parse guides -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ifilm_core::catalog::Editions;
use ifilm_core::testing::{Document, schedule};
use ifilm_core::{Schedule, ScheduleEntry};
use jiff::Timestamp;
use serde::Deserialize;
use url::Url;

/// The least share of all entries that must be exact: start, end, title, episode and link. The bars of this
/// file are what the core has reached; raise them with each change that allows it. The aim is 0.97.
const LEAST: f64 = 0.99;

#[derive(Deserialize)]
struct Truth {
    edition: String,
    base: String,
    now: Timestamp,
    zone: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Entry {
    start: Timestamp,
    end: Option<Timestamp>,
    title: String,
    episode: Option<u32>,
    link: Option<String>,
}

/// A guide, and what a person reads in it.
struct Guide {
    name: String,
    bytes: Vec<u8>,
    truth: Truth,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/guides")
}

/// The truth of a guide. Addresses are compared as browsers ask for them: letters are percent-encoded.
fn truth(bytes: &[u8]) -> Truth {
    let mut truth: Truth = serde_json::from_slice(bytes).unwrap();
    for link in truth.entries.iter_mut().filter_map(|entry| entry.link.as_mut()) {
        *link = Url::parse(link).unwrap().into();
    }
    truth
}

/// All guides, by name.
fn guides() -> Vec<Guide> {
    let names = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".truth.json")?.to_owned())).collect();
    names.sort();
    names.into_iter().map(guide).collect()
}

fn guide(name: String) -> Guide {
    let file = |end: &str| fs::read(folder().join(format!("{name}{end}")));
    let bytes = file(".html").or_else(|_| file(".json")).unwrap();
    let truth = truth(&file(".truth.json").unwrap());
    Guide { name, bytes, truth }
}

fn read(guide: &Guide) -> Schedule {
    let editions = Editions::embedded();
    let Truth { edition, base, now, .. } = &guide.truth;
    let edition = editions.get(&edition.parse().unwrap()).unwrap();
    let (bytes, address) = (guide.bytes.as_slice(), &Url::parse(base).unwrap());
    schedule(Document { bytes, charset: None, address, edition, received_at: *now }).unwrap()
}

fn entry(read: ScheduleEntry) -> Entry {
    let ScheduleEntry { start, end, title, episode, link } = read;
    Entry { start, end, title, episode, link }
}

#[test]
fn the_guides_are_read_as_their_truths_say() {
    let (mut all, mut exact, mut invented) = (0, 0, Vec::new());
    for guide in guides() {
        let schedule = read(&guide);
        let found: Vec<Entry> = schedule.entries.into_iter().map(entry).collect();
        let wanted = &guide.truth.entries;
        if schedule.zone != guide.truth.zone {
            eprintln!("{}: zone {}, not {}", guide.name, schedule.zone, guide.truth.zone);
        }
        for entry in wanted.iter().filter(|entry| !found.contains(entry)) {
            eprintln!("{}\n- {entry:?}", guide.name);
        }
        for entry in found.iter().filter(|entry| !wanted.contains(entry)) {
            eprintln!("{}\n+ {entry:?}", guide.name);
        }
        let is_known = |entry: &Entry| wanted.iter().any(|wanted| wanted.start == entry.start);
        invented
            .extend(found.iter().filter(|entry| !is_known(entry)).map(|it| (guide.name.clone(), it.clone())));
        (all, exact) =
            (all + wanted.len(), exact + wanted.iter().filter(|entry| found.contains(entry)).count());
    }

    let share = f64::from(u32::try_from(exact).unwrap()) / f64::from(u32::try_from(all).unwrap());
    eprintln!("{exact} of {all} entries are exact: {share:.4}; {} are invented", invented.len());
    assert!(share >= LEAST, "{share}");
    assert!(invented.is_empty(), "{invented:?}");
}

#[test]
fn there_are_60_guides_of_all_editions_and_the_index_names_each() {
    let index = fs::read_to_string(folder().join("INDEX.md")).unwrap();
    let guides = guides();
    let editions: BTreeSet<&str> = guides.iter().map(|guide| guide.truth.edition.as_str()).collect();

    let missing = guides.iter().find(|guide| !index.contains(&format!("({}.", guide.name)));

    assert_eq!((guides.len(), editions.into_iter().collect::<Vec<_>>()), (60, vec!["ar", "en", "fa", "fa2"]));
    assert!(missing.is_none(), "{}", missing.unwrap().name);
}
