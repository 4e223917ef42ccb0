//! An article: an item's page, as blocks.

use ifilm_core::{Published, Updated};

use crate::block::Block;
use crate::direction::Direction;
use crate::key::ItemKey;
use crate::published::{Precision, PublishedSource};
use crate::waiting::Waiting;

/// An article as it is shown, from the cache alone.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Article {
    /// What identifies it.
    pub key: ItemKey,
    /// The headline.
    pub title: String,
    /// The sentence under the headline.
    pub lead: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language it is written in, a BCP-47 tag.
    pub language: String,
    /// The direction of title, lead and most of the text.
    pub direction: Direction,
    /// When it was published, in milliseconds since 1970, UTC; for a date without a time, midnight in its
    /// edition's zone.
    pub published_at_ms: i64,
    /// Where that date came from.
    pub published_source: PublishedSource,
    /// How much of that date is known.
    pub published_precision: Precision,
    /// When the page says that its text was changed last, in milliseconds since 1970, UTC; absent if it does
    /// not say.
    pub updated_at_ms: Option<i64>,
    /// How much of that date is known.
    pub updated_precision: Option<Precision>,
    /// The date for people, in the edition's calendar, digits and language; with the time where it is known.
    /// If the site gives no date, the text shows when we first saw the item: `fetched May 2, 2024 at 18:05`.
    /// An estimated date says so: `about May 2, 2024`.
    pub date_text: String,
    /// The same as an age: `3 hours ago`, `yesterday at 18:05`, `fetched 5 minutes ago`. If it is more than
    /// six days away, this is the date.
    pub age_text: String,
    /// The date of the last change for people, like `date_text`.
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
    /// How many minutes it takes to read the text, rounded up; absent without a text.
    pub reading_minutes: Option<u32>,
    /// When the site last confirmed the page, in milliseconds since 1970, UTC; absent while the page is not
    /// stored.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::Article> for Article {
    #[rustfmt::skip]
    fn from(article: ifilm_core::Article) -> Self {
        let ifilm_core::Article {
            key, title, lead, link, language, direction, published, updated, date_text, age_text, updated_text, read, saved, edited, gone, body, related, tags, people, reading_minutes, fresh_as_of,
        } = article;
        let Published { at, source, precision } = published;
        Self {
            key: key.into(),
            title,
            lead,
            link,
            language: language.into(),
            direction: direction.into(),
            published_at_ms: at.as_millisecond(),
            published_source: source.into(),
            published_precision: precision.into(),
            updated_at_ms: updated.map(|Updated { at, precision: _ }| at.as_millisecond()),
            updated_precision: updated.map(|Updated { at: _, precision }| precision.into()),
            date_text,
            age_text,
            updated_text,
            read,
            saved,
            edited,
            gone,
            body: body.into(),
            related: related.into_iter().map(Related::from).collect(),
            tags: tags.into_iter().map(Topic::from).collect(),
            people: people.into_iter().map(Topic::from).collect(),
            reading_minutes,
            fresh_as_of_ms: fresh_as_of.map(|at| at.as_millisecond()),
        }
    }
}

/// A tag or a person that the page of an article names.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Topic {
    /// The tag, or the person.
    pub key: ItemKey,
    /// Its title, or the name, as the page writes it.
    pub title: String,
}

impl From<ifilm_core::Topic> for Topic {
    fn from(topic: ifilm_core::Topic) -> Self {
        let ifilm_core::Topic { key, title } = topic;
        Self { key: key.into(), title }
    }
}

/// The text of an article, or why there is none yet.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum ArticleBody {
    /// The page is stored.
    Ready {
        /// Its blocks, in reading order.
        blocks: Vec<Block>,
    },
    /// The item is listed, and its page is not here yet.
    Waiting {
        /// Why, and until when.
        why: Waiting,
    },
    /// The page was fetched, but no text was found in it. The link still leads to it.
    Unreadable,
}

impl From<ifilm_core::ArticleBody> for ArticleBody {
    fn from(body: ifilm_core::ArticleBody) -> Self {
        match body {
            ifilm_core::ArticleBody::Ready { blocks } => {
                Self::Ready { blocks: blocks.into_iter().map(Block::from).collect() }
            }
            ifilm_core::ArticleBody::Waiting { why } => Self::Waiting { why: why.into() },
            ifilm_core::ArticleBody::Unreadable => Self::Unreadable,
        }
    }
}

/// A link from one article to another.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Related {
    /// The headline shown for it.
    pub title: String,
    /// Where it leads.
    pub link: String,
}

impl From<ifilm_core::Related> for Related {
    fn from(related: ifilm_core::Related) -> Self {
        let ifilm_core::Related { title, link } = related;
        Self { title, link }
    }
}
