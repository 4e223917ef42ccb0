//! The page of a person, as it is stored, with his or her works.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Block, Direction, ItemKey, LanguageTag, Waiting};

/// A person, as his or her page and the stored casts describe them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonPage {
    /// The person.
    pub key: ItemKey,
    /// The name. Until the page is stored, as a cast writes it.
    pub name: String,
    /// The biography; empty if the page has none, or is not stored yet.
    pub biography: Vec<Block>,
    /// The absolute address of the portrait.
    pub picture: Option<String>,
    /// The works that the page names, in its order, and then those whose stored casts name the person.
    pub works: Vec<PersonWork>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language of the texts.
    pub language: LanguageTag,
    /// The direction of the name.
    pub direction: Direction,
    /// Why the page is not stored yet; `None` if it is.
    pub waiting: Option<Waiting>,
    /// When the site last confirmed the page; `None` if it never came.
    pub fresh_as_of: Option<Timestamp>,
}

/// A programme that a person took part in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonWork {
    /// The key of the programme's page; `None` only for a work that the page of the person names without a
    /// link.
    pub key: Option<ItemKey>,
    /// Its title.
    pub title: String,
    /// The part or the task, in the words of the page.
    pub role: Option<String>,
    /// Whether the programme is stored, so that it can be opened without the network.
    pub is_here: bool,
}
