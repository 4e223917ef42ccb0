//! The result of reading a listing.

use crate::model::{ItemKey, Published};

/// The rows of a listing, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedListing {
    /// Each row with an id, once.
    pub rows: Vec<ParsedRow>,
    /// How many rows could not be used: without an id, of a template, or not an object. Repeats are not
    /// counted.
    pub dropped: u32,
}

/// One row of a listing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedRow {
    /// What identifies the item.
    pub key: ItemKey,
    /// The headline, entities decoded and tags removed.
    pub title: Option<String>,
    /// The sentence beside the headline.
    pub lead: Option<String>,
    /// The address of its full picture.
    pub picture: Option<String>,
    /// The address of the small copy of that picture, if the listing names one.
    pub picture_small: Option<String>,
    /// The date, if the listing has one, or if the folder of its picture names the day.
    pub published: Option<Published>,
}
