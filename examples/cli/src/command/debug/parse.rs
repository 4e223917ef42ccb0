//! `ifilm debug parse`: one document.

use std::path::Path;

use ifilm_core::catalog::{DocumentType, EditionEntry, Editions};
use ifilm_core::testing::{self, Document};
use ifilm_core::{Error, Section};
use jiff::Timestamp;
use serde_json::Value;
use url::Url;

use super::parsed::Parsed;
use crate::arguments::{DocumentKind, Parse, Shared};
use crate::ended::Ended;
use crate::failure::Failure;
use crate::{batch, screen};

pub(super) fn run(shared: &Shared, arguments: &Parse) -> Result<Ended, Failure> {
    let editions = shared.known_editions()?;
    let base = arguments.base.as_deref().map(address).transpose()?;
    let edition = match shared.editions.first() {
        Some(id) => editions.get(id)?,
        None => edition_of(&editions, base.as_ref())?,
    };
    let base = base.unwrap_or_else(|| edition.bases[0].url().clone());
    let one = |file: &str| {
        read_file(Path::new(file), &base, edition, shared.now(), |document: Document<'_>| {
            match arguments.why {
                true => why(document, arguments.kind).map(Parsed::Value),
                false => parse(document, arguments.kind),
            }
        })
    };
    match &arguments.file {
        Some(file) if !arguments.batch => {
            let parsed = one(&file.to_string_lossy())?;
            match &parsed {
                Parsed::Value(lines) if arguments.why && !shared.json => print_lines(lines),
                _ => screen::json(&parsed),
            }
            Ok(Ended::Well)
        }
        _ => batch::run(true, one),
    }
}

/// The lines of an article, each with its verdict and its votes.
fn why(document: Document<'_>, kind: DocumentKind) -> Result<Value, Failure> {
    match kind {
        DocumentKind::Article => Ok(crate::json::why_lines(&testing::why(document)?)),
        _ => Err(Failure::bad_input("only articles say why".to_owned())),
    }
}

/// Prints a line for each line of the page: `text  160  Prose 100, BetweenProse 60 | The first …`.
fn print_lines(lines: &Value) {
    for line in lines.as_array().into_iter().flatten() {
        let votes = line["votes"].as_array().into_iter().flatten();
        let votes: Vec<String> =
            votes.map(|vote| format!("{} {}", text(&vote["vote"]), vote["weight"])).collect();
        let sum = line["sum"].to_string();
        screen::line(format!(
            "{:<9}{sum:>5}  {} | {}",
            text(&line["verdict"]),
            votes.join(", "),
            text(&line["text"])
        ));
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The edition that an address belongs to, or the default one.
fn edition_of<'a>(editions: &'a Editions, base: Option<&Url>) -> Result<&'a EditionEntry, Failure> {
    match base.and_then(|base| editions.at(base)) {
        Some(edition) => Ok(edition),
        None => Ok(editions.get(editions.default_edition())?),
    }
}

fn read_file(
    file: &Path,
    base: &Url,
    edition: &EditionEntry,
    received_at: Timestamp,
    read: impl FnOnce(Document<'_>) -> Result<Parsed, Failure>,
) -> Result<Parsed, Failure> {
    let bytes = std::fs::read(file).map_err(|cause| Failure::of_file(file, &cause))?;
    let document = Document { bytes: &bytes, charset: None, address: base, edition, received_at };
    read(document).map_err(|failure| of_the_file(file, failure))
}

fn parse(document: Document<'_>, kind: DocumentKind) -> Result<Parsed, Failure> {
    Ok(match kind {
        DocumentKind::Article => Parsed::Value(crate::json::parsed_article(&testing::article(document)?)),
        DocumentKind::Listing => Parsed::Value(listing(document)?),
        DocumentKind::Program => Parsed::Program(Box::new(testing::program(document)?)),
        DocumentKind::Episodes => Parsed::Episodes { episodes: testing::episodes(document)?.episodes },
        DocumentKind::Tracks => Parsed::Tracks { tracks: testing::tracks(document)?.tracks },
        DocumentKind::Person => Parsed::Person(Box::new(testing::person(document)?)),
        DocumentKind::Tag => Parsed::Tag(testing::tag(document)?),
        DocumentKind::Search => Parsed::Hits { hits: testing::site_search(document)?.hits },
        DocumentKind::Schedule => Parsed::Schedule(testing::schedule(document)?),
        DocumentKind::Live => Parsed::Live { addresses: testing::live(document)? },
    })
}

/// The rows of the news of an edition.
fn listing(document: Document<'_>) -> Result<Value, Failure> {
    let none = || Failure::bad_input(format!("edition `{}` has no news", document.edition.id));
    let section = document.edition.section(Section::News).ok_or_else(none)?;
    let form = document_of(document.bytes);
    Ok(crate::json::parsed_listing(&testing::listing(document, form, section)?))
}

/// The parser knows only the address, which may be invented. So the error names the file instead.
fn of_the_file(file: &Path, failure: Failure) -> Failure {
    match failure {
        Failure::Core(Error::Unreadable { what: _, reason }) => {
            Failure::bad_input(format!("{}: {reason}", file.display()))
        }
        other => other,
    }
}

fn address(text: &str) -> Result<Url, Failure> {
    Url::parse(text).map_err(|cause| Failure::bad_input(format!("`{text}` is no address: {cause}")))
}

/// A listing that begins with a tag is a page. Anything else should be JSON.
fn document_of(bytes: &[u8]) -> DocumentType {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"<") { DocumentType::Html } else { DocumentType::Json }
}
