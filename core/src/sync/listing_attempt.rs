//! An attempt to read the listing of a section: requests one candidate at one base address.

use sha2::{Digest, Sha256};

use super::engine::{Asked, Engine};
use super::moved;
use super::parsing::Came;
use super::plan::{SectionPlan, listing_at};
use super::plan_budget::HEADS;
use super::report_builder::ReportBuilder;
use crate::catalog::{Base, Listing};
use crate::error::{Error, Result};
use crate::model::{DataKind, Validators};
use crate::parse::{self, Document, ParsedListing, ParsedRow};
use crate::source::{Answer, Fetched, ForNext};
use crate::store::{ListingBody, ListingPlace, NextRequest};

/// An attempt with one candidate at one base address.
pub(super) struct ListingAttempt<'a> {
    pub(super) engine: &'a Engine,
    pub(super) plan: &'a SectionPlan,
    pub(super) base: &'a Base,
    pub(super) candidate: &'a Listing,
    pub(super) report: &'a mut ReportBuilder,
}

/// A page of a listing that was read.
#[derive(Default)]
pub(super) struct ListingPage {
    /// The number of the page, from 0.
    pub(super) number: u32,
    pub(super) rows: Vec<ParsedRow>,
    pub(super) dropped: u32,
    /// What its body cost.
    wire_bytes: u64,
    validators: Validators,
}

impl ListingAttempt<'_> {
    /// Requests and parses a page of the listing.
    pub(super) async fn page(&mut self, number: u32) -> Result<ListingPage> {
        match self.ask(number, &Validators::default()).await? {
            Fetched::Changed(answer) => {
                let page = self.read(number, &answer).await?;
                self.report.dropped(page.dropped);
                Ok(page)
            }
            Fetched::Unchanged(_) => Ok(ListingPage { number, ..ListingPage::default() }),
        }
    }

    /// A further page of the listing. A page that does not exist has no rows.
    pub(super) async fn page_or_none(&mut self, number: u32) -> Result<ListingPage> {
        match self.page(number).await {
            Err(Error::NotFound(_) | Error::Gone(_)) if number > 0 => {
                Ok(ListingPage { number, ..ListingPage::default() })
            }
            page => page,
        }
    }

    /// Requests a page again that was read already; `None` if it has not changed.
    pub(super) async fn page_again(&mut self, page: &ListingPage) -> Result<Option<ListingPage>> {
        match self.ask(page.number, &page.validators).await? {
            Fetched::Changed(answer) => self.read(page.number, &answer).await.map(Some),
            Fetched::Unchanged(_) => {
                self.report.unchanged();
                Ok(None)
            }
        }
    }

    /// Checks that there is data for the next page and for this one again: the next one alone is of no use.
    /// This one probably costs nothing again if it has validators.
    ///
    /// # Errors
    /// [`Error::OverBudget`].
    pub(super) fn check_room_for_next(&self, page: &ListingPage) -> Result<()> {
        let again = if page.validators == Validators::default() { page.wire_bytes } else { 0 };
        let needed = page.wire_bytes.saturating_add(again).saturating_add(2 * HEADS);
        if self.engine.allowance.may_have(DataKind::Listings, needed) {
            return Ok(());
        }
        let what = self.plan.listing_address(self.base, self.candidate, page.number + 1)?.to_string();
        Err(Error::OverBudget { what, size: None, retry_at: None })
    }

    /// Requests a page of the listing, with validators if there are any.
    pub(super) async fn ask(&mut self, page: u32, known: &Validators) -> Result<Fetched> {
        let address = self.plan.listing_address(self.base, self.candidate, page)?;
        let edition = &self.plan.target.edition;
        let Asked { outcome, wire } = self.engine.fetch(DataKind::Listings, edition, &address, known).await;
        self.report.asked_listing(wire);
        outcome
    }

    /// # Errors
    /// [`Error::Unreadable`] also if another edition or another site answered.
    pub(super) async fn read(&self, number: u32, answer: &Answer) -> Result<ListingPage> {
        let edition = &self.plan.target.edition;
        if !edition.is_home_of(&answer.address) {
            let reason = format!("it is no address of the edition {}", edition.id);
            return Err(Error::Unreadable { what: answer.address.to_string(), reason });
        }
        let address = edition.at_first_base(&answer.address);
        let came = Came { answer, address: &address, edition, at: self.engine.clock.now() };
        let (form, section) = (self.candidate.document, self.plan.target.section.clone());
        let parse = move |document: Document<'_>| parse::listing(document, form, &section);
        let parsed = self.engine.parsing.run(&self.engine.stop, came, parse).await;
        let parsed = parsed.inspect_err(|_| self.engine.source.note_other(answer))?;
        let ParsedListing { rows, dropped } = parsed;
        let (wire_bytes, validators) = (answer.wire_bytes, answer.validators.clone());
        Ok(ListingPage { number, rows, dropped, wire_bytes, validators })
    }

    /// What is stored of the body of the first page.
    pub(super) fn body(&self, answer: &Answer) -> Result<ListingBody> {
        Ok(ListingBody {
            validators: answer.validators.clone(),
            hash: Sha256::digest(&answer.bytes).to_vec(),
            wire_bytes: answer.wire_bytes,
            next: self.next_request(&answer.for_next)?,
            at: self.engine.clock.now(),
        })
    }

    /// What an answer for the first page says about its next request.
    pub(super) fn next_request(&self, for_next: &ForNext) -> Result<NextRequest> {
        let given = listing_at(self.base, self.candidate, 0)?;
        let known = self.plan.known(self.base, self.candidate).and_then(|known| known.next.moved.as_ref());
        let moved_to = for_next.moved_to.clone().filter(|target| self.plan.may_move(&given, target));
        let for_next = ForNext { not_before: for_next.not_before, moved_to };
        Ok(moved::next_request(&given, known, &for_next, self.plan.inputs.now))
    }

    /// The names of the listing in the store.
    pub(super) fn place(&self) -> ListingPlace {
        ListingPlace {
            edition: self.plan.target.edition.id.clone(),
            section: self.plan.target.section.section,
            candidate: self.candidate.name.clone(),
            base: self.base.as_str().to_owned(),
        }
    }
}
