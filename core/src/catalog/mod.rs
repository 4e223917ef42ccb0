//! The catalogue: which editions, hosts, sections and listings exist. It is data, and it can be replaced.
//!
//! The embedded catalogue describes the four real editions from facts that were gathered without a look at
//! the live site; each listing says how certain it is. We do not know where the news are listed. So a section
//! has an ordered list of candidates, and the first one that gives rows is used.
//!
//! `docs/catalog.md` describes the file, with an example for each field.

mod attachment;
mod base;
mod category;
mod check;
mod edition;
mod editions;
mod file;
mod form1;
mod host;
mod link;
mod listing;
mod media;
mod media_form;
mod neighbours;
mod part_page;
mod pasted;
mod pattern;
mod suggestion;
#[cfg(test)]
mod tests;
mod zone;

use serde::Deserialize;

use crate::error::Result;
use crate::model::EditionId;
use neighbours::Neighbours;

pub use base::Base;
pub use category::Category;
pub use edition::{ContentPath, EditionEntry, SectionEntry};
pub use editions::Editions;
pub use host::{HostEntry, Use};
pub use listing::{Certainty, DocumentType, Listing};
pub(crate) use media::MediaList;
pub use media::MediaRules;
pub use media_form::MediaForm;
pub(crate) use media_form::NumberedPlace;
pub use part_page::{FixedPath, PartPage};
pub use pattern::PathPattern;
pub use zone::Zone;

/// Which editions a site has, where they are and how they are listed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Catalog {
    /// The form of the file: 2. Files of form 1 are read, too, and become this.
    #[serde(rename = "catalog")]
    #[cfg_attr(test, schemars(range(min = 2, max = 2)))]
    pub format: u32,
    /// Names the catalogue. A data directory belongs to one catalogue.
    pub id: String,
    /// The site's name, for people.
    pub name: String,
    /// The edition for a person whose wishes match no edition.
    #[cfg_attr(test, schemars(with = "String"))]
    pub default_edition: EditionId,
    /// The maximum number of connections to one host at a time. A sync uses one of them, so that a host gets
    /// its requests in the planned order. Pictures may use the others.
    #[serde(default = "listing::one")]
    pub connections_per_host: u32,
    /// The least time between the beginnings of two requests to one host, in milliseconds; at most a minute.
    #[serde(default)]
    #[cfg_attr(test, schemars(range(max = 60_000)))]
    pub spacing_ms: u32,
    /// What is allowed for hosts, besides https to the public addresses of the bases.
    #[serde(default)]
    pub hosts: Vec<HostEntry>,
    /// The editions; their order decides between equally good matches.
    pub editions: Vec<EditionEntry>,
}

impl Catalog {
    /// A catalogue without hosts and editions yet. One connection to a host at a time.
    pub fn of(id: impl Into<String>, name: impl Into<String>, default_edition: EditionId) -> Self {
        Self {
            format: 2,
            id: id.into(),
            name: name.into(),
            default_edition,
            connections_per_host: listing::one(),
            spacing_ms: 0,
            hosts: Vec::new(),
            editions: Vec::new(),
        }
    }

    /// The catalogue, checked. Each edition knows the bases of the others, because an address below a more
    /// specific base of another edition is not its own.
    fn settled(mut self) -> Result<Self> {
        self.check()?;
        let bases = self
            .editions
            .iter()
            .flat_map(|edition| edition.bases.iter().map(move |base| (&edition.id, base)));
        let neighbours = Neighbours::of(bases);
        for edition in &mut self.editions {
            edition.neighbours = neighbours.clone();
        }
        Ok(self)
    }
}
