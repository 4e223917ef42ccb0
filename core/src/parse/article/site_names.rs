//! The names of the site. None of them is a headline.

use std::collections::HashSet;

use ifilm_language::text::normalized;

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use crate::parse::page::Run;

/// The maximum number of words of a name.
const LONGEST: usize = 6;

/// The names of a site, in one spelling.
pub(super) struct SiteNames(HashSet<String>);

impl SiteNames {
    /// The names in the metadata, and the texts of links to the front page.
    pub(super) fn of(measured: &MeasuredPage<'_>, facts: &Facts) -> Self {
        let is_headline = |name: &&String| {
            facts.titles.iter().any(|title| title.trim() == name.trim())
                && facts.window.as_ref().is_some_and(|window| window.trim() == name.trim())
        };
        let declared = facts.site_names.iter().filter(|name| !is_headline(name)).map(|name| normalized(name));
        let homes: Vec<bool> = measured.page.links.iter().map(|link| is_home(&link.address)).collect();
        let is_home = |link: usize| homes.get(link) == Some(&true);
        let leads_home = |node: &usize| {
            let mut pieces = measured.page.node(*node).pieces().iter();
            pieces.any(|piece| piece.style.link.is_some_and(is_home))
        };
        let linked = (0..measured.lines.len()).filter(leads_home);
        let linked = linked.flat_map(|node| home_texts(measured, node));
        Self(declared.chain(linked).filter(|name| !name.is_empty()).collect())
    }

    /// Whether a text is the name of the site and nothing else.
    pub(super) fn has(&self, text: &str) -> bool {
        self.has_spelled(&normalized(text), text)
    }

    /// The same, for a text whose one spelling is known.
    pub(super) fn has_spelled(&self, whole: &str, text: &str) -> bool {
        self.0.contains(whole) || is_ours(whole, text)
    }
}

/// The texts of a line that lead to the front page.
fn home_texts(measured: &MeasuredPage<'_>, node: usize) -> Vec<String> {
    let texts = measured.page.node(node).run().into_iter().flat_map(Run::by_link);
    let home = texts.filter(|(link, text)| {
        link.is_some_and(|link| is_home(&measured.page.link(link).address))
            && text.split_whitespace().count() <= LONGEST
    });
    home.map(|(_, text)| normalized(&text)).collect()
}

/// Whether an address is that of a front page.
pub(in crate::parse) fn is_home(address: &str) -> bool {
    let path = match address.trim().split_once("//") {
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => {
            rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/")
        }
        _ => address.trim(),
    };
    matches!(path, "/" | "./" | "/index.html" | "/index.php" | "index.html" | "index.php")
}

/// Whether a text is the name of our own site, alone or with words that go with it.
pub(in crate::parse) fn is_our_name(text: &str) -> bool {
    is_ours(&normalized(text), text)
}

fn is_ours(whole: &str, text: &str) -> bool {
    let is_kind = |word: &str| word.is_empty() || KINDS.contains(&word) || OURS.contains(&word);
    let all_go_with_it = || text.split_whitespace().map(normalized).all(|word| is_kind(&word));
    ROOTS.iter().any(|name| whole.contains(name)) && all_go_with_it()
}

/// What stands in each form of our site's own name.
const ROOTS: &[&str] = &["ifilm", "ایفیلم", "ایفلم"];

/// Our site's own name in its editions, in one spelling.
const OURS: &[&str] = &["ifilm", "ifilm2", "ifilmtv", "ایفیلم", "ایفلم", "ایفیلم2", "ایفلم2"];

/// Words that go with the name, and the parts that it may be split into.
const KINDS: &[&str] = &[
    "ای",
    "ا",
    "فیلم",
    "فلم",
    "i",
    "film",
    "tv",
    "2",
    "channel",
    "network",
    "english",
    "arabic",
    "persian",
    "dari",
    "website",
    "شبکه",
    "شبکهی",
    "کانال",
    "تلویزیون",
    "تلویزیونی",
    "سایت",
    "وبسایت",
    "فارسی",
    "دری",
    "عربی",
    "قناه",
    "الفضاییه",
    "موقع",
    "العربیه",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_pages_are_known_by_their_address() {
        for home in
            ["/", "https://news.example", "https://news.example/", "//news.example/", " ./ ", "index.html"]
        {
            assert!(is_home(home), "{home}");
        }
        for other in ["/news", "https://news.example/a", "#top", "", "a"] {
            assert!(!is_home(other), "{other}");
        }
    }
}
