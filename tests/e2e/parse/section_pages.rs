//! Pages of series, films, programmes, albums, people and the live stream, written by hand before there was a
//! parser for them. They are in `tests/fixtures/sections`, and the README of `tests/fixtures` says what a
//! truth holds.
//!
//! To see each difference: `cargo test -p ifilm-tests --test parse section_pages -- --nocapture`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ifilm_core::catalog::Editions;
use ifilm_core::testing::{Document, live, person, program, tracks};
use ifilm_core::{Block, BlockContent, ItemKey, text_of_blocks};
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

/// The least share of all facts that must be found as they are. It is what the core has reached; raise it
/// with each change that allows it. No fact may be found that the truth does not have.
const LEAST: f64 = 0.98;

/// A page, and what a person reads in it.
struct Page {
    name: String,
    html: Vec<u8>,
    truth: Value,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/sections")
}

/// All pages, by name.
fn pages() -> Vec<Page> {
    let names = fs::read_dir(folder()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> =
        names.filter_map(|name| Some(name.strip_suffix(".html")?.to_owned())).collect();
    names.sort();
    names.into_iter().map(page).collect()
}

fn page(name: String) -> Page {
    let file = |end: &str| fs::read(folder().join(format!("{name}{end}"))).unwrap();
    let (html, truth) = (file(".html"), serde_json::from_slice(&file(".json")).unwrap());
    Page { name, html, truth }
}

/// What the core reads of a page, in the form of its truth; `None` for an index, which a listing reads.
fn read(page: &Page) -> Option<Value> {
    let editions = Editions::embedded();
    let text = |name: &str| page.truth[name].as_str().unwrap();
    let edition = editions.get(&text("edition").parse().unwrap()).unwrap();
    let address = Url::parse(text("address")).unwrap();
    let bytes = page.html.as_slice();
    let document =
        Document { bytes, charset: None, address: &address, edition, received_at: Timestamp::now() };
    match text("page") {
        kind @ ("series" | "film" | "program") => Some(of_program(document, kind)),
        "person" => Some(of_person(document)),
        "album" => Some(of_album(document)),
        "live" => Some(json!({"addresses": live(document).unwrap()})),
        _ => None,
    }
}

fn of_program(document: Document<'_>, kind: &str) -> Value {
    let read = program(document).unwrap();
    let cast = read.cast.iter();
    let cast = cast.map(|one| json!({"id": id(&one.key), "name": one.name, "role": one.role}));
    let numbered = read.numbered.as_ref();
    let numbered = numbered.map(|it| json!({"count": it.count, "prefix": it.prefix, "extra": it.has_extra}));
    json!({
        "title": read.title,
        "original_title": read.original_title,
        "year": read.year,
        "story": texts(&read.story),
        "poster": read.poster,
        "poster_small": read.poster_small,
        "cast": cast.collect::<Value>(),
        "genres": read.genres,
        "tags": read.tags,
        (if kind == "film" { "video" } else { "trailer" }): read.trailer,
        "on_air": read.on_air,
        "numbered": numbered,
    })
}

fn of_person(document: Document<'_>) -> Value {
    let read = person(document).unwrap();
    let kind = |key: &Option<ItemKey>| key.as_ref().map(|key| key.kind.as_str());
    let works = read.works.iter().map(
        |work| json!({"kind": kind(&work.key), "id": id(&work.key), "title": work.title, "role": work.role}),
    );
    json!({
        "name": read.name,
        "biography": texts(&read.biography),
        "picture": read.picture,
        "works": works.collect::<Value>(),
    })
}

/// The tracks of an album that can be played; the core reads nothing else of its page yet.
fn of_album(document: Document<'_>) -> Value {
    let tracks = tracks(document).unwrap().tracks;
    let tracks = tracks.iter().map(
        |track| json!({"title": track.title, "performer": track.performer, "address": track.addresses.first()}),
    );
    json!({"tracks": tracks.collect::<Value>()})
}

fn id(key: &Option<ItemKey>) -> Option<&str> {
    key.as_ref().map(|key| key.id.as_str())
}

fn texts(blocks: &[Block]) -> Value {
    let text = |block: &Block| text_of_blocks(std::slice::from_ref(block));
    let value = |block: &Block| match &block.content {
        BlockContent::List { ordered, entries, .. } => {
            let entries: Vec<String> = entries.iter().map(|entry| text_of_blocks(entry)).collect();
            json!({"type": "list", "ordered": ordered, "entries": entries})
        }
        _ => json!({"type": json!(block)["type"], "text": text(block)}),
    };
    blocks.iter().map(value).collect()
}

/// Each single fact of a truth or of what was read: of a list each entry.
fn facts(value: &Value, names: &BTreeSet<String>) -> Vec<String> {
    let mut facts = Vec::new();
    for (name, value) in value.as_object().unwrap().iter().filter(|(name, _)| names.contains(*name)) {
        match value {
            Value::Null => {}
            Value::Array(entries) => facts.extend(entries.iter().map(|entry| format!("{name}: {entry}"))),
            value => facts.push(format!("{name}: {value}")),
        }
    }
    facts
}

/// Whether a fact is a track without an address. The core gives only what can be played.
fn is_silent_track(fact: &str) -> bool {
    fact.starts_with("tracks: ") && fact.contains("\"address\":null")
}

#[test]
fn the_pages_of_the_sections_are_read_as_their_truths_say() {
    let (mut all, mut exact, mut invented) = (0, 0, 0_usize);
    for page in pages() {
        let Some(mut found) = read(&page) else { continue };
        let names: BTreeSet<String> = found.as_object().unwrap().keys().cloned().collect();
        let (mut wanted, found) = (facts(&page.truth, &names), facts(&found.take(), &names));
        wanted.retain(|fact| !is_silent_track(fact));
        for fact in wanted.iter().filter(|fact| !found.contains(fact)) {
            eprintln!("{} - {fact}", page.name);
        }
        for fact in found.iter().filter(|fact| !wanted.contains(fact)) {
            eprintln!("{} + {fact}", page.name);
            invented += 1;
        }
        all += wanted.len();
        exact += wanted.iter().filter(|fact| found.contains(fact)).count();
    }

    let share = f64::from(u32::try_from(exact).unwrap()) / f64::from(u32::try_from(all).unwrap());
    eprintln!("{exact} of {all} facts are exact: {share:.4}; {invented} are not in the truth");
    assert!(share >= LEAST, "{share}");
    assert_eq!(invented, 0);
}
