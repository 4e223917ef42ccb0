//! Politeness as a property: for any sequence of answers, under a simulated clock, a section is never
//! requested before a time that the site asked for, and never later than its cap.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::back_off::most_of;
use super::data_use::Within;
use super::device::Device;
use super::inputs::Inputs;
use super::period::period;
use super::rest::SPREAD;
use super::schedule::{after_answer, after_failure, next_due};
use super::section_state::SectionState;
use super::target::{Target, targets};
use crate::catalog::Editions;
use crate::model::{AskedBy, Conditions, Periods, SyncRequest};
use crate::store::{Gone, HostFailure, HostWait, ListingResource, NextRequest, Schedule, StoredListing};

const HOST: &str = "en.ifilmtv.ir";

/// What the site answers to one request.
#[derive(Debug, Clone, Copy)]
enum Answer {
    /// 200 with rows, of which so many are new.
    Rows { news: u32 },
    /// 304.
    Unchanged,
    /// Another status, or a body that is no listing.
    Failure,
    /// 410.
    Gone,
    /// No answer, or 429 and 503 without a time.
    HostFailure,
    /// 429 or 503 with `Retry-After`.
    Refused { minutes: i64 },
}

/// One request of the simulation.
#[derive(Debug, Clone, Copy)]
struct Step {
    answer: Answer,
    /// How long the answer is fresh, if it says so.
    fresh_minutes: Option<i64>,
    /// Who sends the request.
    asked_by: AskedBy,
    /// How long after it may, or for a person, after the last one.
    late_minutes: i64,
}

fn answers() -> impl Strategy<Value = Answer> {
    prop_oneof![
        3 => (0..40_u32).prop_map(|news| Answer::Rows { news }),
        2 => Just(Answer::Unchanged),
        2 => Just(Answer::Failure),
        2 => Just(Answer::Gone),
        2 => Just(Answer::HostFailure),
        1 => (0..1_441_i64).prop_map(|minutes| Answer::Refused { minutes }),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let person = prop_oneof![4 => Just(AskedBy::Background), 1 => Just(AskedBy::Person)];
    let late = prop_oneof![2 => Just(0), 2 => 0..30_i64, 1 => 0..3_000_i64];
    let fresh = prop_oneof![2 => Just(None), 1 => (1..1_441_i64).prop_map(Some)];
    let step =
        (answers(), fresh, person, late).prop_map(|(answer, fresh_minutes, asked_by, late_minutes)| Step {
            answer,
            fresh_minutes,
            asked_by,
            late_minutes,
        });
    prop::collection::vec(step, 1..60)
}

/// What the site asked for with its last answers, and the longest time that we may wait after the last one.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    /// The end of the longest `Retry-After`.
    retry_after: Timestamp,
    /// Twice its length.
    twice_asked_for: SignedDuration,
    /// Until when the last answer is fresh.
    not_before: Timestamp,
    earliest: Timestamp,
    latest: Timestamp,
}

struct Simulation {
    target: Target,
    state: SectionState,
    device: Device,
    now: Timestamp,
    bounds: Bounds,
}

impl Simulation {
    fn begin(seed: u64) -> Self {
        let now = Timestamp::UNIX_EPOCH;
        let mut target =
            targets(&Editions::embedded(), &SyncRequest::of(["en".parse().unwrap()])).unwrap().remove(0);
        std::sync::Arc::make_mut(&mut target.edition).bases.truncate(1);
        std::sync::Arc::make_mut(&mut target.section).listings.truncate(1);
        let (base, candidate) = (target.edition.bases[0].as_str(), target.section.listings[0].name.clone());
        let known = vec![ListingResource::came(base, &candidate, now)];
        let listing = Some(StoredListing { candidate, base: base.to_owned(), checked_at: now });
        let state = SectionState { known, listing, ..SectionState::default() };
        let bounds = Bounds {
            retry_after: now,
            twice_asked_for: SignedDuration::ZERO,
            not_before: now,
            earliest: now,
            latest: now,
        };
        Self { target, state, device: Device::of(seed, Periods::default()), now, bounds }
    }

    /// When a request may be sent.
    fn due(&self, asked_by: AskedBy) -> Timestamp {
        let conditions = Conditions { asked_by, ..Conditions::default() };
        let (now, device) = (self.now, self.device);
        let inputs = Inputs { now, conditions, within: Within::default(), device, lead_pictures: 0 };
        next_due(&self.target, &self.state, inputs).at
    }

    /// Moves the clock to the next request of this step.
    fn wait(&mut self, step: Step) {
        let late = SignedDuration::from_mins(step.late_minutes);
        if step.asked_by == AskedBy::Person {
            self.now += late;
        }
        self.now = self.due(step.asked_by);
        if step.asked_by == AskedBy::Background {
            self.now += late;
        }
        self.state.waits.retain(|_, wait| wait.until > self.now);
    }

    /// Stores the answer, as a sync would.
    fn take(&mut self, step: Step) {
        let (now, known) = (self.now, self.state.schedule);
        let not_before = step.fresh_minutes.map(|minutes| now + SignedDuration::from_mins(minutes));
        match step.answer {
            Answer::Rows { news } => self.well(news, not_before),
            Answer::Unchanged => self.well(0, not_before),
            Answer::Failure | Answer::Gone | Answer::HostFailure | Answer::Refused { .. } => {
                self.state.schedule = after_failure(&known, now);
                self.state.known[0].next = NextRequest::default();
            }
        }
        match step.answer {
            Answer::Gone => {
                let (count, since) =
                    self.state.known[0].gone.map_or((0, now), |gone| (gone.count, gone.since));
                self.state.known[0].gone = Some(Gone { count: count + 1, since, at: now });
            }
            Answer::HostFailure => {
                let failures = self.state.host_failures.get(HOST).map_or(0, |failure| failure.failures);
                let failure = HostFailure { failures: failures + 1, at: now };
                self.state.host_failures.insert(HOST.to_owned(), failure);
            }
            Answer::Refused { minutes } => {
                let until = now + SignedDuration::from_mins(minutes);
                self.state.waits.insert(HOST.to_owned(), HostWait { until, noted_at: Some(now) });
            }
            _ => {}
        }
        if !matches!(step.answer, Answer::HostFailure | Answer::Refused { .. }) {
            self.state.host_failures.clear();
        }
        self.note_bounds(step);
    }

    fn well(&mut self, news: u32, not_before: Option<Timestamp>) {
        let schedule = after_answer(&self.state.schedule, news, self.device, self.now);
        self.state.schedule = Schedule { is_unfinished: false, ..schedule };
        let known = &mut self.state.known[0];
        (known.checked_at, known.gone) = (Some(self.now), None);
        known.next = NextRequest { not_before, moved: None };
    }

    /// The bounds after this answer, said in another way than the code does.
    fn note_bounds(&mut self, step: Step) {
        let is_well = matches!(step.answer, Answer::Rows { .. } | Answer::Unchanged);
        let now = self.now;
        self.bounds.not_before = now;
        if let (true, Some(minutes)) = (is_well, step.fresh_minutes) {
            self.bounds.not_before = now + SignedDuration::from_mins(minutes);
        }
        if let Answer::Refused { minutes } = step.answer {
            self.bounds.retry_after = now + SignedDuration::from_mins(minutes);
            self.bounds.twice_asked_for = SignedDuration::from_mins(2 * minutes);
        }
        let gone = self.state.known[0].gone;
        let is_gone = gone.is_some_and(|gone| {
            gone.count >= 3 && gone.at.duration_since(gone.since) >= SignedDuration::from_hours(48)
        });
        let cap = match is_well {
            true => self.device.longest,
            false => most_of(period(&self.state.schedule, self.device)).max(most_of(self.device.shortest)),
        };
        let gone_end = gone.filter(|_| is_gone).map_or(now, |gone| gone.at + SignedDuration::from_hours(24));
        let fresh_end = self.bounds.not_before + SPREAD;
        let period = period(&self.state.schedule, self.device);
        let spread = self.bounds.twice_asked_for.min(period).max(self.device.shortest);
        let wait_end = self.bounds.retry_after + spread;
        self.bounds.latest = (now + cap).max(gone_end).max(fresh_end).max(wait_end);
        self.bounds.earliest = if is_well { now + self.device.shortest } else { now };
    }
}

proptest! {
    #[test]
    fn a_section_is_requested_no_sooner_than_the_site_allows_and_no_later_than_its_cap(
        seed in any::<u64>(),
        steps in steps(),
    ) {
        let mut simulation = Simulation::begin(seed);
        for step in steps {
            let bounds = simulation.bounds;
            let background = simulation.due(AskedBy::Background);
            prop_assert!(background <= bounds.latest.max(simulation.now), "{background} {bounds:?}");
            prop_assert!(background >= bounds.earliest, "{background} {bounds:?}");

            simulation.wait(step);

            let now = simulation.now;
            prop_assert!(now >= bounds.retry_after, "{now} {bounds:?}");
            if step.asked_by == AskedBy::Background {
                prop_assert!(now >= bounds.not_before, "{now} {bounds:?}");
            }
            simulation.take(step);
        }
    }
}
