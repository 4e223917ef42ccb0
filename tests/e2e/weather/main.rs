//! Weeks of bad weather: the site answers badly. No article that a person could read is lost, no article
//! shows as edited that was not edited, and no article leaves the lists that the site still has. Afterwards
//! the client is in the same state as a client in fair weather.
//!
//! A seed determines a week. The checks run 60 weeks. `tests/weather.sh` runs more, and repeats a failing one
//! with `--seed N --count 1`.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod history;
mod person;
mod promises;
mod tally;
mod week;

use std::collections::BTreeSet;

use ifilm_tests::{Seeds, note_figures, note_runs};
use tally::Tally;
use week::Broken;

/// With so many weeks, each kind of answer must come at least [`LEAST`] times at listings, at pages and at
/// bases.
const ENOUGH: usize = 60;
const LEAST: u64 = 50;
/// The number of weeks that run at the same time. Most of the time they wait for slow names.
const AT_ONCE: usize = 8;

#[test]
fn bad_weather_loses_nothing_that_a_person_had() {
    let (mut tally, mut broken) = (Tally::default(), Vec::new());

    Seeds::of_environment(ENOUGH as u64).run(AT_ONCE, week::run, |outcome| {
        tally.add(&outcome.answers, outcome.fair_syncs);
        broken.extend(outcome.broken);
    });

    note_runs(tally.weeks as u64);
    note_figures(&figures(&tally));
    assert!(broken.is_empty(), "of {} weeks\n{}\n{}", tally.weeks, described(&broken), tally.table());
    assert!(2 * tally.bad_weeks >= tally.weeks, "bad weeks: {} of {}", tally.bad_weeks, tally.weeks);
    let rare = if tally.weeks < ENOUGH { Vec::new() } else { tally.rarer_than(LEAST) };
    assert!(rare.is_empty(), "rarer than {LEAST} times: {rare:?}\n{}", tally.table());
}

/// The broken promises, each with its seeds and the two shortest logs.
fn described(broken: &[Broken]) -> String {
    let promises: BTreeSet<&str> = broken.iter().map(|broken| broken.breach.promise).collect();
    promises.into_iter().map(|promise| promise_described(promise, broken)).collect()
}

fn promise_described(promise: &str, broken: &[Broken]) -> String {
    let mut weeks: Vec<&Broken> = broken.iter().filter(|broken| broken.breach.promise == promise).collect();
    weeks.sort_by_key(|broken| broken.log.len());
    let seeds: Vec<String> = weeks.iter().map(|broken| broken.seed.to_string()).collect();
    let logs: String = weeks.iter().take(2).map(|broken| log(broken)).collect();
    format!("BROKEN: {promise}: {} weeks, seeds {}\n{logs}\n", weeks.len(), seeds.join(" "))
}

fn log(broken: &Broken) -> String {
    let Broken { seed, breach, log } = broken;
    let (edition, id) = breach.name;
    format!("seed {seed}, {edition}/{id}: {}\n{log}", breach.seen)
}

fn figures(tally: &Tally) -> String {
    format!(
        "{} weeks, {} of them with at least half of the answers bad; {} answers; {} syncs in fair weather.\n\n{}",
        tally.weeks,
        tally.bad_weeks,
        tally.answers,
        tally.fair_syncs,
        tally.table()
    )
}
