//! The editions that exist: one value that answers whatever is asked about them.

use url::Url;

use super::{Catalog, EditionEntry, HostEntry, Use, Zone};
use crate::error::{Error, Result};
use crate::model::{EditionId, ItemKey};

/// The editions that exist, which are those of a catalogue. The feeds that a person subscribes to will join
/// them here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editions {
    catalog: Catalog,
}

impl Editions {
    /// The editions of a catalogue, wherever it comes from: read from a file or changed in code.
    ///
    /// # Errors
    /// [`Error::BadArgument`] where the catalogue contradicts itself.
    pub fn of(catalog: Catalog) -> Result<Self> {
        Ok(Self { catalog: catalog.settled()? })
    }

    /// The four real editions.
    pub fn embedded() -> Self {
        Self { catalog: Catalog::embedded() }
    }

    /// The id of the catalogue. A data directory belongs to one catalogue.
    pub fn catalog_id(&self) -> &str {
        &self.catalog.id
    }

    /// All editions; their order decides between equally good matches.
    pub fn all(&self) -> &[EditionEntry] {
        &self.catalog.editions
    }

    /// The edition of an id.
    ///
    /// # Errors
    /// [`Error::BadArgument`] where there is none.
    pub fn get(&self, id: &EditionId) -> Result<&EditionEntry> {
        let found = self.all().iter().find(|edition| edition.id == *id);
        found.ok_or_else(|| Error::bad_argument(format!("there is no edition `{id}`")))
    }

    /// The editions of these ids, in their usual order; no id means all.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn select(&self, ids: &[EditionId]) -> Result<Vec<&EditionEntry>> {
        ids.iter().try_for_each(|id| self.get(id).map(drop))?;
        let wanted = |edition: &&EditionEntry| ids.is_empty() || ids.contains(&edition.id);
        Ok(self.all().iter().filter(wanted).collect())
    }

    /// The edition for a person whose wishes match none.
    pub fn default_edition(&self) -> &EditionId {
        &self.catalog.default_edition
    }

    /// The edition that an address belongs to. It need not be a page of that edition.
    pub fn at(&self, address: &Url) -> Option<&EditionEntry> {
        self.all().iter().find(|edition| edition.paths_of(address).next().is_some())
    }

    /// What an address leads to, if it is a page of any edition.
    pub fn key_of(&self, address: &Url) -> Option<ItemKey> {
        self.all().iter().find_map(|edition| edition.key_of(address))
    }

    /// The page that an address leads to, in the form in which a person copies it: with or without `https://`.
    /// `None` where it is no page of any edition.
    pub fn key_at(&self, address: &str) -> Option<ItemKey> {
        let address = address.trim();
        let whole = match address.contains("://") {
            true => Url::parse(address),
            false => Url::parse(&format!("https://{}", address.trim_start_matches('/'))),
        };
        self.key_of(&whole.ok()?)
    }

    /// The zone in which an edition prints its dates; UTC for one that is gone.
    pub fn zone_of(&self, id: &EditionId) -> Zone {
        self.get(id).map(|edition| edition.zone.clone()).unwrap_or_default()
    }

    /// What a use may reach: for pages the hosts of the bases, then the hosts with an entry of their own. The
    /// entry of a host that is there twice is the later one.
    pub(crate) fn hosts(&self, wanted: Use) -> impl Iterator<Item = HostEntry> {
        let bases =
            self.all().iter().flat_map(|edition| &edition.bases).filter(move |_| wanted == Use::Pages);
        let entries = self.catalog.hosts.iter().filter(move |entry| entry.uses.contains(&wanted));
        bases.map(|base| HostEntry::of_pages(base.authority())).chain(entries.cloned())
    }

    /// The most connections at a time to one host.
    pub fn connections_per_host(&self) -> u32 {
        self.catalog.connections_per_host
    }
}
