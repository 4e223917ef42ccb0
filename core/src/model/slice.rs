//! A slice of a list: some items, and the cursor from which the next ones begin.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::Error;
use crate::model::{EditionId, HoleName, Item, ItemKey, Kind, Section, Waiting};

/// Some items of one section, newest first unless another order was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemSlice {
    /// The edition they belong to.
    pub edition: EditionId,
    /// The section they are listed in.
    pub section: Section,
    /// The items, in the order of the list; empty means that nothing is stored.
    pub items: Vec<Item>,
    /// Where the next slice begins; `None` at the end.
    pub next: Option<Cursor>,
    /// When the site last confirmed this section; `None` before the first sync.
    pub fresh_as_of: Option<Timestamp>,
    /// `fresh_as_of` as text, in the edition's calendar, digits and language.
    pub fresh_as_of_text: Option<String>,
    /// `fresh_as_of` as an age: `5 minutes ago`.
    pub fresh_as_of_age_text: Option<String>,
    /// Why the section has no items; `None` if it has some.
    pub waiting: Option<Waiting>,
    /// Where items may be missing: first the places of the whole list where the listing was not read, then
    /// the places of this slice where items were deleted to save room. Newest first in each case.
    pub holes: Vec<ListHole>,
    /// Whether the file of what a person did cannot be read now, so that no item seems to be read or saved.
    /// Damage is repaired meanwhile, so the next list has the marks again, unless another process has the
    /// file open.
    pub marks_missing: bool,
}

/// A place of a list where items may be missing. Of a list that is not ordered by date the place is not
/// known: both neighbours are `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListHole {
    /// Its name, for [`Client::fill`](crate::Client::fill); `None` where items were deleted to save room,
    /// because no request brings them back.
    pub name: Option<HoleName>,
    /// The item above it in the list; `None` at its top.
    pub after: Option<ItemKey>,
    /// The item below it; `None` at its end.
    pub before: Option<ItemKey>,
    /// Why they may be missing.
    pub reason: HoleReason,
}

/// Why items may be missing at a place of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HoleReason {
    /// A sync did not read the listing to its end. The next syncs read on there, and
    /// [`Client::fill`](crate::Client::fill) does at once.
    NotRead,
    /// They were deleted to save room. They are fetched again if the limits are raised.
    Pruned,
}

/// A place in a list, after one item. It holds the sort key of that item: the date, the id and the kind; in a
/// list by alphabet also the key of its title. So it stays valid while items arrive, and after the cache was
/// rebuilt. It is valid only for the list that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) behind: SortKey,
    /// The key of the title, if the list is by alphabet.
    pub(crate) title_key: Option<Vec<u8>>,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ListOrder {
    /// The newest first: news by their dates, all others by their ids, which rise with time.
    #[default]
    Newest,
    /// By title, in the alphabet of the edition's language. News have no such order.
    Alphabetical,
}

/// The key by which the items of a list are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SortKey {
    pub(crate) published_ms: i64,
    pub(crate) kind: Kind,
    pub(crate) id: String,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edition, section, behind: SortKey { published_ms, kind, id }, title_key } = self;
        let (section, kind) = (section.as_str(), kind.as_str());
        match title_key {
            Some(title) => write!(f, "{edition}.{section}.{published_ms}-{}.{kind}.{id}", hex(title)),
            None => write!(f, "{edition}.{section}.{published_ms}.{kind}.{id}"),
        }
    }
}

impl FromStr for Cursor {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        read(text).ok_or_else(|| Error::bad_argument(format!("`{text}` is no cursor of a list")))
    }
}

fn read(text: &str) -> Option<Cursor> {
    let parts: Vec<&str> = text.splitn(5, '.').collect(); // an id may contain dots
    let [edition, section, published_ms, kind, id] = parts[..] else { return None };
    let (published_ms, title_key) = match published_ms.rsplit_once('-').filter(|(date, _)| !date.is_empty()) {
        Some((date, title)) => (date, Some(from_hex(title)?)),
        None => (published_ms, None),
    };
    let (published_ms, kind) = (published_ms.parse().ok()?, kind.parse().ok()?);
    let behind = SortKey { published_ms, kind, id: id.to_owned() };
    let (edition, section) = (edition.parse().ok()?, section.parse().ok()?);
    (!id.is_empty()).then_some(Cursor { edition, section, behind, title_key })
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(super) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    let is_even = pairs.remainder().is_empty();
    let bytes = pairs.map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit));
    is_even.then(|| bytes.map(|byte| u8::try_from(byte).ok()).collect())?
}

impl Serialize for Cursor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Which items to list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ListQuery {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
    /// The maximum number of items of one slice, 1 to 500.
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice, or `None` for the first.
    pub after: Option<Cursor>,
    /// The order. A cursor belongs to one order.
    pub order: ListOrder,
}

impl ListQuery {
    /// The newest 50 items of a section.
    pub fn of(edition: EditionId, section: Section) -> Self {
        Self { edition, section, limit: 50, after: None, order: ListOrder::default() }
    }

    /// The newest 50 news of an edition.
    pub fn news(edition: EditionId) -> Self {
        Self::of(edition, Section::News)
    }

    /// At most this many items, 1 to 500.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// The same items in another order.
    pub fn with_order(self, order: ListOrder) -> Self {
        Self { order, ..self }
    }

    /// The items that follow an earlier slice: its `next`.
    pub fn with_after(self, after: impl Into<Option<Cursor>>) -> Self {
        Self { after: after.into(), ..self }
    }
}
