//! A plan: what a sync would do, before it does it.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{EditionId, ItemKey, Section};

/// The requests a sync would send, and the sections it would skip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Each request that is known beforehand, in order for each edition. A listing that changed leads to
    /// requests for the pages of its new rows, and to its next page while no row of it is known.
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
    /// What it sends to ask whether anything changed.
    #[serde(flatten)]
    pub validators: Validators,
    /// Why it is sent.
    pub reason: Reason,
    /// The body bytes its last answer had; `None` where there was none yet.
    pub expected_bytes: Option<u64>,
}

/// What a host gave us with its last answer, to ask with next time (RFC 9110, section 8.8).
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
    /// To see whether a section has news.
    Listing {
        /// The section.
        section: Section,
    },
    /// The item is listed and its page is not here yet.
    MissingPage {
        /// The item.
        key: ItemKey,
    },
    /// The item's row in the listing changed.
    ChangedRow {
        /// The item.
        key: ItemKey,
    },
    /// The page was unchecked for longest among the newest.
    Revalidation {
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
