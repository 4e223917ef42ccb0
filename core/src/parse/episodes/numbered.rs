//! Episodes whose addresses are made from their numbers.

use super::super::detail::Scan;
use super::super::program::Variables;
use super::page_form::PageForms;
use crate::catalog::NumberedPlace;
use crate::model::{Episode, ItemKey};
use crate::parse::Document;

/// The numbered episodes of a page, the first one first; none if they are attachments. `None` if the page
/// says nothing of episodes.
pub(super) fn read(html: &str, document: Document<'_>, key: Option<&ItemKey>) -> Option<Vec<Episode>> {
    let scan = Scan::of(html);
    let variables = Variables::of(&scan.scripts);
    let says = variables.count.is_some() || variables.extra.is_some() || variables.id.is_some();
    let extra = variables.extra.as_deref().unwrap_or_default();
    let count = variables.count.filter(|_| !extra.is_empty()).unwrap_or(0);
    let id = variables.id.as_deref().or(key.map(|key| key.id.as_str()));
    let (Some(id), true) = (id, says) else {
        return says.then(Vec::new);
    };
    let media = &document.edition.media;
    let prefix = media.prefix_for(variables.prefix.as_deref());
    let written: Vec<String> = scan.scripts.iter().chain(&scan.templates).cloned().collect();
    let forms = PageForms::of(&written);
    let episode = |number: u32| {
        let place = NumberedPlace { prefix, id, number };
        let mut addresses: Vec<String> = forms.addresses(place, document.address).collect();
        for address in media.numbered(place) {
            if !addresses.contains(&address) {
                addresses.push(address);
            }
        }
        let picture = forms.still(place, document.address).or_else(|| media.still(place));
        Episode { number: Some(number), title: None, picture, addresses, path: None, published: None }
    };
    let episodes = (1..=count).map(episode).filter(|episode| !episode.addresses.is_empty());
    Some(episodes.collect())
}
