//! A search of the site, merged with one of what is stored.

use jiff::Timestamp;

use crate::enum_conversion::convert_enum;
use crate::error_code::ErrorCode;
use crate::key::ItemKey;
use crate::search::SearchHit;

/// The hits of both searches, each thing once.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SiteSearch {
    /// The edition.
    pub edition: String,
    /// First the hits among what is stored, the best first; then those that only the site found, in its
    /// order.
    pub hits: Vec<SiteSearchHit>,
    /// Why the site's own hits are missing; absent if it answered.
    pub failure: Option<SiteSearchFailure>,
}

impl From<ifilm_core::SiteSearch> for SiteSearch {
    fn from(search: ifilm_core::SiteSearch) -> Self {
        let ifilm_core::SiteSearch { edition, hits, failure } = search;
        Self {
            edition: edition.into(),
            hits: hits.into_iter().map(SiteSearchHit::from).collect(),
            failure: failure.map(SiteSearchFailure::from),
        }
    }
}

/// A hit of a search.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SiteSearchHit {
    /// What was found.
    pub key: ItemKey,
    /// Its title; absent if the site gives none.
    pub title: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// Which search found it.
    pub found_in: FoundIn,
    /// Whether it is stored, so that it can be opened without the network.
    pub is_here: bool,
    /// The hit with its marks; absent if only the site found it.
    pub local: Option<SearchHit>,
}

impl From<ifilm_core::SiteSearchHit> for SiteSearchHit {
    fn from(hit: ifilm_core::SiteSearchHit) -> Self {
        let ifilm_core::SiteSearchHit { key, title, picture, link, found_in, is_here, local } = hit;
        Self {
            key: key.into(),
            title,
            picture,
            link,
            found_in: found_in.into(),
            is_here,
            local: local.map(SearchHit::from),
        }
    }
}

/// Which search found a hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum FoundIn {
    /// The one of what is stored.
    Here,
    /// The one of the site.
    Site,
    /// Both.
    Both,
}

convert_enum!(FoundIn { Here, Site, Both });

/// Why the site gave no hits.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SiteSearchFailure {
    /// The kind of failure.
    pub code: ErrorCode,
    /// What happened, in English, for logs.
    pub reason: String,
    /// Whether it may pass by itself.
    pub retryable: bool,
    /// The earliest time to try again, in milliseconds since 1970, UTC, if the host said so.
    pub retry_at_ms: Option<i64>,
}

impl From<ifilm_core::SiteSearchFailure> for SiteSearchFailure {
    fn from(failure: ifilm_core::SiteSearchFailure) -> Self {
        let ifilm_core::SiteSearchFailure { code, reason, retryable, retry_at } = failure;
        let retry_at_ms = retry_at.map(Timestamp::as_millisecond);
        Self { code: code.into(), reason, retryable, retry_at_ms }
    }
}
