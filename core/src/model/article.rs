//! An article: an item's page, as blocks.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Block, Direction, ItemKey, LanguageTag, Published, Updated, Waiting};

/// An article as it is shown, from the cache alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Article {
    /// What identifies it.
    pub key: ItemKey,
    /// The headline.
    pub title: String,
    /// The sentence under the headline.
    pub lead: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language it is written in.
    pub language: LanguageTag,
    /// The direction of title, lead and most of the text.
    pub direction: Direction,
    /// When it was published, and how we know.
    pub published: Published,
    /// When the page says that its text was changed last; `None` if it does not say.
    pub updated: Option<Updated>,
    /// The date as text, in the edition's calendar, digits and language. It has the time if that is known. If
    /// the site gives no date, the text shows when we first saw the item: `fetched May 2, 2024 at 18:05`. An
    /// estimated date says so: `about May 2, 2024`.
    pub date_text: String,
    /// The age as text: `3 hours ago`, `yesterday at 18:05`, `fetched 5 minutes ago`. A date more than six
    /// days away is shown as a date.
    pub age_text: String,
    /// The date of the last change as text, like `date_text`.
    pub updated_text: Option<String>,
    /// Whether a person read it.
    pub read: bool,
    /// Whether a person saved it.
    pub saved: bool,
    /// Whether its page changed since it was first read from the site.
    pub edited: bool,
    /// Whether the site took its page away: it answered 410, or 404 at several times while its listing no
    /// longer had it. What is stored stays readable. It leaves the lists when its listing no longer has it,
    /// unless it is saved.
    pub gone: bool,
    /// The text, or why there is none yet.
    pub body: ArticleBody,
    /// Other articles that the page points to.
    pub related: Vec<Related>,
    /// The tags that the page names, in its order. Empty for a text that a version before tags stored.
    pub tags: Vec<Topic>,
    /// The people whose pages it links to, in its order; empty like `tags`.
    pub people: Vec<Topic>,
    /// How many minutes it takes to read the text, rounded up; `None` without a text. See
    /// [`reading_minutes`](ifilm_language::text::reading_minutes).
    pub reading_minutes: Option<u32>,
    /// When the site last confirmed the page; `None` while the page is not stored yet.
    pub fresh_as_of: Option<Timestamp>,
}

/// A tag or a person that the page of an article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// The tag, or the person.
    pub key: ItemKey,
    /// Its title, or the name, as the page writes it.
    pub title: String,
}

/// The text of an article, or why there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ArticleBody {
    /// The page is stored.
    Ready {
        /// Its blocks, in reading order.
        blocks: Vec<Block>,
    },
    /// The item is listed, but its page is not stored yet.
    Waiting {
        /// The reason, and the time of the next request.
        #[serde(flatten)]
        why: Waiting,
    },
    /// The page was fetched, but no text was found in it. The link still leads to it.
    Unreadable,
}

/// A link from one article to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// The headline shown for it.
    pub title: String,
    /// The target of the link.
    pub link: String,
}
