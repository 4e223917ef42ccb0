use std::collections::BTreeMap;

use super::*;
use crate::catalog::Editions;
use crate::model::{Conditions, Periods, SyncRequest};
use crate::store::{Gone, HostFailure, HostWait, NextRequest, StoredListing};
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

/// The times of a thousand devices that asked at one moment, after so many rounds. Each request comes some
/// seconds late.
fn times(gap: i64, periods: Periods, rounds: usize) -> Vec<SignedDuration> {
    let time = |seed| {
        let device = Device::of(seed, periods);
        let mut at = NOW;
        for _ in 0..rounds {
            let (asked_at, answered_at, changed_at) = (Some(at), Some(at), Some(at));
            let usual_gap = Some(minutes(gap));
            let schedule = Schedule { asked_at, answered_at, changed_at, usual_gap, ..Schedule::default() };
            let due = by_schedule(&schedule, device, dice_of(&english(), device), at);
            at = due.at + SignedDuration::from_secs(3);
        }
        at.duration_since(NOW)
    };
    (0..1_000).map(time).collect()
}

/// How many of these times lie together at most, in a twentieth of the span over which they should be spread.
fn most_together(times: &[SignedDuration], span: SignedDuration) -> usize {
    let mut counts = std::collections::HashMap::<i64, usize>::new();
    let part = i64::try_from(span.as_millis() / 20).unwrap();
    for time in times {
        *counts.entry(i64::try_from(time.as_millis()).unwrap() / part).or_default() += 1;
    }
    counts.into_values().max().unwrap_or_default()
}

/// Seen: at both bounds of the periods half of all devices asked in the same second for ever.
#[test]
fn devices_that_asked_at_one_moment_are_spread_at_the_next_request_and_stay_so() {
    let periods = |shortest: u32, longest: u32| {
        let minute = std::time::Duration::from_secs(60);
        Periods::between(minute * shortest, minute * longest)
    };
    for (gap, shortest, longest, span) in [
        (1, 15, 720, 20),
        (60, 15, 720, 30),
        (120, 15, 720, 60),
        (100_000, 15, 720, 480),
        (1, 15, 15, 7),
        (100_000, 300, 300, 150),
        (1, 15, 30, 15),
    ] {
        for rounds in [1, 2, 20] {
            let times = times(gap, periods(shortest, longest), rounds);

            let most = most_together(&times, minutes(span));

            assert!(most <= 90, "{most} of 1000 after {rounds}: {gap} {shortest} {longest}");
        }
    }
}

#[test]
fn a_device_keeps_its_place_also_if_it_comes_a_little_late() {
    for (gap, step) in [(1, 20), (60, 30), (120, 60), (100_000, 480)] {
        let first = times(gap, Periods::default(), 1);
        let later = times(gap, Periods::default(), 11);

        let kept = first.iter().zip(&later).all(|(first, later)| *later == *first + minutes(10 * step));

        assert!(kept, "{gap}");
    }
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
        (Schedule { failures: 1, ..asked(0) }, 0..=9, NextDueReason::Failed),
        (Schedule { failures: 90, ..asked(0) }, 0..=26, NextDueReason::Failed),
        (Schedule { is_unfinished: true, ..asked(10) }, 5..=9, NextDueReason::Unfinished),
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
        (Some(ago(-2)), ago(30), (2, NextDueReason::Fresh)),
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

        // The device adds a time of its own.
        let (at, reason) = due(&state);
        let (least, most) = (expected.0, expected.0 + if expected.0 > 0 { 4 } else { 0 });

        assert!((least..=most).contains(&at) && reason == expected.1, "{at} {not_before:?} {checked}");
        assert_eq!(due_of(7, &state, Conditions::person()).0, 0);
    }
}

#[test]
fn a_host_that_asked_to_wait_is_left_alone_also_by_a_person() {
    let wait = HostWait { until: ago(-90), noted_at: Some(NOW) };
    let waits: BTreeMap<String, HostWait> =
        BASES.map(|base| (base.trim_start_matches("https://").to_owned(), wait)).into();
    let state = SectionState { waits, ..with(asked(100)) };

    let (at, reason) = due(&state);
    assert!((90..120).contains(&at) && reason == NextDueReason::HostAskedToWait, "{at} {reason:?}");
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
fn a_hint_leaves_two_thirds_of_the_wait_but_counts_no_more_than_once_in_the_shortest_period() {
    let wait = by_schedule(&asked(0), device(7), dice_of(&english(), device(7)), NOW).at.duration_since(NOW);
    let rest = wait.as_secs() * 2 / 3;
    for (hint_at, hinted_at, expected) in [
        (None, None, rest),
        (None, Some(ago(-15)), 30 * 60),
        (None, Some(ago(15)), rest),
        // It was not obeyed yet.
        (Some(ago(3)), None, -3 * 60),
        (Some(ago(-7)), Some(ago(8)), 7 * 60),
        // A clock that was ahead noted these.
        (Some(ago(-600)), None, rest),
        (None, Some(ago(-600)), rest),
    ] {
        let schedule = Schedule { hint_at, hinted_at, ..asked(0) };

        let at = super::hint_at(&english(), &schedule, device(7), NOW);

        let beyond = at.duration_since(NOW).as_millis() - i128::from(expected) * 1_000;
        assert!((0..=1_000).contains(&beyond), "{beyond} {hint_at:?} {hinted_at:?}");
    }
    assert_eq!(super::hint_at(&english(), &Schedule::default(), device(7), NOW), NOW, "never requested");
}

/// Found by the simulation of a fleet: a push went to all devices, and all asked within a minute. If the
/// period is long, devices come much more often than before, but spread over half an hour.
#[test]
fn devices_stay_spread_after_a_push_to_all() {
    for (gap, longest) in [(30, 13), (60, 20), (130, 20), (100_000, 20)] {
        let mut each_minute = [0_u32; 31];
        let usual = Schedule { usual_gap: Some(minutes(gap)), ..asked(0) };
        let grid = Grid::of(period(&usual, device(7)), device(7));
        let before = NOW - grid.step - grid.least;
        for seed in 0..3_000 {
            let asked_at = Some(on_grid(before, grid, dice_of(&english(), device(seed))));
            let schedule = Schedule { asked_at, answered_at: asked_at, changed_at: asked_at, ..usual };

            let at = super::hint_at(&english(), &schedule, device(seed), NOW);

            let wait = at.duration_since(NOW).as_mins();
            assert!((0..=longest).contains(&wait), "{wait} for {gap}");
            each_minute[usize::try_from(wait).unwrap()] += 1;
        }

        let most = i64::from(*each_minute.iter().max().unwrap());
        assert!(most < 3_000 * 4 / 3 / longest, "{each_minute:?} for {gap}");
    }
}

/// Seen: the battery was empty, and the clock began in 1970 for one sync. After that nothing seemed to have
/// changed for decades.
#[test]
fn an_answer_while_the_clock_was_set_back_makes_no_section_slow() {
    for (news, back) in [(0, 54 * 365 * 24 * 60), (1, 24 * 60), (0, 24 * 60)] {
        let before = Schedule { usual_gap: Some(minutes(60)), ..asked(0) };

        let wrong = after_answer(&before, news, device(7), ago(back));
        let right = after_answer(&wrong, 0, device(7), ago(-30));

        assert_eq!(period(&right, device(7)), minutes(30), "{news} {back}");
    }
}
