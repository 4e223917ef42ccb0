//! When a section is requested next in the background, and why then. Pure.
//!
//! Its period is half of the usual time between two changes of its listing, rounded down to a step of a
//! ladder. Each device has a grid of its own for each section, so many devices are spread over the period,
//! also after an outage that hit them at once.

use jiff::{SignedDuration, Timestamp};

use super::back_off::{back_off, most_of};
use super::device::Device;
use super::dice::Dice;
use super::due;
use super::inputs::Inputs;
use super::next_due::NextDue;
use super::period::{mean, period};
use super::rest::{SPREAD, all_rest};
use super::section_state::SectionState;
use super::target::Target;
use crate::catalog::DocumentType;
use crate::model::{AskedBy, NextDueReason};
use crate::source::LONGEST_FRESH;
use crate::store::{ListingResource, Schedule};

/// When a section is due, never before now. A person waits for `Retry-After` alone.
pub(super) fn next_due(target: &Target, state: &SectionState, inputs: Inputs) -> NextDue {
    let now = inputs.now;
    let due = match inputs.conditions.asked_by {
        AskedBy::Person => NextDue { at: now, reason: NextDueReason::Person },
        AskedBy::Background => in_background(target, state, inputs),
    };
    match all_rest(target, state, inputs) {
        Some(rest) if rest.at >= due.at => rest,
        _ => NextDue { at: due.at.max(now), ..due },
    }
}

fn in_background(target: &Target, state: &SectionState, inputs: Inputs) -> NextDue {
    let Inputs { now, device, .. } = inputs;
    let dice = dice_of(target, device);
    let due = by_schedule(&state.schedule, device, dice, now);
    let due = hinted(due, &state.schedule, device, now);
    let due = at_midnight(due, target, &state.schedule, dice);
    let spread = dice.part_of(SPREAD);
    match last_answered(state).and_then(|known| fresh_until(known, now, spread)) {
        // Behind a cache of the site the answers for all devices end at the same moment.
        Some(until) if until > due.at => NextDue { at: plus(until, spread), reason: NextDueReason::Fresh },
        _ => due,
    }
}

/// A guide is due after the midnight of its edition, at a time of each device, or earlier by its schedule.
fn at_midnight(due: NextDue, target: &Target, schedule: &Schedule, dice: Dice) -> NextDue {
    let (section, edition) = (&target.section, &target.edition);
    let has_guide = section.listings.iter().any(|listing| listing.document == DocumentType::Guide);
    let zone = section.zone.as_ref().unwrap_or(&edition.zone).time_zone();
    let came_at = schedule.answered_at.filter(|_| has_guide && schedule.failures == 0);
    match came_at.map(|came_at| plus(due::guide(came_at, zone), dice.part_of(SPREAD))) {
        Some(at) if at < due.at => NextDue { at, reason: NextDueReason::Schedule },
        _ => due,
    }
}

fn dice_of(target: &Target, device: Device) -> Dice {
    device.dice(&["section", target.edition.id.as_str(), target.section.section.as_str()])
}

fn by_schedule(schedule: &Schedule, device: Device, dice: Dice, now: Timestamp) -> NextDue {
    let Some(asked_at) = schedule.asked_at else {
        return NextDue { at: now, reason: NextDueReason::NeverRequested };
    };
    if asked_at > now {
        // The clock was set back, so nobody knows how long ago that was.
        return NextDue { at: now, reason: NextDueReason::Schedule };
    }
    let period = period(schedule, device);
    match schedule {
        Schedule { failures: 0, is_unfinished: true, .. } => {
            let at = plus(plus(asked_at, device.shortest), dice.part_of(SPREAD));
            NextDue { at, reason: NextDueReason::Unfinished }
        }
        Schedule { failures: 0, .. } => {
            NextDue { at: on_grid(asked_at, Grid::of(period, device), dice), reason: NextDueReason::Schedule }
        }
        Schedule { failures, .. } => {
            let wait = back_off(*failures, most_of(period), dice);
            NextDue { at: plus(asked_at, wait), reason: NextDueReason::Failed }
        }
    }
}

/// The times at which a device asks for a section with this period. They are the same distance apart, and
/// each device has its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grid {
    step: SignedDuration,
    /// The least time from a request to the next one.
    least: SignedDuration,
}

impl Grid {
    /// The next request comes between `least` and `least + step` after the last one. Both are within the
    /// bounds of the device, so no time is moved to a bound, at which all devices would meet. The step is
    /// longer than the shortest period, so that a request that came a little late does not miss the next
    /// time.
    fn of(period: SignedDuration, device: Device) -> Self {
        let shortest = device.shortest;
        let longest = device.longest.max(shortest.saturating_mul(3) / 2);
        let step = period.max(shortest.saturating_mul(4) / 3).min(longest.saturating_mul(2) / 3);
        let least = shortest.max(step / 2);
        Self { step: step.min(longest.saturating_sub(least)), least }
    }
}

/// The first time on the grid of this device that is at least `least` after the last request.
fn on_grid(asked_at: Timestamp, grid: Grid, dice: Dice) -> Timestamp {
    let milliseconds = |time: SignedDuration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    let (step, least) = (milliseconds(grid.step).max(1), milliseconds(grid.least));
    let offset = milliseconds(dice.part_of(grid.step));
    let earliest = asked_at.as_millisecond().saturating_add(least);
    let since = earliest.saturating_sub(offset).saturating_sub(1);
    let steps = since.div_euclid(step).saturating_add(1);
    let at = steps.saturating_mul(step).saturating_add(offset);
    Timestamp::from_millisecond(at).unwrap_or(asked_at)
}

/// A hint of a push makes a section due earlier. It counts more than the schedule and than a failure.
fn hinted(due: NextDue, schedule: &Schedule, device: Device, now: Timestamp) -> NextDue {
    let hint = schedule.hint_at.map(|at| at.min(latest_hint(device, now)));
    match hint {
        Some(at) if at < due.at => NextDue { at, reason: NextDueReason::Hint },
        _ => due,
    }
}

/// When a push that comes now makes a section due: after two thirds of the time that its schedule would wait,
/// or sooner, but at least the shortest period after the last time that a push did. A hint that was not
/// obeyed yet stays. A push reaches all devices at once, and so they ask half as often again as before. That
/// leaves room for the people who open the app, and for the new pages that every sync then requests.
pub(super) fn hint_at(target: &Target, schedule: &Schedule, device: Device, now: Timestamp) -> Timestamp {
    let latest = latest_hint(device, now);
    let pending = schedule.hint_at.filter(|at| *at <= latest);
    let after_last = schedule.hinted_at.map(|last| plus(last, device.shortest)).filter(|at| *at <= latest);
    let due = by_schedule(schedule, device, dice_of(target, device), now).at;
    let forward = plus(now, moved_forward(due.duration_since(now), schedule, device));
    // Another value, because a sync that runs now forgets only the hint that it knew when it began.
    let pending = pending.map(|at| plus(at, SignedDuration::from_millis(1)));
    pending.unwrap_or_else(|| after_last.unwrap_or(now).max(forward))
}

/// Two thirds of a wait. If the period is long, the part that brings the longest wait down to the longest
/// wait after a push. A part keeps the devices as evenly spread as they were.
fn moved_forward(wait: SignedDuration, schedule: &Schedule, device: Device) -> SignedDuration {
    let Grid { step, least } = Grid::of(period(schedule, device), device);
    let longest = step.saturating_add(least).as_secs_f64();
    let part = (most_after_hint(device).as_secs_f64() / longest).min(AFTER_HINT);
    SignedDuration::try_from_secs_f64(wait.as_secs_f64().max(0.0) * part).unwrap_or(SignedDuration::ZERO)
}

/// The part of a wait that a push leaves.
const AFTER_HINT: f64 = 2.0 / 3.0;

/// A push is obeyed within this time, so a later time was noted by a clock that was ahead.
fn latest_hint(device: Device, now: Timestamp) -> Timestamp {
    plus(now, most_after_hint(device))
}

fn most_after_hint(device: Device) -> SignedDuration {
    device.shortest.saturating_mul(2)
}

/// The listing that gave rows last.
fn last_answered(state: &SectionState) -> Option<&ListingResource> {
    let last = state.listing.as_ref()?;
    state.known.iter().find(|known| known.base == last.base && known.candidate == last.candidate)
}

/// Until when an answer is fresh; `None` if that and the spread are over. A time that a clock ahead noted
/// does not count.
fn fresh_until(known: &ListingResource, now: Timestamp, spread: SignedDuration) -> Option<Timestamp> {
    let counts = |until: &Timestamp| plus(*until, spread) > now && *until <= plus(now, LONGEST_FRESH);
    let until = known.next.not_before.filter(counts)?;
    known.checked_at.is_some_and(|at| at <= now).then_some(until)
}

/// The schedule after an answer with rows or a 304. `news` is the number of items that it brought or changed.
pub(super) fn after_answer(known: &Schedule, news: u32, device: Device, now: Timestamp) -> Schedule {
    let was_set_back =
        [known.asked_at, known.answered_at, known.changed_at].iter().flatten().any(|at| *at > now);
    let changed_at = known.changed_at.filter(|_| !was_set_back);
    let gap = changed_at.and_then(|changed| gap(known, changed, device, now));
    let gap = gap.filter(|_| news > 0).map(|gap| gap / i32::try_from(news).unwrap_or(i32::MAX));
    let usual_gap = match (known.usual_gap, gap) {
        (Some(usual), Some(gap)) => Some(mean(usual, gap)),
        (usual, gap) => gap.or(usual),
    };
    let changed_at = if news > 0 { Some(now) } else { changed_at.or(Some(now)) };
    // The clock may be right again at the next answer. Then a time that it showed now says nothing.
    let changed_at = changed_at.filter(|_| !was_set_back);
    let (asked_at, answered_at) = (Some(now), Some(now));
    Schedule { asked_at, answered_at, changed_at, usual_gap, failures: 0, is_unfinished: true, ..*known }
}

/// The time since the last change. While nobody asked, it may have changed several times, so no more than a
/// period and a half of that counts. Longer than twice the longest period makes no difference.
fn gap(known: &Schedule, changed_at: Timestamp, device: Device, now: Timestamp) -> Option<SignedDuration> {
    let answered_at = known.answered_at.filter(|at| *at <= now && *at >= changed_at)?;
    let unasked = now.duration_since(answered_at).min(period(known, device).saturating_mul(3) / 2);
    let gap = answered_at.duration_since(changed_at).saturating_add(unasked);
    Some(gap.min(device.longest.saturating_mul(2))).filter(|gap| gap.is_positive())
}

/// The schedule after a sync in which no listing gave rows.
pub(super) fn after_failure(known: &Schedule, now: Timestamp) -> Schedule {
    Schedule { asked_at: Some(now), failures: known.failures.saturating_add(1), ..*known }
}

fn plus(at: Timestamp, time: SignedDuration) -> Timestamp {
    at.checked_add(time).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
