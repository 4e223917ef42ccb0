use std::collections::BTreeMap;

use super::*;
use crate::catalog::Editions;
use crate::model::{Conditions, Periods, SyncRequest};
use crate::store::{Gone, ListingResource};
use crate::sync::data_use::Within;
use crate::sync::plan::SectionPlan;
use crate::sync::schedule::next_due;
use crate::sync::target::targets;

/// 2 May 2024, 09:30 UTC.
const NOW: Timestamp = Timestamp::constant(1_714_642_200, 0);

fn ago(minutes: i64) -> Timestamp {
    NOW - SignedDuration::from_mins(minutes)
}

fn inputs(seed: u64, conditions: Conditions) -> Inputs {
    let device = Device::of(seed, Periods::default());
    Inputs { now: NOW, conditions, within: Within::default(), device, lead_pictures: 0 }
}

/// The English news with their first two base addresses.
fn english() -> Target {
    let request = SyncRequest::of(["en".parse().unwrap()]);
    let mut target = targets(&Editions::embedded(), &request).unwrap().remove(0);
    std::sync::Arc::make_mut(&mut target.edition).bases.truncate(2);
    target
}

/// All listings of a base address, taken away days ago and asked two hours ago.
fn gone(target: &Target, base: usize) -> Vec<ListingResource> {
    let gone = Some(Gone { count: 9, since: ago(9 * 24 * 60), at: ago(120) });
    let base = target.edition.bases[base].as_str();
    let names = target.section.listings.iter().map(|listing| &listing.name);
    let mut known: Vec<_> = names.map(|name| ListingResource::came(base, name, ago(120))).collect();
    known.iter_mut().for_each(|known| known.gone = gone);
    known
}

fn hosts<T: Clone>(target: &Target, bases: &[usize], value: T) -> BTreeMap<String, T> {
    let name = |at: &usize| target.edition.bases[*at].authority().to_owned();
    bases.iter().map(|at| (name(at), value.clone())).collect()
}

/// Seen: with one base address whose host did not answer and one whose listings were gone, a section was due
/// and had no address to ask. So the whole sync ended as an internal error.
#[test]
fn a_section_is_due_exactly_when_one_of_its_bases_may_be_asked() {
    let target = english();
    let state = |waits: &[usize], failed: &[usize], gone_at: &[usize]| SectionState {
        waits: hosts(&target, waits, wait_of(91)),
        host_failures: hosts(&target, failed, HostFailure { failures: 9, at: NOW }),
        known: gone_at.iter().flat_map(|base| gone(&target, *base)).collect(),
        ..SectionState::default()
    };
    for seed in 0..50 {
        for (waits, failed, gone, reason) in [
            (&[][..], &[0][..], &[1][..], Some(NextDueReason::Failed)),
            (&[1], &[0], &[], Some(NextDueReason::Failed)),
            (&[0], &[], &[1], Some(NextDueReason::HostAskedToWait)),
            (&[0, 1], &[], &[], Some(NextDueReason::HostAskedToWait)),
            (&[], &[], &[0, 1], Some(NextDueReason::Gone)),
            (&[], &[0], &[0, 1], Some(NextDueReason::Gone)),
            (&[0], &[], &[0], None),
            (&[], &[], &[1], None),
        ] {
            for conditions in [Conditions::background(), Conditions::person()] {
                let state = state(waits, failed, gone);
                let inputs = inputs(seed, conditions);

                let due = next_due(&target, &state, inputs);
                let plan = SectionPlan::of(target.clone(), state, inputs);

                let case = format!("{waits:?} {failed:?} {gone:?} {conditions:?}");
                assert_eq!(due.at > NOW, plan.bases.is_empty(), "{case}");
                if conditions == Conditions::background() {
                    assert_eq!(reason, Some(due.reason).filter(|_| due.at > NOW), "{case}");
                }
            }
        }
    }
}

/// A wait that ends in 90 minutes, and for which a host asked so many minutes before its end.
fn wait_of(minutes: i64) -> HostWait {
    let until = ago(-90);
    HostWait { until, noted_at: Some(until - SignedDuration::from_mins(minutes)) }
}

/// The shortest and the longest time in minutes that devices add to the end of a wait, if the usual gap of
/// the section is so many minutes.
fn added(wait: HostWait, gap: i64) -> (i64, i64) {
    let target = english();
    let usual_gap = Some(SignedDuration::from_mins(gap));
    let schedule = Schedule { asked_at: Some(ago(1_000)), usual_gap, failures: 1, ..Schedule::default() };
    let state = SectionState { waits: hosts(&target, &[0, 1], wait), schedule, ..SectionState::default() };
    let added = |seed| {
        let due = next_due(&target, &state, inputs(seed, Conditions::background()));
        due.at.duration_since(wait.until).as_secs() / 60
    };
    let added: Vec<i64> = (0..1_000).map(added).collect();
    (*added.iter().min().unwrap(), *added.iter().max().unwrap())
}

/// A `Retry-After` may end at the same moment for all devices. The longer it is, the more devices wait.
/// Seen: the time since the last listing of the section counted, and another section was asked to wait.
#[test]
fn devices_that_a_host_asked_to_wait_come_back_spread_over_twice_that_time_within_their_period() {
    let of_older_version = HostWait { noted_at: None, ..wait_of(0) };
    for (wait, gap, longest) in [
        (wait_of(91), 30, 15),
        (wait_of(91), 130, 60),
        (wait_of(91), 1_500, 182),
        (wait_of(100), 1_500, 200),
        (wait_of(2), 1_500, 15),
        (of_older_version, 1_500, 15),
    ] {
        let (first, last) = added(wait, gap);

        assert!(
            first <= longest / 30 && (longest * 29 / 30..longest).contains(&last),
            "{first}, {last}: {wait:?}"
        );
    }
}

/// Found by the simulation of a fleet: each host had a time of its own, and the first of three came early. So
/// three times as many devices as usual came in the first minute.
#[test]
fn each_minute_after_a_wait_brings_as_many_devices_and_a_person_comes_at_its_end() {
    let target = english();
    let state = SectionState { waits: hosts(&target, &[0, 1], wait_of(0)), ..SectionState::default() };
    let wait = |seed, conditions| {
        let due = next_due(&target, &state, inputs(seed, conditions));
        due.at.duration_since(NOW).as_secs()
    };
    let mut each_minute = [0_u32; 15];
    for seed in 0..3_000 {
        let minute = (wait(seed, Conditions::background()) - 5_400) / 60;
        each_minute[usize::try_from(minute).unwrap()] += 1;
    }

    assert!(each_minute.iter().all(|count| (150..250).contains(count)), "{each_minute:?}");
    assert_eq!(wait(7, Conditions::person()), 5_400);
}
