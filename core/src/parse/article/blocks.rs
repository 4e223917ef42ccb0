//! Leaves of a page as the blocks of an article.

use ifilm_language::text::direction_of_line;
use url::Url;

use super::facts::Facts;
use super::region::Region;
use super::sheet::Sheet;
use crate::model::{Block, BlockContent, Direction, Mark, Span};
use crate::parse::html::Tag;
use crate::parse::page::{Content, Hints, Piece};
use crate::parse::picture;

/// Makes blocks of leaves.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'s, 'p> {
    pub(super) sheet: &'s Sheet<'p>,
    /// A leaf whose text ends early, and where.
    pub(super) cut: Option<(usize, usize)>,
    /// The direction of blocks without letters.
    pub(super) fallback: Direction,
}

impl Blocks<'_, '_> {
    /// The blocks of these leaves. Entries of one list become one block.
    pub(super) fn of(self, kept: &[usize]) -> Vec<Block> {
        let listed: Vec<_> = kept.iter().map(|leaf| (self.list_around(*leaf), *leaf)).collect();
        let groups = listed.chunk_by(|(one, _), (other, _)| one.is_some() && one == other);
        groups.filter_map(|group| self.group(group)).collect()
    }

    /// The block of a leaf, or of several that lie in one list.
    fn group(self, group: &[(Option<usize>, usize)]) -> Option<Block> {
        match *group.first()? {
            (None, leaf) => self.block(leaf),
            (Some(list), _) => {
                let leaves: Vec<usize> = group.iter().map(|(_, leaf)| *leaf).collect();
                Some(self.list(list, &leaves))
            }
        }
    }

    /// The video that a page names for machines, or offers for download; for pages whose player a script draws.
    pub(super) fn video(self, facts: &Facts, region: &Region) -> Option<Block> {
        let linked = region.leaves().flat_map(|leaf| self.sheet.links(leaf));
        let linked = linked.map(|link| &*self.sheet.page.link(link).address);
        let named = facts.videos.iter().map(String::as_str).chain(linked);
        let address = named.filter_map(|source| self.sheet.absolute(source)).find(is_playable)?;
        let content = BlockContent::Video { address: address.into(), poster: None };
        Some(Block { content, dir: self.fallback })
    }

    /// The outermost list around a line of text.
    fn list_around(self, leaf: usize) -> Option<usize> {
        self.sheet.page.leaf(leaf).run()?;
        let lists = self.sheet.around(leaf).filter(|at| self.sheet.page.element(*at).tag.is_list());
        lists.last()
    }

    fn list(self, list: usize, leaves: &[usize]) -> Block {
        let entry =
            |leaf: &usize| self.sheet.around(*leaf).find(|at| self.sheet.page.element(*at).tag == Tag::Li);
        let groups = leaves.chunk_by(|one, other| entry(one).is_some() && entry(one) == entry(other));
        let entries = groups.map(|leaves| self.joined(leaves)).collect();
        let ordered = self.sheet.page.element(list).tag == Tag::Ol;
        self.directed(BlockContent::List { ordered, entries })
    }

    /// The lines of one entry, a blank between them.
    fn joined(self, leaves: &[usize]) -> Vec<Span> {
        let lines = leaves.iter().map(|leaf| self.spans(*leaf));
        let joined = lines.reduce(|mut entry, line| {
            entry.push(Span::plain(" "));
            entry.extend(line);
            entry
        });
        joined.unwrap_or_default()
    }

    fn block(self, leaf: usize) -> Option<Block> {
        let absolute = |source: &str| self.sheet.absolute(source);
        let content = match &self.sheet.page.leaf(leaf).content {
            Content::Text(_) => self.text(leaf),
            Content::Picture { source, description, .. } => BlockContent::Image {
                address: picture::address(absolute(source)?),
                description: self.caption(leaf).or_else(|| description.as_deref().map(str::to_owned)),
            },
            Content::Video { source, poster } => BlockContent::Video {
                address: absolute(source.as_deref()?)?.into(),
                poster: poster.as_deref().and_then(absolute).map(String::from),
            },
        };
        Some(self.directed(content))
    }

    fn text(self, leaf: usize) -> BlockContent {
        let spans = self.spans(leaf);
        match self.sheet.line(leaf).heading {
            Some(level) => BlockContent::Heading { level: level.max(2), spans },
            None if self.sheet.is_inside(leaf, |tag| tag == Tag::Blockquote) => BlockContent::Quote { spans },
            None => BlockContent::Paragraph { spans },
        }
    }

    /// What stands under a picture: in its figure, or right behind it and called so.
    fn caption(self, leaf: usize) -> Option<String> {
        let text = |leaf: usize| Some(self.sheet.line(leaf).text.clone()).filter(|text| !text.is_empty());
        let figure = self.sheet.around(leaf).find(|at| self.sheet.page.element(*at).tag == Tag::Figure);
        let is_caption = |leaf: &usize| self.sheet.is_inside(*leaf, |tag| tag == Tag::Figcaption);
        let framed = figure.and_then(|figure| self.sheet.leaves(figure).find(is_caption));
        let called =
            self.sheet.behind(leaf).next().filter(|next| self.sheet.hints(*next).meets(Hints::BYLINE));
        text(framed.or(called)?)
    }

    fn spans(self, leaf: usize) -> Vec<Span> {
        let pieces = self.sheet.page.leaf(leaf).pieces();
        let mut room = self.cut.filter(|(cut, _)| *cut == leaf).map_or(usize::MAX, |(_, end)| end);
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
        let href = piece.style.link.and_then(|link| self.sheet.absolute(&self.sheet.page.link(link).address));
        Span { text: text.to_owned(), marks, href: href.map(String::from) }
    }

    fn directed(self, content: BlockContent) -> Block {
        let text = content.text().unwrap_or_default();
        Block { dir: direction_of_line(&text, self.fallback), content }
    }
}

/// Pages of players are no videos.
fn is_playable(address: &Url) -> bool {
    let path = address.path().to_ascii_lowercase();
    [".mp4", ".m3u8", ".webm"].iter().any(|end| path.ends_with(end))
}

/// Adds a span; pieces whose links lead nowhere look like their neighbours.
fn push(spans: &mut Vec<Span>, next: Span) {
    match spans.last_mut() {
        _ if next.text.is_empty() => {}
        Some(last) if last.marks == next.marks && last.href == next.href => last.text.push_str(&next.text),
        _ => spans.push(next),
    }
}
