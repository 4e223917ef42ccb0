//! `ifilm debug`: one stage at a time, without a store.

use std::path::Path;

use ifilm_core::catalog::{EditionEntry, Form};
use ifilm_core::client::offers;
use ifilm_core::language::{self, Offer};
use ifilm_core::parse::{self, Document};
use ifilm_core::{Catalog, Section};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::arguments::{Choose, Debug, DocumentKind, Match, Parse, Shared};
use crate::failure::Failure;
use crate::{Ended, batch, screen};

pub(crate) fn run(shared: &Shared, debug: Debug) -> Result<Ended, Failure> {
    match debug {
        Debug::Parse(arguments) => parse(shared, &arguments),
        Debug::Match(arguments) => match_tags(&arguments),
        Debug::Choose(arguments) => choose(shared, &arguments),
    }
}

fn parse(shared: &Shared, arguments: &Parse) -> Result<Ended, Failure> {
    let catalog = shared.catalog()?;
    let edition = match shared.editions.first() {
        Some(id) => catalog.edition(id)?,
        None => edition_of(&catalog, arguments.base.as_deref())?,
    };
    let base = arguments.base.as_deref().unwrap_or(&edition.bases[0]);
    let base =
        Url::parse(base).map_err(|cause| Failure::bad_input(format!("`{base}` is no address: {cause}")))?;
    let one = |file: &str| parse_file(Path::new(file), arguments.kind, &base, edition);
    match &arguments.file {
        Some(file) if !arguments.batch => {
            screen::json(&one(&file.to_string_lossy())?);
            Ok(Ended::Well)
        }
        _ => batch::run(true, one),
    }
}

/// The edition that an address belongs to, or the default one.
fn edition_of<'a>(catalog: &'a Catalog, base: Option<&str>) -> Result<&'a EditionEntry, Failure> {
    let host = |address: &str| Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    let wanted = base.and_then(host);
    let is_wanted = |edition: &&EditionEntry| edition.bases.iter().any(|base| host(base) == wanted);
    match catalog.editions.iter().find(is_wanted) {
        Some(edition) => Ok(edition),
        None => Ok(catalog.edition(&catalog.default_edition)?),
    }
}

fn parse_file(file: &Path, kind: DocumentKind, base: &Url, edition: &EditionEntry) -> Result<Value, Failure> {
    let bytes = std::fs::read(file).map_err(|cause| Failure::of_file(file, &cause))?;
    let document = Document { bytes: &bytes, charset: None, address: base, edition };
    match kind {
        DocumentKind::Article => Ok(crate::json::parsed_article(&parse::article(document)?)),
        DocumentKind::Listing => {
            let none = || Failure::bad_input(format!("edition `{}` has no news", edition.id));
            let section = edition.section(Section::News).ok_or_else(none)?;
            Ok(crate::json::parsed_listing(&parse::listing(document, form_of(&bytes), section)?))
        }
    }
}

/// A listing that begins with a tag is a page; anything else should be JSON.
fn form_of(bytes: &[u8]) -> Form {
    let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if text.trim_ascii_start().starts_with(b"<") { Form::Html } else { Form::Json }
}

#[derive(Deserialize)]
struct Wanted {
    wish: Vec<String>,
    #[serde(default)]
    offer: Vec<String>,
}

fn match_tags(arguments: &Match) -> Result<Ended, Failure> {
    if arguments.batch {
        return batch::run(false, |line| {
            let Wanted { wish, offer } = wanted(line)?;
            matched(&wish, &offer)
        });
    }
    screen::json(&matched(&arguments.wishes, &arguments.offers)?);
    Ok(Ended::Well)
}

fn matched(wishes: &[String], tags: &[String]) -> Result<Value, Failure> {
    let offer = |tag: &String| Ok(Offer { name: tag.clone(), language: tag.parse()?, aliases: Vec::new() });
    let offers: Vec<Offer> = tags.iter().map(offer).collect::<Result<_, Failure>>()?;
    let (found, trace) = language::best_match(wishes, &offers);
    Ok(json!({ "match": found.map(|offer| &offer.name), "trace": trace }))
}

fn choose(shared: &Shared, arguments: &Choose) -> Result<Ended, Failure> {
    let catalog = shared.catalog()?;
    let chosen = |wishes: &[String]| {
        let choice = language::choose(wishes, &offers(&catalog), &catalog.default_edition);
        json!({ "edition": choice.edition, "trace": choice.trace })
    };
    if arguments.batch {
        return batch::run(false, |line| Ok(chosen(&wanted(line)?.wish)));
    }
    screen::json(&chosen(&arguments.wishes));
    Ok(Ended::Well)
}

fn wanted(line: &str) -> Result<Wanted, Failure> {
    serde_json::from_str(line).map_err(|cause| Failure::bad_input(cause.to_string()))
}
