//! The core parses listings of the practice site. A quirk loses at most its row.

use std::time::Instant;

use ifilm_core::Section;
use ifilm_core::catalog::{DocumentType, EditionEntry, Editions};
use ifilm_core::testing::{Document, ParsedListing, listing};
use ifilm_site::{Edition, Quirks, TruthRow, listing_json};

const ROWS: usize = 60;

#[test]
fn every_quirk_alone_or_with_all_others_loses_at_most_its_row() {
    for quirks in each_quirk() {
        for edition in Edition::ALL {
            for seed in 0..10 {
                let (json, truth) = listing_json(seed, edition, ROWS, quirks);

                assert_eq!(
                    said(&read(edition, &json)),
                    expected(edition, &truth),
                    "{seed} {edition:?} {quirks:?}"
                );
            }
        }
    }
}

#[test]
fn no_row_is_dropped_from_a_listing_without_quirks() {
    let (json, truth) = listing_json(7, Edition::Fa, ROWS, Quirks::NONE);

    let found = read(Edition::Fa, &json);

    assert_eq!((found.rows.len(), found.dropped), (truth.len(), 0));
}

#[test]
fn the_time_of_a_listing_is_proportional_to_its_rows() {
    let cost = |rows: usize| {
        let (json, truth) = listing_json(1, Edition::En, rows, Quirks::ALL);
        let started = Instant::now();
        assert_eq!(read(Edition::En, &json).rows.len(), truth.len());
        started.elapsed().as_secs_f64() / rows as f64
    };

    let (few, many) = (cost(10_000), cost(100_000));

    assert!(many < few * 4.0, "{few} s a row of 10,000, {many} s a row of 100,000");
}

/// Each quirk alone, then all together.
fn each_quirk() -> Vec<Quirks> {
    let alone = [
        Quirks { bom: true, ..Quirks::NONE },
        Quirks { escapes: true, ..Quirks::NONE },
        Quirks { nulls: true, ..Quirks::NONE },
        Quirks { text_numbers: true, ..Quirks::NONE },
        Quirks { unknown_keys: true, ..Quirks::NONE },
        Quirks { entities: true, ..Quirks::NONE },
        Quirks { tags: true, ..Quirks::NONE },
        Quirks { template_rows: true, ..Quirks::NONE },
        Quirks { odd_rows: true, ..Quirks::NONE },
        Quirks { duplicates: true, ..Quirks::NONE },
        Quirks { missing_titles: true, ..Quirks::NONE },
    ];
    alone.into_iter().chain([Quirks::NONE, Quirks::ALL]).collect()
}

fn catalog_entry(edition: Edition) -> EditionEntry {
    let id = edition.id().parse().expect("an id");
    Editions::embedded().get(&id).expect("the catalogue has all four").clone()
}

fn read(edition: Edition, json: &[u8]) -> ParsedListing {
    let edition = catalog_entry(edition);
    let address = edition.bases[0].url().clone();
    let section = edition.section(Section::News).expect("news");
    let received_at = jiff::Timestamp::now();
    let document = Document { bytes: json, charset: None, address: &address, edition: &edition, received_at };
    listing(document, DocumentType::Json, section).expect("the listing is an array")
}

/// The id, title and picture of a row.
type Said = (String, Option<String>, Option<String>);

/// What the listing says.
fn expected(edition: Edition, rows: &[TruthRow]) -> Vec<Said> {
    let base = catalog_entry(edition).bases[0].url().clone();
    let picture = |path: &str| base.join(&path.replace("SmallSize/", "")).expect("an address").to_string();
    let row = |row: &TruthRow| (row.id.to_string(), row.title.clone(), row.image.as_deref().map(picture));
    rows.iter().map(row).collect()
}

/// What the core read.
fn said(listing: &ParsedListing) -> Vec<Said> {
    listing.rows.iter().map(|row| (row.key.id.clone(), row.title.clone(), row.picture.clone())).collect()
}
