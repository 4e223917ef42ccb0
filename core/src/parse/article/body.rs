//! The leaves of an article that are its text and its pictures.

use super::announcement::announces_links;
use super::foreign;
use super::leaf_set::LeafSet;
use super::noise;
use super::region::Region;
use super::sheet::{Line, Sheet};
use crate::parse::html::Tag;
use crate::parse::page::{Content, Hints};

/// The text of an article, as leaves in order; pictures and videos among them.
pub(super) struct Body {
    pub(super) leaves: Vec<usize>,
    /// A leaf that ends with initials, and where they begin.
    pub(super) cut: Option<(usize, usize)>,
}

/// Finds the text of an article.
pub(super) fn find(sheet: &Sheet<'_>, region: &Region) -> Body {
    let prose: Vec<usize> = region.leaves().filter(|leaf| sheet.line(*leaf).is_prose()).collect();
    let links = foreign::find_links(sheet);
    let judge = Judge { sheet, links, first: prose.first().copied(), last: prose.last().copied() };
    let mut leaves: Vec<usize> = region.leaves().filter(|leaf| judge.belongs(*leaf)).collect();
    drop_dangling_label(sheet, &mut leaves);
    let cut = drop_initials(sheet, &mut leaves);
    Body { leaves, cut }
}

/// Knows where the running text begins and ends.
struct Judge<'s, 'p> {
    sheet: &'s Sheet<'p>,
    /// The leaves in blocks of links.
    links: LeafSet,
    first: Option<usize>,
    last: Option<usize>,
}

impl Judge<'_, '_> {
    fn belongs(&self, leaf: usize) -> bool {
        match &self.sheet.page.leaf(leaf).content {
            Content::Picture { link, .. } => link.is_none_or(|link| self.sheet.key(link).is_none()),
            Content::Video { .. } => true,
            Content::Text(_) => self.is_text(leaf),
        }
    }

    fn is_text(&self, leaf: usize) -> bool {
        let line = self.sheet.line(leaf);
        if noise::is_wordless(&line.text) || noise::is_control(&line.text) || self.is_caption(leaf) {
            return false;
        }
        if line.label.is_some() || announces_links(self.sheet, leaf) {
            return false;
        }
        if self.links.has(leaf) || self.sheet.is_hinted(leaf, Hints::RELATED) {
            return false;
        }
        if line.is_link() {
            return self.is_linked_text(leaf);
        }
        line.is_prose() || self.is_short_text(leaf)
    }

    /// What stands with a picture: in its figure, or right behind it and called so.
    fn is_caption(&self, leaf: usize) -> bool {
        let is_framed =
            self.sheet.is_inside(leaf, |tag| matches!(tag, Tag::Figcaption | Tag::Caption | Tag::Figure));
        let is_quote = || self.sheet.is_inside(leaf, |tag| tag == Tag::Blockquote);
        let is_picture = |leaf| matches!(self.sheet.page.leaf(leaf).content, Content::Picture { .. });
        let is_behind = || leaf.checked_sub(1).is_some_and(is_picture);
        is_framed && !is_quote() || self.sheet.hints(leaf).meets(Hints::BYLINE) && is_behind()
    }

    /// A line that is one link, but in the midst of the text and to no other article.
    fn is_linked_text(&self, leaf: usize) -> bool {
        let leads_on = |link: &usize| self.sheet.key(*link).is_some() || self.is_file(*link);
        self.is_between(leaf) && !self.sheet.links(leaf).iter().any(leads_on)
    }

    fn is_file(&self, link: usize) -> bool {
        let address = self.sheet.page.link(link).address.to_ascii_lowercase();
        [".mp4", ".m3u8", ".mp3"].iter().any(|end| address.contains(end)) || address.starts_with('#')
    }

    /// A line too short to tell by itself: it is text between prose, as a heading, or in line with prose.
    fn is_short_text(&self, leaf: usize) -> bool {
        let line = self.sheet.line(leaf);
        if self.is_between(leaf) {
            return !self.sheet.hints(leaf).meets(Hints::BYLINE);
        }
        match (self.first, self.last) {
            (Some(first), Some(_)) if leaf < first => {
                let stands = line.heading.is_some() || self.is_in_line(leaf, first);
                stands && line.stamp.is_none() && !noise::is_byline(&line.text)
            }
            (Some(_), Some(last)) => {
                !noise::is_initials(&line.text) && (self.is_in_line(leaf, last) || self.sheet.is_entry(leaf))
            }
            _ => line.stamp.is_none() && !self.is_bare(line),
        }
    }

    /// Nothing that a page without prose could want to say.
    fn is_bare(&self, line: &Line) -> bool {
        line.word_count() < 2 || noise::is_initials(&line.text)
    }

    fn is_between(&self, leaf: usize) -> bool {
        self.first.is_some_and(|first| first < leaf) && self.last.is_some_and(|last| leaf < last)
    }

    /// Whether a leaf stands in one block with a paragraph: beside it, set the same way, or in a list beside it.
    fn is_in_line(&self, leaf: usize, prose: usize) -> bool {
        let sheet = self.sheet;
        let is_shared =
            |at: &usize| sheet.leaves(*at).filter(|leaf| sheet.line(*leaf).weight > 0).nth(1).is_some();
        let block = sheet.around(prose).find(is_shared).unwrap_or(0);
        let own = sheet.page.leaf(leaf).parent;
        let (one, other) = (sheet.parent(leaf), sheet.parent(prose));
        let is_alike = one.tag == other.tag && one.depth == other.depth && one.tag != Tag::Td;
        let is_within = sheet.leaves(block).contains(&leaf);
        own == block
            || is_within
                && (is_alike || one.tag == Tag::P || one.tag.is_heading() || self.is_listed_in(leaf, block))
    }

    fn is_listed_in(&self, leaf: usize, block: usize) -> bool {
        let mut lists = self.sheet.around(leaf).map(|at| self.sheet.page.element(at));
        lists.any(|list| list.tag.is_list() && list.parent == block)
    }
}

/// A last line that announces something, or heads it, belongs to what is no text.
fn drop_dangling_label(sheet: &Sheet<'_>, leaves: &mut Vec<usize>) {
    let initials = leaves.pop_if(|leaf| noise::is_initials(&sheet.line(*leaf).text));
    leaves.pop_if(|leaf| {
        let line = sheet.line(*leaf);
        line.heading.is_some() || (line.text.ends_with(':') && line.word_count() <= 10)
    });
    leaves.extend(initials);
}

/// The last line of text, or its end, may be the initials of those who wrote it. Gives what to cut off.
fn drop_initials(sheet: &Sheet<'_>, leaves: &mut Vec<usize>) -> Option<(usize, usize)> {
    let at = leaves.iter().rposition(|leaf| sheet.line(*leaf).weight > 0)?;
    let leaf = *leaves.get(at)?;
    if noise::is_initials(&sheet.line(leaf).text) {
        leaves.remove(at);
        return None;
    }
    noise::without_initials(&sheet.line(leaf).text).map(|end| (leaf, end))
}
