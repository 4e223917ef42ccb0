//! A plan: what a sync would do, before it does it.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{DataKind, EditionId, FollowUp, ItemKey, NextDueReason, Section};

/// The requests a sync would send, the rules for further ones, and what it would leave out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Names this plan for [`Client::run`](crate::Client::run), in this process or another one. It is one
    /// word of letters, digits and `.,:+-`, and holds no secret.
    pub token: String,
    /// When the plan was made. It can be run for ten minutes.
    pub made_at: Timestamp,
    /// The requests that are known before the sync: first those for listings, then those for pages. If a
    /// person chose an edition, all of its requests come first; within a budget, all listings do. Each host
    /// gets its requests in this order. If a host of the chosen edition fails or is slow to answer, the
    /// others do not wait: their requests come meanwhile, and before its pages if none of its listings came.
    pub requests: Vec<PlannedRequest>,
    /// The rules for the requests that the answers decide about.
    pub follow_ups: Vec<FollowUp>,
    /// Each section, each page and all pictures that are left out, and why.
    pub skipped: Vec<Skip>,
    /// The sums over the requests.
    pub totals: PlanTotals,
}

/// The sums over the requests of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct PlanTotals {
    /// The number of requests.
    pub requests: u32,
    /// The body bytes that are expected for those requests that had an answer before. An answer that says
    /// that nothing changed has fewer.
    pub expected_bytes: u64,
    /// The number of requests without an answer so far, whose bytes are unknown.
    pub unknown: u32,
}

impl PlanTotals {
    /// The sums over these requests.
    pub(crate) fn of(requests: &[PlannedRequest]) -> Self {
        let add = |sums: Self, request: &PlannedRequest| Self {
            requests: sums.requests.saturating_add(1),
            expected_bytes: sums.expected_bytes.saturating_add(request.expected_bytes.unwrap_or(0)),
            unknown: sums.unknown.saturating_add(u32::from(request.expected_bytes.is_none())),
        };
        requests.iter().fold(Self::default(), add)
    }
}

/// One request of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedRequest {
    /// The edition it serves.
    pub edition: EditionId,
    /// What it asks for.
    pub kind: RequestKind,
    /// Its method.
    pub method: Method,
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

/// What a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// A page of a listing.
    Listing,
    /// The page of an item.
    Page,
}

/// The method of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `GET`.
    Get,
}

/// What a host sent with its last answer, for the next conditional request (RFC 9110, section 8.8). Each byte
/// is the letter of its number (ISO 8859-1), so it is sent back byte for byte, whatever its encoding is.
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

/// A listing, a page, or the pictures of a section, that are left out of a sync. If a host asked to wait, all
/// of the section is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Skip {
    /// The edition.
    pub edition: EditionId,
    /// The section.
    pub section: Section,
    /// What is left out of the section: its listing, a text, or the pictures of its newest items.
    pub kind: DataKind,
    /// The item whose page is left out; `None` if no single one is.
    pub key: Option<ItemKey>,
    /// Why.
    pub reason: SkipReason,
    /// The earliest time it will be asked again. `None` if no time is known: when the reason no longer holds,
    /// or when a person asks.
    pub until: Option<Timestamp>,
    /// Why the section is due at that time; `None` if only a page is left out.
    pub next_due_reason: Option<NextDueReason>,
}

/// Why a section or a page is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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
