//! Catalogues of form 1. They are still supported, and always will be.
//!
//! Form 1 differs from form 2 in four ways. Its editions have no zone and use Tehran's. Two flags allow plain
//! http and private addresses for all hosts. The document of a listing is called `form`. Anything may follow
//! the id in an address.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::listing::{one, thirty};
use super::neighbours::Neighbours;
use super::{
    Base, Catalog, Certainty, ContentPath, DocumentType, EditionEntry, HostEntry, Listing, MediaRules,
    PathPattern, SectionEntry, Zone,
};
use crate::error::{Error, Result};
use crate::model::{EditionId, Kind, LanguageTag, Section};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Catalog1 {
    /// Always 1. It has been read already to choose this type.
    #[serde(rename = "catalog")]
    _form: u32,
    id: String,
    name: String,
    default_edition: EditionId,
    #[serde(default)]
    allow_plain_http: bool,
    #[serde(default)]
    allow_private: bool,
    #[serde(default = "one")]
    connections_per_host: u32,
    editions: Vec<Edition1>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edition1 {
    id: EditionId,
    language: LanguageTag,
    name: String,
    #[serde(default)]
    aliases: Vec<String>,
    bases: Vec<Base>,
    sections: Vec<Section1>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Section1 {
    section: Section,
    content: Vec<Content1>,
    listings: Vec<Listing1>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Content1 {
    kind: Kind,
    path: Pattern1,
}

#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Pattern1(PathPattern);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listing1 {
    name: String,
    form: DocumentType,
    path: String,
    #[serde(default = "one")]
    first_page: u32,
    #[serde(default = "thirty")]
    size: u32,
    #[serde(default)]
    certainty: Certainty,
}

impl TryFrom<String> for Pattern1 {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        PathPattern::of_form_1(&text).map(Self)
    }
}

impl From<Catalog1> for Catalog {
    fn from(one: Catalog1) -> Self {
        let Catalog1 {
            _form: _,
            id,
            name,
            default_edition,
            allow_plain_http,
            allow_private,
            connections_per_host,
            editions,
        } = one;
        let editions: Vec<EditionEntry> = editions.into_iter().map(EditionEntry::from).collect();
        let hosts = hosts(&editions, allow_plain_http, allow_private);
        Self { format: 2, id, name, default_edition, connections_per_host, spacing_ms: 0, hosts, editions }
    }
}

/// The host entries that have the same effect as the two flags.
fn hosts(editions: &[EditionEntry], plain_http: bool, private: bool) -> Vec<HostEntry> {
    let bases = editions.iter().flat_map(|edition| &edition.bases);
    let names: BTreeSet<String> = bases.map(|base| base.authority().to_owned()).collect();
    let entry = |host: String| HostEntry { plain_http, private, ..HostEntry::of(host) };
    if plain_http || private { names.into_iter().map(entry).collect() } else { Vec::new() }
}

impl From<Edition1> for EditionEntry {
    fn from(one: Edition1) -> Self {
        let Edition1 { id, language, name, aliases, bases, sections } = one;
        let sections = sections.into_iter().map(SectionEntry::from).collect();
        Self {
            id,
            language,
            name,
            aliases,
            zone: Zone::tehran(),
            bases,
            sections,
            pages: Vec::new(),
            part_pages: Vec::new(),
            tagged: None,
            search: None,
            categories: Vec::new(),
            media: MediaRules::default(),
            neighbours: Neighbours::default(),
        }
    }
}

impl From<Section1> for SectionEntry {
    fn from(one: Section1) -> Self {
        let Section1 { section, content, listings } = one;
        let content = content.into_iter().map(|Content1 { kind, path }| ContentPath::of(kind, path.0));
        Self {
            section,
            content: content.collect(),
            listings: listings.into_iter().map(Listing::from).collect(),
            episodes: None,
            zone: None,
        }
    }
}

impl From<Listing1> for Listing {
    fn from(one: Listing1) -> Self {
        let Listing1 { name, form, path, first_page, size, certainty } = one;
        Self { name, document: form, path, first_page, size, certainty }
    }
}
