//! Decides what the answers for the pages of a section mean, and stores the result.
//!
//! A page that is certainly the article is stored at once. A doubtful page waits until all answers have come.
//! Then it is clear whether only this page is strange, or whether the host gives such answers for all pages.

use url::Url;

use super::common::Common;
use super::content::Content;
use super::doubt::is_doubtful;
use super::due::{self, PageResult};
use super::elsewhere::is_elsewhere;
use super::engine::Engine;
use super::evidence::Evidence;
use super::moved;
use super::page_text::{self, PageText};
use super::parsing::parsed;
use super::plan::SectionPlan;
use super::plan_budget::length_of_cut;
use super::reach::{Reach, reach};
use super::report_builder::ReportBuilder;
use super::sketch::Sketch;
use super::undecided::{Doubt, Undecided, leads_elsewhere, unfinished};
use crate::error::{Error, Result};
use crate::model::{DataKind, text_of_blocks};
use crate::parse::{self, Document};
use crate::source::{Answer, Fetched, ForNext, Wire};
use crate::store::{self, Connection, Due, DuePage, NextRequest, PageAnswer, UnreadablePage, Write};

/// How many of the newest titles and texts of the edition show what its pages have in common.
const TITLES: u32 = 50;
const TEXTS: u32 = 8;

/// Takes the answers for the pages of a section, one after another.
pub(super) struct PageAnswers<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: &'a SectionPlan,
    pub(super) report: &'a mut ReportBuilder,
    pub(super) evidence: Evidence,
    /// What many pages of the edition have in common; `None` until it is needed.
    common: Option<Common>,
    pub(super) undecided: Vec<Undecided>,
    /// Pages whose texts are not stored yet: several are stored in one transaction.
    pub(super) kept: Vec<(DuePage, PageAnswer)>,
    /// Pages whose first text was stored in this sync.
    pub(super) first_texts: Vec<DuePage>,
    /// Whether only a good answer is stored, because the page was not due.
    only_good: bool,
}

impl<'a> PageAnswers<'a> {
    pub(super) fn of(engine: &'a Engine, plan: &'a SectionPlan, report: &'a mut ReportBuilder) -> Self {
        Self {
            engine,
            plan,
            report,
            evidence: Evidence::default(),
            common: None,
            undecided: Vec::new(),
            kept: Vec::new(),
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
        self.store_kept().await?;
        match self.undecided.first() {
            Some(Undecided::Doubt(doubt)) => Err(doubt.error()),
            Some(Undecided::Absence { .. }) | None => Ok(()),
        }
    }

    /// Counts a request and its cost.
    pub(super) fn count(&mut self, page: &DuePage, wire: Wire) {
        self.report.asked_page(page, wire);
    }

    /// Counts a page that is not requested, because the cache has no room for its text.
    pub(super) fn leave_out(&mut self) {
        self.report.has_no_room();
        self.note_step();
    }

    /// Counts a page for which there is no data left. Its length is stored, so that the next plan knows
    /// whether it fits. If the host did not say it, it is estimated: otherwise the page would use up each
    /// budget. Nothing else changes: the page is as due as before.
    pub(super) async fn cut(&mut self, page: &DuePage, size: Option<u64>, came: u64) -> Result<()> {
        self.report.cut(DataKind::Texts);
        self.report.left_untried(std::slice::from_ref(page));
        self.note_step();
        let size = size.unwrap_or_else(|| length_of_cut(came).max(page.wire_bytes.unwrap_or(0)));
        if size == 0 {
            return Ok(());
        }
        let resource = page.resource;
        self.engine.store.write(move |write| store::note_size(write, resource, size)).await.map(drop)
    }

    /// Stores what an answer means for a page. Then reports the progress, without waiting for the next
    /// answer.
    ///
    /// # Errors
    /// Only errors that end the section or the run. The failure of a single page is counted.
    pub(super) async fn take(&mut self, page: &DuePage, answer: Result<Fetched>) -> Result<()> {
        let stored = self.store(page, answer).await;
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
        self.engine.store.write(note).await.map(drop)
    }

    /// Parses an answer. A text from another address counts only after it has come several times. It never
    /// counts if the address certainly belongs to something else.
    async fn read(&mut self, page: &DuePage, answer: Answer) -> Result<()> {
        let edition = &self.plan.target.edition;
        let is_moved = edition.key_of(&answer.address).as_ref() != Some(&page.key);
        let moved_to = is_moved.then(|| answer.address.clone());
        if is_moved && self.is_of_something_else(&answer.address).await? {
            return self.refuse(page, &answer.address).await;
        }
        let (charset, address) = (answer.charset.as_deref(), &edition.at_first_base(&answer.address));
        let now = self.engine.clock.now();
        let document = Document { bytes: &answer.bytes, charset, address, edition, received_at: now };
        match parsed(&self.engine.stop, document, page_text::read).await {
            Ok(PageText { text, .. }) if text.blocks.is_empty() => self.refuse_unfinished(page).await,
            Ok(PageText { published, text, is_unfinished }) => {
                let answer = PageAnswer {
                    item: page.item,
                    wire_bytes: answer.wire_bytes,
                    at: now,
                    parser: parse::VERSION,
                    published,
                    text,
                    validators: answer.validators,
                    base: self.plan.page_base().map(|base| base.as_str().to_owned()),
                    next: self.next_request(page, &answer.for_next)?,
                    due: self.due(page, PageResult::Page),
                };
                self.check(page, answer, moved_to, is_unfinished).await
            }
            Err(Error::Cancelled) => Err(Error::Cancelled),
            Err(_) if is_moved => self.refuse(page, &answer.address).await,
            Err(error) => {
                self.note_unreadable(page, &answer).await?;
                Err(error)
            }
        }
    }

    /// Whether an address is that of the home page, of a listing, or of another known item.
    async fn is_of_something_else(&self, address: &Url) -> Result<bool> {
        if self.plan.is_overview(address) {
            return Ok(true);
        }
        let Some(key) = self.plan.target.edition.key_of(address) else { return Ok(false) };
        let is_known = move |connection: &Connection| Ok(store::row_of(connection, &key)?.is_some());
        self.engine.store.read(is_known).await
    }

    /// Notes that a page leads to an address whose text is not its article.
    async fn refuse(&mut self, page: &DuePage, address: &Url) -> Result<()> {
        self.evidence.note_strange(page);
        self.postpone(page, PageResult::Doubt).await?;
        Err(leads_elsewhere(page, address))
    }

    /// Notes that only the first part of a page came, without its text. That is as if no answer had come.
    async fn refuse_unfinished(&mut self, page: &DuePage) -> Result<()> {
        self.postpone(page, PageResult::Failure).await?;
        Err(unfinished(page))
    }

    /// Stores a text that is certainly this article, and whole. Any other text is postponed. When all answers
    /// have come, it is accepted, or its page counts as failed.
    async fn check(
        &mut self,
        page: &DuePage,
        answer: PageAnswer,
        moved_to: Option<Url>,
        is_unfinished: bool,
    ) -> Result<()> {
        let item = page.item;
        let known = match page.has_text {
            true => self.engine.store.read(move |connection| store::stored_text(connection, item)).await?,
            false => None,
        };
        let (known, new) = (known.as_ref().map(Content::stored), Content::new(&answer.text));
        let is_same = known.is_some_and(|known| known.hash() == answer.text.hash);
        let is_repeated =
            self.evidence.note_text(&answer.text.hash, item) || self.came_for_another(page, &answer).await?;
        let is_doubtful = !is_same && {
            let common = self.common().await?;
            is_unfinished || is_doubtful(&new, known.as_ref(), page.title.as_deref(), common)
        };
        if let Some(address) = moved_to.as_ref().filter(|_| is_doubtful) {
            return self.refuse(page, address).await;
        }
        if is_same || !(is_repeated || is_doubtful || moved_to.is_some()) {
            self.evidence.note_well();
            return self.keep(page, answer).await;
        }
        self.evidence.note_strange(page);
        self.postpone(page, PageResult::Doubt).await?;
        self.undecided.push(Undecided::Doubt(Box::new(Doubt { page: page.clone(), answer, moved_to })));
        Ok(())
    }

    /// Whether the first text of a page that a person asked for also came for another page. A sync sees that
    /// in the answers for its other pages, but here is only one.
    async fn came_for_another(&self, page: &DuePage, answer: &PageAnswer) -> Result<bool> {
        if !self.only_good || page.has_text {
            return Ok(false);
        }
        let (page, hash) = (page.clone(), answer.text.hash.clone());
        let sketch = Sketch::of(&Content::new(&answer.text));
        let read = move |connection: &Connection| is_elsewhere(connection, &page, &sketch, &hash);
        self.engine.store.read(read).await
    }

    /// What many pages of the edition have in common.
    async fn common(&mut self) -> Result<&Common> {
        let common = match self.common.take() {
            Some(common) => common,
            None => self.read_common().await?,
        };
        Ok(self.common.insert(common))
    }

    async fn read_common(&self) -> Result<Common> {
        let edition = &self.plan.target.edition;
        let (id, bases) = (edition.id.clone(), edition.bases.clone());
        let read = move |connection: &Connection| {
            let titles = store::newest_titles(connection, &id, TITLES)?;
            let texts = store::newest_texts(connection, &id, TEXTS)?;
            let texts: Vec<String> = texts.iter().map(|text| text_of_blocks(&text.blocks)).collect();
            Ok(Common::of(&titles, &texts, &bases))
        };
        self.engine.store.read(read).await
    }

    async fn confirm(&self, page: &DuePage, for_next: &ForNext) -> Result<()> {
        let (now, item, due) = (self.engine.clock.now(), page.item, self.due(page, PageResult::Page));
        let next = self.next_request(page, for_next)?;
        let confirm = move |write: &mut Write<'_>| store::confirm_page(write, item, &next, now, &due);
        self.engine.store.write(confirm).await.map(drop)
    }

    fn next_request(&self, page: &DuePage, for_next: &ForNext) -> Result<NextRequest> {
        let given = self.plan.page_address(&page.key)?;
        Ok(moved::next_request(&given, page.next.moved.as_ref(), for_next, self.plan.inputs.now))
    }

    /// When a page is requested next, after this result.
    pub(super) fn due(&self, page: &DuePage, result: PageResult) -> Due {
        let dice = self.engine.device.dice(&["page", &page.key.to_string()]);
        due::page(result, &page.due, dice, self.engine.clock.now())
    }

    async fn postpone(&self, page: &DuePage, result: PageResult) -> Result<()> {
        if self.only_good {
            return Ok(());
        }
        let (resource, due) = (page.resource, self.due(page, result));
        self.engine.store.write(move |write| store::postpone(write, resource, &due)).await.map(drop)
    }

    /// Stores that a page has no text. If it had one before, this is a strange answer.
    async fn note_unreadable(&mut self, page: &DuePage, answer: &Answer) -> Result<()> {
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
        self.engine.store.write(note).await.map(drop)
    }
}
