//! The request for a sync, and its report.

use std::time::Duration;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::ErrorCode;
use crate::model::{Budget, Conditions, EditionId, Ended, Left, NextDueReason, Section, SkipReason, Verdict};

/// Which editions and sections to sync, under which conditions, and for how long.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct SyncRequest {
    /// The editions; empty means all of the catalogue.
    pub editions: Vec<EditionId>,
    /// The sections; empty means all that the catalogue has of an edition.
    pub sections: Vec<Section>,
    /// Who asks, and what is known of the line and the battery.
    pub conditions: Conditions,
    /// After which time the job ends; `None` if it may take as long as it needs.
    pub deadline: Option<Duration>,
    /// How much data it may use. The day's ceiling of the configuration counts, too.
    pub budget: Budget,
}

impl SyncRequest {
    /// All editions of the catalogue.
    pub fn all() -> Self {
        Self::default()
    }

    /// Only these editions. An empty list means all editions of the catalogue.
    pub fn of(editions: impl IntoIterator<Item = EditionId>) -> Self {
        Self { editions: editions.into_iter().collect(), ..Self::default() }
    }

    /// The same request for these sections alone. An empty list means all. The news come first in any case,
    /// and of each section its list before its pages.
    pub fn with_sections(self, sections: impl IntoIterator<Item = Section>) -> Self {
        let asked: Vec<Section> = sections.into_iter().collect();
        Self { sections: Section::ALL.into_iter().filter(|one| asked.contains(one)).collect(), ..self }
    }

    /// The same request under these conditions.
    pub fn with_conditions(self, conditions: Conditions) -> Self {
        Self { conditions, ..self }
    }

    /// The same request with a deadline, for a job of the system that gets little time. It counts from the
    /// start of the job, by the time in which the process runs, and includes the wait for other syncs. When
    /// it comes, the job ends as if its caller had cancelled it, and the report says
    /// [`Deadline`](Ended::Deadline). It is no part of a plan.
    pub fn with_deadline(self, deadline: impl Into<Option<Duration>>) -> Self {
        Self { deadline: deadline.into(), ..self }
    }

    /// The same request within this budget. Headlines come first, then texts, then pictures, the newest
    /// first.
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}

/// The report of a sync. A sync gives it even if every section failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SyncReport {
    /// Whether it was cancelled before its end. Everything stored until then stays stored. `false` after a
    /// deadline; see [`ended`](Self::ended).
    pub cancelled: bool,
    /// How it ended.
    pub ended: Ended,
    /// One report for each section of each edition, in the order of the catalogue.
    #[serde(rename = "sources")]
    pub sections: Vec<SectionReport>,
    /// How many items were deleted to keep the cache within its limits, of all editions.
    pub pruned: u32,
    /// The rows that were written, as SQLite itself counted them.
    pub written: Written,
    /// What is wrong with the network, if a section or a page failed for that reason.
    pub network: Option<Verdict>,
}

impl SyncReport {
    /// The report of a job that ended before its first request, or that goes on for other callers.
    pub(crate) fn without_requests(ended: Ended, asked: &[(EditionId, Section)]) -> Self {
        let section = |(edition, section): &(EditionId, Section)| SectionReport {
            outcome: SectionOutcome::Cancelled,
            ..SectionReport::of(edition.clone(), *section)
        };
        let sections = asked.iter().map(section).collect();
        Self::of(ended, sections, 0, Written::default(), None)
    }

    pub(crate) fn of(
        ended: Ended,
        sections: Vec<SectionReport>,
        pruned: u32,
        written: Written,
        network: Option<Verdict>,
    ) -> Self {
        Self { cancelled: ended == Ended::Cancelled, ended, sections, pruned, written, network }
    }

    /// Whether any section failed.
    pub fn any_failed(&self) -> bool {
        self.sections.iter().any(|section| matches!(section.outcome, SectionOutcome::Failed { .. }))
    }
}

/// The rows that a sync wrote: inserted, changed or deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Written {
    /// Rows of items.
    pub items: u64,
    /// Rows of articles.
    pub articles: u64,
}

/// The report of one section of one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionReport {
    /// The edition.
    pub edition: EditionId,
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
    /// Answers that said nothing had changed.
    pub not_modified: u32,
    /// Items that were not known before.
    #[serde(rename = "new")]
    pub new_items: u32,
    /// Items whose row or page changed.
    pub changed: u32,
    /// Items the site no longer has.
    pub removed: u32,
    /// Rows of the listing that could not be used and were left out.
    pub dropped_rows: u32,
    /// Pages that could not be fetched, or in which no text was found. They are requested again.
    pub pages_failed: u32,
    /// Why these pages failed, one entry for each kind of failure.
    pub page_failures: Vec<PageFailure>,
    /// What the limits of the cache left no room for: pages that were not requested, and new items that were
    /// deleted again. See [`Retention`](crate::Retention).
    pub quota: u32,
    /// What the budget or the day's ceiling had no room for.
    pub left: Left,
    /// When it will be asked again in the background. `None` if this caller cancelled, and the sync went on
    /// for others.
    pub next_due: Option<Timestamp>,
    /// Why then.
    pub next_due_reason: Option<NextDueReason>,
}

impl SectionReport {
    /// The report of a section for which no request was sent.
    pub(crate) fn of(edition: EditionId, section: Section) -> Self {
        Self {
            edition,
            section,
            outcome: SectionOutcome::Unchanged,
            listing_requests: 0,
            page_requests: 0,
            revalidations: 0,
            picture_requests: 0,
            pictures: 0,
            bytes: 0,
            wire_bytes: 0,
            not_modified: 0,
            new_items: 0,
            changed: 0,
            removed: 0,
            dropped_rows: 0,
            pages_failed: 0,
            page_failures: Vec::new(),
            quota: 0,
            left: Left::default(),
            next_due: None,
            next_due_reason: None,
        }
    }
}

/// Pages that failed for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageFailure {
    /// The kind of failure.
    pub code: ErrorCode,
    /// The number of pages that failed in this way.
    pub pages: u32,
    /// Whether it may pass by itself: see [`Error::is_retryable`](crate::Error::is_retryable).
    pub retryable: bool,
    /// The earliest time to try again, if the host said so.
    pub retry_at: Option<Timestamp>,
    /// What happened to the first of them, in English, for logs.
    pub reason: String,
}

/// How the sync of a section ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
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
        /// Whether it may pass by itself: see [`Error::is_retryable`](crate::Error::is_retryable).
        retryable: bool,
        /// The earliest time to try again, if the host said so.
        retry_at: Option<Timestamp>,
    },
    /// Its listing was left out, or did not fit into the budget.
    Skipped {
        /// Why.
        reason: SkipReason,
        /// The earliest time of the next request; `None` if it depends on the next budget alone.
        until: Option<Timestamp>,
    },
    /// The sync was cancelled, or its deadline came, before this section was done.
    Cancelled,
}
