//! What a sync would do, before it does it.

use crate::enum_conversion::convert_enum;
use crate::key::{ItemKey, Section};

/// The requests a sync would send, and the sections it would skip.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Plan {
    /// Each request that is known beforehand, in order for each edition. Further requests follow from the
    /// answers: the pages of rows that a listing shows for the first time or with changes, the next pages of
    /// a changed listing or behind a hole, and other listings and addresses while none gives rows.
    pub requests: Vec<PlannedRequest>,
    /// Each section that is left out, and why.
    pub skipped: Vec<Skip>,
}

impl From<ifilm_core::Plan> for Plan {
    fn from(plan: ifilm_core::Plan) -> Self {
        let ifilm_core::Plan { requests, skipped } = plan;
        Self {
            requests: requests.into_iter().map(PlannedRequest::from).collect(),
            skipped: skipped.into_iter().map(Skip::from).collect(),
        }
    }
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlannedRequest {
    /// The edition it serves.
    pub edition: String,
    /// The address it goes to.
    pub address: String,
    /// What it sends to ask whether anything changed.
    pub validators: Validators,
    /// Why it is sent.
    pub reason: Reason,
    /// The number of body bytes of its last answer, compressed. Absent if there was none yet.
    pub expected_bytes: Option<u64>,
}

impl From<ifilm_core::PlannedRequest> for PlannedRequest {
    fn from(request: ifilm_core::PlannedRequest) -> Self {
        let ifilm_core::PlannedRequest { edition, address, validators, reason, expected_bytes } = request;
        Self {
            edition: edition.into(),
            address,
            validators: validators.into(),
            reason: reason.into(),
            expected_bytes,
        }
    }
}

/// What a host sent with its last answer, for the next conditional request.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Validators {
    /// Its `ETag`.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub last_modified: Option<String>,
}

impl From<ifilm_core::Validators> for Validators {
    fn from(validators: ifilm_core::Validators) -> Self {
        let ifilm_core::Validators { etag, last_modified } = validators;
        Self { etag, last_modified }
    }
}

/// Why a request is sent.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum Reason {
    /// To see whether a section has something new.
    Listing {
        /// The section.
        section: Section,
    },
    /// Rows may be missing behind this page of the listing: an earlier sync met no row that was known.
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
    /// Of the newest pages, this one was checked longest ago. It may have an edit that no listing shows.
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
    /// The last answer may be something else than the article, such as a notice. It was not stored.
    DoubtfulPage {
        /// The item.
        key: ItemKey,
    },
}

impl From<ifilm_core::Reason> for Reason {
    fn from(reason: ifilm_core::Reason) -> Self {
        use ifilm_core::Reason as Core;
        match reason {
            Core::Listing { section } => Self::Listing { section: section.into() },
            Core::Hole { section } => Self::Hole { section: section.into() },
            Core::MissingPage { key } => Self::MissingPage { key: key.into() },
            Core::ChangedRow { key } => Self::ChangedRow { key: key.into() },
            Core::Revalidation { key } => Self::Revalidation { key: key.into() },
            Core::StalePage { key } => Self::StalePage { key: key.into() },
            Core::FailedPage { key } => Self::FailedPage { key: key.into() },
            Core::UnreadablePage { key } => Self::UnreadablePage { key: key.into() },
            Core::AbsentPage { key } => Self::AbsentPage { key: key.into() },
            Core::DoubtfulPage { key } => Self::DoubtfulPage { key: key.into() },
        }
    }
}

/// A section that is left out of a sync.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Skip {
    /// The edition.
    pub edition: String,
    /// The section.
    pub section: Section,
    /// Why.
    pub reason: SkipReason,
    /// The earliest time at which it will be requested again, in milliseconds since 1970, UTC.
    pub until_ms: i64,
}

impl From<ifilm_core::Skip> for Skip {
    fn from(skip: ifilm_core::Skip) -> Self {
        let ifilm_core::Skip { edition, section, reason, until } = skip;
        Self {
            edition: edition.into(),
            section: section.into(),
            reason: reason.into(),
            until_ms: until.as_millisecond(),
        }
    }
}

/// Why a section was not asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SkipReason {
    /// Its host asked to wait (`Retry-After`).
    HostAskedToWait,
}

convert_enum!(SkipReason { HostAskedToWait });
