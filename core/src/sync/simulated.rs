//! One section of one device without a store and without a network, for the simulation of a fleet. When it is
//! due, what it requests and what an answer changes is decided by the functions that a sync calls. What a
//! sync does to the store is done here to values.

use std::mem;

use jiff::{SignedDuration, Timestamp};

use super::base_order::host_of;
use super::data_use::Within;
use super::device::Device;
use super::due;
use super::inputs::Inputs;
use super::plan::SectionPlan;
use super::reach::{Reach, reach};
use super::schedule::{after_answer, after_failure, hint_at, next_due};
use super::section_state::{PagePools, SectionState};
use super::target::{Target, target};
use crate::catalog::Editions;
use crate::error::{Error, Result};
use crate::model::{Conditions, EditionId, ItemKey, Periods, PlannedRequest, Section, Validators};
use crate::store::{
    Due, DuePage, DueReason, HostFailure, HostWait, ListingResource, NextRequest, Schedule, StoredListing,
};

/// What all devices know of the section that they read.
pub struct SimulatedSite {
    /// `None` only while a plan has it.
    target: Option<Target>,
}

impl SimulatedSite {
    /// The news of an edition of the embedded catalogue.
    ///
    /// # Errors
    /// [`Error::BadArgument`] for an unknown edition.
    pub fn news(edition: &EditionId) -> Result<Self> {
        Ok(Self { target: Some(target(&Editions::embedded(), edition, Section::News)?) })
    }
}

/// The page of an article, as a device knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct KnownPage {
    number: u32,
    revision: u32,
    checked_at: i64,
}

/// One section of one device.
#[derive(Debug)]
pub struct SimulatedSection {
    device: Device,
    state: SectionState,
    /// The pages that are revalidated, the newest last.
    pages: Vec<KnownPage>,
}

/// The plan of one sync. It goes back with its answer.
pub struct SimulatedPlan {
    plan: SectionPlan,
    hosts: SectionState,
}

impl SimulatedPlan {
    /// The request for the listing, unless the section is not due.
    pub fn listing(&self) -> Option<PlannedRequest> {
        self.plan.listing_requests().into_iter().next()
    }

    /// The requests for pages.
    pub fn pages(&self) -> Vec<PlannedRequest> {
        self.plan.page_requests()
    }

    /// At how many base addresses the listing is tried while no host answers.
    pub fn bases(&self) -> usize {
        self.plan.bases.len()
    }
}

/// An answer of the site to the request for a listing.
#[derive(Debug, Clone)]
pub enum SimulatedAnswer {
    /// 304.
    Unchanged,
    /// 200, with the validator of the body, its length, and the articles that the device did not know.
    Rows {
        /// The `ETag`.
        etag: String,
        /// The bytes of the body.
        bytes: u64,
        /// The numbers of the new articles, oldest first.
        new: Vec<u32>,
    },
}

impl SimulatedSection {
    /// A device that has requested nothing yet.
    pub fn new(seed: u64) -> Self {
        let device = Device::of(seed, Periods::default());
        Self { device, state: SectionState::default(), pages: Vec::new() }
    }

    /// When the section is due, never before now.
    pub fn next_due(&self, site: &SimulatedSite, conditions: Conditions, now: Timestamp) -> Timestamp {
        let inputs = self.inputs(conditions, now);
        site.target.as_ref().map_or(now, |target| next_due(target, &self.state, inputs).at)
    }

    /// What a sync would request now. The site is free again when the plan comes back.
    pub fn plan(
        &mut self,
        site: &mut SimulatedSite,
        conditions: Conditions,
        now: Timestamp,
    ) -> Option<SimulatedPlan> {
        let target = site.target.take()?;
        self.state.waits.retain(|_, wait| wait.until > now);
        self.state.pages = self.pools(&target.edition.id);
        let inputs = self.inputs(conditions, now);
        let hosts = SectionState {
            waits: self.state.waits.clone(),
            host_failures: self.state.host_failures.clone(),
            ..SectionState::default()
        };
        let plan = SectionPlan::of(target, mem::take(&mut self.state), inputs);
        Some(SimulatedPlan { plan, hosts })
    }

    /// A push came.
    pub fn hint(&mut self, site: &SimulatedSite, now: Timestamp) {
        let schedule = self.state.schedule;
        let at = site.target.as_ref().map(|target| hint_at(target, &schedule, self.device, now));
        self.state.schedule.hint_at = at.or(schedule.hint_at);
    }

    /// The site answered with its listing, or with 304. Returns the requests for pages that follow.
    pub fn answered(
        &mut self,
        planned: &mut SimulatedPlan,
        answer: SimulatedAnswer,
        now: Timestamp,
    ) -> Vec<PlannedRequest> {
        let plan = &mut planned.plan;
        let Some((base, listing)) = plan.bases.first().map(|base| (base.clone(), plan.candidates(base)))
        else {
            return Vec::new();
        };
        let Some(candidate) = listing.first().map(|listing| listing.name.clone()) else { return Vec::new() };
        planned.hosts.host_failures.remove(base.authority());
        let before =
            plan.known.iter().position(|known| known.base == base.as_str() && known.candidate == candidate);
        let mut known = match before {
            Some(at) => plan.known.swap_remove(at),
            None => ListingResource::came(base.as_str(), &candidate, now),
        };
        known.due = Due { at: now, reason: DueReason::Revalidation, failures: 0 };
        known.checked_at = Some(now);
        let news = note_body(&mut known, answer, now);
        plan.known.push(known);
        let listed = StoredListing { candidate, base: base.as_str().to_owned(), checked_at: now };
        let count = u32::try_from(news.len()).unwrap_or(u32::MAX);
        plan.schedule = obeyed(&after_answer(&plan.schedule, count, self.device, now));
        let wanted = news.iter().rev().map(|number| missing(&plan.target.edition.id, *number, now)).collect();
        let pages = PagePools { wanted, ..PagePools::default() };
        plan.add_follow_ups(SectionState { listing: Some(listed), pages, ..SectionState::default() });
        self.pages.extend(news.into_iter().map(|number| KnownPage { number, revision: 0, checked_at: 0 }));
        let most = usize::try_from(due::NEWEST).unwrap_or(usize::MAX);
        self.pages.drain(..self.pages.len().saturating_sub(most));
        plan.page_requests()
    }

    /// The site answered a request for a page, with this revision of the article.
    pub fn answered_page(&mut self, number: u32, revision: u32, now: Timestamp) {
        if let Some(page) = self.pages.iter_mut().find(|page| page.number == number) {
            (page.revision, page.checked_at) = (revision, now.as_second());
        }
    }

    /// No host answered, or all asked to wait.
    pub fn failed(&mut self, planned: &mut SimulatedPlan, error: &Error, now: Timestamp) {
        let plan = &mut planned.plan;
        for base in plan.bases.clone() {
            let names: Vec<String> = plan.candidates(&base).iter().map(|one| one.name.clone()).collect();
            let Some(candidate) = names.into_iter().next() else { continue };
            self.postpone(plan, base.as_str(), &candidate, error, now);
            let host = host_of(base.as_str());
            match error.retry_at() {
                Some(until) => {
                    let wait = HostWait { until, noted_at: Some(now) };
                    planned.hosts.waits.insert(host, wait);
                }
                None if reach(error) == Reach::Host => {
                    let failures = planned.hosts.host_failures.get(&host).map_or(0, |known| known.failures);
                    let failure = HostFailure { failures: failures.saturating_add(1), at: now };
                    planned.hosts.host_failures.insert(host, failure);
                }
                None => {}
            }
        }
        plan.schedule = obeyed(&after_failure(&plan.schedule, now));
    }

    fn postpone(&self, plan: &mut SectionPlan, base: &str, candidate: &str, error: &Error, now: Timestamp) {
        let dice = self.device.dice(&["listing", plan.target.edition.id.as_str(), candidate, base]);
        let here = plan.known.iter_mut().find(|known| known.base == base && known.candidate == candidate);
        let failures = here.as_ref().map_or(0, |known| known.due.failures);
        let due = due::listing(error, failures, dice, now);
        match here {
            Some(known) => known.due = due,
            None => {
                let mut known = ListingResource::came(base, candidate, now);
                (known.due, known.checked_at) = (due, None);
                plan.known.push(known);
            }
        }
    }

    /// The end of the sync. Gives the state back that the plan took.
    pub fn finish(&mut self, site: &mut SimulatedSite, planned: SimulatedPlan) {
        let SimulatedPlan { plan, hosts } = planned;
        let SectionPlan { target, schedule, listing, known, .. } = plan;
        site.target = Some(target);
        self.state = SectionState { listing, known, ..hosts };
        self.state.schedule = Schedule { is_unfinished: false, ..schedule };
    }

    /// Seconds since 1970 of the last answer; `None` before the first.
    pub fn answered_at(&self) -> Option<i64> {
        self.state.schedule.answered_at.map(Timestamp::as_second)
    }

    fn inputs(&self, conditions: Conditions, now: Timestamp) -> Inputs {
        Inputs { now, conditions, within: Within::default(), device: self.device, lead_pictures: 0 }
    }

    /// As the statement of the store: of the newest pages those that were checked longest ago.
    fn pools(&self, edition: &EditionId) -> PagePools {
        let mut oldest: Vec<&KnownPage> = self.pages.iter().collect();
        oldest.sort_by_key(|page| page.checked_at);
        let most = usize::try_from(due::REVALIDATED).unwrap_or(usize::MAX);
        let unchecked = oldest.into_iter().take(most).map(|page| self.revalidation(edition, page)).collect();
        PagePools { unchecked, ..PagePools::default() }
    }

    fn revalidation(&self, edition: &EditionId, page: &KnownPage) -> DuePage {
        let at = Timestamp::from_second(page.checked_at).unwrap_or_default();
        let at = at.checked_add(SignedDuration::from_hours(30 * 24)).unwrap_or(at);
        DuePage {
            validators: Validators { etag: Some(format!("\"{}\"", page.revision)), last_modified: None },
            base: self.state.listing.as_ref().map(|listing| listing.base.clone()),
            due: Due { at, reason: DueReason::Revalidation, failures: 0 },
            has_text: true,
            ..missing(edition, page.number, at)
        }
    }
}

/// Notes the validators of a body. Returns the articles that it brought.
fn note_body(known: &mut ListingResource, answer: SimulatedAnswer, now: Timestamp) -> Vec<u32> {
    let SimulatedAnswer::Rows { etag, bytes, new } = answer else { return Vec::new() };
    known.validators = Validators { etag: Some(etag), last_modified: None };
    (known.wire_bytes, known.body_at) = (Some(bytes), Some(now));
    new
}

/// As the statement of the store that saves a schedule: earlier hints are obeyed with it.
fn obeyed(schedule: &Schedule) -> Schedule {
    Schedule { hint_at: None, hinted_at: schedule.hint_at.or(schedule.hinted_at), ..*schedule }
}

/// The page of a row that came now.
fn missing(edition: &EditionId, number: u32, now: Timestamp) -> DuePage {
    DuePage {
        resource: i64::from(number),
        item: i64::from(number),
        key: ItemKey::article(edition.clone(), number.to_string()),
        validators: Validators::default(),
        base: None,
        title: None,
        wire_bytes: None,
        due: Due { at: now, reason: DueReason::Missing, failures: 0 },
        next: NextRequest::default(),
        checked_at: None,
        has_text: false,
    }
}
