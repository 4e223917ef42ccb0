//! Tests that docs/catalog.md and docs/catalog.schema.json match the types.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::*;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

fn page() -> String {
    std::fs::read_to_string(file("catalog.md")).unwrap()
}

fn example<T: DeserializeOwned>(page: &str, of: &str) -> T {
    let (_, rest) = page.split_once(&format!("```json {of}\n")).expect("the page has the example");
    serde_json::from_str(rest.split("```").next().unwrap()).unwrap()
}

fn schema() -> Value {
    schemars::schema_for!(Catalog).to_value()
}

/// The names of all fields in a schema.
fn fields(schema: &Value) -> Vec<String> {
    let own = schema["properties"].as_object().into_iter().flatten().map(|(name, _)| name.clone());
    let types = schema["$defs"].as_object().into_iter().flatten().flat_map(|(_, inner)| fields(inner));
    own.chain(types).collect()
}

#[test]
fn every_example_of_the_page_is_read() {
    let page = page();
    let (_, whole) = page.split_once("```json catalog\n").unwrap();

    let catalog = Catalog::from_json(whole.split("```").next().unwrap()).unwrap();
    let edition: EditionEntry = example(&page, "edition");
    let section: SectionEntry = example(&page, "section");
    let content: ContentPath = example(&page, "content");
    let listing: Listing = example(&page, "listing");
    let host: HostEntry = example(&page, "host");
    let category: Category = example(&page, "category");
    let media: MediaRules = example(&page, "media");
    let part: PartPage = example(&page, "part_page");

    assert_eq!((catalog.id.as_str(), edition.zone.to_string().as_str()), ("harbour", "Asia/Kabul"));
    assert_eq!((part.part.as_str(), part.path.as_str()), ("live", "/Home/Live"));
    assert_eq!((section.content.len(), content.kind), (2, Kind::Article));
    assert_eq!((listing.size, host.name()), (30, "live.example.org"));
    assert_eq!((category.kind, media.live.len(), media.attachments.len()), (Kind::Series, 1, 1));
}

#[test]
fn every_field_is_described_on_the_page() {
    let page = page();

    for field in fields(&schema()) {
        assert!(page.contains(&format!("| `{field}` |")), "{field} is not in docs/catalog.md");
    }
}

/// `WRITE_SCHEMA=1 cargo test -p ifilm-core schema` writes the file again.
#[test]
fn the_schema_is_that_of_the_types() {
    let written = format!("{:#}\n", schema());
    if std::env::var_os("WRITE_SCHEMA").is_some() {
        std::fs::write(file("catalog.schema.json"), &written).unwrap();
    }

    let stored = std::fs::read_to_string(file("catalog.schema.json")).unwrap();

    assert_eq!(stored, written, "the types have changed: write docs/catalog.schema.json anew");
}
