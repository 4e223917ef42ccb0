//! The addresses that a page gives for its own story in other languages.

use url::Url;

use super::measured_page::MeasuredPage;

/// The maximum number of addresses. No site has more editions.
const MOST: usize = 32;

/// The maximum number of letters of such a name.
const LONGEST: usize = 12;

/// The names of languages, as links to other editions write them.
const LANGUAGES: &[&str] = &[
    "english",
    "persian",
    "farsi",
    "arabic",
    "dari",
    "en",
    "fa",
    "ar",
    "انگلیسی",
    "فارسی",
    "عربی",
    "دری",
    "انگلیسي",
    "الإنجليزية",
    "الانجليزية",
    "الفارسية",
    "العربية",
    "الدرية",
    "فارسي",
    "عربي",
    "دري",
];

/// The addresses that the head declares, and those of language links that lead to a page of content.
pub(super) fn find(measured: &MeasuredPage<'_>) -> Vec<String> {
    let declared = measured.page.head.alternates.iter().filter_map(|address| measured.absolute(address));
    let switched = switches(measured).filter_map(|link| measured.address_of(link)).cloned();
    let mut found: Vec<String> = Vec::new();
    for address in declared
        .filter(|it| it.path() != "/" || is_content(measured, it))
        .chain(switched.filter(|it| is_content(measured, it)))
    {
        let is_known = found.iter().any(|known| known == address.as_str());
        if !is_known && measured.edition.key_of(&address).is_none() && found.len() < MOST {
            found.push(address.into());
        }
    }
    found
}

/// The links whose text is the name of a language, and those that have a `hreflang`.
fn switches(measured: &MeasuredPage<'_>) -> impl Iterator<Item = usize> {
    let has_said = measured.page.links.iter().any(|link| link.has_language);
    let of_leaf = move |node: usize| {
        let pieces = measured.page.node(node).pieces();
        let named = pieces.iter().filter_map(|piece| piece.style.link.filter(|_| is_language(&piece.text)));
        let said = if has_said { measured.links(node) } else { Vec::new() };
        named.chain(said.into_iter().filter(|link| measured.page.link(*link).has_language))
    };
    (0..measured.page.nodes.len()).flat_map(of_leaf)
}

fn is_language(text: &str) -> bool {
    let name = text.trim();
    name.chars().nth(LONGEST).is_none() && LANGUAGES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Editions of one site have pages of the same form.
fn is_content(measured: &MeasuredPage<'_>, address: &Url) -> bool {
    measured.edition.has_form_of_a_page(address)
}
