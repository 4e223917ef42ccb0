//! Nodes of a page as the blocks of an article.

use ifilm_language::text::direction_of_line;
use url::Url;

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::region::Region;
use crate::model::{Block, BlockContent, Direction, Mark, MediaAddress, Picture, Span};
use crate::parse::html::Tag;
use crate::parse::page::{Content, Hint, Piece};
use crate::parse::picture;

/// Turns nodes into blocks.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'s, 'p> {
    pub(super) measured: &'s MeasuredPage<'p>,
    /// A node whose text ends early, and where.
    pub(super) cut: Option<(usize, usize)>,
    /// The direction of blocks without letters.
    pub(super) fallback: Direction,
}

impl Blocks<'_, '_> {
    /// The blocks of these nodes. Entries of one list become one block.
    pub(super) fn of(self, kept: &[usize]) -> Vec<Block> {
        let listed: Vec<_> = kept.iter().map(|node| (self.list_around(*node), *node)).collect();
        let groups = listed.chunk_by(|(one, _), (other, _)| one.is_some() && one == other);
        groups.filter_map(|group| self.group(group)).collect()
    }

    /// The block of a node, or of several that lie in one list.
    fn group(self, group: &[(Option<usize>, usize)]) -> Option<Block> {
        match *group.first()? {
            (None, node) => self.block(node),
            (Some(list), _) => {
                let nodes: Vec<usize> = group.iter().map(|(_, node)| *node).collect();
                Some(self.list(list, &nodes))
            }
        }
    }

    /// The video in the metadata, or one offered for download. It is needed for pages whose player is made by
    /// a script.
    pub(super) fn video(self, facts: &Facts, region: &Region) -> Option<Block> {
        let linked = region.nodes().flat_map(|node| self.measured.links(node));
        let linked = linked.map(|link| &*self.measured.page.link(link).address);
        let named = facts.videos.iter().map(String::as_str).chain(linked);
        let address = named.filter_map(|src| self.measured.absolute(src)).find(is_playable)?;
        let content = BlockContent::Video { addresses: at(address), poster: None, caption: None };
        Some(Block { content, dir: self.fallback })
    }

    /// The outermost list around a line of text.
    fn list_around(self, node: usize) -> Option<usize> {
        self.measured.page.node(node).run()?;
        let lists = self.measured.around(node).filter(|at| self.measured.page.element(*at).tag.is_list());
        lists.last()
    }

    fn list(self, list: usize, nodes: &[usize]) -> Block {
        let entry = |node: &usize| {
            self.measured.around(*node).find(|at| self.measured.page.element(*at).tag == Tag::Li)
        };
        let groups = nodes.chunk_by(|one, other| entry(one).is_some() && entry(one) == entry(other));
        let entries = groups.map(|nodes| self.lines(nodes)).collect();
        let ordered = self.measured.page.element(list).tag == Tag::Ol;
        self.directed(BlockContent::List { ordered, start: None, reversed: false, entries })
    }

    /// The lines of one entry.
    fn lines(self, nodes: &[usize]) -> Vec<Block> {
        let line = |node: &usize| self.directed(BlockContent::Paragraph { spans: self.spans(*node) });
        nodes.iter().map(line).collect()
    }

    fn block(self, node: usize) -> Option<Block> {
        let absolute = |src: &str| self.measured.absolute(src);
        let content = match &self.measured.page.node(node).content {
            Content::Text(_) => self.text(node),
            Content::Picture { src, description, .. } => BlockContent::Image(Picture {
                description: description.clone(),
                caption: self.caption(node),
                ..Picture::at(picture::address(absolute(src)?))
            }),
            Content::Video { src, poster } => BlockContent::Video {
                addresses: at(absolute(src.as_deref()?)?),
                poster: poster.as_deref().and_then(absolute).map(String::from),
                caption: None,
            },
        };
        Some(self.directed(content))
    }

    fn text(self, node: usize) -> BlockContent {
        let spans = self.spans(node);
        match self.measured.line(node).heading {
            Some(level) => BlockContent::Heading { level: level.max(2), spans },
            None if self.measured.is_inside(node, |tag| tag == Tag::Blockquote) => {
                BlockContent::Quote { spans }
            }
            None => BlockContent::Paragraph { spans },
        }
    }

    /// The caption of a picture: in its figure, or right after it if a class name says so.
    fn caption(self, node: usize) -> Option<String> {
        let text = |node: usize| Some(self.measured.line(node).text.clone()).filter(|text| !text.is_empty());
        let figure = self.measured.around(node).find(|at| self.measured.page.element(*at).tag == Tag::Figure);
        let is_caption = |node: &usize| self.measured.is_inside(*node, |tag| tag == Tag::Figcaption);
        let framed = figure.and_then(|figure| self.measured.nodes(figure).find(is_caption));
        let called =
            self.measured.behind(node).next().filter(|next| self.measured.hints(*next).meets(Hint::BYLINE));
        text(framed.or(called)?)
    }

    fn spans(self, node: usize) -> Vec<Span> {
        let pieces = self.measured.page.node(node).pieces();
        let mut room = self.cut.filter(|(cut, _)| *cut == node).map_or(usize::MAX, |(_, end)| end);
        let mut spans = Vec::new();
        for piece in pieces {
            let text = piece.text.get(..room).unwrap_or(&piece.text);
            room = room.saturating_sub(piece.text.len());
            push(&mut spans, self.span(piece, text));
        }
        spans
    }

    fn span(self, piece: &Piece, text: &str) -> Span {
        let marks = [(piece.style.bold, Mark::Bold), (piece.style.italic, Mark::Italic)];
        let marks = marks.into_iter().filter_map(|(set, mark)| set.then_some(mark)).collect();
        let href =
            piece.style.link.and_then(|link| self.measured.absolute(&self.measured.page.link(link).address));
        Span { marks, href: href.map(String::from), ..Span::plain(text) }
    }

    fn directed(self, content: BlockContent) -> Block {
        let text = content.text().unwrap_or_default();
        Block { dir: direction_of_line(&text, self.fallback), content }
    }
}

fn at(address: Url) -> Vec<MediaAddress> {
    vec![MediaAddress { address: address.into(), media_type: None }]
}

/// Whether an address is a video file, not the page of a player.
fn is_playable(address: &Url) -> bool {
    let path = address.path().to_ascii_lowercase();
    [".mp4", ".m3u8", ".webm"].iter().any(|end| path.ends_with(end))
}

/// Adds a span. Joins it to the last one where marks and link are the same.
fn push(spans: &mut Vec<Span>, next: Span) {
    match spans.last_mut() {
        _ if next.text.is_empty() => {}
        Some(last) if last.marks == next.marks && last.href == next.href => last.text.push_str(&next.text),
        _ => spans.push(next),
    }
}
