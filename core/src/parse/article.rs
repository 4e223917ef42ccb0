//! The page of an article: title, lead, date, direction, blocks, related links.
//!
//! In the order of trust: what the page says for machines, then known labels and stamps, then how its text lies
//! between the title and the comments. Names of classes are hints among others, never needed.

mod alternates;
mod announcement;
mod blocks;
mod body;
mod facts;
mod foreign;
mod lead;
mod leaf_set;
mod noise;
mod published;
mod region;
mod related;
mod sheet;
mod sums;
mod title;
mod tongue;

use crate::error::{Error, Result};
use crate::model::{Block, BlockContent, Direction, LanguageTag, Published, Related, text_of_blocks};
use crate::parse::page::{Content, Page};
use crate::parse::stamp;
use crate::parse::{Document, encoding, guarded, likeness, picture};

use blocks::Blocks;
use body::Body;
use facts::Facts;
use published::Near;
use region::Region;
use sheet::Sheet;
/// What could be read of an article's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedArticle {
    /// The headline.
    pub title: Option<String>,
    /// The sentence under the headline; `None` where there is none, or it only repeats the title.
    pub lead: Option<String>,
    /// The date, never [`FirstSeen`](crate::PublishedSource::FirstSeen).
    pub published: Option<Published>,
    /// The language it is written in.
    pub language: LanguageTag,
    /// The direction of its text.
    pub direction: Direction,
    /// The text, in reading order; empty where none could be found.
    pub blocks: Vec<Block>,
    /// Other articles that the page points to.
    pub related: Vec<Related>,
    /// The address of the main picture.
    pub picture: Option<String>,
    /// Where the page says that it is found in other languages, each address once; which of them are pages of another edition
    /// only the catalogue knows. Home pages are left out.
    pub alternates: Vec<String>,
}

impl ParsedArticle {
    /// Whether this may be the article that is listed under a headline. A short text under a title without a word of
    /// that headline is a notice in the article's place: the service is being updated, please log in.
    pub fn may_be(&self, headline: &str) -> bool {
        let wanted = likeness::words(headline);
        let found = likeness::words(self.title.as_deref().unwrap_or_default());
        let shares_a_word = wanted.is_empty() || wanted.intersection(&found).next().is_some();
        shares_a_word || text_of_blocks(&self.blocks).chars().count() > NOTICE
    }
}

/// No notice in an article's place is longer, in characters.
const NOTICE: usize = 400;

/// Reads the page of an article.
///
/// # Errors
/// [`Error::Unreadable`] where the document is no page at all (empty, or not HTML), or where the parser panics.
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
    Ok(read(&Sheet::of(&page, document)))
}

fn read(sheet: &Sheet<'_>) -> ParsedArticle {
    let facts = Facts::of(&sheet.page.head);
    let title = title::find(sheet, &facts);
    let region = region::find(sheet, title.leaf);
    let Body { leaves: all, cut } = body::find(sheet, &region);
    let mut kept = all.clone();
    let lead = lead::take(sheet, &facts, &title, &mut kept);
    let picture = main_picture(sheet, &facts, title.leaf, &kept);
    let text = text(sheet, &title, &kept);
    let near = Near { title: title.leaf, text: &all };
    let language = tongue::language(sheet, &text);
    let direction = tongue::direction(&text, &language);
    ParsedArticle {
        published: published::find(sheet, &facts, &region, near, picture.as_deref()),
        title: title.text,
        lead,
        language,
        direction,
        blocks: blocks(Blocks { sheet, cut, fallback: direction }, &facts, &region, &kept),
        related: related::find(sheet, &region),
        alternates: alternates::find(sheet),
        picture,
    }
}

/// The text; before it the video, where the page has one that stands nowhere in the text.
fn blocks(blocks: Blocks<'_, '_>, facts: &Facts, region: &Region, kept: &[usize]) -> Vec<Block> {
    let text = blocks.of(kept);
    let shown = text.iter().any(|block| matches!(block.content, BlockContent::Video { .. }));
    let video = if shown { None } else { blocks.video(facts, region) };
    video.into_iter().chain(text).collect()
}

/// The picture that the page names for machines, else the first one in the article.
fn main_picture(sheet: &Sheet<'_>, facts: &Facts, title: Option<usize>, kept: &[usize]) -> Option<String> {
    let named = facts.pictures.iter().map(String::as_str);
    let shown = kept.iter().find_map(|leaf| source(sheet, *leaf));
    let above = title.into_iter().flat_map(|title| title.saturating_sub(ABOVE)..title);
    let above = above.filter_map(|leaf| source(sheet, leaf)).filter(|source| stamp::folder(source).is_some());
    let mut sources = named.chain(above).chain(shown);
    sources.find_map(|source| sheet.absolute(source)).map(picture::address)
}

/// How many leaves above its title an article's picture may stand, if its folder is one of uploads.
const ABOVE: usize = 3;

fn source<'s>(sheet: &'s Sheet<'_>, leaf: usize) -> Option<&'s str> {
    match &sheet.page.leaf(leaf).content {
        Content::Picture { link: Some(link), .. } if sheet.key(*link).is_some() => None,
        Content::Picture { source, .. } => Some(source),
        Content::Video { poster, .. } => poster.as_deref(),
        Content::Text(_) => None,
    }
}

/// Title and text, for judging the language.
fn text(sheet: &Sheet<'_>, title: &title::Title, kept: &[usize]) -> String {
    let lines = kept.iter().map(|leaf| sheet.line(*leaf).text.as_str());
    title.text.as_deref().into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod stories;
