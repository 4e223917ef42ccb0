//! The pictures that belong to an article: no advertisements, no thumbnails of other pages, no portraits of
//! its author.

use url::Url;

use super::aids::Aids;
use super::credit;
use super::measured_page::MeasuredPage;
use crate::parse::page::{Content, Hint};

/// The maximum number of nodes of a block about the author.
const MOST_NODES: usize = 6;

/// Parts of the addresses of advertisements.
const ADVERTS: &[&str] = &["ads", "ad", "adv", "advert", "adserver", "banner", "banners", "doubleclick"];

/// Files of pictures.
const FILES: &[&str] = &[".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"];

/// Whether a picture is one of the article.
pub(super) fn belongs(measured: &MeasuredPage<'_>, aids: &Aids, node: usize) -> bool {
    let Content::Picture { src, link, .. } = &measured.page.node(node).content else {
        return false;
    };
    let has_caption = |link| aids.captions.of_node(node).is_some() && !is_linked_below(measured, node, link);
    let is_thumbnail = link.is_some_and(|link| leads_on(measured, link, has_caption(link)));
    !is_thumbnail && !is_advert(src) && !aids.boxes.has(node) && !is_portrait(measured, node)
}

/// Whether the line below a picture begins with the same link, as the title of another article does.
fn is_linked_below(measured: &MeasuredPage<'_>, node: usize, link: usize) -> bool {
    let below = measured.page.nodes.get(node.saturating_add(1));
    let first = below.and_then(|below| below.pieces().first()).and_then(|piece| piece.style.link);
    first.is_some_and(|first| measured.page.link(first).address == measured.page.link(link).address)
}

/// The address of the large picture that a picture is linked to.
pub(super) fn enlarged<'s>(measured: &'s MeasuredPage<'_>, link: Option<usize>) -> Option<&'s str> {
    let address = &*measured.page.link(link?).address;
    is_file(address).then_some(address)
}

/// Whether an address is that of a picture.
fn is_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address).to_ascii_lowercase();
    FILES.iter().any(|end| path.ends_with(end))
}

/// Whether the link of a picture leads to another page. A page below its own shows the picture alone. With a
/// caption a picture is more than a button.
fn leads_on(measured: &MeasuredPage<'_>, link: usize, has_caption: bool) -> bool {
    let address = &*measured.page.link(link).address;
    let is_elsewhere = |to: Url| {
        let own = measured.address.path().trim_end_matches('/');
        measured.is_own_host(&to) && !to.path().starts_with(own)
    };
    let is_page = || !is_file(address) && !address.starts_with('#');
    measured.key(link).is_some()
        || !has_caption && is_page() && measured.absolute(address).is_some_and(is_elsewhere)
}

fn is_advert(src: &str) -> bool {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    path.split(['/', '.']).any(|part| ADVERTS.contains(&part))
}

/// Whether a picture stands in a small block that only says who wrote the article.
fn is_portrait(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let block = measured.around(node).find(|at| measured.nodes(*at).len() > 1).unwrap_or(0);
    let element = measured.page.element(block);
    let is_small = element.depth > 0 && element.nodes.len() <= MOST_NODES;
    let lines = || element.nodes.clone().map(|node| measured.line(node)).filter(|line| line.weight > 0);
    is_small
        && lines().next().is_some()
        && lines().all(|line| line.is_credit || line.stamp.is_some())
        && (element.hints.meets(Hint::BYLINE)
            || lines().any(|line| credit::is_named(&line.text, &line.normalized)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adverts_are_known_by_a_whole_part_of_their_address() {
        assert!(is_advert("https://ads.example/b728.gif") && is_advert("/ads/tea.gif"));
        assert!(!is_advert("/uploads/roads.jpg") && !is_advert("/loads/a.jpg?ads=1"));
    }
}
