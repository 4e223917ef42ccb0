//! The leaves of an article that are its text and its pictures.

use super::noise;
use super::region::Region;
use super::sheet::{Line, Sheet};
use crate::parse::html::Tag;
use crate::parse::label::Label;
use crate::parse::page::{Content, Hints};
use crate::parse::stamp;

/// The leaves of the text, in order; pictures and videos among them.
pub(super) fn find(sheet: &Sheet<'_>, region: &Region) -> Vec<usize> {
    let prose: Vec<usize> = region.leaves().filter(|leaf| sheet.lines[*leaf].is_prose()).collect();
    let judge = Judge { sheet, first: prose.first().copied(), last: prose.last().copied() };
    let mut kept: Vec<usize> = region.leaves().filter(|leaf| judge.belongs(*leaf)).collect();
    drop_initials(sheet, &mut kept);
    kept
}

/// Knows where the running text begins and ends.
struct Judge<'s, 'p> {
    sheet: &'s Sheet<'p>,
    first: Option<usize>,
    last: Option<usize>,
}

impl Judge<'_, '_> {
    fn belongs(&self, leaf: usize) -> bool {
        match &self.sheet.page.leaves[leaf].content {
            Content::Picture { link, .. } => link.is_none_or(|link| self.sheet.key(link).is_none()),
            Content::Video { .. } => true,
            Content::Text(_) => self.is_text(leaf),
        }
    }

    fn is_text(&self, leaf: usize) -> bool {
        let line = &self.sheet.lines[leaf];
        if noise::is_wordless(&line.text) || noise::is_control(&line.text) || self.is_caption(leaf) {
            return false;
        }
        if line.weight < 250 && Label::of(&line.text).is_some() || self.is_label_with_links(leaf) {
            return false;
        }
        if line.is_link() {
            return self.is_linked_text(leaf);
        }
        line.is_prose() || self.is_short_text(leaf)
    }

    fn is_caption(&self, leaf: usize) -> bool {
        self.sheet.is_inside(leaf, |tag| matches!(tag, Tag::Figcaption | Tag::Caption))
    }

    /// `Read more: …` with the links on the same line.
    fn is_label_with_links(&self, leaf: usize) -> bool {
        let line = &self.sheet.lines[leaf];
        line.linked > 0 && Label::announces_links(&unlinked(self.sheet, leaf))
    }

    /// A line that is one link, but in the midst of the text and to no other article.
    fn is_linked_text(&self, leaf: usize) -> bool {
        let leads_on = |link: &usize| self.sheet.key(*link).is_some() || self.is_file(*link);
        self.is_between(leaf) && !self.sheet.links(leaf).iter().any(leads_on)
    }

    fn is_file(&self, link: usize) -> bool {
        let address = self.sheet.page.links[link].address.to_ascii_lowercase();
        [".mp4", ".m3u8", ".mp3"].iter().any(|end| address.contains(end)) || address.starts_with('#')
    }

    /// A line too short to tell by itself: it is text between prose, as a heading, or in line with prose.
    fn is_short_text(&self, leaf: usize) -> bool {
        let line = &self.sheet.lines[leaf];
        if self.is_between(leaf) {
            return !self.sheet.hints(leaf).meets(Hints::BYLINE);
        }
        match (self.first, self.last) {
            (Some(first), Some(_)) if leaf < first => {
                let stands = line.heading.is_some() || self.is_in_line(leaf, first);
                stands && stamp::stamp(&line.text).is_none()
            }
            (Some(_), Some(last)) => !noise::is_initials(&line.text) && self.is_in_line(leaf, last),
            _ => stamp::stamp(&line.text).is_none() && !self.is_bare(line),
        }
    }

    /// Nothing that a page without prose could want to say.
    fn is_bare(&self, line: &Line) -> bool {
        line.word_count() < 2 || noise::is_initials(&line.text)
    }

    fn is_between(&self, leaf: usize) -> bool {
        self.first.is_some_and(|first| first < leaf) && self.last.is_some_and(|last| leaf < last)
    }

    /// Whether two leaves are paragraphs of one block, set the same way.
    fn is_in_line(&self, leaf: usize, prose: usize) -> bool {
        let (one, other) = (self.sheet.parent(leaf), self.sheet.parent(prose));
        one.leaves == other.leaves
            || (one.tag == other.tag && one.parent == other.parent && one.tag != Tag::Td)
    }
}

/// The part of a line that is in no link.
pub(super) fn unlinked(sheet: &Sheet<'_>, leaf: usize) -> String {
    let pieces = sheet.page.leaves[leaf].run().map(|run| &run.pieces[..]).unwrap_or_default();
    let own = pieces.iter().filter(|piece| piece.style.link.is_none());
    own.map(|piece| piece.text.trim()).collect::<Vec<_>>().join(" ").trim().to_owned()
}

/// The last line of text may be the initials of those who wrote it.
fn drop_initials(sheet: &Sheet<'_>, kept: &mut Vec<usize>) {
    let last = kept.iter().rposition(|leaf| sheet.lines[*leaf].weight > 0);
    if let Some(at) = last.filter(|at| noise::is_initials(&sheet.lines[kept[*at]].text)) {
        kept.remove(at);
    }
}
