//! The request and the result of a sync.

use std::time::Duration;

use ifilm_core::EditionId;
use jiff::Timestamp;

use crate::budget::{Budget, Left};
use crate::conditions::Conditions;
use crate::due_times::NextDueReason;
use crate::ended::Ended;
use crate::error::IfilmError;
use crate::error_code::ErrorCode;
use crate::key::Section;
use crate::plan::SkipReason;
use crate::verdict::Verdict;

/// Which editions and sections to sync, under which conditions, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncRequest {
    /// The ids of the editions; empty means all of the catalogue.
    #[uniffi(default = [])]
    pub editions: Vec<String>,
    /// Who asks, and what is known of the line and the battery. If left out, a person asks.
    #[uniffi(default = None)]
    pub conditions: Option<Conditions>,
    /// After how many milliseconds the job ends, for a job of the system that gets little time. They count
    /// from its start, by the time in which the process runs, and include the wait for other syncs. The
    /// report then says `Deadline`. If left out, the job takes as long as it needs.
    #[uniffi(default = None)]
    pub deadline_ms: Option<u64>,
    /// How much data it may use. The day's ceiling of the configuration counts, too.
    #[uniffi(default = None)]
    pub budget: Option<Budget>,
    /// The sections; empty means all that the catalogue has of an edition.
    #[uniffi(default = [])]
    pub sections: Vec<Section>,
}

impl TryFrom<SyncRequest> for ifilm_core::SyncRequest {
    type Error = IfilmError;

    fn try_from(request: SyncRequest) -> Result<Self, IfilmError> {
        let SyncRequest { editions, conditions, deadline_ms, budget, sections } = request;
        let editions = editions.iter().map(|id| id.parse()).collect::<Result<Vec<EditionId>, _>>()?;
        let conditions = conditions.map(Into::into).unwrap_or_default();
        let deadline = deadline_ms.map(Duration::from_millis);
        let budget = budget.map(Into::into).unwrap_or_default();
        let request = Self::of(editions).with_sections(sections.into_iter().map(Into::into));
        Ok(request.with_conditions(conditions).with_deadline(deadline).with_budget(budget))
    }
}

/// The result of a sync. There is one even if every section failed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncReport {
    /// Whether it was cancelled before its end. Everything stored until then stays. `false` after a deadline.
    pub cancelled: bool,
    /// How it ended.
    pub ended: Ended,
    /// One report for each section of each edition, in the order of the catalogue.
    pub sections: Vec<SectionReport>,
    /// How many items were deleted to keep the cache within its limits, of all editions.
    pub pruned: u32,
    /// The rows that were written.
    pub written: Written,
    /// What is wrong with the network, if a section or a page failed for that reason.
    pub network: Option<Verdict>,
}

impl From<ifilm_core::SyncReport> for SyncReport {
    fn from(report: ifilm_core::SyncReport) -> Self {
        let ifilm_core::SyncReport { cancelled, ended, sections, pruned, written, network } = report;
        let sections = sections.into_iter().map(SectionReport::from).collect();
        let (written, network) = (written.into(), network.map(Verdict::from));
        Self { cancelled, ended: ended.into(), sections, pruned, written, network }
    }
}

/// The rows that a sync wrote: inserted, changed or deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct Written {
    /// Rows of items.
    pub items: u64,
    /// Rows of articles.
    pub articles: u64,
}

impl From<ifilm_core::Written> for Written {
    fn from(written: ifilm_core::Written) -> Self {
        let ifilm_core::Written { items, articles } = written;
        Self { items, articles }
    }
}

/// The result of one section of one edition.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SectionReport {
    /// The edition.
    pub edition: String,
    /// The section.
    pub section: Section,
    /// How it ended.
    pub outcome: SectionOutcome,
    /// Requests for listings.
    pub listing_requests: u32,
    /// Requests for pages that were missing or whose row had changed.
    pub page_requests: u32,
    /// Requests that only revalidated a page.
    pub revalidations: u32,
    /// Requests for pictures of the newest items.
    pub picture_requests: u32,
    /// How many of these pictures were stored. The others are tried again later, and are no failures of the
    /// section.
    pub pictures: u32,
    /// Body bytes on the wire, compressed.
    pub bytes: u64,
    /// All bytes on the wire, both ways: the bodies, and the heads as HTTP/1.1 sends them. TLS, the packed
    /// heads of HTTP/2 and what a proxy takes are not counted.
    pub wire_bytes: u64,
    /// Answers without a body, because nothing had changed (304).
    pub not_modified: u32,
    /// Items that were not known before.
    pub new_items: u32,
    /// Items whose row or page changed.
    pub changed: u32,
    /// Items the site no longer has.
    pub removed: u32,
    /// Rows of the listing that were left out, because they could not be used.
    pub dropped_rows: u32,
    /// Pages that could not be fetched, or in which no text was found. They are requested again.
    pub pages_failed: u32,
    /// Why these pages failed, one entry for each kind of failure.
    pub page_failures: Vec<PageFailure>,
    /// What the limits of the cache left no room for: pages that were not requested, and new items that were
    /// deleted again. See `Retention`.
    pub quota: u32,
    /// What the budget or the day's ceiling had no room for.
    pub left: Left,
    /// When it will be requested again in the background, in milliseconds since 1970, UTC. Absent if this
    /// caller cancelled, and the sync went on for others.
    pub next_due_ms: Option<i64>,
    /// Why then.
    pub next_due_reason: Option<NextDueReason>,
}

impl From<ifilm_core::SectionReport> for SectionReport {
    #[rustfmt::skip]
    fn from(report: ifilm_core::SectionReport) -> Self {
        let ifilm_core::SectionReport {
            edition, section, outcome, listing_requests, page_requests, revalidations, picture_requests, pictures,
            bytes, wire_bytes, not_modified, new_items, changed, removed, dropped_rows, pages_failed,
            page_failures, quota, left, next_due, next_due_reason,
        } = report;
        Self {
            edition: edition.into(),
            section: section.into(),
            outcome: outcome.into(),
            listing_requests, page_requests, revalidations, picture_requests, pictures, bytes, wire_bytes,
            not_modified, new_items, changed, removed, dropped_rows, pages_failed,
            page_failures: page_failures.into_iter().map(PageFailure::from).collect(),
            quota,
            left: left.into(),
            next_due_ms: next_due.map(Timestamp::as_millisecond),
            next_due_reason: next_due_reason.map(NextDueReason::from),
        }
    }
}

/// Pages that failed for one reason.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PageFailure {
    /// The kind of failure.
    pub code: ErrorCode,
    /// How many pages failed so.
    pub pages: u32,
    /// Whether it may pass by itself, as `IfilmError.is_retryable` says.
    pub retryable: bool,
    /// The earliest time to try again, in milliseconds since 1970, UTC, if the host said so.
    pub retry_at_ms: Option<i64>,
    /// What happened to the first of them, in English, for logs.
    pub reason: String,
}

impl From<ifilm_core::PageFailure> for PageFailure {
    fn from(failure: ifilm_core::PageFailure) -> Self {
        let ifilm_core::PageFailure { code, pages, retryable, retry_at, reason } = failure;
        let retry_at_ms = retry_at.map(Timestamp::as_millisecond);
        Self { code: code.into(), pages, retryable, retry_at_ms, reason }
    }
}

/// How the sync of a section ended.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum)]
pub enum SectionOutcome {
    /// Something new was stored.
    Updated,
    /// The site had nothing new.
    Unchanged,
    /// It failed. Everything stored before stays readable.
    Failed {
        /// The kind of failure.
        code: ErrorCode,
        /// What happened, in English, for logs.
        reason: String,
        /// Whether it may pass by itself, as `IfilmError.is_retryable` says.
        retryable: bool,
        /// The earliest time to try again, in milliseconds since 1970, UTC, if the host said so.
        retry_at_ms: Option<i64>,
    },
    /// Its listing was left out, or did not fit into the budget.
    Skipped {
        /// Why.
        reason: SkipReason,
        /// The earliest time of the next request, in milliseconds since 1970, UTC. Absent if it depends on
        /// the next budget alone.
        until_ms: Option<i64>,
    },
    /// The sync was cancelled, or its deadline came, before this section was done.
    Cancelled,
}

impl From<ifilm_core::SectionOutcome> for SectionOutcome {
    fn from(outcome: ifilm_core::SectionOutcome) -> Self {
        use ifilm_core::SectionOutcome as Core;
        match outcome {
            Core::Updated => Self::Updated,
            Core::Unchanged => Self::Unchanged,
            Core::Failed { code, reason, retryable, retry_at } => Self::Failed {
                code: code.into(),
                reason,
                retryable,
                retry_at_ms: retry_at.map(Timestamp::as_millisecond),
            },
            Core::Skipped { reason, until } => {
                Self::Skipped { reason: reason.into(), until_ms: until.map(Timestamp::as_millisecond) }
            }
            Core::Cancelled => Self::Cancelled,
        }
    }
}
