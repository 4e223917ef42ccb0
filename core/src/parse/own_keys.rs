//! The keys that a page gives for itself.

use super::detail::Subject;
use super::{Document, encoding, guarded};
use crate::error::Result;
use crate::model::{ItemKey, Kind};

/// The keys that a page gives for itself, besides the address that it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct OwnKeys {
    /// Those of its canonical address, and of what it declares for machines.
    pub(crate) declared: Vec<ItemKey>,
    /// Those that its links lead to.
    pub(crate) linked: Vec<ItemKey>,
}

impl OwnKeys {
    /// Whether the page has this key anywhere.
    pub(crate) fn name(&self, key: &ItemKey) -> bool {
        self.declared.contains(key) || self.linked.contains(key)
    }

    /// Whether the page says that it is another one of the edition.
    pub(crate) fn name_another(&self, key: &ItemKey) -> bool {
        self.declared.iter().any(|it| it.edition == key.edition && it != key)
    }
}

/// The keys that a page gives for itself. The id that it names alone is one of this kind.
///
/// # Errors
/// [`Error::Unreadable`](crate::Error::Unreadable) if the document is no page, or if the parser panics.
pub(crate) fn own_keys(document: Document<'_>, kind: Kind) -> Result<OwnKeys> {
    guarded(document.address, || {
        let html = encoding::decode(document.bytes, document.charset);
        let page = Subject::page(&html, document)?;
        let subject = Subject::of(&html, &page, document);
        let by_uid = subject.uid().and_then(|uid| document.edition.key(kind, uid));
        let declared = subject.declared_keys().chain(by_uid).collect();
        Ok(OwnKeys { declared, linked: subject.keys.iter().flatten().cloned().collect() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Catalog;
    use crate::parse::tests::received_at;

    fn keys(html: &str) -> (Vec<String>, Vec<String>) {
        let catalog = Catalog::embedded();
        let edition = &catalog.editions[0];
        let address = "https://en.ifilmtv.ir/Artist/Content/812".parse().unwrap();
        let bytes = html.as_bytes();
        let document =
            Document { bytes, charset: None, address: &address, edition, received_at: received_at() };
        let found = own_keys(document, Kind::Person).unwrap();
        let texts = |keys: Vec<ItemKey>| keys.iter().map(ToString::to_string).collect();
        (texts(found.declared), texts(found.linked))
    }

    #[test]
    fn a_page_declares_keys_in_three_places_and_links_to_others() {
        let (declared, linked) = keys(
            "<html><head><link rel=canonical href='/Artist/Content/812'><meta property=og:url \
             content='https://en.ifilmtv.ir/Artist/Content/813'><meta name=uid content=814></head>\
             <body><a href=/Film/Content/7>River</a><a href=/about>About</a></body></html>",
        );

        assert_eq!(declared, ["en/person/812", "en/person/813", "en/person/814"]);
        assert_eq!(linked, ["en/film/7"]);
        assert_eq!(keys("<h1>Mina Rastan</h1>"), (vec![], vec![]));
    }
}
