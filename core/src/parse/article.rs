//! The page of an article: title, lead, date, direction, blocks, related links.

use crate::error::{Error, Result};
use crate::model::{Block, Direction, LanguageTag, Published, Related};
use crate::parse::Document;

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
}

/// Reads the page of an article.
///
/// # Errors
/// [`Error::Unreadable`] where the document is no page at all (empty, or not HTML).
pub fn article(document: Document<'_>) -> Result<ParsedArticle> {
    Err(Error::Unreadable { what: document.address.to_string(), reason: "not yet".to_owned() })
}
