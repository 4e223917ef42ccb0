//! Links from an article to others.

use std::collections::HashSet;

use super::body::announces_links;
use super::noise::{is_control, is_wordless};
use super::region::Region;
use super::sheet::Sheet;
use crate::model::Related;
use crate::parse::label::Label;
use crate::parse::page::{Content, Hints};

/// The links of the read-more block, each address once.
pub(super) fn find(sheet: &Sheet<'_>, region: &Region) -> Vec<Related> {
    let mut block = Block { sheet, announced: false, known: HashSet::new(), found: Vec::new() };
    let prose = region.leaves().find(|leaf| sheet.lines[*leaf].is_prose()).unwrap_or(region.span.start);
    for leaf in (prose..region.tail.end).filter(|leaf| region.has(*leaf)) {
        block.add(leaf);
    }
    block.found
}

/// Collects links as it goes down the page.
struct Block<'s, 'p> {
    sheet: &'s Sheet<'p>,
    /// Whether a label has said that links follow, and nothing else came since.
    announced: bool,
    known: HashSet<String>,
    found: Vec<Related>,
}

impl Block<'_, '_> {
    fn add(&mut self, leaf: usize) {
        let line = &self.sheet.lines[leaf];
        if line.weight == 0 {
            return;
        }
        let announces = announces_links(self.sheet, leaf) || Label::of(&line.text) == Some(Label::ReadMore);
        self.announced = announces || (self.announced && line.is_link());
        if line.is_link() || (announces && line.linked > 0) {
            self.add_links(leaf);
        }
    }

    fn add_links(&mut self, leaf: usize) {
        let hinted = self.sheet.is_hinted(leaf, Hints::RELATED);
        for link in self.sheet.links(leaf) {
            self.add_link(leaf, link, self.announced || hinted);
        }
    }

    /// Without a label, only links to articles of the edition count.
    fn add_link(&mut self, leaf: usize, link: usize, announced: bool) {
        let Some(address) = self.sheet.absolute(&self.sheet.page.links[link].address) else {
            return;
        };
        let key = self.sheet.edition.key_of(&address);
        let is_page = key.is_some() || (announced && address.path() != "/");
        let is_self = key.is_some() && key == self.sheet.edition.key_of(self.sheet.address);
        let related = Related { title: title(self.sheet, leaf, link), link: address.to_string() };
        let counts = is_page && !is_self && is_headline(&related.title);
        if counts && self.known.insert(related.link.clone()) {
            self.found.push(related);
        }
    }
}

/// Counts, and words on buttons, are no headlines.
fn is_headline(title: &str) -> bool {
    !is_wordless(title) && !is_control(title) && Label::of(title).is_none()
}

fn title(sheet: &Sheet<'_>, leaf: usize, link: usize) -> String {
    let Content::Text(run) = &sheet.page.leaves[leaf].content else {
        return String::new();
    };
    let pieces = run.pieces.iter().filter(|piece| piece.style.link == Some(link));
    pieces.map(|piece| piece.text.as_str()).collect::<String>().trim().to_owned()
}
