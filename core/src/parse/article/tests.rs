//! Pages written by hand, one rule each. No word in them is from a real site.

mod alternates;
mod body;
mod date;
mod date_place;
mod entry;
mod hostile;
mod language;
mod lead;
mod marks;
mod markup;
mod noise;
mod press;
mod region;
mod related;
mod script_text;
mod title;
mod types;
mod why;

use super::{ParsedArticle, article};
use crate::Catalog;
use crate::catalog::{EditionEntry, Editions};
use crate::parse::Document;
use crate::parse::tests::received_at;

/// Reads a page of an edition of the embedded catalogue.
fn read_in(edition: &str, html: &str) -> ParsedArticle {
    try_read(edition, html.as_bytes()).expect("the document is a page")
}

/// Reads a page of the English edition.
fn read(html: &str) -> ParsedArticle {
    read_in("en", html)
}

/// Reads a page of the English edition as if it were in another zone.
fn read_in_zone(zone: &str, html: &str) -> ParsedArticle {
    let mut edition = Catalog::embedded().editions[0].clone();
    edition.zone = zone.parse().unwrap();
    read_of(&edition, html.as_bytes()).expect("the document is a page")
}

fn try_read(edition: &str, bytes: &[u8]) -> crate::Result<ParsedArticle> {
    read_of(Editions::embedded().get(&edition.parse()?)?, bytes)
}

fn read_of(edition: &EditionEntry, bytes: &[u8]) -> crate::Result<ParsedArticle> {
    let address = edition.bases[0].url().join("/News/Content/37001").unwrap();
    article(Document { bytes, charset: None, address: &address, edition, received_at: received_at() })
}

/// The text of each block that has one.
fn texts(article: &ParsedArticle) -> Vec<String> {
    article.blocks.iter().filter_map(|block| block.content.text()).collect()
}

/// Three paragraphs that can only be running text.
const ONE: &str =
    "The first evening of the festival brought four hundred people to the old cinema by the river.";
const TWO: &str = "Its doors had been shut for eleven years, and the smell of new paint hung in the hall.";
const THREE: &str = "A second evening is planned for the spring, when the roof is finished.";
