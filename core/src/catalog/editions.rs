//! The editions that exist, and how to find them.

use std::time::Duration;

use url::Url;

use super::{Catalog, EditionEntry, HostEntry, MediaForm, MediaList, Use, Zone, pasted};
use crate::error::{Error, Result};
use crate::model::{EditionId, ItemKey, Link};

/// The editions that exist. They come from a catalogue. The feeds that a person subscribes to will be added
/// here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editions {
    catalog: Catalog,
}

impl Editions {
    /// The editions of a catalogue, from a file or changed in code.
    ///
    /// # Errors
    /// [`Error::BadArgument`] if the catalogue contradicts itself.
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

    /// The edition with this id.
    ///
    /// # Errors
    /// [`Error::BadArgument`] if there is none.
    pub fn get(&self, id: &EditionId) -> Result<&EditionEntry> {
        let found = self.all().iter().find(|edition| edition.id == *id);
        found.ok_or_else(|| Error::bad_argument(format!("there is no edition `{id}`")))
    }

    /// The editions with these ids, in the order of the catalogue. No ids mean all editions.
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn select(&self, ids: &[EditionId]) -> Result<Vec<&EditionEntry>> {
        ids.iter().try_for_each(|id| self.get(id).map(drop))?;
        let wanted = |edition: &&EditionEntry| ids.is_empty() || ids.contains(&edition.id);
        Ok(self.all().iter().filter(wanted).collect())
    }

    /// The edition for a person whose wishes match no edition.
    pub fn default_edition(&self) -> &EditionId {
        &self.catalog.default_edition
    }

    /// The edition that an address belongs to. It need not be a page of that edition.
    pub fn at(&self, address: &Url) -> Option<&EditionEntry> {
        self.all().iter().find(|edition| edition.paths_of(address).next().is_some())
    }

    /// The key of the page at an address; `None` unless it is a page of an edition.
    pub fn key_of(&self, address: &Url) -> Option<ItemKey> {
        self.all().iter().find_map(|edition| edition.key_of(address))
    }

    /// The key of the page at an address as a person pastes it: with or without `https://` and `www.`, with
    /// digits of any kind, and with the quotes or the punctuation of the text around it. `None` unless it is
    /// the page of an item of an edition. [`link`](Self::link) knows the other pages, too.
    ///
    /// ```
    /// use ifilm_core::catalog::Editions;
    /// let key = Editions::embedded().key_at("<www.fa.ifilmtv.ir/News/Content/۲۰۴۳۹۹۸>.");
    /// assert_eq!(key.unwrap().to_string(), "fa/2043998");
    /// ```
    pub fn key_at(&self, address: &str) -> Option<ItemKey> {
        match self.link(address) {
            Link::Item { key, part: _, address: _ } => Some(key),
            Link::Part { .. } | Link::NotOurs { .. } => None,
        }
    }

    /// The key that a person typed, `edition/id` or `edition/kind/id`, in its canonical form: ` FA/۰۵ ` is
    /// `fa/5`.
    ///
    /// # Errors
    /// [`Error::BadArgument`] if it has another form. The edition and the id need not exist.
    pub fn key(&self, text: &str) -> Result<ItemKey> {
        let text = pasted::bare(text).trim_end_matches('/');
        let (edition, rest) = text.split_once('/').unwrap_or((text, ""));
        let key: ItemKey = format!("{}/{rest}", edition.to_ascii_lowercase()).parse()?;
        Ok(self.canonical(key))
    }

    /// The key of an article of an edition, from the id that a person typed.
    ///
    /// # Errors
    /// [`Error::BadArgument`] if there is no id in it. The edition and the id need not exist.
    pub fn article(&self, edition: EditionId, id: &str) -> Result<ItemKey> {
        match pasted::bare(id) {
            "" => Err(Error::bad_argument("an id is missing")),
            id => Ok(self.canonical(ItemKey::article(edition, id))),
        }
    }

    /// The key with its id as the edition's pages have it; unchanged if none of them can have this id.
    fn canonical(&self, key: ItemKey) -> ItemKey {
        let edition = self.get(&key.edition).ok();
        edition.and_then(|edition| edition.key(key.kind, &key.id)).unwrap_or(key)
    }

    /// The zone in which an edition prints its dates. UTC for an edition that no longer exists.
    pub fn zone_of(&self, id: &EditionId) -> Zone {
        self.get(id).map(|edition| edition.zone.clone()).unwrap_or_default()
    }

    /// The hosts that a use may reach: the hosts of the bases, for pictures and media those of the media
    /// rules, and then the hosts that have an entry. If a host is there twice, the later entry counts.
    pub(crate) fn hosts(&self, wanted: Use) -> impl Iterator<Item = HostEntry> {
        let bases = self.all().iter().flat_map(|edition| &edition.bases);
        let of_media = self.all().iter().flat_map(|edition| &edition.media.hosts);
        let of_media = of_media.filter(move |_| matches!(wanted, Use::Media | Use::Pictures));
        let entries = of_media.chain(&self.catalog.hosts).filter(move |entry| entry.uses.contains(&wanted));
        bases.map(|base| HostEntry::of(base.authority())).chain(entries.cloned())
    }

    /// The still at an address, at each address that the media rules of its edition give it, in the order to
    /// try. Empty if it is no still of theirs.
    pub(crate) fn stills_at(&self, address: &str) -> Vec<String> {
        let mut of_each = self.all().iter().map(|edition| edition.media.stills_at(address));
        of_each.find(|places| !places.is_empty()).unwrap_or_default()
    }

    /// The form in the media rules that an address has; its scheme and host if it has none of theirs.
    pub(crate) fn media_form(&self, address: &Url) -> String {
        let host = || address.origin().ascii_serialization();
        self.form_of(address).map_or_else(host, |(_, form)| form.address.clone())
    }

    fn form_of(&self, address: &Url) -> Option<(MediaList, &MediaForm)> {
        self.all().iter().find_map(|edition| edition.media.form_of(address.as_str()))
    }

    /// The addresses of one thing, with dead forms behind the others of the same list of the rules: a file
    /// does not come before a stream because that is dead.
    pub(crate) fn dead_forms_last(&self, addresses: Vec<String>, dead: &[String]) -> Vec<String> {
        if dead.is_empty() || addresses.len() < 2 {
            return addresses;
        }
        let mut addresses = addresses;
        let urls = addresses.iter().map(|address| Url::parse(address).ok());
        let list = |url: &Url| self.form_of(url).map(|(list, _)| list);
        let places: Vec<(Option<MediaList>, bool)> = urls
            .map(|url| url.map_or((None, false), |url| (list(&url), dead.contains(&self.media_form(&url)))))
            .collect();
        for list in MediaList::ALL.map(Some).into_iter().chain([None]) {
            let of_list = |at: &usize| places[*at].0 == list;
            let slots: Vec<usize> = (0..places.len()).filter(of_list).collect();
            let mut in_order = slots.clone();
            in_order.sort_by_key(|at| places[*at].1);
            let moved: Vec<String> = in_order.iter().map(|at| addresses[*at].clone()).collect();
            slots.into_iter().zip(moved).for_each(|(slot, address)| addresses[slot] = address);
        }
        addresses
    }

    /// The maximum number of connections to one host at a time.
    pub fn connections_per_host(&self) -> u32 {
        self.catalog.connections_per_host
    }

    /// The least time between the beginnings of two requests to one host.
    pub fn spacing(&self) -> Duration {
        Duration::from_millis(self.catalog.spacing_ms.into())
    }
}
