//! What a listing is read into.

use crate::model::{ItemKey, Published};

/// The rows of a listing, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedListing {
    /// Each row with an id, once.
    pub rows: Vec<ParsedRow>,
    /// Rows that could not be used: without an id, template rows, not an object. Repeats are not counted.
    pub dropped: u32,
}

/// One row of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedRow {
    /// What identifies the item.
    pub key: ItemKey,
    /// The headline, entities decoded and tags removed.
    pub title: Option<String>,
    /// The address of its full picture.
    pub picture: Option<String>,
    /// The date, where the listing has one or its picture's folder names the day.
    pub published: Option<Published>,
}
