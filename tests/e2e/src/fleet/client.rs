//! The app on a phone: the planning of the core, or a plain timer to compare it with.

use ifilm_core::testing::{SimulatedAnswer, SimulatedPlan, SimulatedSection, SimulatedSite};
use ifilm_core::{Conditions, Error, PlannedRequest};

use super::random::random_below;
use super::time::{DAY, HOUR, MINUTE, moment, second};
use super::visit::Visit;

/// An app.
pub(crate) trait Client {
    fn begin(seed: u64) -> Self;
    /// A sync. Returns whether the site answered.
    fn sync(&mut self, site: &mut SimulatedSite, conditions: Conditions, visit: &mut Visit<'_>) -> bool;
    /// When the next sync in the background is due.
    fn next(&self, site: &SimulatedSite, conditions: Conditions, now: u32) -> u32;
    /// A push came.
    fn push(&mut self, site: &SimulatedSite, now: u32);
    /// When the site answered last.
    fn answered_at(&self) -> u32;
}

/// An app on the core.
pub(crate) struct Scheduled {
    section: SimulatedSection,
    /// How many articles of its edition it knows.
    known: u32,
    answered_at: u32,
}

impl Client for Scheduled {
    fn begin(seed: u64) -> Self {
        Self { section: SimulatedSection::new(seed), known: 0, answered_at: 0 }
    }

    fn sync(&mut self, site: &mut SimulatedSite, conditions: Conditions, visit: &mut Visit<'_>) -> bool {
        let now = moment(visit.second);
        let Some(mut plan) = self.section.plan(site, conditions, now) else { return false };
        let is_answered = match plan.listing() {
            Some(listing) => self.run(&mut plan, &listing, visit),
            None => false,
        };
        self.section.finish(site, plan);
        is_answered
    }

    fn next(&self, site: &SimulatedSite, conditions: Conditions, now: u32) -> u32 {
        second(self.section.next_due(site, conditions, moment(now)))
    }

    fn push(&mut self, site: &SimulatedSite, now: u32) {
        self.section.hint(site, moment(now));
    }

    fn answered_at(&self) -> u32 {
        self.answered_at
    }
}

impl Scheduled {
    fn run(&mut self, plan: &mut SimulatedPlan, listing: &PlannedRequest, visit: &mut Visit<'_>) -> bool {
        let now = moment(visit.second);
        if let Some(error) = visit.failure() {
            self.fail(plan, &error, visit);
            return false;
        }
        let etag = etag_of(visit.published());
        let answer = match listing.validators.etag.as_ref() == Some(&etag) {
            true => SimulatedAnswer::Unchanged,
            false => self.rows(etag, visit),
        };
        visit.listing(listing.validators.etag.is_some(), matches!(answer, SimulatedAnswer::Unchanged));
        (self.known, self.answered_at) = (visit.published(), visit.second);
        for request in self.section.answered(plan, answer, now) {
            let Some(number) = number(&request) else { continue };
            let (known, revision) = (request.validators.etag, visit.revision(number));
            visit.page(number, known.is_some(), known == Some(etag_of(revision)));
            self.section.answered_page(number, revision, now);
        }
        true
    }

    fn rows(&self, etag: String, visit: &Visit<'_>) -> SimulatedAnswer {
        let new = visit.new_since(self.known).collect();
        SimulatedAnswer::Rows { etag, bytes: super::traffic::size::LISTING, new }
    }

    /// Each base address is tried. After the listing as many pages are tried as a sync tries before it gives
    /// up: one if nobody answers, three after 503, none if the site asked to wait.
    fn fail(&mut self, plan: &mut SimulatedPlan, error: &Error, visit: &mut Visit<'_>) {
        let pages = match (error.retry_at(), error) {
            (Some(_), _) => 0,
            (None, Error::Offline { .. }) => 1,
            _ => 3,
        };
        visit.failed(plan.bases() + pages.min(plan.pages().len()));
        self.section.failed(plan, error, moment(visit.second));
    }
}

fn etag_of(version: u32) -> String {
    format!("\"{version}\"")
}

/// The number of an article in the address of its page.
fn number(request: &PlannedRequest) -> Option<u32> {
    request.address.rsplit('/').next()?.parse().ok()
}

/// An app with a timer at each full hour, without validators, which retries every minute. It requests the
/// pages of new articles, and no page twice.
pub(crate) struct Timer {
    seed: u64,
    known: u32,
    answered_at: u32,
    failed_at: Option<u32>,
    pushed_at: Option<u32>,
}

impl Client for Timer {
    fn begin(seed: u64) -> Self {
        Self { seed, known: 0, answered_at: 0, failed_at: None, pushed_at: None }
    }

    fn sync(&mut self, _: &mut SimulatedSite, _: Conditions, visit: &mut Visit<'_>) -> bool {
        self.pushed_at = None;
        if visit.failure().is_some() {
            visit.failed(1);
            self.failed_at = Some(visit.second);
            return false;
        }
        visit.listing(false, false);
        visit.new_since(self.known).for_each(|number| visit.page(number, false, false));
        (self.known, self.answered_at, self.failed_at) = (visit.published(), visit.second, None);
        true
    }

    fn next(&self, _: &SimulatedSite, _: Conditions, now: u32) -> u32 {
        let late = random_below(30, &[self.seed, u64::from(now / HOUR)]);
        let hour = (now / HOUR + 1) * HOUR + late;
        let sooner = self.pushed_at.or(self.failed_at.map(|at| at + MINUTE));
        sooner.map_or(hour, |at| at.max(now).min(hour + DAY))
    }

    fn push(&mut self, _: &SimulatedSite, now: u32) {
        self.pushed_at = Some(now);
    }

    fn answered_at(&self) -> u32 {
        self.answered_at
    }
}
