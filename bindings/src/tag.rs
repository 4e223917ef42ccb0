//! Tags, and what they list.

use crate::direction::Direction;
use crate::key::ItemKey;

/// A tag with what it lists, of any kind.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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
    /// The language of its texts, a BCP-47 tag.
    pub language: String,
    /// The direction of its title.
    pub direction: Direction,
    /// When the site last confirmed it, in milliseconds since 1970, UTC.
    pub fresh_as_of_ms: i64,
}

impl From<ifilm_core::TagPage> for TagPage {
    fn from(page: ifilm_core::TagPage) -> Self {
        let ifilm_core::TagPage { key, title, rows, is_whole, link, language, direction, fresh_as_of } = page;
        Self {
            key: key.into(),
            title,
            rows: rows.into_iter().map(TaggedItem::from).collect(),
            is_whole,
            link,
            language: language.to_string(),
            direction: direction.into(),
            fresh_as_of_ms: fresh_as_of.as_millisecond(),
        }
    }
}

/// A row of a tag.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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

impl From<ifilm_core::TaggedItem> for TaggedItem {
    fn from(row: ifilm_core::TaggedItem) -> Self {
        let ifilm_core::TaggedItem { key, title, picture, link, is_here } = row;
        Self { key: key.into(), title, picture, link, is_here }
    }
}
