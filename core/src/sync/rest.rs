//! Which base addresses of a section are left alone, until when and why. The plan of a section and the time
//! at which it is due go by the same answer, so a section that is due has a base address to ask. Pure.

use jiff::{SignedDuration, Timestamp};

use super::back_off::{back_off, most_of};
use super::device::Device;
use super::gone::gone_at;
use super::inputs::Inputs;
use super::next_due::NextDue;
use super::period::period;
use super::section_state::SectionState;
use super::target::Target;
use crate::catalog::Base;
use crate::model::{AskedBy, NextDueReason};
use crate::store::{HostFailure, HostWait, Schedule};

/// The longest time that a device waits after a moment that is the same for many devices, such as the end of
/// a fresh answer.
pub(super) const SPREAD: SignedDuration = SignedDuration::from_mins(5);

/// Until when a base address is left alone, and why; `None` if it may be asked now. A person waits for
/// `Retry-After` alone. In the background there are also hosts that do not answer, and base addresses at
/// which the site took all listings away.
pub(super) fn rest_of(target: &Target, base: &Base, state: &SectionState, inputs: Inputs) -> Option<NextDue> {
    let Inputs { now, device, .. } = inputs;
    let host = base.authority();
    let wait = state.waits.get(host).copied();
    let ends = match inputs.conditions.asked_by {
        AskedBy::Person => vec![(wait.map(|wait| wait.until), NextDueReason::HostAskedToWait)],
        AskedBy::Background => {
            let failure = state.host_failures.get(host);
            let failed = failure.and_then(|failure| failed_until(host, *failure, device, now));
            let wait = wait.map(|wait| spread(wait, &state.schedule, device));
            let gone = gone_at(target, base, &state.known, now);
            vec![
                (gone, NextDueReason::Gone),
                (failed, NextDueReason::Failed),
                (wait, NextDueReason::HostAskedToWait),
            ]
        }
    };
    let ends = ends.into_iter().filter_map(|(at, reason)| Some(NextDue { at: at?, reason }));
    ends.filter(|rest| rest.at > now).max_by_key(|rest| rest.at)
}

/// When the first base address may be asked again, and why not sooner; `None` if one may be asked now.
pub(super) fn all_rest(target: &Target, state: &SectionState, inputs: Inputs) -> Option<NextDue> {
    let rests = target.edition.bases.iter().map(|base| rest_of(target, base, state, inputs));
    rests.collect::<Option<Vec<_>>>()?.into_iter().min_by_key(|rest| rest.at)
}

/// Until when a host that did not answer is left alone. A failure that a clock ahead noted does not count.
fn failed_until(host: &str, failure: HostFailure, device: Device, now: Timestamp) -> Option<Timestamp> {
    let wait = back_off(failure.failures, most_of(device.shortest), device.dice(&["host", host]));
    failure.at.checked_add(wait).ok().filter(|_| failure.at <= now)
}

/// The end of a `Retry-After` may be the same moment for all devices, so each one adds a time of its own. It
/// is the same for all hosts: a section waits for the first of its hosts, and the first of several random
/// times comes early. Who looks again after the end need not wait for it.
fn spread(wait: HostWait, schedule: &Schedule, device: Device) -> Timestamp {
    let added = device.dice(&["wait"]).part_of(longest_spread(wait, schedule, device));
    wait.until.checked_add(added).unwrap_or(wait.until)
}

/// Twice as long as the host asked to wait, because the longer that is, the more devices are waiting. It is
/// at least the shortest period, and at most that of the section, over which its schedule spreads all
/// devices.
fn longest_spread(wait: HostWait, schedule: &Schedule, device: Device) -> SignedDuration {
    let asked_for = wait.noted_at.map_or(SignedDuration::ZERO, |at| wait.until.duration_since(at));
    asked_for.saturating_mul(2).min(period(schedule, device)).max(device.shortest)
}

#[cfg(test)]
#[path = "rest_tests.rs"]
mod tests;
