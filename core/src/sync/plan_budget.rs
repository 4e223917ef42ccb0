//! Leaves out the planned requests that do not fit into a budget. Pure.

use super::data_use::Within;
use super::plan::SectionPlan;
use crate::model::{Budget, DataKind, Validators};
use crate::store::DuePage;

/// The usual size of the heads of a request and its answer together.
pub(super) const HEADS: u64 = 1 << 10;

/// What is left of a budget while requests are planned: first all listings, then pages, in their order. A
/// request with validators will probably be answered without a body. So it counts with its heads, and a page
/// is left out if its body would not even fit into the whole budget.
pub(super) struct PlanBudget {
    budget: Budget,
    left: Budget,
}

impl PlanBudget {
    /// All that the run may use.
    pub(super) fn of(within: &Within) -> Self {
        Self { budget: within.budget, left: within.budget }
    }

    /// Leaves out the listings that do not fit into it. That of the chosen edition is taken first.
    pub(super) fn keep_listings(&mut self, sections: &mut [SectionPlan]) {
        let mut sections: Vec<_> = sections.iter_mut().collect();
        sections.sort_by_key(|section| !section.is_chosen);
        for section in sections {
            section.is_listing_over_budget = self.counts(section) && !self.has_listing(section);
        }
    }

    /// Leaves out the pages of the next section that do not fit.
    pub(super) fn keep_pages(&mut self, section: &mut SectionPlan) {
        if self.counts(section) {
            let pages = std::mem::take(&mut section.pages);
            let (kept, over) = pages.into_iter().partition(|page| self.has_page(section, page));
            (section.pages, section.over_budget) = (kept, over);
        }
    }

    fn counts(&self, section: &SectionPlan) -> bool {
        self.budget != Budget::none() && section.not_due.is_none()
    }

    fn has_listing(&mut self, section: &SectionPlan) -> bool {
        let requests = section.listing_requests();
        let cost = |request: &crate::model::PlannedRequest| cost(&request.validators, request.expected_bytes);
        let cost = requests.first().map_or(HEADS, cost);
        self.take(DataKind::Listings, cost)
    }

    fn has_page(&mut self, section: &SectionPlan, page: &DuePage) -> bool {
        let whole = HEADS.saturating_add(page.wire_bytes.unwrap_or(0));
        let cost = cost(&section.page_validators(page), page.wire_bytes);
        fits(&self.budget, DataKind::Texts, whole) && self.take(DataKind::Texts, cost)
    }

    fn take(&mut self, kind: DataKind, bytes: u64) -> bool {
        if !fits(&self.left, kind, bytes) {
            return false;
        }
        let after = |left: Option<u64>| left.map(|left| left.saturating_sub(bytes));
        self.left.bytes = after(self.left.bytes);
        match kind {
            DataKind::Listings => self.left.listings = after(self.left.listings),
            DataKind::Texts => self.left.texts = after(self.left.texts),
            DataKind::Pictures => self.left.pictures = after(self.left.pictures),
        }
        true
    }
}

/// The estimated length of a body of unknown length that was cut after so many bytes. A body is cut if twice
/// its last piece does not fit behind what came.
pub(super) fn length_of_cut(came: u64) -> u64 {
    came.saturating_mul(3)
}

fn fits(left: &Budget, kind: DataKind, bytes: u64) -> bool {
    left.bytes.into_iter().chain(left.of_kind(kind)).all(|left| bytes <= left)
}

/// What a request probably costs.
fn cost(validators: &Validators, expected: Option<u64>) -> u64 {
    let body = expected.filter(|_| *validators == Validators::default());
    HEADS.saturating_add(body.unwrap_or(0))
}
