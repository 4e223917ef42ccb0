use std::collections::BTreeMap;

use super::*;
use crate::catalog::Editions;
use crate::model::{Conditions, Periods, SyncRequest};
use crate::store::{Gone, HostFailure, NextRequest, StoredListing};
use crate::sync::data_use::Within;
use crate::sync::target::targets;

/// 2 May 2024, 09:30 UTC.
const NOW: Timestamp = Timestamp::constant(1_714_642_200, 0);

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

fn ago(time: i64) -> Timestamp {
    NOW - minutes(time)
}

fn device(seed: u64) -> Device {
    Device::of(seed, Periods::default())
}

/// A section that was requested so many minutes ago, and changes every hour.
fn asked(time: i64) -> Schedule {
    let at = Some(ago(time));
    let (asked_at, answered_at, changed_at) = (at, at, at);
    Schedule { asked_at, answered_at, changed_at, usual_gap: Some(minutes(60)), ..Schedule::default() }
}

fn english() -> Target {
    targets(&Editions::embedded(), &SyncRequest::of(["en".parse().unwrap()])).unwrap().remove(0)
}

/// When the English news are due for a device, in minutes from now, and why.
fn due_of(seed: u64, state: &SectionState, conditions: Conditions) -> (i64, NextDueReason) {
    let (within, device) = (Within::default(), device(seed));
    let inputs = Inputs { now: NOW, conditions, within, device, lead_pictures: 0 };
    let due = next_due(&english(), state, inputs);
    (due.at.duration_since(NOW).as_mins(), due.reason)
}

fn due(state: &SectionState) -> (i64, NextDueReason) {
    due_of(7, state, Conditions::background())
}

fn with(schedule: Schedule) -> SectionState {
    SectionState { schedule, ..SectionState::default() }
}

const BASES: [&str; 3] = ["https://en.ifilmtv.ir", "https://en.ifilmtv.tv", "https://en.ifilmtv.com"];

fn listing(base: &str, candidate: &str) -> ListingResource {
    ListingResource::came(base, candidate, ago(30))
}

#[test]
fn the_period_is_half_of_the_expected_gap_on_a_ladder_between_the_bounds() {
    for (gap, quiet, expected) in [
        (1, 0, 15),
        (59, 0, 15),
        (60, 0, 30),
        (130, 0, 60),
        (4 * 60, 0, 120),
        (1_000_000, 0, 720),
        // Quiet for a night, then for a week.
        (60, 8 * 60, 60),
        (60, 7 * 24 * 60, 720),
    ] {
        let changed_at = Some(ago(quiet));
        let schedule =
            Schedule { asked_at: Some(NOW), changed_at, usual_gap: Some(minutes(gap)), ..asked(0) };

        assert_eq!(period(&schedule, device(7)), minutes(expected), "{gap} {quiet}");
    }
    assert_eq!(period(&Schedule { usual_gap: None, ..asked(0) }, device(7)), minutes(60), "nothing is known");
}

#[test]
fn a_section_that_changes_at_each_request_comes_down_to_the_shortest_period() {
    let (mut schedule, mut now) = (after_answer(&Schedule::default(), 1, device(7), NOW), NOW);
    for _ in 0..20 {
        now += period(&schedule, device(7));
        schedule = after_answer(&schedule, 1, device(7), now);
    }

    assert_eq!(period(&schedule, device(7)), minutes(15));
}

#[test]
fn a_section_that_never_changes_comes_up_to_the_longest_period() {
    let (mut schedule, mut now) = (after_answer(&Schedule::default(), 1, device(7), NOW), NOW);
    for _ in 0..40 {
        now += period(&schedule, device(7));
        schedule = after_answer(&schedule, 0, device(7), now);
    }

    assert_eq!(period(&schedule, device(7)), minutes(720));
}

/// A device that was off for a week knows nothing of the changes meanwhile.
#[test]
fn a_time_in_which_nobody_asked_counts_as_a_period_and_a_half() {
    let schedule = after_answer(&asked(7 * 24 * 60), 1, device(7), NOW);

    assert_eq!(schedule.usual_gap, Some(minutes(52) + SignedDuration::from_secs(30)));
}

/// Seen: while a section failed, its period grew as if nothing had changed, and its retries with it.
#[test]
fn a_section_that_fails_keeps_its_period() {
    let mut schedule = asked(0);
    for day in 1..30 {
        schedule = after_failure(&schedule, ago(-day * 24 * 60));
    }

    assert_eq!(period(&schedule, device(7)), minutes(30));
}

#[test]
fn several_new_items_at_once_came_one_after_another() {
    for (news, usual_gap) in [(0, 60), (1, 60), (2, 45), (30, 31)] {
        let known = Schedule { changed_at: Some(ago(60)), ..asked(20) };

        let schedule = after_answer(&known, news, device(7), NOW);

        assert_eq!(schedule.usual_gap, Some(minutes(usual_gap)), "{news}");
    }
}

/// Each of a thousand devices that asked at the same moment, for many periods.
#[test]
fn devices_are_spread_evenly_over_the_period_and_stay_so() {
    let mut tenths = [0_u32; 10];
    for seed in 0..1_000 {
        let dice = dice_of(&english(), device(seed));
        let first = on_grid(NOW, minutes(60), dice);
        let mut at = first;
        for _ in 0..10 {
            at = on_grid(at + minutes(1), minutes(60), dice);
        }

        assert!((minutes(30)..=minutes(90)).contains(&first.duration_since(NOW)), "{first}");
        assert_eq!(at, first + minutes(600), "it keeps its place, also if it comes a minute late");
        tenths[usize::try_from(first.as_second().rem_euclid(3_600) / 360).unwrap()] += 1;
    }

    assert!(tenths.iter().all(|count| (70..130).contains(count)), "{tenths:?}");
}

#[test]
fn a_section_is_due_between_the_shortest_and_the_longest_period_after_its_last_request() {
    for gap in [1, 60, 300, 100_000] {
        for seed in 0..500 {
            let state = with(Schedule { usual_gap: Some(minutes(gap)), ..asked(0) });

            let (due, reason) = due_of(seed, &state, Conditions::background());

            assert!((15..=720).contains(&due), "{due} for {gap}");
            assert_eq!(reason, NextDueReason::Schedule);
        }
    }
}

#[test]
fn the_schedule_decides_why_a_section_is_due() {
    for (schedule, within, reason) in [
        (Schedule::default(), 0..=0, NextDueReason::NeverRequested),
        (asked(0), 15..=45, NextDueReason::Schedule),
        (asked(100), 0..=0, NextDueReason::Schedule),
        // The clock was set back.
        (asked(-100), 0..=0, NextDueReason::Schedule),
        (Schedule { failures: 1, ..asked(0) }, 0..=4, NextDueReason::Failed),
        (Schedule { failures: 90, ..asked(0) }, 0..=26, NextDueReason::Failed),
        (Schedule { is_unfinished: true, ..asked(10) }, 5..=5, NextDueReason::Unfinished),
        (Schedule { hint_at: Some(NOW), ..asked(0) }, 0..=0, NextDueReason::Hint),
        (Schedule { hint_at: Some(ago(-5)), ..asked(0) }, 5..=5, NextDueReason::Hint),
        // A clock that was ahead noted the hint.
        (
            Schedule { hint_at: Some(ago(-600)), usual_gap: Some(minutes(100_000)), ..asked(0) },
            30..=30,
            NextDueReason::Hint,
        ),
    ] {
        let (at, why) = due(&with(schedule));

        assert!(within.contains(&at) && why == reason, "{at} {why:?} for {schedule:?}");
        assert_eq!(due_of(7, &with(schedule), Conditions::person()), (0, NextDueReason::Person));
    }
}

#[test]
fn a_section_waits_for_the_last_answer_to_age_unless_a_clock_ahead_noted_the_time() {
    for (not_before, checked, expected) in [
        (Some(ago(-200)), ago(30), (200, NextDueReason::Fresh)),
        (Some(ago(-2)), ago(30), (0, NextDueReason::Schedule)),
        (None, ago(30), (0, NextDueReason::Schedule)),
        (Some(ago(-200)), ago(-1), (0, NextDueReason::Schedule)),
        (Some(ago(-1_441)), ago(30), (0, NextDueReason::Schedule)),
    ] {
        let next = NextRequest { not_before, moved: None };
        let mut known = listing(BASES[0], "index");
        (known.next, known.checked_at) = (next, Some(checked));
        let last =
            StoredListing { candidate: "index".to_owned(), base: BASES[0].to_owned(), checked_at: NOW };
        let state = SectionState { known: vec![known], listing: Some(last), ..with(asked(100)) };

        // Two minutes are over when the section is due by its schedule.
        let (at, reason) = due(&state);
        let expected = if not_before == Some(ago(-2)) { (2, NextDueReason::Fresh) } else { expected };

        assert_eq!((at, reason), expected, "{not_before:?} {checked}");
        assert_eq!(due_of(7, &state, Conditions::person()).0, 0);
    }
}

#[test]
fn a_host_that_asked_to_wait_is_left_alone_also_by_a_person() {
    let waits: BTreeMap<String, Timestamp> =
        BASES.map(|base| (base.trim_start_matches("https://").to_owned(), ago(-90))).into();
    let state = SectionState { waits, ..with(asked(100)) };

    assert_eq!(due(&state), (90, NextDueReason::HostAskedToWait));
    assert_eq!(due_of(7, &state, Conditions::person()), (90, NextDueReason::HostAskedToWait));
}

#[test]
fn hosts_that_do_not_answer_are_left_alone_in_the_background_for_less_than_the_shortest_period() {
    let failures = |failures, at: Timestamp| -> BTreeMap<String, HostFailure> {
        let failure = HostFailure { failures, at };
        BASES.map(|base| (base.trim_start_matches("https://").to_owned(), failure)).into()
    };
    let mut longest = 0;
    for seed in 0..500 {
        let state = SectionState { host_failures: failures(9, NOW), ..with(asked(100)) };
        longest = longest.max(due_of(seed, &state, Conditions::background()).0);
        assert_eq!(due_of(seed, &state, Conditions::person()).0, 0);
    }
    let ahead = SectionState { host_failures: failures(9, ago(-60)), ..with(asked(100)) };

    assert!((9..14).contains(&longest), "{longest}");
    assert_eq!(due(&ahead).0, 0, "a clock ahead noted it");
}

/// Three times over two days or more; before that it is a failure like any other.
#[test]
fn a_listing_that_the_site_took_away_is_asked_once_a_day() {
    let day = 24 * 60;
    for (count, since, at, expected) in [
        (3, 2 * day + 60, 60, day - 60),
        (2, 2 * day + 60, 60, 0),
        (3, 2 * day, 60, 0),
        (90, 90 * day, 2 * day, 0),
        (3, 2 * day, -60, 0),
    ] {
        let gone = Some(Gone { count, since: ago(since), at: ago(at) });
        let target = english();
        let names = target.section.listings.iter().map(|listing| listing.name.clone());
        let places = names.flat_map(|name| BASES.map(|base| listing(base, &name)));
        let mut known: Vec<_> = places.collect();
        known.iter_mut().for_each(|known| known.gone = gone);
        let all = SectionState { known: known.clone(), ..with(asked(100)) };
        known.pop();
        let all_but_one = SectionState { known, ..with(asked(100)) };

        let reason = if expected > 0 { NextDueReason::Gone } else { NextDueReason::Schedule };
        assert_eq!(due(&all), (expected, reason), "{count} {since} {at}");
        assert_eq!(due(&all_but_one).0, 0);
        assert_eq!(due_of(7, &all, Conditions::person()).0, 0);
    }
}

#[test]
fn a_hint_halves_the_wait_but_counts_no_more_than_once_in_the_shortest_period() {
    let wait = by_schedule(&asked(0), device(7), dice_of(&english(), device(7)), NOW).at.duration_since(NOW);
    let half = wait.as_secs() / 2;
    for (hint_at, hinted_at, expected) in [
        (None, None, half),
        (None, Some(ago(-10)), 25 * 60),
        (None, Some(ago(15)), half),
        // It was not obeyed yet.
        (Some(ago(3)), None, -3 * 60),
        (Some(ago(-7)), Some(ago(8)), 7 * 60),
        // A clock that was ahead noted these.
        (Some(ago(-600)), None, half),
        (None, Some(ago(-600)), half),
    ] {
        let schedule = Schedule { hint_at, hinted_at, ..asked(0) };

        let at = super::hint_at(&english(), &schedule, device(7), NOW);

        assert_eq!(at.duration_since(NOW).as_secs(), expected, "{hint_at:?} {hinted_at:?}");
    }
    assert_eq!(super::hint_at(&english(), &Schedule::default(), device(7), NOW), NOW, "never requested");
}

/// Found by the simulation of a fleet: a push went to all devices, and all asked within a minute. If the
/// period is long, devices come more often than twice as before, but never in less than a quarter of an hour.
#[test]
fn devices_stay_spread_after_a_push_to_all() {
    for (gap, longest) in [(30, 8), (60, 15), (130, 20), (100_000, 20)] {
        let mut each_minute = [0_u32; 31];
        let usual = Schedule { usual_gap: Some(minutes(gap)), ..asked(0) };
        let whole = period(&usual, device(7));
        for seed in 0..3_000 {
            let asked_at = Some(on_grid(NOW - whole * 3 / 2, whole, dice_of(&english(), device(seed))));
            let schedule = Schedule { asked_at, answered_at: asked_at, changed_at: asked_at, ..usual };

            let at = super::hint_at(&english(), &schedule, device(seed), NOW);

            let wait = at.duration_since(NOW).as_mins();
            assert!((0..=longest).contains(&wait), "{wait} for {gap}");
            each_minute[usize::try_from(wait).unwrap()] += 1;
        }

        let most = i64::from(*each_minute.iter().max().unwrap());
        assert!(most < 3_000 * 4 / 3 / longest.min(whole.as_mins() / 2), "{each_minute:?} for {gap}");
    }
}
