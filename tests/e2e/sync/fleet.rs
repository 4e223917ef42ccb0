//! A small fleet on the planning of the core: after an outage and after a push the site gets no flood, and no
//! device is left behind. `docs/fleet.md` has a large one.

use ifilm_tests::fleet::{self, DAY, Events, HOUR, MINUTE, Options, Traffic, mean, peaks};

const SMALL: Options = Options { seed: 3, devices: 1_500, days: 2 };

/// A fleet of a few devices sends a few requests in a second. So the peaks are those of a minute.
#[test]
fn after_an_outage_and_after_a_push_a_site_gets_at_most_three_times_its_usual_requests() {
    let events = Events::of(SMALL.days);

    let traffic = fleet::scheduled(SMALL);

    let peaks = peaks(&traffic, &events, MINUTE as usize);
    assert_eq!(peaks.len(), 2, "{peaks:?}");
    assert!(peaks.iter().all(|peak| peak.before > 0.0 && peak.times() <= 3.0), "{peaks:?}");
    assert!(spread(&traffic, events.outages[0].end) >= 25, "the retries come in one minute");
    let sums = traffic.sums;
    assert!(sums.unchanged * 2 > sums.requests, "{sums:?}");
    // Nobody is forgotten: the longest night, the longest period and a time without a network.
    assert!(traffic.oldest_answer > (SMALL.days + 1) * DAY - 26 * HOUR, "{}", traffic.oldest_answer);
}

/// The minutes of the half hour after an outage in which at least half as many requests came as usually.
fn spread(traffic: &Traffic, end: u32) -> usize {
    let half_an_hour = &traffic.requests[end as usize..(end + 30 * MINUTE) as usize];
    let before = mean(&traffic.requests[(end - HOUR) as usize..(end - 5 * MINUTE) as usize]);
    half_an_hour.chunks(MINUTE as usize).filter(|minute| mean(minute) > before / 2.0).count()
}

#[test]
fn a_seed_determines_the_traffic_of_a_fleet() {
    let tiny = Options { seed: 5, devices: 60, days: 1 };

    let traffic = fleet::scheduled(tiny);

    assert!(traffic == fleet::scheduled(tiny), "the same seed");
    assert!(traffic != fleet::scheduled(Options { seed: 6, ..tiny }), "another seed");
}

/// So that the bound means something: a plain timer breaks it.
#[test]
fn a_fleet_of_plain_timers_floods_the_site() {
    let traffic = fleet::timed(SMALL);

    let peaks = peaks(&traffic, &Events::of(SMALL.days), MINUTE as usize);
    assert!(peaks.iter().all(|peak| peak.times() > 3.0), "{peaks:?}");
    assert_eq!(traffic.sums.unchanged, 0);
}
