//! When a section is requested next in the background, and why then. Pure.
//!
//! Its period is half of the usual time between two changes of its listing, rounded down to a step of a
//! ladder. Each device has a grid of its own for each section, so many devices are spread over the period,
//! also after an outage that hit them at once.

use jiff::{SignedDuration, Timestamp};

use super::back_off::{back_off, most_of};
use super::base_order::{all_wait, resting_hosts};
use super::device::Device;
use super::dice::Dice;
use super::gone::all_gone_until;
use super::inputs::Inputs;
use super::section_state::SectionState;
use super::target::Target;
use crate::model::{AskedBy, NextDueReason, SkipReason};
use crate::source::LONGEST_FRESH;
use crate::store::{ListingResource, Schedule};

/// When a section is due, and why then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NextDue {
    pub(super) at: Timestamp,
    pub(super) reason: NextDueReason,
}

impl NextDue {
    /// Why the section is skipped until then.
    pub(super) fn skip_reason(self) -> SkipReason {
        match self.reason {
            NextDueReason::HostAskedToWait => SkipReason::HostAskedToWait,
            _ => SkipReason::NotDue,
        }
    }
}

/// The usual time between two changes, before two were seen.
const USUAL_GAP: SignedDuration = SignedDuration::from_hours(2);

/// When a section is due, never before now. A person waits for `Retry-After` alone.
pub(super) fn next_due(target: &Target, state: &SectionState, inputs: Inputs) -> NextDue {
    let now = inputs.now;
    let due = match inputs.conditions.asked_by {
        AskedBy::Person => NextDue { at: now, reason: NextDueReason::Person },
        AskedBy::Background => in_background(target, state, inputs),
    };
    match all_wait(&target.edition.bases, &state.waits) {
        Some(at) if at >= due.at => NextDue { at, reason: NextDueReason::HostAskedToWait },
        _ => NextDue { at: due.at.max(now), ..due },
    }
}

fn in_background(target: &Target, state: &SectionState, inputs: Inputs) -> NextDue {
    let Inputs { now, device, .. } = inputs;
    let dice = dice_of(target, device);
    let due = hinted(by_schedule(&state.schedule, device, dice, now), &state.schedule, device, now);
    let due =
        later(due, last_answered(state).and_then(|known| fresh_until(known, now)), NextDueReason::Fresh);
    let due = later(due, all_gone_until(target, &state.known, now), NextDueReason::Gone);
    let rests = resting_hosts(&target.edition.bases, &state.host_failures, &state.waits, device, now);
    later(due, all_wait(&target.edition.bases, &rests), NextDueReason::Failed)
}

fn dice_of(target: &Target, device: Device) -> Dice {
    device.dice(&["section", target.edition.id.as_str(), target.section.section.as_str()])
}

fn later(due: NextDue, at: Option<Timestamp>, reason: NextDueReason) -> NextDue {
    match at {
        Some(at) if at > due.at => NextDue { at, reason },
        _ => due,
    }
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
            NextDue { at: plus(asked_at, device.shortest), reason: NextDueReason::Unfinished }
        }
        Schedule { failures: 0, .. } => {
            let at = on_grid(asked_at, period, dice)
                .clamp(plus(asked_at, device.shortest), plus(asked_at, device.longest.max(device.shortest)));
            NextDue { at, reason: NextDueReason::Schedule }
        }
        Schedule { failures, .. } => {
            let wait = back_off(*failures, most_of(period), dice);
            NextDue { at: plus(asked_at, wait), reason: NextDueReason::Failed }
        }
    }
}

/// The first time on the grid of this device that is more than half a period after the last request.
fn on_grid(asked_at: Timestamp, period: SignedDuration, dice: Dice) -> Timestamp {
    let whole = i64::try_from(period.as_millis()).unwrap_or(i64::MAX).max(1);
    let offset = i64::try_from(dice.part_of(period).as_millis()).unwrap_or_default();
    let since = asked_at.as_millisecond().saturating_add(whole / 2).saturating_sub(offset);
    let steps = since.div_euclid(whole).saturating_add(1);
    let at = steps.saturating_mul(whole).saturating_add(offset);
    Timestamp::from_millisecond(at).unwrap_or(asked_at)
}

/// How long the section may rest: the highest step of the ladder up to half of the expected gap. The ladder
/// begins at the shortest period and doubles. While the listing comes and stays as it is, the expected gap
/// grows.
pub(super) fn period(schedule: &Schedule, device: Device) -> SignedDuration {
    let usual = schedule.usual_gap.unwrap_or(USUAL_GAP);
    let quiet = schedule.answered_at.zip(schedule.changed_at);
    let quiet = quiet.map(|(answered, changed)| answered.duration_since(changed));
    let expected = usual.max(mean(usual, quiet.unwrap_or_default()));
    let mut step = device.shortest;
    while step.saturating_mul(2) <= expected / 2 && step < device.longest {
        step = step.saturating_mul(2);
    }
    step.min(device.longest)
}

/// A hint of a push makes a section due earlier. It counts more than the schedule and than a failure.
fn hinted(due: NextDue, schedule: &Schedule, device: Device, now: Timestamp) -> NextDue {
    let hint = schedule.hint_at.map(|at| at.min(latest_hint(device, now)));
    match hint {
        Some(at) if at < due.at => NextDue { at, reason: NextDueReason::Hint },
        _ => due,
    }
}

/// When a push that comes now makes a section due: after half of the time that its schedule would wait, or
/// sooner, but at least the shortest period after the last time that a push did. A hint that was not obeyed
/// yet stays. A push reaches all devices at once, and so they ask no more than twice as often as before.
pub(super) fn hint_at(target: &Target, schedule: &Schedule, device: Device, now: Timestamp) -> Timestamp {
    let latest = latest_hint(device, now);
    let pending = schedule.hint_at.filter(|at| *at <= latest);
    let after_last = schedule.hinted_at.map(|last| plus(last, device.shortest)).filter(|at| *at <= latest);
    let due = by_schedule(schedule, device, dice_of(target, device), now).at;
    let forward = plus(now, moved_forward(due.duration_since(now), schedule, device));
    pending.unwrap_or_else(|| after_last.unwrap_or(now).max(forward))
}

/// Half of a wait. If the period is long, it is the part that brings the longest wait, a period and a half,
/// down to the longest wait after a push. A part keeps the devices as evenly spread as they were.
fn moved_forward(wait: SignedDuration, schedule: &Schedule, device: Device) -> SignedDuration {
    let longest = period(schedule, device).as_secs_f64() * 1.5;
    let part = (most_after_hint(device).as_secs_f64() / longest).min(0.5);
    SignedDuration::try_from_secs_f64(wait.as_secs_f64().max(0.0) * part).unwrap_or(SignedDuration::ZERO)
}

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

/// Until when an answer is fresh; `None` if it is not. A time that a clock ahead noted does not count.
fn fresh_until(known: &ListingResource, now: Timestamp) -> Option<Timestamp> {
    let until = known.next.not_before.filter(|until| *until > now && *until <= plus(now, LONGEST_FRESH))?;
    known.checked_at.is_some_and(|at| at <= now).then_some(until)
}

/// The schedule after an answer with rows or a 304. `news` is the number of items that it brought or changed.
pub(super) fn after_answer(known: &Schedule, news: u32, device: Device, now: Timestamp) -> Schedule {
    let changed_at = known.changed_at.filter(|at| *at <= now);
    let gap = changed_at.and_then(|changed| gap(known, changed, device, now));
    let gap = gap.filter(|_| news > 0).map(|gap| gap / i32::try_from(news).unwrap_or(i32::MAX));
    let usual_gap = match (known.usual_gap, gap) {
        (Some(usual), Some(gap)) => Some(mean(usual, gap)),
        (usual, gap) => gap.or(usual),
    };
    let changed_at = if news > 0 { Some(now) } else { changed_at.or(Some(now)) };
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

/// A mean in which a longer value counts a quarter, and a shorter one half: who begins to publish is noticed
/// soon.
fn mean(usual: SignedDuration, new: SignedDuration) -> SignedDuration {
    match new < usual {
        true => (usual / 2).saturating_add(new / 2),
        false => (usual.saturating_mul(3) / 4).saturating_add(new / 4),
    }
}

fn plus(at: Timestamp, time: SignedDuration) -> Timestamp {
    at.checked_add(time).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
