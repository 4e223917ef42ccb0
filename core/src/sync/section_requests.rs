//! The plan of one section as hosts see it: its requests, the rules for further ones, and what it leaves out.
//! Pure.

use jiff::Timestamp;

use super::due;
use super::page_choice::TEXTS_WHILE_SAVING;
use super::paging::MOST_PAGES;
use super::plan::SectionPlan;
use crate::catalog::{Base, Listing};
use crate::model::{
    FollowUp, FollowUpRule, ItemKey, Method, PlannedRequest, Reason, RequestKind, Skip, SkipReason,
    Validators,
};
use crate::store::{DuePage, DueReason};

/// After the first page of a reading, each further page is followed by the page before it once more.
const MOST_FURTHER: usize = 2 * (MOST_PAGES - 1);

impl SectionPlan {
    /// The requests for the listing that are known before the run.
    pub(super) fn listing_requests(&self) -> Vec<PlannedRequest> {
        if self.waits_until.is_some() {
            return Vec::new();
        }
        self.listing_request().into_iter().chain(self.hole_request()).collect()
    }

    /// The requests for pages that are known before the run.
    pub(super) fn page_requests(&self) -> Vec<PlannedRequest> {
        if self.waits_until.is_some() {
            return Vec::new();
        }
        self.pages.iter().filter_map(|page| self.page_request(page)).collect()
    }

    /// What is left out: the section, or pages of it.
    pub(super) fn skips(&self) -> Vec<Skip> {
        if let Some(until) = self.waits_until {
            return vec![self.skip(None, SkipReason::HostAskedToWait, Some(until))];
        }
        let Some(reason) = self.inputs.conditions.saving() else { return Vec::new() };
        self.left_out.iter().map(|page| self.skip(Some(page.key.clone()), reason, None)).collect()
    }

    /// The rules for the requests that the answers decide about.
    pub(super) fn follow_ups(&self) -> Vec<FollowUp> {
        if self.waits_until.is_some() || self.bases.is_empty() {
            return Vec::new();
        }
        let rules = [
            (FollowUpRule::NextListingPages, self.most_next_pages()),
            (FollowUpRule::HolePages, self.most_hole_pages()),
            (FollowUpRule::OtherListings, self.listings().count().saturating_sub(1)),
            (FollowUpRule::NewPages, self.most_new_pages()),
            (FollowUpRule::OtherBase, if self.bases.len() > 1 { self.pages.len() } else { 0 }),
            (FollowUpRule::AbsentItems, if self.is_paged() { MOST_PAGES } else { 1 }),
        ];
        let can_happen = rules.into_iter().filter(|(_, most)| *most > 0);
        can_happen.map(|(rule, most)| self.follow_up(rule, most)).collect()
    }

    fn listing_request(&self) -> Option<PlannedRequest> {
        let (base, candidate) = self.first_choice()?;
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            kind: RequestKind::Listing,
            method: Method::Get,
            address: base.address_of(&candidate.path_of_page(0)),
            validators: self.validators(base, candidate),
            reason: Reason::Listing { section: self.target.section.section },
            expected_bytes: self.known(base, candidate).and_then(|known| known.wire_bytes),
        })
    }

    /// The page of the listing from which a hole is filled.
    fn hole_request(&self) -> Option<PlannedRequest> {
        let (base, candidate) = self.first_choice().filter(|(_, candidate)| candidate.is_paged())?;
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            kind: RequestKind::Listing,
            method: Method::Get,
            address: base.address_of(&candidate.path_of_page(self.hole.as_ref()?.page)),
            validators: Validators::default(),
            reason: Reason::Hole { section: self.target.section.section },
            expected_bytes: None,
        })
    }

    /// The base address and the listing that are tried first.
    fn first_choice(&self) -> Option<(&Base, &Listing)> {
        let base = self.bases.first()?;
        Some((base, *self.candidates(base).first()?))
    }

    fn page_request(&self, page: &DuePage) -> Option<PlannedRequest> {
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            kind: RequestKind::Page,
            method: Method::Get,
            address: self.page_address(&page.key).ok()?.to_string(),
            validators: self.page_validators(page),
            reason: reason(page, self.inputs.now),
            expected_bytes: page.wire_bytes,
        })
    }

    fn skip(&self, key: Option<ItemKey>, reason: SkipReason, until: Option<Timestamp>) -> Skip {
        let (edition, section) = (self.target.edition.id.clone(), self.target.section.section);
        Skip { edition, section, key, reason, until }
    }

    fn follow_up(&self, rule: FollowUpRule, most: usize) -> FollowUp {
        FollowUp {
            edition: self.target.edition.id.clone(),
            section: self.target.section.section,
            rule,
            addresses: match rule {
                FollowUpRule::NewPages | FollowUpRule::OtherBase => self.page_forms(),
                _ => self.listing_forms(),
            },
            most: u32::try_from(most).unwrap_or(u32::MAX),
        }
    }

    fn page_forms(&self) -> Vec<String> {
        self.bases.iter().flat_map(|base| self.target.edition.page_forms(base)).collect()
    }

    fn listing_forms(&self) -> Vec<String> {
        self.listings().map(|(base, listing)| base.address_of(&listing.path_of_pages())).collect()
    }

    /// Each listing at each base address that may be requested.
    fn listings(&self) -> impl Iterator<Item = (&Base, &Listing)> {
        let listings = &self.target.section.listings;
        self.bases.iter().flat_map(move |base| listings.iter().map(move |listing| (base, listing)))
    }

    fn is_paged(&self) -> bool {
        self.target.section.listings.iter().any(Listing::is_paged)
    }

    /// The very first sync reads only the first page.
    fn most_next_pages(&self) -> usize {
        if self.listing.is_some() && self.is_paged() { MOST_FURTHER } else { 0 }
    }

    /// Up to `MOST_PAGES - 1` pages before the planned one, and those behind it.
    fn most_hole_pages(&self) -> usize {
        if self.hole.is_some() && self.is_paged() { MOST_PAGES - 1 + MOST_FURTHER } else { 0 }
    }

    fn most_new_pages(&self) -> usize {
        match self.inputs.conditions.saving() {
            Some(_) => TEXTS_WHILE_SAVING,
            None => due::MOST_WANTED as usize,
        }
    }
}

/// Why a page is requested, as hosts see it.
fn reason(page: &DuePage, now: Timestamp) -> Reason {
    let key = page.key.clone();
    match page.due.reason {
        DueReason::Missing => Reason::MissingPage { key },
        DueReason::ChangedRow => Reason::ChangedRow { key },
        DueReason::Revalidation if due::is_due(&page.due, now) => Reason::StalePage { key },
        DueReason::Revalidation => Reason::Revalidation { key },
        DueReason::Failed => Reason::FailedPage { key },
        DueReason::Unreadable => Reason::UnreadablePage { key },
        DueReason::Absent => Reason::AbsentPage { key },
        DueReason::Doubtful => Reason::DoubtfulPage { key },
    }
}
