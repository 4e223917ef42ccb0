//! Takes the answers for the pages of a section, and stores what they mean.

use super::answered::Answered;
use super::common::Common;
use super::confirmation::Confirmation;
use super::due::{self, PageResult};
use super::engine::{Asked, Engine};
use super::evidence::Evidence;
use super::moved;
use super::page_batch::{PageBatch, Saved};
use super::plan::SectionPlan;
use super::plan_budget::length_of_cut;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use super::undecided::Undecided;
use crate::error::{Error, Result};
use crate::model::DataKind;
use crate::parse;
use crate::source::{Answer, Fetched, ForNext};
use crate::store::{
    self, CommitPoint, Due, DuePage, NextRequest, PageAnswer, TextChange, UnreadablePage, Write,
};

/// Takes the answers for the pages of a section, one after another.
pub(super) struct PageAnswers<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: &'a SectionPlan,
    pub(super) report: &'a mut ReportBuilder,
    pub(super) evidence: Evidence,
    /// What many pages of the edition have in common; `None` until it is needed.
    pub(super) common: Option<Common>,
    pub(super) undecided: Vec<Undecided>,
    /// What came and is not stored yet. It outlives the answers, which a cancel may drop.
    pub(super) batch: &'a mut PageBatch,
    /// Pages whose first text was stored in this sync.
    pub(super) first_texts: Vec<DuePage>,
    /// Whether only a good answer is stored, because the page was not due.
    only_good: bool,
}

impl<'a> PageAnswers<'a> {
    pub(super) fn of(
        engine: &'a Engine,
        plan: &'a SectionPlan,
        report: &'a mut ReportBuilder,
        batch: &'a mut PageBatch,
    ) -> Self {
        Self {
            engine,
            plan,
            report,
            evidence: Evidence::default(),
            common: None,
            undecided: Vec::new(),
            batch,
            first_texts: Vec::new(),
            only_good: false,
        }
    }

    /// Takes the answer for a page that a person asked for. It stores a text that is certainly the article,
    /// and a 304. Any other answer counts nothing, however often a person asks: only those at due times
    /// count.
    ///
    /// # Errors
    /// Those of the request; [`Error::Unreadable`] for a text that may be something else.
    pub(super) async fn take_good(mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        self.only_good = true;
        self.store(page, answer).await?;
        self.store_batch().await?;
        match self.undecided.first() {
            Some(Undecided::Doubt(doubt)) => Err(doubt.error()),
            Some(Undecided::Absence { .. }) | None => Ok(()),
        }
    }

    /// Counts a page for which there is no data left. Its length is stored, so that the next plan knows
    /// whether it fits. If the host did not say it, it is estimated: otherwise the page would use up each
    /// budget. Nothing else changes: the page is as due as before.
    async fn cut(&mut self, page: &DuePage, size: Option<u64>, came: u64) -> Result<()> {
        self.report.cut(DataKind::Texts);
        self.report.left_untried(std::slice::from_ref(page));
        let size = size.unwrap_or_else(|| length_of_cut(came).max(page.wire_bytes.unwrap_or(0)));
        if size == 0 {
            return Ok(());
        }
        let resource = page.resource;
        self.engine
            .store
            .write(CommitPoint::PageSize, move |write| store::note_size(write, resource, size))
            .await
            .map(drop)
    }

    /// Stores what came for a page, or keeps it for the batch. Then reports the progress, without waiting for
    /// the next answer.
    ///
    /// # Errors
    /// Only errors that end the section or the run. The failure of a single page is counted.
    pub(super) async fn take(&mut self, page: &DuePage, answered: Answered) -> Result<()> {
        let stored = match answered {
            Answered::HasNoRoom => {
                self.report.has_no_room();
                Ok(())
            }
            Answered::Asked(asked) => self.take_asked(page, *asked).await,
        };
        self.note_step();
        match stored {
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                self.fail(page, &error);
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    async fn take_asked(&mut self, page: &DuePage, asked: Asked) -> Result<()> {
        let Asked { outcome, wire } = asked;
        self.report.asked_page(page, wire);
        match outcome {
            Err(Error::OverBudget { size, .. }) => self.cut(page, size, wire.bytes()).await,
            outcome => self.store(page, outcome).await,
        }
    }

    fn note_step(&self) {
        self.engine.progress.step(&self.plan.target.edition.id);
    }

    pub(super) fn fail(&mut self, page: &DuePage, error: &Error) {
        tracing::warn!(key = %page.key, code = error.code().as_str(), %error, "page failed");
        self.report.page_failed(error);
    }

    async fn store(&mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        match answer {
            Ok(Fetched::Unchanged(for_next)) => {
                self.report.unchanged();
                self.evidence.note_well();
                self.confirm(page, &for_next).await
            }
            Ok(Fetched::Changed(answer)) => self.read(page, answer).await,
            Err(error @ (Error::Gone(_) | Error::NotFound(_))) => {
                self.evidence.note_strange(page);
                let is_gone = matches!(error, Error::Gone(_));
                self.undecided.push(Undecided::Absence { page: Box::new(page.clone()), is_gone });
                self.postpone(page, PageResult::Absence).await?;
                Err(error)
            }
            Err(error) if reach(&error) >= Reach::Section => Err(error),
            Err(error) => {
                self.postpone(page, PageResult::Failure).await?;
                self.note_network_failure(page, &error).await?;
                Err(error)
            }
        }
    }

    /// Notes whether the wait of a page is the network's, so that it ends when the network changes.
    async fn note_network_failure(&self, page: &DuePage, error: &Error) -> Result<()> {
        if self.only_good || !due::is_of_network(error) {
            return Ok(());
        }
        let resource = page.resource;
        let note = move |write: &mut Write<'_>| store::network_failed_at_page(write, resource);
        self.engine.store.write(CommitPoint::PageNetworkFailure, note).await.map(drop)
    }

    async fn confirm(&mut self, page: &DuePage, for_next: &ForNext) -> Result<()> {
        let (at, due) = (self.engine.clock.now(), self.due(page, PageResult::Page));
        let next = self.next_request(page, for_next)?;
        self.batch.add_confirmation(Confirmation { item: page.item, at, next, due });
        self.store_full_batch().await
    }

    /// Adds a text to the batch, and stores that if it is full.
    pub(super) async fn keep(&mut self, page: &DuePage, answer: PageAnswer) -> Result<()> {
        self.batch.add_text(page, answer);
        self.store_full_batch().await
    }

    async fn store_full_batch(&mut self) -> Result<()> {
        if self.batch.is_full() { self.store_batch().await } else { Ok(()) }
    }

    /// Stores what came since the last time, in one transaction.
    pub(super) async fn store_batch(&mut self) -> Result<()> {
        let Saved { texts, used } = self.batch.store(&self.engine.store).await?;
        if let Some(used) = used {
            self.engine.room.note_used(used);
        }
        for (page, change) in texts {
            self.report.saved_page(change, &page);
            if change == TextChange::New {
                self.first_texts.push(page);
            }
        }
        Ok(())
    }

    pub(super) fn next_request(&self, page: &DuePage, for_next: &ForNext) -> Result<NextRequest> {
        let given = self.plan.page_address(&page.key)?;
        Ok(moved::next_request(&given, page.next.moved.as_ref(), for_next, self.plan.inputs.now))
    }

    /// When a page is requested next, after this result.
    pub(super) fn due(&self, page: &DuePage, result: PageResult) -> Due {
        let dice = self.engine.device.dice(&["page", &page.key.to_string()]);
        due::page(result, &page.due, dice, self.engine.clock.now())
    }

    pub(super) async fn postpone(&self, page: &DuePage, result: PageResult) -> Result<()> {
        if self.only_good {
            return Ok(());
        }
        let (resource, due) = (page.resource, self.due(page, result));
        self.engine
            .store
            .write(CommitPoint::PagePostponed, move |write| store::postpone(write, resource, &due))
            .await
            .map(drop)
    }

    /// Stores that a page has no text. If it had one before, this is a strange answer.
    pub(super) async fn note_unreadable(&mut self, page: &DuePage, answer: &Answer) -> Result<()> {
        if self.only_good {
            return Ok(());
        }
        if page.has_text {
            self.evidence.note_strange(page);
        }
        let (page, now) = (page.clone(), self.engine.clock.now());
        let unreadable = UnreadablePage {
            wire_bytes: answer.wire_bytes,
            at: now,
            parser: parse::VERSION,
            due: self.due(&page, PageResult::NoText),
        };
        let note = move |write: &mut Write<'_>| store::note_unreadable(write, &page, &unreadable);
        self.engine.store.write(CommitPoint::PageUnreadable, note).await.map(drop)
    }
}
