//! A plan: what a sync would do, before it does it.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{EditionId, ItemKey, Section};

/// The requests a sync would send, and the sections it would skip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Each request that is known beforehand, in order for each edition. A changed listing causes further
    /// requests: for the pages of its new rows, and for its next page while none of its rows is known.
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
    /// The item is listed, but its page is not stored yet.
    MissingPage {
        /// The item.
        key: ItemKey,
    },
    /// The item's row in the listing changed.
    ChangedRow {
        /// The item.
        key: ItemKey,
    },
    /// Of the newest pages, this one was unchecked for longest.
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
