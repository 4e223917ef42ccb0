//! A detail page with all that is read from it before its fields.

use url::Url;

use super::scan::Scan;
use super::thing::Things;
use crate::error::{Error, Result};
use crate::model::{ItemKey, Kind};
use crate::parse::Document;
use crate::parse::article::Outline;
use crate::parse::listing::is_template;
use crate::parse::page::{Page, absolute};

/// A detail page.
pub(in crate::parse) struct Subject<'p> {
    pub(in crate::parse) page: &'p Page,
    pub(in crate::parse) document: Document<'p>,
    pub(in crate::parse) scan: Scan,
    pub(in crate::parse) things: Things,
    pub(in crate::parse) outline: Outline<'p>,
    /// The key that each link leads to.
    pub(in crate::parse) keys: Vec<Option<ItemKey>>,
    /// The key of the address that the page came from.
    pub(in crate::parse) own: Option<ItemKey>,
    /// Where each link leads, for comparison alone.
    targets: Vec<String>,
    /// The address that relative ones start from.
    base: Url,
}

impl<'p> Subject<'p> {
    /// The page of a document. The story that a script shows is part of it.
    ///
    /// # Errors
    /// [`Error::Unreadable`] if the document is no HTML.
    pub(in crate::parse) fn page(html: &str, document: Document<'_>) -> Result<Page> {
        let page = Page::read(html);
        if !page.has_tags {
            return Err(Error::Unreadable {
                what: document.address.to_string(),
                reason: "the document is no HTML".to_owned(),
            });
        }
        let hidden: Vec<usize> = page.hidden_stories.iter().chain(&page.hidden_text).copied().collect();
        Ok(if hidden.is_empty() { page } else { Page::read_showing(html, hidden) })
    }

    /// Reads what all detail pages have.
    pub(in crate::parse) fn of(html: &str, page: &'p Page, document: Document<'p>) -> Self {
        let base = page.base(document.address);
        let key = |address: &str| match is_template(address) {
            true => None,
            false => document.edition.key_of(&absolute(address, &base)?),
        };
        let keys: Vec<Option<ItemKey>> = page.links.iter().map(|link| key(&link.address)).collect();
        let target = |(at, key): (usize, &Option<ItemKey>)| match key {
            Some(key) => key.to_string(),
            None => format!("#{at}"),
        };
        let targets = keys.iter().enumerate().map(target).collect();
        Self {
            page,
            document,
            scan: Scan::of(html),
            things: Things::of(&page.head, html),
            outline: Outline::of(page, document),
            keys,
            own: document.edition.key_of(document.address),
            targets,
            base,
        }
    }

    /// An address of the page, made absolute.
    pub(in crate::parse) fn absolute(&self, address: &str) -> Option<Url> {
        if is_template(address) { None } else { absolute(address, &self.base) }
    }

    /// Where a link leads: the key of its page as text, else a name of its own.
    pub(in crate::parse) fn target(&self, link: usize) -> &str {
        self.targets.get(link).map(String::as_str).unwrap_or_default()
    }

    /// The key of the page itself, if it is one of these kinds: by the address that it came from, else by
    /// those that it gives for itself.
    pub(in crate::parse) fn key(&self, kinds: &[Kind]) -> Option<ItemKey> {
        let own =
            |address: &Url| self.document.edition.key_of(address).filter(|key| kinds.contains(&key.kind));
        own(self.document.address).or_else(|| self.named_addresses().find_map(|address| own(&address)))
    }

    /// The keys of the addresses that the page gives for itself.
    pub(in crate::parse) fn declared_keys(&self) -> impl Iterator<Item = ItemKey> {
        self.named_addresses().filter_map(|address| self.document.edition.key_of(&address))
    }

    /// The addresses that the page gives for itself.
    fn named_addresses(&self) -> impl Iterator<Item = Url> {
        let metas = self.page.head.metas_of(&["og:url", "dc.identifier", "twitter:url"]);
        let named = self.scan.canonical.as_deref().into_iter().chain(metas);
        named.filter_map(|address| self.absolute(address))
    }

    /// The id that the page names for itself.
    pub(in crate::parse) fn uid(&self) -> Option<&str> {
        self.page.head.metas_of(&["uid"]).next()
    }
}
