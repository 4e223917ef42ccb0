//! Leaves of a page as the blocks of an article.

use url::Url;

use super::facts::Facts;
use super::region::Region;
use super::sheet::Sheet;
use crate::language::direction_of;
use crate::model::{Block, BlockContent, Direction, Mark, Span};
use crate::parse::html::Tag;
use crate::parse::page::{Content, Piece};
use crate::parse::picture;

/// The blocks of these leaves. Entries of one list become one block.
pub(super) fn of(sheet: &Sheet<'_>, kept: &[usize], fallback: Direction) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = kept;
    while let Some((leaf, after)) = rest.split_first() {
        let Some(list) = list_around(sheet, *leaf) else {
            blocks.extend(block(sheet, *leaf, fallback));
            rest = after;
            continue;
        };
        let length = rest.iter().take_while(|leaf| list_around(sheet, **leaf) == Some(list)).count();
        blocks.push(list_block(sheet, list, &rest[..length], fallback));
        rest = &rest[length..];
    }
    blocks
}

/// The video that a page names for machines, or offers for download; for pages whose player a script draws.
pub(super) fn video(sheet: &Sheet<'_>, facts: &Facts, region: &Region) -> Option<Block> {
    let linked = region.leaves().flat_map(|leaf| sheet.links(leaf));
    let linked = linked.map(|link| &*sheet.page.links[link].address);
    let named = facts.videos.iter().map(String::as_str).chain(linked);
    let address = named.filter_map(|source| sheet.absolute(source)).find(is_playable)?;
    let content = BlockContent::Video { address: address.into(), poster: None };
    Some(Block { content, dir: Direction::Ltr })
}

/// Pages of players are no videos.
fn is_playable(address: &Url) -> bool {
    let path = address.path().to_ascii_lowercase();
    [".mp4", ".m3u8", ".webm"].iter().any(|end| path.ends_with(end))
}

/// The outermost list around a line of text.
fn list_around(sheet: &Sheet<'_>, leaf: usize) -> Option<usize> {
    sheet.page.leaves[leaf].run()?;
    let lists = sheet.around(leaf).filter(|at| sheet.page.elements[*at].tag.is_list());
    lists.last()
}

fn list_block(sheet: &Sheet<'_>, list: usize, leaves: &[usize], fallback: Direction) -> Block {
    let entry = |leaf: &usize| sheet.around(*leaf).find(|at| sheet.page.elements[*at].tag == Tag::Li);
    let groups = leaves.chunk_by(|one, other| entry(one).is_some() && entry(one) == entry(other));
    let entries = groups.map(|leaves| joined(sheet, leaves)).collect();
    let ordered = sheet.page.elements[list].tag == Tag::Ol;
    directed(BlockContent::List { ordered, entries }, fallback)
}

/// The lines of one entry, a blank between them.
fn joined(sheet: &Sheet<'_>, leaves: &[usize]) -> Vec<Span> {
    let lines = leaves.iter().map(|leaf| spans(sheet, *leaf));
    lines
        .reduce(|mut entry, line| {
            entry.push(Span::plain(" "));
            entry.extend(line);
            entry
        })
        .unwrap_or_default()
}

fn block(sheet: &Sheet<'_>, leaf: usize, fallback: Direction) -> Option<Block> {
    let content = match &sheet.page.leaves[leaf].content {
        Content::Text(_) => text(sheet, leaf),
        Content::Picture { source, description, .. } => BlockContent::Image {
            address: picture::address(sheet.absolute(source)?),
            description: caption(sheet, leaf).or_else(|| description.as_deref().map(str::to_owned)),
        },
        Content::Video { source, poster } => BlockContent::Video {
            address: sheet.absolute(source.as_deref()?)?.to_string(),
            poster: poster
                .as_deref()
                .and_then(|poster| sheet.absolute(poster))
                .map(|poster| poster.to_string()),
        },
    };
    Some(directed(content, fallback))
}

fn text(sheet: &Sheet<'_>, leaf: usize) -> BlockContent {
    let spans = spans(sheet, leaf);
    match sheet.lines[leaf].heading {
        Some(level) => BlockContent::Heading { level: level.max(2), spans },
        None if sheet.is_inside(leaf, |tag| tag == Tag::Blockquote) => BlockContent::Quote { spans },
        None => BlockContent::Paragraph { spans },
    }
}

/// What stands under a picture.
fn caption(sheet: &Sheet<'_>, leaf: usize) -> Option<String> {
    let figure = sheet.around(leaf).find(|at| sheet.page.elements[*at].tag == Tag::Figure)?;
    let mut captions =
        sheet.leaves(figure).filter(|leaf| sheet.is_inside(*leaf, |tag| tag == Tag::Figcaption));
    captions.next().map(|leaf| sheet.lines[leaf].text.clone()).filter(|text| !text.is_empty())
}

fn spans(sheet: &Sheet<'_>, leaf: usize) -> Vec<Span> {
    let pieces = sheet.page.leaves[leaf].run().map(|run| &run.pieces[..]).unwrap_or_default();
    let spans = pieces.iter().map(|piece| span(sheet, piece));
    spans.fold(Vec::new(), joined_alike)
}

fn span(sheet: &Sheet<'_>, piece: &Piece) -> Span {
    let marks = [(piece.style.bold, Mark::Bold), (piece.style.italic, Mark::Italic)];
    let marks = marks.into_iter().filter_map(|(set, mark)| set.then_some(mark)).collect();
    let href = piece.style.link.and_then(|link| sheet.absolute(&sheet.page.links[link].address));
    Span { text: piece.text.clone(), marks, href: href.map(|href| href.to_string()) }
}

/// Pieces whose links lead nowhere look like their neighbours.
fn joined_alike(mut spans: Vec<Span>, next: Span) -> Vec<Span> {
    match spans.last_mut() {
        Some(last) if last.marks == next.marks && last.href == next.href => last.text.push_str(&next.text),
        _ => spans.push(next),
    }
    spans
}

fn directed(content: BlockContent, fallback: Direction) -> Block {
    let text = content.text().unwrap_or_default();
    Block { dir: direction_of(&text, fallback), content }
}
