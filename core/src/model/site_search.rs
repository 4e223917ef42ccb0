//! A search of the site, merged with one of what is stored.

use jiff::Timestamp;
use serde::Serialize;

use crate::error::ErrorCode;
use crate::model::{EditionId, ItemKey, SearchHit};

/// What the site is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SiteSearchQuery {
    /// The edition.
    pub edition: EditionId,
    /// The words, as a person writes them. The site gets them unchanged.
    pub text: String,
    /// The maximum number of hits among what is stored, 1 to 100. The site decides how many it gives.
    pub limit: u32,
}

impl SiteSearchQuery {
    /// A search for words in an edition, with the best 20 hits among what is stored.
    pub fn of(edition: EditionId, text: impl Into<String>) -> Self {
        Self { edition, text: text.into(), limit: 20 }
    }

    /// At most this many hits among what is stored, 1 to 100.
    pub fn with_limit(self, limit: u32) -> Self {
        Self { limit, ..self }
    }
}

/// The hits of both searches, each thing once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSearch {
    /// The edition.
    pub edition: EditionId,
    /// First the hits among what is stored, the best first; then those that only the site found, in its
    /// order.
    pub hits: Vec<SiteSearchHit>,
    /// Why the site's own hits are missing; `None` if it answered.
    pub failure: Option<SiteSearchFailure>,
}

/// A hit of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteSearchHit {
    /// What was found.
    pub key: ItemKey,
    /// Its title; `None` if the site gives none.
    pub title: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// Which search found it.
    pub found_in: FoundIn,
    /// Whether it is stored, so that it can be opened without the network.
    pub is_here: bool,
    /// The hit with its marks; `None` if only the site found it.
    pub local: Option<SearchHit>,
}

/// Which search found a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FoundIn {
    /// The one of what is stored.
    Here,
    /// The one of the site.
    Site,
    /// Both.
    Both,
}

/// Why the site gave no hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SiteSearchFailure {
    /// The kind of failure.
    pub code: ErrorCode,
    /// What happened, in English, for logs.
    pub reason: String,
    /// Whether it may pass by itself: see [`Error::is_retryable`](crate::Error::is_retryable).
    pub retryable: bool,
    /// The earliest time to try again, if the host said so.
    pub retry_at: Option<Timestamp>,
}
