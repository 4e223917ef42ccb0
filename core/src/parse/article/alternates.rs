//! Where the page says that it is found in other languages.

use url::Url;

use super::sheet::Sheet;

/// No site has more editions.
const MOST: usize = 32;

/// The names of languages, as links to other editions say them.
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
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<String> {
    let declared = sheet.page.head.alternates.iter().filter_map(|address| sheet.absolute(address));
    let switched = switches(sheet).filter_map(|link| sheet.absolute(&sheet.page.link(link).address));
    let mut found: Vec<String> = Vec::new();
    for address in declared
        .filter(|it| it.path() != "/" || is_content(sheet, it))
        .chain(switched.filter(|it| is_content(sheet, it)))
    {
        let is_known = found.iter().any(|known| known == address.as_str());
        if !is_known && sheet.edition.key_of(&address).is_none() && found.len() < MOST {
            found.push(address.into());
        }
    }
    found
}

/// The links that are named after a language, or say that they lead to one.
fn switches(sheet: &Sheet<'_>) -> impl Iterator<Item = usize> {
    let of_leaf = |leaf: usize| {
        let pieces = sheet.page.leaf(leaf).pieces();
        let named =
            pieces.iter().filter(|piece| is_language(&piece.text)).filter_map(|piece| piece.style.link);
        let said = sheet.links(leaf).into_iter().filter(|link| sheet.page.link(*link).has_language);
        named.chain(said).collect::<Vec<_>>()
    };
    (0..sheet.page.leaves.len()).flat_map(of_leaf)
}

fn is_language(text: &str) -> bool {
    let name = text.trim();
    name.chars().count() <= 12 && LANGUAGES.contains(&&*name.to_lowercase())
}

/// Editions of one site have pages of the same form.
fn is_content(sheet: &Sheet<'_>, address: &Url) -> bool {
    sheet.edition.has_form_of_a_page(address)
}
