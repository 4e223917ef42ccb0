//! A slice of a list: some items, and the cursor from which the next ones begin.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::Error;
use crate::model::{EditionId, HoleName, Item, ItemKey, Kind, Section, Waiting};

/// Some items of one section, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemSlice {
    /// The edition they belong to.
    pub edition: EditionId,
    /// The section they are listed in.
    pub section: Section,
    /// The items, newest first; empty means that nothing is stored.
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

/// A place of a list where items may be missing.
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

/// A place in a list, after one item. It holds the sort key of that item: the date, the id and the kind. So
/// it stays valid while items arrive, and after the cache was rebuilt. It is valid only for the list that
/// gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) edition: EditionId,
    pub(crate) section: Section,
    pub(crate) behind: SortKey,
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
        let Self { edition, section, behind: SortKey { published_ms, kind, id } } = self;
        write!(f, "{edition}.{}.{published_ms}.{}.{id}", section.as_str(), kind.as_str())
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
    let (published_ms, kind) = (published_ms.parse().ok()?, kind.parse().ok()?);
    let behind = SortKey { published_ms, kind, id: id.to_owned() };
    let cursor = Cursor { edition: edition.parse().ok()?, section: section.parse().ok()?, behind };
    (!id.is_empty()).then_some(cursor)
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
    /// Where to begin: the `next` of an earlier slice, or `None` for the newest.
    pub after: Option<Cursor>,
}

impl ListQuery {
    /// The newest 50 items of a section.
    pub fn of(edition: EditionId, section: Section) -> Self {
        Self { edition, section, limit: 50, after: None }
    }

    /// The newest 50 news of an edition.
    pub fn news(edition: EditionId) -> Self {
        Self::of(edition, Section::News)
    }

    /// At most this many items, 1 to 500.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// The items that follow an earlier slice: its `next`.
    pub fn with_after(self, after: impl Into<Option<Cursor>>) -> Self {
        Self { after: after.into(), ..self }
    }
}
