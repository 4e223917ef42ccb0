//! What a sync would do, before it does it.

use jiff::Timestamp;

use crate::budget::DataKind;
use crate::due_times::NextDueReason;
use crate::enum_conversion::convert_enum;
use crate::follow_up::FollowUp;
use crate::key::{ItemKey, Section};

/// The requests a sync would send, the rules for further ones, and what it would leave out.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Plan {
    /// Names this plan for `Client.run`, in this process or another one. It holds no secret.
    pub token: String,
    /// When the plan was made, in milliseconds since 1970, UTC. It can be run for ten minutes.
    pub made_at_ms: i64,
    /// The requests that are known beforehand: first those for listings, then those for pages. If a person
    /// chose an edition, all of its requests come first; within a budget, all listings do. Each host gets its
    /// requests in this order. If a host of the chosen edition fails or is slow to answer, the others are not
    /// held up by it: their requests come meanwhile, and before its pages if none of its listings came.
    pub requests: Vec<PlannedRequest>,
    /// The rules for the requests that the answers decide about.
    pub follow_ups: Vec<FollowUp>,
    /// Each section, each page and all pictures that are left out, and why.
    pub skipped: Vec<Skip>,
    /// The sums over the requests.
    pub totals: PlanTotals,
}

impl From<ifilm_core::Plan> for Plan {
    fn from(plan: ifilm_core::Plan) -> Self {
        let ifilm_core::Plan { token, made_at, requests, follow_ups, skipped, totals } = plan;
        Self {
            token,
            made_at_ms: made_at.as_millisecond(),
            requests: requests.into_iter().map(PlannedRequest::from).collect(),
            follow_ups: follow_ups.into_iter().map(FollowUp::from).collect(),
            skipped: skipped.into_iter().map(Skip::from).collect(),
            totals: totals.into(),
        }
    }
}

/// The sums over the requests of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct PlanTotals {
    /// The number of requests.
    pub requests: u32,
    /// The body bytes that are expected for those requests that had an answer before. An answer that says
    /// that nothing changed has fewer.
    pub expected_bytes: u64,
    /// The number of requests without an answer so far, whose bytes are unknown.
    pub unknown: u32,
}

impl From<ifilm_core::PlanTotals> for PlanTotals {
    fn from(totals: ifilm_core::PlanTotals) -> Self {
        let ifilm_core::PlanTotals { requests, expected_bytes, unknown } = totals;
        Self { requests, expected_bytes, unknown }
    }
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PlannedRequest {
    /// The edition it serves.
    pub edition: String,
    /// What it asks for.
    pub kind: RequestKind,
    /// Its method.
    pub method: Method,
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
        let ifilm_core::PlannedRequest { edition, kind, method, address, validators, reason, expected_bytes } =
            request;
        Self {
            edition: edition.into(),
            kind: kind.into(),
            method: method.into(),
            address,
            validators: validators.into(),
            reason: reason.into(),
            expected_bytes,
        }
    }
}

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum RequestKind {
    /// A page of a listing.
    Listing,
    /// The page of an item.
    Page,
}

convert_enum!(RequestKind { Listing, Page });

/// The method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Method {
    /// `GET`.
    Get,
}

convert_enum!(Method { Get });

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

/// A listing, a page, or the pictures of a section, that are left out of a sync. If a host asked to wait, all
/// of the section is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Skip {
    /// The edition.
    pub edition: String,
    /// The section.
    pub section: Section,
    /// What is left out of the section: its listing, a text, or the pictures of its newest items.
    pub kind: DataKind,
    /// The item whose page is left out. Absent if no single one is.
    pub key: Option<ItemKey>,
    /// Why.
    pub reason: SkipReason,
    /// The earliest time at which it will be requested again, in milliseconds since 1970, UTC. Absent if no
    /// time is known: when the reason no longer holds, or when a person asks.
    pub until_ms: Option<i64>,
    /// Why the section is due at that time. Absent if only a page is left out.
    pub next_due_reason: Option<NextDueReason>,
}

impl From<ifilm_core::Skip> for Skip {
    fn from(skip: ifilm_core::Skip) -> Self {
        let ifilm_core::Skip { edition, section, kind, key, reason, until, next_due_reason } = skip;
        Self {
            edition: edition.into(),
            section: section.into(),
            kind: kind.into(),
            key: key.map(ItemKey::from),
            reason: reason.into(),
            until_ms: until.map(Timestamp::as_millisecond),
            next_due_reason: next_due_reason.map(NextDueReason::from),
        }
    }
}

/// Why a section or a page is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SkipReason {
    /// Its host asked to wait (`Retry-After`).
    HostAskedToWait,
    /// It is not due yet in the background, for example by its schedule. A person need not wait for that.
    NotDue,
    /// It can wait for a line that is not metered.
    Metered,
    /// It can wait until the device is no longer in a foreign network.
    Roaming,
    /// It can wait until the battery is no longer saved.
    BatterySaver,
    /// Its expected bytes do not fit into the budget of the sync, or below the day's ceiling.
    Budget,
}

convert_enum!(SkipReason { HostAskedToWait, NotDue, Metered, Roaming, BatterySaver, Budget });
