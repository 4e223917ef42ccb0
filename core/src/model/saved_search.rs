//! Saved searches: a search with a name, which is listed as a section.

use jiff::Timestamp;
use serde::Serialize;

use crate::error::Error;
use crate::model::{SearchCursor, SearchOrder, SearchQuery};

/// A search that a person saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedSearch {
    /// Its name. There is one search with it.
    pub name: String,
    /// The words and filters as one text: a line, as [`SearchQuery::to_line`] writes it.
    pub query: String,
    /// When it was saved first.
    pub created_at: Timestamp,
}

impl SavedSearch {
    /// The search that its text stands for, by date, as its list shows it.
    ///
    /// # Errors
    /// [`BadArgument`](Error::BadArgument) for a filter that this version does not know. An import may have
    /// brought it.
    pub fn search(&self) -> Result<SearchQuery, Error> {
        Ok(SearchQuery::from_line(&self.query)?.with_order(SearchOrder::Newest))
    }
}

/// Which hits of a saved search to list.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SavedSearchQuery {
    /// The name of the search.
    pub name: String,
    /// The maximum number of hits of one slice, 1 to 100.
    pub limit: u32,
    /// Where to begin: the `next` of an earlier slice, or `None` for the newest.
    pub after: Option<SearchCursor>,
}

impl SavedSearchQuery {
    /// The newest 50 hits of a saved search.
    pub fn of(name: impl Into<String>) -> Self {
        Self { name: name.into(), limit: 50, after: None }
    }

    /// At most this many hits, 1 to 100.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }

    /// The hits that follow an earlier slice: its `next`.
    pub fn with_after(self, after: impl Into<Option<SearchCursor>>) -> Self {
        Self { after: after.into(), ..self }
    }
}

/// How many items a saved search finds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SavedSearchCount {
    /// Its name.
    pub name: String,
    /// All items that are counted.
    pub total: u32,
    /// Those that the person has not read.
    pub unread: u32,
    /// Whether it finds more: only the newest 500 are counted.
    pub more: bool,
}
