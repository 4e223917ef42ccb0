//! A plan: what a sync would do, before it does it.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{EditionId, ItemKey, Section};

/// The requests a sync would send, and the sections it would skip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The requests that are known before the sync, in order for each edition. The answers decide about
    /// further requests:
    ///
    /// - the pages of rows that a listing shows for the first time or with changes;
    /// - the next page of a changed listing, or behind a hole, until a row is known, and each page once more
    ///   after its next one;
    /// - the page of the listing before a hole, if rows have come or gone above it;
    /// - the section's other listings and bases, while none gives rows.
    pub requests: Vec<PlannedRequest>,
    /// Each section that is left out, and why.
    pub skipped: Vec<Skip>,
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedRequest {
    /// The edition it serves.
    pub edition: EditionId,
    /// The address it goes to.
    pub address: String,
    /// The validators that it sends, to ask whether anything changed.
    #[serde(flatten)]
    pub validators: Validators,
    /// Why it is sent.
    pub reason: Reason,
    /// The number of body bytes of its last answer; `None` if there was none yet.
    pub expected_bytes: Option<u64>,
}

/// What a host sent with its last answer, for the next conditional request (RFC 9110, section 8.8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Validators {
    /// Its `ETag`, sent as `If-None-Match`.
    pub etag: Option<String>,
    /// Its `Last-Modified`, sent as `If-Modified-Since`.
    pub last_modified: Option<String>,
}

/// Why a request is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// To see whether a section has something new.
    Listing {
        /// The section.
        section: Section,
    },
    /// Rows may be missing behind this page of the listing: an earlier sync found no known row.
    Hole {
        /// The section.
        section: Section,
    },
    /// The item is listed, and its page was not requested yet.
    MissingPage {
        /// The item.
        key: ItemKey,
    },
    /// The item's row in the listing changed since its page came.
    ChangedRow {
        /// The item.
        key: ItemKey,
    },
    /// This is the page among the newest whose last check is the oldest. It may have an edit that no listing
    /// shows.
    Revalidation {
        /// The item.
        key: ItemKey,
    },
    /// The page was checked 30 days ago, or earlier.
    StalePage {
        /// The item.
        key: ItemKey,
    },
    /// The last request for the page failed.
    FailedPage {
        /// The item.
        key: ItemKey,
    },
    /// The last answer had no text of the article.
    UnreadablePage {
        /// The item.
        key: ItemKey,
    },
    /// The site said that there is no such page.
    AbsentPage {
        /// The item.
        key: ItemKey,
    },
    /// The last answer may not be the article but, for example, a notice. It was not stored.
    DoubtfulPage {
        /// The item.
        key: ItemKey,
    },
}

/// A section that is left out of a sync.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skip {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
    /// Why.
    pub reason: SkipReason,
    /// The earliest time it will be asked again.
    pub until: Timestamp,
}

/// Why a section is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Its host asked to wait (`Retry-After`).
    HostAskedToWait,
}
