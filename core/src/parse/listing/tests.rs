//! Listings written by hand, one rule each. No word in them is from a real site.

mod hostile;
mod json;
mod links;

use super::{ParsedListing, ParsedRow, listing};
use crate::Catalog;
use crate::catalog::DocumentType;
use crate::parse::Document;
use crate::parse::tests::received_at;

fn read(document: DocumentType, bytes: &[u8]) -> crate::Result<ParsedListing> {
    let catalog = Catalog::embedded();
    let edition = &catalog.editions[0];
    let address = edition.bases[0].url().clone();
    let of = Document { bytes, charset: None, address: &address, edition, received_at: received_at() };
    listing(of, document, &edition.sections[0])
}

fn json(text: &str) -> ParsedListing {
    read(DocumentType::Json, text.as_bytes()).expect("the listing is JSON")
}

fn html(text: &str) -> ParsedListing {
    read(DocumentType::Html, text.as_bytes()).expect("the listing is a page")
}

fn ids(listing: &ParsedListing) -> Vec<&str> {
    listing.rows.iter().map(|row| row.key.id.as_str()).collect()
}

fn titles(listing: &ParsedListing) -> Vec<Option<&str>> {
    listing.rows.iter().map(|row| row.title.as_deref()).collect()
}

fn only(listing: ParsedListing) -> ParsedRow {
    let [row] = <[ParsedRow; 1]>::try_from(listing.rows).expect("the listing has one row");
    row
}
