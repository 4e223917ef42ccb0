//! Builds the report of one section from what happens in it.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::next_due::NextDue;
use super::plan::SectionPlan;
use crate::catalog::{Base, Listing};
use crate::error::{Error, ErrorCode};
use crate::model::{
    Changes, DataKind, ItemKey, Left, PageFailure, SectionOutcome, SectionReport, SkipReason,
};
use crate::source::Wire;
use crate::store::{DuePage, DueReason, TextChange};

/// The report of one section so far.
pub(super) struct ReportBuilder {
    report: SectionReport,
    ended: bool,
    /// Whether a listing is requested at all.
    has_listing: bool,
    /// Whether pages that never failed were left out or not reached.
    has_untried_pages: bool,
    /// The base address and the name of the listing that answered 304.
    confirmed_by: Option<(String, String)>,
    /// The items that were not known before this sync.
    new: BTreeSet<ItemKey>,
}

impl ReportBuilder {
    pub(super) fn of(plan: &SectionPlan) -> Self {
        let target = &plan.target;
        let report = SectionReport {
            outcome: skipped(plan).unwrap_or(SectionOutcome::Unchanged),
            left: left(plan),
            ..SectionReport::of(target.edition.id.clone(), target.section.section)
        };
        Self {
            report,
            ended: plan.not_due.is_some(),
            has_listing: true,
            has_untried_pages: !plan.over_budget.is_empty(),
            confirmed_by: None,
            new: BTreeSet::new(),
        }
    }

    /// The same for a run that requests no listing. So no listing shows that the host is well.
    pub(super) fn without_listing(self) -> Self {
        Self { has_listing: false, ..self }
    }

    /// Whether no more requests are sent for this section.
    pub(super) fn has_ended(&self) -> bool {
        self.ended
    }

    /// Whether the listing came, with rows or with a 304.
    pub(super) fn listing_came(&self) -> bool {
        self.has_listing && matches!(self.report.outcome, SectionOutcome::Updated | SectionOutcome::Unchanged)
    }

    /// Notes a 304 for the first page of a listing at a base address.
    pub(super) fn confirmed(&mut self, base: &Base, candidate: &Listing) {
        self.unchanged();
        self.confirmed_by = Some((base.as_str().to_owned(), candidate.name.clone()));
    }

    /// Whether the only answer so far was a 304 of this listing at this base address. A request that was
    /// refused unsent is none.
    pub(super) fn is_confirmed_by(&self, base: &Base, candidate: &Listing) -> bool {
        let is_it = |(at, name): &(String, String)| at == base.as_str() && *name == candidate.name;
        let is_only = self.report.listing_requests == 1 && self.report.not_modified == 1;
        is_only && self.confirmed_by.as_ref().is_some_and(is_it)
    }

    pub(super) fn asked_listing(&mut self, wire: Wire) {
        self.count_bytes(wire);
        self.report.listing_requests += u32::from(wire.was_used());
    }

    fn count_bytes(&mut self, wire: Wire) {
        self.report.bytes += wire.bytes();
        self.report.wire_bytes += wire.whole_bytes();
    }

    pub(super) fn asked_page(&mut self, page: &DuePage, wire: Wire) {
        self.count_bytes(wire);
        match page.has_text && page.due.reason != DueReason::ChangedRow {
            true => self.report.revalidations += u32::from(wire.was_used()),
            false => self.report.page_requests += u32::from(wire.was_used()),
        }
    }

    /// Counts a request for a picture. No failure of a picture is one of the section.
    pub(super) fn asked_picture(&mut self, wire: Wire, is_stored: bool) {
        self.count_bytes(wire);
        self.report.picture_requests += u32::from(wire.was_used());
        self.report.pictures += u32::from(is_stored);
    }

    pub(super) fn has_stored_pictures(&self) -> bool {
        self.report.pictures > 0
    }

    pub(super) fn unchanged(&mut self) {
        self.report.not_modified += 1;
    }

    pub(super) fn dropped(&mut self, rows: u32) {
        self.report.dropped_rows += rows;
    }

    pub(super) fn saved_rows(&mut self, changes: &Changes) {
        self.report.new_items += count(&changes.new);
        self.report.changed += count(&changes.changed);
        self.new.extend(changes.new.iter().cloned());
        self.note_update(!changes.is_empty());
    }

    /// Notes that a document without rows came, and whether it says something else than before.
    pub(super) fn saved_document(&mut self, is_other: bool) {
        self.note_update(is_other);
    }

    /// Counts a page that is not requested, because its text has no room.
    pub(super) fn has_no_room(&mut self) {
        self.report.quota += 1;
    }

    /// Notes that the pages ended before these. Pages that failed before come last, so they may end each
    /// sync. They are no reason for an early one.
    pub(super) fn left_untried(&mut self, pages: &[DuePage]) {
        self.has_untried_pages |= pages.iter().any(|page| page.due.failures == 0);
    }

    pub(super) fn has_untried_pages(&self) -> bool {
        self.has_untried_pages
    }

    /// Counts a request that does not fit into the budget or below the day's ceiling.
    pub(super) fn cut(&mut self, kind: DataKind) {
        self.report.left.add(kind, 1);
    }

    /// Counts a page of the listing that does not fit. If no page came, the section was skipped. `until` is
    /// the end of the day if that is the reason.
    pub(super) fn cut_listing(&mut self, until: Option<Timestamp>) {
        self.report.left.add(DataKind::Listings, 1);
        if self.report.outcome == SectionOutcome::Unchanged && self.report.not_modified == 0 {
            self.report.outcome = SectionOutcome::Skipped { reason: SkipReason::Budget, until };
        }
    }

    /// Counts those of the pruned items that this sync had brought.
    pub(super) fn pruned(&mut self, items: &BTreeSet<ItemKey>) {
        self.report.quota += u32::try_from(self.new.intersection(items).count()).unwrap_or(u32::MAX);
    }

    /// Counts a stored page. If its changed row already showed the edit, the edit was counted with the row.
    pub(super) fn saved_page(&mut self, change: TextChange, page: &DuePage) {
        let announced_by_row = page.due.reason == DueReason::ChangedRow;
        self.report.changed += u32::from(change == TextChange::Edited && !announced_by_row);
        self.note_update(change != TextChange::None);
    }

    pub(super) fn removed(&mut self, changes: &Changes) {
        self.report.removed += count(&changes.removed);
        self.note_update(!changes.is_empty());
    }

    pub(super) fn page_failed(&mut self, error: &Error) {
        self.report.pages_failed += 1;
        let code = error.code();
        match self.report.page_failures.iter_mut().find(|failure| failure.code == code) {
            Some(failure) => {
                failure.pages += 1;
                failure.retry_at = failure.retry_at.max(error.retry_at());
            }
            None => self.report.page_failures.push(page_failure(error)),
        }
    }

    /// Ends the section early.
    pub(super) fn end(&mut self, error: Error) {
        self.ended = true;
        self.fail(error);
    }

    /// Notes that a stage of the section failed. The report keeps the first failure.
    pub(super) fn fail(&mut self, error: Error) {
        if matches!(self.report.outcome, SectionOutcome::Failed { .. }) && !matches!(error, Error::Cancelled)
        {
            return;
        }
        self.report.outcome = match error {
            Error::Cancelled => SectionOutcome::Cancelled,
            error => SectionOutcome::Failed {
                code: error.code(),
                reason: error.to_string(),
                retryable: error.is_retryable(),
                retry_at: error.retry_at(),
            },
        };
    }

    /// Why the section failed so far, if it did.
    pub(super) fn failure(&self) -> Option<ErrorCode> {
        match self.report.outcome {
            SectionOutcome::Failed { code, .. } => Some(code),
            _ => None,
        }
    }

    /// Whether the section or one of its pages failed.
    pub(super) fn any_failed(&self) -> bool {
        self.failure().is_some() || self.report.pages_failed > 0
    }

    /// Whether something was stored that people see.
    pub(super) fn has_update(&self) -> bool {
        self.report.outcome == SectionOutcome::Updated
    }

    /// The report, with the time of the next request in the background.
    pub(super) fn finish(self, due: NextDue) -> SectionReport {
        SectionReport { next_due: Some(due.at), next_due_reason: Some(due.reason), ..self.report }
    }

    fn note_update(&mut self, updated: bool) {
        if updated && self.report.outcome == SectionOutcome::Unchanged {
            self.report.outcome = SectionOutcome::Updated;
        }
    }
}

fn page_failure(error: &Error) -> PageFailure {
    PageFailure {
        code: error.code(),
        pages: 1,
        retryable: error.is_retryable(),
        retry_at: error.retry_at(),
        reason: error.to_string(),
    }
}

/// Why the listing of a section is not requested, if it is not.
fn skipped(plan: &SectionPlan) -> Option<SectionOutcome> {
    let skipped = |reason, until| SectionOutcome::Skipped { reason, until };
    match plan.not_due {
        Some(due) => Some(skipped(due.skip_reason(), Some(due.at))),
        None => plan.is_listing_over_budget.then(|| skipped(SkipReason::Budget, plan.inputs.within.day_ends)),
    }
}

/// What the plan leaves out for the budget.
fn left(plan: &SectionPlan) -> Left {
    let mut left = Left::default();
    left.add(DataKind::Listings, u32::from(plan.is_listing_over_budget));
    left.add(DataKind::Texts, u32::try_from(plan.over_budget.len()).unwrap_or(u32::MAX));
    left
}

fn count(keys: &BTreeSet<ItemKey>) -> u32 {
    u32::try_from(keys.len()).unwrap_or(u32::MAX)
}
