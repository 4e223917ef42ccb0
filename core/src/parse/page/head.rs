//! What a page says about itself for machines.

use std::borrow::Cow;

use crate::parse::html::Attributes;

/// The words of a page for machines, wherever in it they stand.
#[derive(Debug, Clone, Default)]
pub(in crate::parse) struct Head<'a> {
    /// The contents of `<title>`.
    pub(in crate::parse) title: Option<String>,
    /// The `lang` of the page.
    pub(in crate::parse) language: Option<Cow<'a, str>>,
    /// The address that relative links start from.
    pub(in crate::parse) base: Option<Cow<'a, str>>,
    /// The texts of its JSON-LD scripts.
    pub(in crate::parse) scripts: Vec<&'a str>,
    /// Where its `<link rel=alternate hreflang>` lead.
    pub(in crate::parse) alternates: Vec<Cow<'a, str>>,
    metas: Vec<(String, Cow<'a, str>)>,
}

impl<'a> Head<'a> {
    /// Keeps what a `<meta>`, or an element with `itemprop`, says.
    pub(super) fn add_meta(&mut self, attributes: Attributes<'a>) {
        let content = attributes.text("content").or_else(|| attributes.text("datetime"));
        let Some(content) = content else {
            return;
        };
        for attribute in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = attributes.text(attribute) {
                self.metas.push((name.to_ascii_lowercase(), content.clone()));
            }
        }
    }

    /// Keeps where a `<link>` to a page in another language leads. Feeds are alternates, too, but name no language.
    pub(super) fn add_link(&mut self, attributes: Attributes<'a>) {
        let relation = attributes.get("rel").unwrap_or_default();
        let is_alternate =
            relation.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("alternate"));
        if is_alternate && attributes.has("hreflang") {
            self.alternates.extend(attributes.text("href"));
        }
    }

    /// Everything that the page says under these names, most trusted name first.
    pub(in crate::parse) fn metas_of(&self, names: &[&str]) -> impl Iterator<Item = &str> {
        let of_name = |wanted: &str| {
            let wanted = wanted.to_owned();
            self.metas.iter().filter(move |(name, _)| *name == wanted).map(|(_, value)| &**value)
        };
        names.iter().flat_map(move |name| of_name(name))
    }
}
