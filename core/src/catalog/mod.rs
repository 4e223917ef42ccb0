//! The catalogue: which editions, hosts, sections and listings exist. It is data, and it can be replaced.
//!
//! The embedded catalogue describes the four real editions from facts that were gathered without a look at
//! the live site; each listing says how certain it is. Where the news are listed is not known, so a section has an
//! ordered list of candidates, and the first that yields rows is used.

mod address;
mod listing;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::model::{EditionId, LanguageTag, Section};

pub use address::{ContentPath, canonical_id, join};
pub use listing::{Certainty, Form, Listing};

const EMBEDDED: &str = include_str!("ifilm.json");
const FORMAT: u32 = 1;

/// Which editions a site has, where they are and how they are listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Catalog {
    /// The version of the file format; this library reads 1.
    #[serde(rename = "catalog")]
    pub format: u32,
    /// Names the catalogue. A data directory belongs to one catalogue.
    pub id: String,
    /// The site's name, for people.
    pub name: String,
    /// The edition for a reader whose wishes match none.
    pub default_edition: EditionId,
    /// Whether plain http is allowed.
    #[serde(default)]
    pub allow_plain_http: bool,
    /// Whether loopback and private addresses are allowed.
    #[serde(default)]
    pub allow_private: bool,
    /// The most connections at a time to one host.
    #[serde(default = "one")]
    pub connections_per_host: u32,
    /// The editions; their order decides between equally good matches.
    pub editions: Vec<EditionEntry>,
}

/// One edition of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct EditionEntry {
    /// Its id, used in keys.
    pub id: EditionId,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Its name in its own language.
    pub name: String,
    /// Further names that a wish may use: `dari`, `prs`.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Where it can be reached, in the order to try.
    pub bases: Vec<String>,
    /// Its sections.
    pub sections: Vec<SectionEntry>,
}

/// One section of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SectionEntry {
    /// Which section.
    pub section: Section,
    /// The paths of its pages; the first is the canonical one.
    pub content: Vec<ContentPath>,
    /// Where it may be listed, in the order to try.
    pub listings: Vec<Listing>,
}

fn one() -> u32 {
    1
}

impl Catalog {
    /// The catalogue of the four real editions.
    pub fn embedded() -> Self {
        Self::from_json(EMBEDDED).expect("the embedded catalogue is checked by a test")
    }

    /// Reads a catalogue file.
    ///
    /// # Errors
    /// [`Error::BadArgument`] where it is not well formed or contradicts itself, with the place;
    /// [`Error::NewerVersion`] for a later format.
    pub fn from_json(json: &str) -> Result<Self> {
        let catalog: Self = serde_json::from_str(json)
            .map_err(|cause| Error::bad_argument(format!("the catalogue cannot be read: {cause}")))?;
        if catalog.format > FORMAT {
            return Err(Error::NewerVersion { file: "the catalogue".to_owned() });
        }
        catalog.check()?;
        Ok(catalog)
    }

    /// The entry of an edition.
    ///
    /// # Errors
    /// [`Error::BadArgument`] where the catalogue has none of this id.
    pub fn edition(&self, id: &EditionId) -> Result<&EditionEntry> {
        let found = self.editions.iter().find(|edition| edition.id == *id);
        found.ok_or_else(|| Error::bad_argument(format!("there is no edition `{id}`")))
    }

    /// Checks that it does not contradict itself.
    ///
    /// # Errors
    /// [`Error::BadArgument`], with the place.
    pub fn check(&self) -> Result<()> {
        self.edition(&self.default_edition)?;
        if self.connections_per_host == 0 {
            return Err(Error::bad_argument("connections_per_host must be 1 or more"));
        }
        self.check_ids_are_unique()?;
        self.editions.iter().try_for_each(EditionEntry::check)
    }

    fn check_ids_are_unique(&self) -> Result<()> {
        let mut seen = std::collections::BTreeSet::new();
        match self.editions.iter().find(|edition| !seen.insert(&edition.id)) {
            Some(twice) => Err(Error::bad_argument(format!("edition `{}` is there twice", twice.id))),
            None => Ok(()),
        }
    }
}

impl EditionEntry {
    /// The entry of a section, where the edition has it.
    pub fn section(&self, section: Section) -> Option<&SectionEntry> {
        self.sections.iter().find(|entry| entry.section == section)
    }

    fn check(&self) -> Result<()> {
        if self.bases.is_empty() {
            return Err(Error::bad_argument(format!("edition `{}` has no base address", self.id)));
        }
        for base in &self.bases {
            address::check_base(base)?;
        }
        self.sections.iter().try_for_each(|section| section.check(&self.id))
    }
}

impl SectionEntry {
    fn check(&self, edition: &EditionId) -> Result<()> {
        let named = |what: &str| format!("section `{}` of edition `{edition}` {what}", self.section.as_str());
        if self.content.is_empty() {
            return Err(Error::bad_argument(named("has no content path")));
        }
        if self.listings.is_empty() {
            return Err(Error::bad_argument(named("has no listing")));
        }
        let mut seen = std::collections::BTreeSet::new();
        match self.listings.iter().find(|listing| !seen.insert(&listing.name)) {
            Some(twice) => Err(Error::bad_argument(named(&format!("has two listings `{}`", twice.name)))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_catalogue_has_the_four_editions_in_order() {
        let catalog = Catalog::embedded();

        let ids: Vec<&str> = catalog.editions.iter().map(|edition| edition.id.as_str()).collect();

        assert_eq!(ids, ["en", "fa", "ar", "fa2"]);
        assert!(!catalog.allow_plain_http && !catalog.allow_private);
    }

    #[test]
    fn a_catalogue_that_contradicts_itself_is_a_bad_argument() {
        let twice = EMBEDDED.replacen("\"id\": \"ar\"", "\"id\": \"en\"", 1);

        let error = Catalog::from_json(&twice).unwrap_err();

        assert_eq!(error.to_string(), "edition `en` is there twice");
    }

    #[test]
    fn a_later_format_is_refused_as_newer() {
        let later = EMBEDDED.replacen("\"catalog\": 1", "\"catalog\": 2", 1);

        let error = Catalog::from_json(&later).unwrap_err();

        assert!(matches!(error, Error::NewerVersion { .. }));
    }
}
