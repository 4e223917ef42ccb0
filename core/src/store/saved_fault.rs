//! What is wrong with a copy that came by an import. A page is read so that it can hold nothing of this; a
//! file can hold anything.

use url::Url;

use crate::model::{Block, BlockContent, MediaAddress, Picture, Span};

/// How deep lists may be in each other.
const DEEPEST: usize = 8;

/// The levels of headings inside an article.
const LEVELS: std::ops::RangeInclusive<u8> = 2..=6;

/// The forms of addresses that a page may lead to, as `parse/page` reads them.
const SCHEMES: [&str; 2] = ["http", "https"];

/// The field and what is wrong with its address.
pub(super) fn of_address(field: &str, address: &str) -> Option<(String, String)> {
    let is_well = Url::parse(address).is_ok_and(|address| SCHEMES.contains(&address.scheme()));
    (!is_well).then(|| (field.to_owned(), "it is no address of a page".to_owned()))
}

/// The block and what is wrong with it.
pub(super) fn of_blocks(blocks: &[Block]) -> Option<(String, String)> {
    blocks.iter().enumerate().find_map(|(number, block)| {
        let field = format!("blocks/{number}");
        if depth(block) > DEEPEST {
            return Some((field, "lists are too deep in each other".to_owned()));
        }
        if matches!(block.content, BlockContent::Heading { level, .. } if !LEVELS.contains(&level)) {
            return Some((field, "a heading has no such level".to_owned()));
        }
        addresses(&block.content).into_iter().find_map(|address| of_address(&field, address))
    })
}

fn depth(block: &Block) -> usize {
    match &block.content {
        BlockContent::List { entries, .. } => {
            1 + entries.iter().flatten().map(depth).max().unwrap_or_default()
        }
        _ => 0,
    }
}

fn addresses(content: &BlockContent) -> Vec<&str> {
    match content {
        BlockContent::Paragraph { spans }
        | BlockContent::Heading { spans, .. }
        | BlockContent::Quote { spans } => of_spans(spans).collect(),
        BlockContent::List { entries, .. } => {
            entries.iter().flatten().flat_map(|block| addresses(&block.content)).collect()
        }
        BlockContent::Image(picture) => of_picture(picture).collect(),
        BlockContent::Gallery { images } => images.iter().flat_map(of_picture).collect(),
        BlockContent::Video { addresses, poster, .. } => {
            of_media(addresses).chain(poster.as_deref()).collect()
        }
        BlockContent::Audio { addresses, .. } => of_media(addresses).collect(),
        BlockContent::Embed { address, .. } => vec![address],
        BlockContent::Table { rows } => {
            rows.iter().flatten().flat_map(|cell| of_spans(&cell.spans)).collect()
        }
        BlockContent::Preformatted { .. } | BlockContent::Divider => Vec::new(),
    }
}

fn of_spans(spans: &[Span]) -> impl Iterator<Item = &str> {
    spans.iter().filter_map(|span| span.href.as_deref())
}

fn of_picture(picture: &Picture) -> impl Iterator<Item = &str> {
    std::iter::once(picture.address.as_str())
}

fn of_media(addresses: &[MediaAddress]) -> impl Iterator<Item = &str> {
    addresses.iter().map(|address| address.address.as_str())
}
