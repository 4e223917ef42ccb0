//! A search of the stored items, and its hits.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;
use url::form_urlencoded;

use crate::error::Error;
use crate::model::{EditionId, Item, ItemKey, Marked, Section};

/// The words to search for, and where to search.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchQuery {
    /// The words, in any spelling and form: سينما also finds والسينما, کتاب also finds کتابها. All of them
    /// must be there, in any order. Words in quotes (`"…"`, `“…”`, `«…»`) must stand side by side, as they
    /// are, in any spelling. Operators mean nothing.
    pub text: String,
    /// Whether a person is still typing. If so, the last word may be incomplete.
    pub typing: bool,
    /// The editions; empty means all that are stored.
    pub editions: Vec<EditionId>,
    /// The edition whose hits come before those of the others; `None` ranks all editions alike.
    pub first: Option<EditionId>,
    /// The section; `None` means all.
    pub section: Option<Section>,
    /// Only what was published at this time or later; `None` means from the beginning.
    pub since: Option<Timestamp>,
    /// Only what was published before this time; `None` means up to now.
    pub until: Option<Timestamp>,
    /// `true`: only what a person read, `false`: only what is unread; `None` means both.
    pub read: Option<bool>,
    /// `true`: only what a person saved, `false`: only what is not saved; `None` means both. A saved item
    /// that the cache has no more is not found.
    pub saved: Option<bool>,
    /// The order of the hits.
    pub order: SearchOrder,
    /// The maximum number of hits of one slice, 1 to 100.
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice of the same search, or `None` for the first.
    pub after: Option<SearchCursor>,
}

impl SearchQuery {
    /// The best 20 hits of all editions, for whole words.
    pub fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            typing: false,
            editions: Vec::new(),
            first: None,
            section: None,
            since: None,
            until: None,
            read: None,
            saved: None,
            order: SearchOrder::Ranked,
            limit: 20,
            after: None,
        }
    }

    /// At most this many hits, 1 to 100.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// Only in these editions. An empty list means all that are stored.
    pub fn with_editions(self, editions: impl IntoIterator<Item = EditionId>) -> Self {
        Self { editions: editions.into_iter().collect(), ..self }
    }

    /// The hits of this edition first.
    pub fn with_first(self, first: impl Into<Option<EditionId>>) -> Self {
        Self { first: first.into(), ..self }
    }

    /// Only in this section. `None` means all.
    pub fn with_section(self, section: impl Into<Option<Section>>) -> Self {
        Self { section: section.into(), ..self }
    }

    /// Only what was published at this time or later. `None` means from the beginning.
    pub fn with_since(self, since: impl Into<Option<Timestamp>>) -> Self {
        Self { since: since.into(), ..self }
    }

    /// Only what was published before this time. `None` means up to now.
    pub fn with_until(self, until: impl Into<Option<Timestamp>>) -> Self {
        Self { until: until.into(), ..self }
    }

    /// Only what a person read, or did not read. `None` means both.
    pub fn with_read(self, read: impl Into<Option<bool>>) -> Self {
        Self { read: read.into(), ..self }
    }

    /// Only what a person saved, or did not save. `None` means both.
    pub fn with_saved(self, saved: impl Into<Option<bool>>) -> Self {
        Self { saved: saved.into(), ..self }
    }

    /// In this order.
    pub fn with_order(self, order: SearchOrder) -> Self {
        Self { order, ..self }
    }

    /// For a person who is still typing: the last word may be incomplete.
    pub fn with_typing(self, typing: bool) -> Self {
        Self { typing, ..self }
    }

    /// The hits that follow an earlier slice of the same search: its `next`.
    pub fn with_after(self, after: impl Into<Option<SearchCursor>>) -> Self {
        Self { after: after.into(), ..self }
    }

    /// A hash of the search, the same for all its slices.
    pub(crate) fn mark(&self) -> u32 {
        let mut hasher = DefaultHasher::new();
        let Self {
            text,
            typing,
            editions,
            first,
            section,
            since,
            until,
            read,
            saved,
            order,
            limit: _,
            after: _,
        } = self;
        let editions: Vec<&str> = editions.iter().map(EditionId::as_str).collect();
        let first = first.as_ref().map(EditionId::as_str);
        (text, typing, editions, first, section.map(Section::as_str)).hash(&mut hasher);
        ([since, until].map(|time| time.map(Timestamp::as_millisecond)), read, saved, order)
            .hash(&mut hasher);
        hasher.finish() as u32
    }
}

/// The order of the hits of a search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SearchOrder {
    /// Those with each word as it was typed, in any spelling, before those with another form of a word. Among
    /// each, those with all words in the title come first, then those with all in title and lead, then the
    /// others; the newer before the older. Of leads and texts, the newest 1,500 hits are ranked.
    Ranked,
    /// The newer before the older, whatever the words stand in. `first` has no effect.
    Newest,
}

/// A slice of the hits of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchSlice {
    /// The hits, in the order of the query. Empty means that nothing was found, or that there was no word to
    /// look for.
    pub hits: Vec<SearchHit>,
    /// Where the next slice begins; `None` at the end. A ranked search ends after its 500 best hits.
    pub next: Option<SearchCursor>,
}

/// An item that was found, and the places of the words in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchHit {
    /// The item; its key names its edition.
    pub item: Item,
    /// Its title, with the found words marked.
    pub title: Marked,
    /// An excerpt with the words found below the title; `None` if all words are only in the title.
    pub snippet: Option<Snippet>,
}

/// An excerpt of a text around the first words that were found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The text that it is taken from.
    pub place: Place,
    /// The excerpt, as it is in the text.
    pub words: Marked,
    /// Whether its paragraph begins before it. If so, a shell puts an ellipsis there.
    pub cut_before: bool,
    /// Whether its paragraph goes on after it.
    pub cut_after: bool,
}

/// A part of an article that words can be found in, besides its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The sentence under the headline.
    Lead,
    /// The text of its page.
    Text,
}

/// A cursor in the hits of a search. Ranks change with every item that arrives, so it lists the keys of the
/// hits that follow; by date, it names a place of the index. So no hit is missed or shown twice. It is valid
/// only for the search that gave it. Another version may refuse it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchCursor {
    /// The search that gave it.
    pub(crate) search: u32,
    pub(crate) from: SearchFrom,
}

/// Where a slice of hits begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SearchFrom {
    /// With the first of these that is still a hit.
    Keys(Vec<ItemKey>),
    /// Below this place of the index.
    Below(i64),
}

impl SearchCursor {
    /// The maximum number of hits of a ranked search.
    pub(crate) const MOST: u32 = 500;
}

impl fmt::Display for SearchCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { search, from } = self;
        match from {
            SearchFrom::Keys(keys) => {
                let keys: Vec<String> = keys.iter().map(written).collect();
                write!(f, "{search:08x}.{}", keys.join(","))
            }
            SearchFrom::Below(place) => write!(f, "{search:08x}.@{place}"),
        }
    }
}

impl FromStr for SearchCursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read(text).ok_or_else(|| Error::bad_argument(format!("`{text}` is no cursor of a search")))
    }
}

fn read(text: &str) -> Option<SearchCursor> {
    let (search, from) = text.split_once('.')?;
    let search = u32::from_str_radix(search, 16).ok()?;
    let from = match from.strip_prefix('@') {
        Some(place) => SearchFrom::Below(place.parse().ok()?),
        None => SearchFrom::Keys(read_keys(from)?),
    };
    Some(SearchCursor { search, from })
}

fn read_keys(keys: &str) -> Option<Vec<ItemKey>> {
    let keys: Vec<ItemKey> = keys.split(',').map(key).collect::<Option<_>>()?;
    let different: HashSet<&ItemKey> = keys.iter().collect();
    let is_whole = keys.len() <= SearchCursor::MOST as usize && different.len() == keys.len();
    is_whole.then_some(keys)
}

/// A key with its id escaped. An id may contain a comma, which separates keys here, and characters that need
/// quotes in a shell.
fn written(ItemKey { edition, kind, id }: &ItemKey) -> String {
    let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    format!("{edition}/{}/{id}", kind.as_str())
}

fn key(text: &str) -> Option<ItemKey> {
    let ItemKey { edition, kind, id } = text.parse().ok()?;
    let (id, _) = form_urlencoded::parse(id.as_bytes()).next()?;
    Some(ItemKey { edition, kind, id: id.into_owned() })
}

impl Serialize for SearchCursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
