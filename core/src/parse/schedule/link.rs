//! The address of a broadcast's page.

use url::Url;

use super::draft::Draft;
use super::page::GuidePage;
use super::token::Tokens;
use super::words::{self, is_template};
use crate::parse::Document;
use crate::parse::page::absolute;

/// The most links of a row that are looked at.
const MOST_LINKS: usize = 16;

/// The address that a row links to: the first of a page of the site, else the first of any other page.
pub(super) fn of_draft(
    page: &GuidePage,
    tokens: &Tokens,
    draft: &Draft,
    document: Document<'_>,
    base: &Url,
) -> Option<String> {
    let pieces = tokens.slice(draft.tokens.clone()).iter().map(|token| token.piece);
    let around = pieces.clone().filter_map(|piece| page.pieces.get(piece)?.link);
    let (first, last) = (pieces.clone().min()?, pieces.max()?.saturating_add(1));
    let from = match draft.is_element {
        true => page.links.partition_point(|link| link.element < draft.element),
        false => page.links.partition_point(|link| link.piece < first),
    };
    let is_inside = |at: &usize| {
        page.links.get(*at).is_some_and(|link| match draft.is_element {
            true => page.is_in(link.element, draft.element),
            false => link.piece < last,
        })
    };
    let inside = (from..page.links.len()).take_while(is_inside);
    let links = around.take(MOST_LINKS).chain(inside.take(MOST_LINKS));
    let links = links.filter(|at| !is_button(page, *at));
    let addresses = links.filter_map(|at| page.links.get(at)).map(|link| link.address.as_str());
    best(addresses, document, base)
}

/// Whether a link says what happens there, not whose page it is: `Watch live`, `Remind me`.
fn is_button(page: &GuidePage, link: usize) -> bool {
    let element = page.links.get(link).and_then(|link| page.element(link.element));
    let pieces = element.and_then(|element| page.pieces.get(element.pieces.clone())).unwrap_or_default();
    !pieces.is_empty()
        && pieces
            .iter()
            .take(MOST_LINKS)
            .all(|piece| piece.text.chars().any(char::is_alphabetic) && !words::may_be_title(&piece.text))
}

/// The best of some addresses.
pub(super) fn best<'l>(
    addresses: impl Iterator<Item = &'l str>,
    document: Document<'_>,
    base: &Url,
) -> Option<String> {
    let mut other = None;
    for address in addresses {
        let address = address.trim();
        if address.is_empty() || address.starts_with('#') || is_template(address) {
            continue;
        }
        let Some(url) = absolute(address, base) else { continue };
        if document.edition.has_form_of_a_page(&url) {
            return Some(url.to_string());
        }
        let is_live = url.path().rsplit('/').next().is_some_and(|last| last.eq_ignore_ascii_case("live"));
        other = other.or_else(|| (!is_live).then(|| url.to_string()));
    }
    other
}
