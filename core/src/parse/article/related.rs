//! Links from an article to others.

use std::collections::HashSet;

use super::announcement::announces_links;
use super::measured_page::MeasuredPage;
use super::noise::{is_control, is_wordless};
use super::region::Region;
use crate::model::{ItemKey, Related};
use crate::parse::label::Label;
use crate::parse::page::{Hint, Run};

/// The links of the read-more block, each address once.
pub(super) fn find(measured: &MeasuredPage<'_>, region: &Region) -> Vec<Related> {
    let own = measured.edition.key_of(measured.address);
    let mut block = Block { measured, own, announced: false, known: HashSet::new(), found: Vec::new() };
    let prose = region.nodes().find(|node| measured.line(*node).is_prose()).unwrap_or(region.span.start);
    for node in (prose..region.tail.end).filter(|node| region.has(*node) || region.is_related(*node)) {
        block.add(node);
    }
    block.found
}

/// Collects links while it walks down the page.
struct Block<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    /// The key of the page itself.
    own: Option<ItemKey>,
    /// Whether a label announced links, and no prose followed it so far.
    announced: bool,
    known: HashSet<String>,
    found: Vec<Related>,
}

impl Block<'_, '_> {
    fn add(&mut self, node: usize) {
        let line = self.measured.line(node);
        if line.weight == 0 {
            return;
        }
        let announces = announces_links(self.measured, node) || line.label == Some(Label::ReadMore);
        self.announced = announces || (self.announced && !line.is_prose());
        if line.is_link() || (announces && line.linked > 0) {
            self.add_links(node);
        }
    }

    fn add_links(&mut self, node: usize) {
        let announced = self.announced || self.measured.is_hinted(node, Hint::RELATED);
        let texts = self.measured.page.node(node).run().into_iter().flat_map(Run::by_link);
        for (link, title) in texts {
            if let Some(link) = link.filter(|_| is_headline(&title)) {
                self.add_link(title.trim().to_owned(), link, announced);
            }
        }
    }

    /// Without a label, only links to articles of the edition count.
    fn add_link(&mut self, title: String, link: usize, announced: bool) {
        let Some(address) = self.measured.address_of(link) else {
            return;
        };
        let key = self.measured.key(link);
        let is_page = key.is_some() || (announced && address.path() != "/");
        let is_self = key.is_some() && key == self.own.as_ref();
        if is_page && !is_self && self.known.insert(address.to_string()) {
            self.found.push(Related { title, link: address.as_str().to_owned() });
        }
    }
}

/// Counts and words on buttons are not headlines.
fn is_headline(title: &str) -> bool {
    !is_wordless(title) && !is_control(title) && Label::of(title).is_none()
}
