//! The catalogue: which editions, hosts, sections and listings exist. It is data, and it can be replaced.
//!
//! The embedded catalogue describes the four real editions from facts that were gathered without a look at
//! the live site; each listing says how certain it is. Where the news are listed is not known, so a section
//! has an ordered list of candidates, and the first that yields rows is used.
//!
//! `docs/catalog.md` describes the file, with an example for each field.

mod base;
mod check;
mod edition;
mod file;
mod form1;
mod host;
mod listing;
mod pattern;
#[cfg(test)]
mod tests;
mod zone;

use serde::Deserialize;
use url::Url;

use crate::error::{Error, Result};
use crate::model::EditionId;

pub use base::Base;
pub use edition::{ContentPath, EditionEntry, SectionEntry};
pub use host::{HostEntry, Use};
pub use listing::{Certainty, DocumentType, Listing};
pub use pattern::PathPattern;
pub use zone::Zone;

/// Which editions a site has, where they are and how they are listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The form of the file: 2. Files of form 1 are read, too, and become this.
    #[serde(rename = "catalog")]
    #[cfg_attr(test, schemars(range(min = 2, max = 2)))]
    pub format: u32,
    /// Names the catalogue. A data directory belongs to one catalogue.
    pub id: String,
    /// The site's name, for people.
    pub name: String,
    /// The edition for a person whose wishes match none.
    #[cfg_attr(test, schemars(with = "String"))]
    pub default_edition: EditionId,
    /// The most connections at a time to one host.
    #[serde(default = "listing::one")]
    pub connections_per_host: u32,
    /// What is allowed of hosts besides https to the public addresses of the bases.
    #[serde(default)]
    pub hosts: Vec<HostEntry>,
    /// The editions; their order decides between equally good matches.
    pub editions: Vec<EditionEntry>,
}

impl Catalog {
    /// The entry of an edition.
    ///
    /// # Errors
    /// [`Error::BadArgument`] where the catalogue has none of this id.
    pub fn edition(&self, id: &EditionId) -> Result<&EditionEntry> {
        let found = self.editions.iter().find(|edition| edition.id == *id);
        found.ok_or_else(|| Error::bad_argument(format!("there is no edition `{id}`")))
    }

    /// The edition that an address belongs to, whether or not it is one of its pages.
    pub fn edition_at(&self, address: &Url) -> Option<&EditionEntry> {
        self.editions.iter().find(|edition| edition.paths_of(address).next().is_some())
    }

    /// Tells each edition the bases of others that lie within its own: what is there is not its own.
    pub(crate) fn settle_neighbours(&mut self) {
        let all: Vec<Vec<Base>> = self.editions.iter().map(|edition| edition.bases.clone()).collect();
        for (at, edition) in self.editions.iter_mut().enumerate() {
            let others = all.iter().enumerate().filter(|(other, _)| *other != at);
            edition.neighbours = others.flat_map(|(_, bases)| bases.clone()).collect();
        }
    }
}
