//! A search of the stored items, and its hits.

use std::collections::HashSet;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use serde::Serialize;
use url::form_urlencoded;

use crate::error::Error;
use crate::model::{EditionId, Item, ItemKey, Marked, Section};

/// The words to search for, and where to search.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SearchQuery {
    /// The words, in any spelling and form: سينما also finds والسينما, کتاب also finds کتابها. All of them
    /// must be there, in any order. Quotes and operators mean nothing.
    pub text: String,
    /// Whether a person is still typing. If so, the last word may be incomplete.
    pub typing: bool,
    /// The editions; empty means all that are stored.
    pub editions: Vec<EditionId>,
    /// The edition whose hits come before those of the others; `None` ranks all editions alike.
    pub first: Option<EditionId>,
    /// The section; `None` means all.
    pub section: Option<Section>,
    /// The maximum number of hits of one slice, 1 to 100.
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice of the same search, or `None` for the best.
    pub after: Option<SearchCursor>,
}

impl SearchQuery {
    /// The best 20 hits of all editions, for whole words.
    pub fn of(text: impl Into<String>) -> Self {
        let (editions, text) = (Vec::new(), text.into());
        Self { text, typing: false, editions, first: None, section: None, limit: 20, after: None }
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
        let Self { text, typing, editions, first, section, limit: _, after: _ } = self;
        let editions: Vec<&str> = editions.iter().map(EditionId::as_str).collect();
        let first = first.as_ref().map(EditionId::as_str);
        (text, typing, editions, first, section.map(Section::as_str)).hash(&mut hasher);
        hasher.finish() as u32
    }
}

/// A slice of the hits of a search, best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchSlice {
    /// The hits, best first: those with each word as it was typed, in any spelling, then those with another
    /// form of a word. A word counts most in a title, then in a lead, then in a text. Of two equal hits the
    /// newer comes first. Empty means that nothing was found, or that there was no word to look for.
    pub hits: Vec<SearchHit>,
    /// Where the next slice begins; `None` at the end. A search ends after its 500 best hits.
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

/// A cursor in the hits of a search. Each new row changes the ranks a little. So the cursor lists the keys of
/// the hits that follow, and no hit is missed or shown twice. It is valid only for the search that gave it.
/// Another version may refuse it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchCursor {
    /// The search that gave it.
    pub(crate) search: u32,
    pub(crate) keys: Vec<ItemKey>,
}

impl SearchCursor {
    /// The maximum number of hits of a search.
    pub(crate) const MOST: u32 = 500;
}

impl fmt::Display for SearchCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<String> = self.keys.iter().map(written).collect();
        write!(f, "{:08x}.{}", self.search, keys.join(","))
    }
}

impl FromStr for SearchCursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read(text).ok_or_else(|| Error::bad_argument(format!("`{text}` is no cursor of a search")))
    }
}

fn read(text: &str) -> Option<SearchCursor> {
    let (search, keys) = text.split_once('.')?;
    let search = u32::from_str_radix(search, 16).ok()?;
    let keys: Vec<ItemKey> = keys.split(',').map(key).collect::<Option<_>>()?;
    let different: HashSet<&ItemKey> = keys.iter().collect();
    let is_whole = keys.len() <= SearchCursor::MOST as usize && different.len() == keys.len();
    is_whole.then_some(SearchCursor { search, keys })
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
