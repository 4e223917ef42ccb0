//! The picture of what a page is about, in both sizes.

use std::collections::BTreeSet;

use super::menu::is_in_menu;
use super::scan::Image;
use super::subject::Subject;
use super::thing::Thing;
use crate::parse::page::Content;
use crate::parse::picture;
use url::Url;

/// The addresses of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::parse) struct Pictures {
    /// The full picture.
    pub(in crate::parse) full: Option<String>,
    /// The small copy, if the page shows its address.
    pub(in crate::parse) small: Option<String>,
}

const METAS: &[&str] = &["og:image", "og:image:url", "og:image:secure_url", "twitter:image"];

/// The picture in the metadata, else the first one of the page that is neither a link to another page nor in
/// a menu. `others` are nodes of rows whose pictures show something else.
pub(in crate::parse) fn pictures(
    subject: &Subject<'_>,
    thing: Option<&Thing>,
    others: &BTreeSet<usize>,
) -> Pictures {
    let metas = subject.page.head.metas_of(METAS).map(str::to_owned);
    let declared = thing.and_then(|thing| thing.address(&["image", "thumbnailUrl", "photo"]));
    let named = metas.chain(declared).filter(|src| !is_art(src));
    let shown: Vec<&str> = shown(subject, others).collect();
    let backgrounds = subject.scan.backgrounds.iter().filter(|src| !is_art(src)).cloned();
    let written = named.chain(backgrounds).chain(shown.iter().map(|src| (*src).to_owned()));
    let Some(written) = written.into_iter().find_map(|src| subject.absolute(&src)) else {
        return Pictures::default();
    };
    let set = sets(subject).into_iter().find(|set| set.contains(&written));
    let linked = set.as_ref().and_then(|set| set.linked.clone());
    let full = linked.as_ref().map_or_else(|| picture::address(written.clone()), |linked| linked.to_string());
    let copies = std::iter::once(written).chain(shown.iter().filter_map(|src| subject.absolute(src)));
    let in_sets = sets(subject).into_iter().flat_map(|set| set.all);
    let is_copy = |copy: &Url| *copy.as_str() != *full && picture::address(copy.clone()) == full;
    let small = copies.chain(in_sets).find(is_copy);
    let other = || set?.all.into_iter().rev().find(|other| *other.as_str() != *full);
    Pictures { small: small.or_else(other).map(String::from), full: Some(full) }
}

/// The addresses of one picture: in all sizes that the page names, and the one that it links to.
struct Set {
    all: Vec<Url>,
    linked: Option<Url>,
}

impl Set {
    fn contains(&self, address: &Url) -> bool {
        self.all.contains(address) || self.linked.as_ref() == Some(address)
    }
}

fn sets(subject: &Subject<'_>) -> Vec<Set> {
    let absolute = |src: &String| subject.absolute(src).filter(|_| !is_art(src));
    let set = |image: &Image| Set {
        all: image.sizes.iter().filter_map(absolute).collect(),
        linked: image.linked.as_ref().and_then(absolute),
    };
    subject.scan.images.iter().map(set).collect()
}

/// The pictures of the page, as it writes their addresses.
fn shown<'s>(subject: &'s Subject<'_>, others: &'s BTreeSet<usize>) -> impl Iterator<Item = &'s str> {
    let page = subject.page;
    let nodes = page.nodes.iter().enumerate().filter(|(at, _)| !others.contains(at));
    nodes.filter_map(move |(at, node)| {
        let Content::Picture { src, link, .. } = &node.content else { return None };
        let is_of_other = link.is_some_and(|link| subject.keys.get(link).is_some_and(Option::is_some));
        (!is_of_other && !is_in_menu(page, at) && !is_art(src)).then_some(src.as_str())
    })
}

/// Whether an address is that of a sign of the site.
fn is_art(src: &str) -> bool {
    let lower = src.to_ascii_lowercase();
    let is_fixed = lower.contains("/img/") || lower.starts_with("img/") || lower.ends_with(".gif");
    is_fixed || lower.contains("logo") || lower.ends_with(".svg")
}
