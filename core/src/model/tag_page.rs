//! The page of a tag, as it is stored.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Direction, ItemKey, LanguageTag};

/// A tag with what it lists, of any kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TagPage {
    /// The tag.
    pub key: ItemKey,
    /// Its title, if the page says it.
    pub title: Option<String>,
    /// What it lists, in the order of the site.
    pub rows: Vec<TaggedItem>,
    /// Whether the list was read to its end.
    pub is_whole: bool,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language of its texts.
    pub language: LanguageTag,
    /// The direction of its title.
    pub direction: Direction,
    /// When the site last confirmed it.
    pub fresh_as_of: Timestamp,
}

/// A row of a tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaggedItem {
    /// What the row leads to.
    pub key: ItemKey,
    /// Its title, as the row writes it.
    pub title: Option<String>,
    /// The address of its full picture.
    pub picture: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// Whether it is stored, so that it can be opened without the network.
    pub is_here: bool,
}
