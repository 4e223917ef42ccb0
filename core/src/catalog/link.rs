//! Links in both directions: from an address to what it leads to, and back to the canonical address.

use url::Url;

use super::{EditionEntry, Editions, pasted};
use crate::error::Result;
use crate::model::{EditionId, ItemKey, Link, NotOurs, SitePart};

impl Editions {
    /// What an address leads to, in any form in which people paste it. Any base of an edition will do, by
    /// http or https, with or without `www.`; the slug, a query for tracking and a part after `#` are
    /// ignored. Ids may have Persian or Arabic digits.
    ///
    /// Nothing is guessed: an address that only looks like one of the site is not ours. A link shortener or a
    /// search engine that would lead to the site is another site.
    ///
    /// ```
    /// use ifilm_core::Link;
    /// use ifilm_core::catalog::Editions;
    /// let editions = Editions::embedded();
    /// let link = editions.link("<http://www.fa.ifilmtv.com/iran/content/۲۰۴۳۹۹۸/فیلم?utm_source=mail>.");
    /// let Link::Item { key, address, .. } = link else { panic!("{link:?}") };
    /// assert_eq!(key.to_string(), "fa/2043998");
    /// assert_eq!(address, "https://fa.ifilmtv.ir/News/Content/2043998");
    /// ```
    pub fn link(&self, text: &str) -> Link {
        let addresses: Vec<Url> = pasted::addresses(text).collect();
        let ours = |address: &Url| self.all().iter().find_map(|edition| edition.link(address));
        let found = addresses.iter().find_map(ours);
        found.unwrap_or_else(|| Link::NotOurs { reason: self.why_not_ours(&addresses) })
    }

    /// The canonical address of the page of an item: below the first base of its edition, without slug and
    /// query. `None` if items of its kind have no page, or none can have this id. The item need not exist.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition.
    pub fn address_of(&self, key: &ItemKey) -> Result<Option<String>> {
        Ok(self.get(&key.edition)?.canonical_address(key))
    }

    /// The canonical address of the page of a part of an edition; `None` if the catalogue knows none.
    ///
    /// # Errors
    /// [`BadArgument`](crate::Error::BadArgument) for an unknown edition.
    pub fn part_address(&self, edition: &EditionId, part: SitePart) -> Result<Option<String>> {
        Ok(self.get(edition)?.part_address(part))
    }

    fn why_not_ours(&self, addresses: &[Url]) -> NotOurs {
        match addresses {
            [] => NotOurs::NoAddress,
            some if some.iter().any(|address| self.at(address).is_some()) => NotOurs::UnknownPage,
            _ => NotOurs::OtherSite,
        }
    }
}

impl EditionEntry {
    /// The canonical address of the page of an item; `None` if no page of its kind can have its id.
    pub fn canonical_address(&self, key: &ItemKey) -> Option<String> {
        self.address_of(self.bases.first()?, key)
    }

    /// The canonical address of the page of a part; `None` if it is not known.
    fn part_address(&self, part: SitePart) -> Option<String> {
        let page = self.part_pages.iter().find(|page| page.part == part)?;
        let address = self.bases.first()?.address_of(page.path.as_str());
        Url::parse(&address).ok().map(String::from)
    }

    /// The item or the part whose page is at an address.
    fn link(&self, address: &Url) -> Option<Link> {
        self.item_at(address).or_else(|| self.part_at(address))
    }

    fn item_at(&self, address: &Url) -> Option<Link> {
        let key = self.key_of(address)?;
        let address = self.canonical_address(&key)?;
        Some(Link::Item { part: SitePart::of(key.kind), key, address })
    }

    fn part_at(&self, address: &Url) -> Option<Link> {
        let page = |path| self.part_pages.iter().find(|page| page.path.is_at(path, address));
        let part = self.paths_of(address).find_map(page)?.part;
        Some(Link::Part { edition: self.id.clone(), part, address: self.part_address(part)? })
    }
}
