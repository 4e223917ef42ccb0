//! The page of an article: title, lead, date, direction, blocks, related links.
//!
//! The order of trust is: metadata, then known labels and stamps, then the place of the text between the
//! title and the comments. Class names are hints; no rule depends on them.

mod alternates;
mod announcement;
mod blocks;
mod body;
mod facts;
mod foreign;
mod language;
mod lead;
mod measured_page;
mod node_set;
mod noise;
mod prefix_sums;
mod published;
mod region;
mod related;
mod title;

use crate::error::{Error, Result};
use crate::model::{Block, BlockContent, Direction, LanguageTag, Published, Related, Updated};
use crate::parse::page::{Content, Page};
use crate::parse::stamp;
use crate::parse::{Document, encoding, guarded, picture};

use blocks::Blocks;
use body::Body;
use facts::Facts;
use measured_page::MeasuredPage;
use published::{ArticleDates, Surroundings};
use region::Region;

/// The parts of an article that were found on its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedArticle {
    /// The headline.
    pub title: Option<String>,
    /// The sentence under the headline; `None` if there is none, or if it only repeats the title.
    pub lead: Option<String>,
    /// The date, never [`FirstSeen`](crate::PublishedSource::FirstSeen).
    pub published: Option<Published>,
    /// When it was changed last, if the page says so.
    pub updated: Option<Updated>,
    /// The language it is written in.
    pub language: LanguageTag,
    /// The direction of its text.
    pub direction: Direction,
    /// The text, in reading order; empty if none was found.
    pub blocks: Vec<Block>,
    /// Other articles that the page points to.
    pub related: Vec<Related>,
    /// The address of the main picture.
    pub picture: Option<String>,
    /// The addresses that the page gives for its own story in other languages, each once, without home pages.
    /// Only the catalogue knows which of them are pages of another edition.
    pub alternates: Vec<String>,
}

/// Reads the page of an article.
///
/// # Errors [`Error::Unreadable`] if the document is not a page (empty, or not HTML), or if the parser
/// panics.
pub fn article(document: Document<'_>) -> Result<ParsedArticle> {
    guarded(document.address, || read_page(document))
}

fn read_page(document: Document<'_>) -> Result<ParsedArticle> {
    let html = encoding::decode(document.bytes, document.charset);
    let page = Page::read(&html);
    if !page.has_tags {
        return Err(Error::Unreadable {
            what: document.address.to_string(),
            reason: "the document is no HTML".to_owned(),
        });
    }
    Ok(read(&MeasuredPage::of(&page, document)))
}

fn read(measured: &MeasuredPage<'_>) -> ParsedArticle {
    let facts = Facts::of(&measured.page.head);
    let title = title::find(measured, &facts);
    let region = region::find(measured, title.node);
    let Body { nodes: all, cut } = body::find(measured, &region);
    let mut kept = all.clone();
    let lead = lead::take(measured, &facts, &title, &mut kept);
    let picture = main_picture(measured, &facts, title.node, &kept);
    let text = text(measured, &title, &kept);
    let surroundings = Surroundings { title: title.node, text: &all };
    let language = language::language(measured, &text);
    let direction = language::direction(&text, &language);
    let ArticleDates { published, updated } =
        published::find(measured, &facts, &region, surroundings, picture.as_deref());
    ParsedArticle {
        published,
        updated,
        title: title.text,
        lead,
        language,
        direction,
        blocks: blocks(Blocks { measured, cut, fallback: direction }, &facts, &region, &kept),
        related: related::find(measured, &region),
        alternates: alternates::find(measured),
        picture,
    }
}

/// The text. A video that is not in the text is put before it.
fn blocks(blocks: Blocks<'_, '_>, facts: &Facts, region: &Region, kept: &[usize]) -> Vec<Block> {
    let text = blocks.of(kept);
    let shown = text.iter().any(|block| matches!(block.content, BlockContent::Video { .. }));
    let video = if shown { None } else { blocks.video(facts, region) };
    video.into_iter().chain(text).collect()
}

/// The picture in the metadata, else the first one in the article.
fn main_picture(
    measured: &MeasuredPage<'_>,
    facts: &Facts,
    title: Option<usize>,
    kept: &[usize],
) -> Option<String> {
    let named = facts.pictures.iter().map(String::as_str);
    let shown = kept.iter().find_map(|node| src(measured, *node));
    let above = title.into_iter().flat_map(|title| title.saturating_sub(ABOVE)..title);
    let above = above.filter_map(|node| src(measured, node)).filter(|src| stamp::uploaded(src).is_some());
    let mut written = named.chain(above).chain(shown);
    written.find_map(|src| measured.absolute(src)).map(picture::address)
}

/// How many nodes above the title the picture may be, if its folder holds uploads.
const ABOVE: usize = 3;

/// The address of a node's picture, as the page writes it.
fn src<'s>(measured: &'s MeasuredPage<'_>, node: usize) -> Option<&'s str> {
    match &measured.page.node(node).content {
        Content::Picture { link: Some(link), .. } if measured.key(*link).is_some() => None,
        Content::Picture { src, .. } => Some(src),
        Content::Video { poster, .. } => poster.as_deref(),
        Content::Text(_) => None,
    }
}

/// Title and text, to find out the language.
fn text(measured: &MeasuredPage<'_>, title: &title::Title, kept: &[usize]) -> String {
    let lines = kept.iter().map(|node| measured.line(*node).text.as_str());
    title.text.as_deref().into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
