//! Nodes of a page as the blocks of an article.

use std::collections::HashSet;

use ifilm_language::text::{direction_of_language, direction_of_line};
use url::Url;

use super::captions::Captions;
use super::facts::Facts;
use super::groups::{Group, Groups};
use super::measured_page::MeasuredPage;
use super::pictures;
use super::region::Region;
use crate::model::{
    Block, BlockContent, Direction, LanguageTag, Mark, MediaAddress, Picture, Span, TableCell, set_apart,
};
use crate::parse::html::Tag;
use crate::parse::page::{Content, MediaFile, Piece, Run, Shape, Shift, Style, provider};
use crate::parse::picture;

/// The maximum depth of lists. Entries that are deeper are lines of the entry around them.
const DEEPEST: usize = 8;

/// How many nodes above the title a player may be.
const ABOVE: usize = 4;

/// Turns nodes into blocks.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'s, 'p> {
    pub(super) measured: &'s MeasuredPage<'p>,
    pub(super) groups: &'s Groups,
    pub(super) captions: &'s Captions,
    /// A node whose text ends early, and where.
    pub(super) cut: Option<(usize, usize)>,
    /// The language of the article.
    pub(super) language: &'s LanguageTag,
    /// The direction of blocks without letters.
    pub(super) fallback: Direction,
}

impl Blocks<'_, '_> {
    /// The blocks of these nodes. Those of one list, table or gallery become one block.
    pub(super) fn of(self, kept: &[usize]) -> Vec<Block> {
        self.within(kept, 0, 0)
    }

    /// The blocks of nodes inside an element, with this number of lists around them.
    fn within(self, nodes: &[usize], outer: usize, depth: usize) -> Vec<Block> {
        let is_deepest = depth >= DEEPEST;
        let group = |node: &usize| {
            let group = self.groups.around(self.measured, *node, outer);
            group.filter(|(_, kind)| !(is_deepest && *kind == Group::List))
        };
        let grouped: Vec<_> = nodes.iter().map(|node| (group(node), *node)).collect();
        let groups = grouped.chunk_by(|(one, _), (other, _)| one.is_some() && one == other);
        groups.filter_map(|group| self.group(group, depth)).collect()
    }

    fn group(self, group: &[(Option<(usize, Group)>, usize)], depth: usize) -> Option<Block> {
        let (kind, node) = *group.first()?;
        let nodes: Vec<usize> = group.iter().map(|(_, node)| *node).collect();
        match kind {
            None => self.block(node),
            Some((list, Group::List)) => Some(self.list(list, &nodes, depth)),
            Some((table, Group::Table)) => self.table(table),
            Some((_, Group::Gallery)) => self.gallery(&nodes),
        }
    }

    /// The video in the metadata, or one offered for download. It is needed for pages whose player is made by
    /// a script.
    pub(super) fn video(self, facts: &Facts, region: &Region) -> Option<Block> {
        let linked = region.nodes().flat_map(|node| self.measured.links(node));
        let linked = linked.filter_map(|link| self.measured.address_of(link)).find(|to| is_playable(to));
        let named = facts.videos.iter().filter_map(|src| self.measured.absolute(src)).find(is_playable);
        let address = named.or_else(|| linked.cloned())?;
        let addresses = vec![MediaAddress { address: address.into(), media_type: None }];
        Some(self.directed(BlockContent::Video { addresses, poster: None, caption: None }))
    }

    /// The player right above the title, as on pages about a video.
    pub(super) fn player_above(self, region: &Region, title: Option<usize>) -> Option<Block> {
        let title = title?;
        let above = (title.saturating_sub(ABOVE)..title).rev().filter(|node| region.has(*node));
        let is_player = |node: &usize| {
            matches!(self.measured.page.node(*node).content, Content::Video { .. } | Content::Embed { .. })
        };
        above.into_iter().find(is_player).and_then(|node| self.block(node))
    }

    fn list(self, list: usize, nodes: &[usize], depth: usize) -> Block {
        let element = self.measured.page.element(list);
        let (start, reversed) = match element.shape {
            Shape::Numbered { start, reversed } => (start, reversed),
            _ => (None, false),
        };
        let parts: Vec<(Option<usize>, usize)> =
            nodes.iter().map(|node| (self.groups.entry_around(self.measured, *node, list), *node)).collect();
        let mut entries: Vec<Vec<Block>> = Vec::new();
        let mut last = None;
        for part in parts.chunk_by(|(one, _), (other, _)| one == other) {
            let entry = part.first().and_then(|(entry, _)| *entry);
            let nodes: Vec<usize> = part.iter().map(|(_, node)| *node).collect();
            let blocks = self.within(&nodes, entry.unwrap_or(list), depth.saturating_add(1));
            match entries.last_mut() {
                Some(entry_so_far) if self.goes_on(last, entry) => entry_so_far.extend(blocks),
                _ => entries.push(blocks),
            }
            last = entry.or(last);
        }
        entries.retain(|entry| !entry.is_empty());
        self.directed(BlockContent::List { ordered: element.tag == Tag::Ol, start, reversed, entries })
    }

    /// Whether a part of a list belongs to the entry before it: it has no entry of its own, or it is the
    /// definition of a term.
    fn goes_on(self, last: Option<usize>, entry: Option<usize>) -> bool {
        let tag = |at: usize| self.measured.page.element(at).tag;
        let is_term = |at: Option<usize>| at.is_some_and(|at| tag(at) == Tag::Dt);
        entry.is_none_or(|entry| tag(entry) == Tag::Dd) || is_term(last) && is_term(entry)
    }

    fn table(self, table: usize) -> Option<Block> {
        let rows = self.groups.rows(self.measured, table);
        let cell = |cell: &Option<(usize, bool)>| match cell {
            Some((at, header)) => TableCell { header: *header, spans: self.spans_of_cell(*at) },
            None => TableCell { header: false, spans: Vec::new() },
        };
        let rows: Vec<Vec<TableCell>> = rows.iter().map(|row| row.iter().map(cell).collect()).collect();
        let rows: Vec<Vec<TableCell>> =
            rows.into_iter().filter(|row| row.iter().any(|cell| !cell.spans.is_empty())).collect();
        (!rows.is_empty()).then(|| self.directed(BlockContent::Table { rows }))
    }

    /// The lines of a cell, a line break between them.
    fn spans_of_cell(self, cell: usize) -> Vec<Span> {
        let lines = self.measured.nodes(cell).map(|node| self.spans(node)).filter(|line| !line.is_empty());
        let joined = lines.reduce(|mut cell, line| {
            push(&mut cell, Span::plain("\n"));
            line.into_iter().for_each(|span| push(&mut cell, span));
            cell
        });
        joined.unwrap_or_default()
    }

    fn gallery(self, nodes: &[usize]) -> Option<Block> {
        let mut known = HashSet::new();
        let images = nodes.iter().filter_map(|node| self.enlarged(*node));
        let mut images: Vec<Picture> =
            images.filter(|picture| known.insert(picture.address.clone())).collect();
        let content = match images.len() {
            0 => return None,
            1 => BlockContent::Image(images.pop()?),
            _ => BlockContent::Gallery { images },
        };
        Some(self.directed(content))
    }

    fn block(self, node: usize) -> Option<Block> {
        let content = match &self.measured.page.node(node).content {
            Content::Text(run) => self.text(node, run)?,
            Content::Picture { .. } => BlockContent::Image(self.picture(node)?),
            Content::Video { files, poster } => BlockContent::Video {
                addresses: self.addresses(files)?,
                poster: poster.as_deref().and_then(|poster| self.absolute(poster)),
                caption: self.captions.of_node(node),
            },
            Content::Audio { files } => BlockContent::Audio {
                addresses: self.addresses(files)?,
                caption: self.captions.of_node(node),
            },
            Content::Embed { src, title } => self.embed(node, src, title.as_deref())?,
            Content::Divider => BlockContent::Divider,
        };
        Some(self.directed(content))
    }

    /// The picture of a gallery: the large file that a small one is linked to.
    fn enlarged(self, node: usize) -> Option<Picture> {
        let picture = self.picture(node)?;
        let Content::Picture { src, link, .. } = &self.measured.page.node(node).content else {
            return None;
        };
        match pictures::enlarged(self.measured, *link).filter(|large| large != src) {
            Some(large) => {
                let address = picture::address(self.measured.absolute(large)?);
                Some(Picture { address, width: None, height: None, ..picture })
            }
            None => Some(picture),
        }
    }

    fn picture(self, node: usize) -> Option<Picture> {
        let Content::Picture { src, description, size, .. } = &self.measured.page.node(node).content else {
            return None;
        };
        Some(Picture {
            address: picture::address(self.measured.absolute(src)?),
            description: description.clone(),
            caption: self.captions.of_node(node),
            width: size.width,
            height: size.height,
        })
    }

    /// A player; a video if its frame shows a file.
    fn embed(self, node: usize, src: &str, title: Option<&str>) -> Option<BlockContent> {
        let address = self.measured.absolute(src)?;
        if is_playable(&address) {
            let addresses = vec![MediaAddress { address: address.into(), media_type: None }];
            return Some(BlockContent::Video {
                addresses,
                poster: None,
                caption: self.captions.of_node(node),
            });
        }
        let provider = provider(&address).map(str::to_owned);
        let title = title.map(str::to_owned).or_else(|| self.captions.of_node(node));
        Some(BlockContent::Embed { address: address.into(), provider, title })
    }

    fn addresses(self, files: &[MediaFile]) -> Option<Vec<MediaAddress>> {
        let address = |file: &MediaFile| {
            let address = self.absolute(&file.src)?;
            Some(MediaAddress { address, media_type: file.media_type.clone() })
        };
        let addresses: Vec<MediaAddress> = files.iter().filter_map(address).collect();
        (!addresses.is_empty()).then_some(addresses)
    }

    fn absolute(self, src: &str) -> Option<String> {
        self.measured.absolute(src).map(String::from)
    }

    fn text(self, node: usize, run: &Run) -> Option<BlockContent> {
        if run.is_preformatted {
            let text: String = run.pieces.iter().map(|piece| piece.text.as_str()).collect();
            return Some(BlockContent::Preformatted { text });
        }
        let spans = self.spans(node);
        if spans.is_empty() {
            return None;
        }
        Some(match self.measured.line(node).heading {
            Some(level) => BlockContent::Heading { level: level.max(2), spans },
            None if self.measured.is_inside(node, |tag| tag == Tag::Blockquote) => {
                BlockContent::Quote { spans }
            }
            None => BlockContent::Paragraph { spans },
        })
    }

    fn spans(self, node: usize) -> Vec<Span> {
        let pieces = self.measured.page.node(node).pieces();
        let mut room = self.cut.filter(|(cut, _)| *cut == node).map_or(usize::MAX, |(_, end)| end);
        let mut spans = Vec::new();
        for piece in pieces.iter().filter(|piece| !self.leads_back(piece)) {
            let text = piece.text.get(..room).unwrap_or(&piece.text);
            room = room.saturating_sub(piece.text.len());
            push(&mut spans, self.span(piece, text));
        }
        trim(&mut spans);
        set_apart(&mut spans);
        spans
    }

    /// Whether a piece is the arrow of a note that leads back to its mark.
    fn leads_back(self, piece: &Piece) -> bool {
        let is_arrow = |text: &str| text.chars().all(|c| ARROWS.contains(&c));
        let leads = |link: usize| self.measured.page.link(link).address.starts_with('#');
        piece.style.link.is_some_and(leads) && is_arrow(piece.text.trim())
    }

    fn span(self, piece: &Piece, text: &str) -> Span {
        let href = piece.style.link.and_then(|link| self.measured.address_of(link));
        let language = piece.style.language.and_then(|language| self.language(language, text));
        Span {
            text: text.to_owned(),
            marks: marks(piece.style),
            href: href.map(|href| href.as_str().to_owned()),
            language,
        }
    }

    /// The language that a page names for a text, if it is another than that of the article, and if the text
    /// is written in its direction: templates name wrong ones.
    fn language(self, at: usize, text: &str) -> Option<LanguageTag> {
        let named: LanguageTag = self.measured.page.languages.get(at)?.parse().ok()?;
        let own = direction_of_language(&named);
        let is_written = direction_of_line(text, own) == own;
        (named.language() != self.language.language() && is_written).then_some(named)
    }

    fn directed(self, content: BlockContent) -> Block {
        let text = content.text().unwrap_or_default();
        Block { dir: direction_of_line(&text, self.fallback), content }
    }
}

/// The signs of links from a note back to its mark.
const ARROWS: &[char] = &['↩', '↑', '⤴', '⏎', '^', '\u{FE0E}', '\u{FE0F}'];

fn marks(style: Style) -> Vec<Mark> {
    let marks = [
        (style.bold, Mark::Bold),
        (style.italic, Mark::Italic),
        (style.code, Mark::Code),
        (style.shift == Some(Shift::Down), Mark::Sub),
        (style.shift == Some(Shift::Up), Mark::Sup),
    ];
    marks.into_iter().filter_map(|(set, mark)| set.then_some(mark)).collect()
}

/// Whether an address is a video file, not the page of a player.
fn is_playable(address: &Url) -> bool {
    let path = address.path().to_ascii_lowercase();
    [".mp4", ".m3u8", ".webm"].iter().any(|end| path.ends_with(end))
}

/// Adds a span. Joins it to the last one where all but the text is the same.
fn push(spans: &mut Vec<Span>, next: Span) {
    match spans.last_mut() {
        _ if next.text.is_empty() => {}
        Some(last)
            if last.marks == next.marks && last.href == next.href && last.language == next.language =>
        {
            last.text.push_str(&next.text);
        }
        _ => spans.push(next),
    }
}

/// Removes white space at the end, which is there if the last piece was left out or cut.
fn trim(spans: &mut Vec<Span>) {
    while let Some(last) = spans.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            return;
        }
        spans.pop();
    }
}
