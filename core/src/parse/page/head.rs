//! The metadata of a page: title, meta tags, links to other languages, JSON-LD.

use super::Spot;
use crate::parse::html::Attributes;

/// The metadata of a page, from any place in it.
#[derive(Debug, Clone, Default)]
pub(in crate::parse) struct Head {
    /// The contents of `<title>`.
    pub(in crate::parse) title: Option<String>,
    /// The `lang` of the page.
    pub(in crate::parse) language: Option<String>,
    /// The address that relative links start from.
    pub(in crate::parse) base: Option<String>,
    /// The texts of its JSON-LD scripts.
    pub(in crate::parse) scripts: Vec<String>,
    /// The addresses of its `<link rel=alternate hreflang>`.
    pub(in crate::parse) alternates: Vec<String>,
    metas: Vec<(String, Meta)>,
}

/// The value of a `<meta>`, or of an element with `itemprop` or `property`.
#[derive(Debug, Clone)]
pub(in crate::parse) struct Meta {
    /// The value.
    pub(in crate::parse) value: String,
    /// Where it stands.
    pub(in crate::parse) spot: Spot,
}

impl Head {
    /// Keeps the value of a `<meta>`, or of an element with `itemprop` or `property`, which may be several
    /// names.
    pub(super) fn add_meta(&mut self, attributes: &Attributes, spot: Spot) {
        let content = attributes.text("content").or_else(|| attributes.text("datetime"));
        let Some(content) = content else {
            return;
        };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            let names = attributes.text(attribute).unwrap_or_default();
            for name in names.split_ascii_whitespace() {
                self.metas.push((name.to_ascii_lowercase(), Meta { value: content.to_owned(), spot }));
            }
        }
    }

    /// Keeps the address of a `<link>` to a page in another language. Feeds are alternates, too, but name no
    /// language.
    pub(super) fn add_link(&mut self, attributes: &Attributes) {
        let relation = attributes.get("rel").unwrap_or_default();
        let is_alternate =
            relation.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("alternate"));
        if is_alternate && attributes.has("hreflang") {
            self.alternates.extend(attributes.address("href").map(str::to_owned));
        }
    }

    /// All values under these names, in the order of the names.
    pub(in crate::parse) fn metas_of<'a>(&'a self, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        self.placed_metas_of(names).map(|meta| meta.value.as_str())
    }

    /// The same with the places where they stand.
    pub(in crate::parse) fn placed_metas_of<'a>(
        &'a self,
        names: &'a [&'a str],
    ) -> impl Iterator<Item = &'a Meta> {
        let of_name = |wanted: &'a str| self.metas.iter().filter(move |(name, _)| name == wanted);
        names.iter().flat_map(move |name| of_name(name)).map(|(_, meta)| meta)
    }
}
