//! The nodes of an article that are its text and its pictures.

use super::announcement::announces_links;
use super::foreign;
use super::measured_page::{Line, MeasuredPage};
use super::node_set::NodeSet;
use super::noise;
use super::region::Region;
use crate::parse::html::Tag;
use crate::parse::page::{Content, Hints};

/// The text of an article, as nodes in order; pictures and videos among them.
pub(super) struct Body {
    pub(super) nodes: Vec<usize>,
    /// A node that ends with initials, and where they begin.
    pub(super) cut: Option<(usize, usize)>,
}

/// Finds the text of an article.
pub(super) fn find(measured: &MeasuredPage<'_>, region: &Region) -> Body {
    let prose: Vec<usize> = region.nodes().filter(|node| measured.line(*node).is_prose()).collect();
    let links = foreign::find_links(measured);
    let finder = TextFinder {
        measured,
        links,
        first: prose.first().copied(),
        second: prose.get(1).copied(),
        last: prose.last().copied(),
    };
    let mut nodes: Vec<usize> = region.nodes().filter(|node| finder.belongs(*node)).collect();
    drop_dangling_label(measured, &mut nodes);
    let cut = drop_initials(measured, &mut nodes);
    Body { nodes, cut }
}

/// Decides which nodes are text, given where the prose begins and ends.
struct TextFinder<'s, 'p> {
    measured: &'s MeasuredPage<'p>,
    /// The nodes in blocks of links.
    links: NodeSet,
    first: Option<usize>,
    second: Option<usize>,
    last: Option<usize>,
}

impl TextFinder<'_, '_> {
    fn belongs(&self, node: usize) -> bool {
        match &self.measured.page.node(node).content {
            Content::Picture { link, .. } => link.is_none_or(|link| self.measured.key(link).is_none()),
            Content::Video { .. } => true,
            Content::Text(_) => self.is_text(node),
        }
    }

    fn is_text(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        if noise::is_wordless(&line.text) || noise::is_control(&line.text) || self.is_caption(node) {
            return false;
        }
        if line.label.is_some() || announces_links(self.measured, node) {
            return false;
        }
        if self.links.has(node) || self.measured.is_hinted(node, Hints::RELATED) {
            return false;
        }
        if line.is_link() {
            return self.is_linked_text(node);
        }
        line.is_prose() || self.is_short_text(node)
    }

    /// Whether a line is the caption of a picture: in its figure, or right after it if a class name says so.
    fn is_caption(&self, node: usize) -> bool {
        let is_framed =
            self.measured.is_inside(node, |tag| matches!(tag, Tag::Figcaption | Tag::Caption | Tag::Figure));
        let is_quote = || self.measured.is_inside(node, |tag| tag == Tag::Blockquote);
        let is_picture = |node| matches!(self.measured.page.node(node).content, Content::Picture { .. });
        let is_behind = || node.checked_sub(1).is_some_and(is_picture);
        is_framed && !is_quote() || self.measured.hints(node).meets(Hints::BYLINE) && is_behind()
    }

    /// Whether a line that is one link is text: it stands between prose and leads to no other article.
    fn is_linked_text(&self, node: usize) -> bool {
        let leads_on = |link: &usize| self.measured.key(*link).is_some() || self.is_file(*link);
        self.is_between(node) && !self.measured.links(node).iter().any(leads_on)
    }

    fn is_file(&self, link: usize) -> bool {
        let address = self.measured.page.link(link).address.to_ascii_lowercase();
        [".mp4", ".m3u8", ".mp3"].iter().any(|end| address.contains(end)) || address.starts_with('#')
    }

    /// Whether a short line is text: it stands between prose, is a heading, or is in the same block as prose.
    fn is_short_text(&self, node: usize) -> bool {
        let line = self.measured.line(node);
        if self.is_between(node) {
            if line.stamp.is_some() && self.second.is_none_or(|second| node < second) {
                return false;
            }
            return !self.measured.hints(node).meets(Hints::BYLINE);
        }
        match (self.first, self.last) {
            (Some(first), Some(_)) if node < first => {
                let stands = line.heading.is_some() || self.is_in_line(node, first);
                stands && line.stamp.is_none() && !noise::is_byline(&line.text)
            }
            (Some(_), Some(last)) => {
                !noise::is_initials(&line.text)
                    && (self.is_in_line(node, last) || self.measured.is_entry(node))
            }
            _ => line.stamp.is_none() && !self.is_bare(line),
        }
    }

    /// Whether a line says too little to be the text of a page without prose.
    fn is_bare(&self, line: &Line) -> bool {
        line.word_count() < 2 || noise::is_initials(&line.text)
    }

    fn is_between(&self, node: usize) -> bool {
        self.first.is_some_and(|first| first < node) && self.last.is_some_and(|last| node < last)
    }

    /// Whether a node is in the same block as a paragraph: beside it in the same style, or in a list beside
    /// it.
    fn is_in_line(&self, node: usize, prose: usize) -> bool {
        let measured = self.measured;
        let is_shared =
            |at: &usize| measured.nodes(*at).filter(|node| measured.line(*node).weight > 0).nth(1).is_some();
        let block = measured.around(prose).find(is_shared).unwrap_or(0);
        let own = measured.page.node(node).parent;
        let (one, other) = (measured.parent(node), measured.parent(prose));
        let is_alike = one.tag == other.tag && one.depth == other.depth && one.tag != Tag::Td;
        let is_within = measured.nodes(block).contains(&node);
        own == block
            || is_within
                && (is_alike || one.tag == Tag::P || one.tag.is_heading() || self.is_listed_in(node, block))
    }

    fn is_listed_in(&self, node: usize, block: usize) -> bool {
        let mut lists = self.measured.around(node).map(|at| self.measured.page.element(at));
        lists.any(|list| list.tag.is_list() && list.parent == block)
    }
}

/// Drops a last line that is a heading or announces something, because no text follows it.
fn drop_dangling_label(measured: &MeasuredPage<'_>, nodes: &mut Vec<usize>) {
    let initials = nodes.pop_if(|node| noise::is_initials(&measured.line(*node).text));
    nodes.pop_if(|node| {
        let line = measured.line(*node);
        line.heading.is_some() || (line.text.ends_with(':') && line.word_count() <= 10)
    });
    nodes.extend(initials);
}

/// Drops the initials of authors: a whole last line, or the end of the last line. In the second case it gives
/// the place where to cut.
fn drop_initials(measured: &MeasuredPage<'_>, nodes: &mut Vec<usize>) -> Option<(usize, usize)> {
    let at = nodes.iter().rposition(|node| measured.line(*node).weight > 0)?;
    let node = *nodes.get(at)?;
    if noise::is_initials(&measured.line(node).text) {
        nodes.remove(at);
        return None;
    }
    noise::without_initials(&measured.line(node).text).map(|end| (node, end))
}
