//! The requests of one section that are known before the run, as hosts see them. Pure.

use jiff::Timestamp;
use url::Url;

use super::due;
use super::plan::SectionPlan;
use crate::catalog::{Base, Listing};
use crate::model::{Method, PlannedRequest, Reason, RequestKind, Validators};
use crate::store::{DuePage, DueReason};

impl SectionPlan {
    /// The requests for the listing that are known before the run.
    pub(super) fn listing_requests(&self) -> Vec<PlannedRequest> {
        if self.not_due.is_some() || self.is_listing_over_budget {
            return Vec::new();
        }
        self.listing_request().into_iter().chain(self.hole_request()).collect()
    }

    /// The requests for pages that are known before the run.
    pub(super) fn page_requests(&self) -> Vec<PlannedRequest> {
        if self.not_due.is_some() {
            return Vec::new();
        }
        self.pages.iter().filter_map(|page| self.page_request(page)).collect()
    }

    fn listing_request(&self) -> Option<PlannedRequest> {
        let (base, candidate) = self.first_choice()?;
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            kind: RequestKind::Listing,
            method: Method::Get,
            address: self.listing_address(base, candidate, 0).ok()?.to_string(),
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
            address: as_sent(base.address_of(&candidate.path_of_page(self.hole.as_ref()?.page))),
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
            address: self.request_address(page).ok()?.to_string(),
            validators: self.page_validators(page),
            reason: reason(page, self.inputs.now),
            expected_bytes: page.wire_bytes,
        })
    }
}

/// An address as it is sent: escaped, without the usual port, and its host in small letters.
pub(super) fn as_sent(address: String) -> String {
    Url::parse(&address).map_or(address, String::from)
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
