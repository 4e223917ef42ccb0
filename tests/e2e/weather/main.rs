//! Weeks of bad weather: the site answers badly. No article that a person could read is lost, no article
//! shows as edited that was not edited, and no article leaves the lists that the site still has. Afterwards
//! the client is in the same state as a client in fair weather.
//!
//! A seed determines a week. The checks run 60 weeks. `tests/weather.sh` runs more, and repeats a failing one
//! with `--seed N --count 1`.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod dice;
mod history;
mod person;
mod promises;
mod tally;
mod week;

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use tally::Tally;
use week::Broken;

/// Each kind of answer must come at least this often at listings, at pages and at bases.
const LEAST: u64 = 50;
/// The number of weeks that run at the same time. Most of the time they wait for slow names.
const AT_ONCE: usize = 8;

/// Which weeks to run, from the variables that `tests/weather.sh` sets.
struct Plan {
    first: u64,
    count: u64,
    limit: Duration,
}

impl Plan {
    fn of_environment() -> Self {
        let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
        Self {
            first: number("IFILM_WEATHER_SEED").unwrap_or(1),
            count: number("IFILM_WEATHER_COUNT").unwrap_or(60),
            limit: Duration::from_secs(60 * number("IFILM_WEATHER_MINUTES").unwrap_or(60)),
        }
    }
}

#[test]
fn bad_weather_loses_nothing_that_a_person_had() {
    let plan = Plan::of_environment();

    let (tally, broken) = run(&plan);

    if let Ok(file) = std::env::var("IFILM_WEATHER_FIGURES") {
        std::fs::write(file, figures(&tally)).unwrap();
    }
    assert!(broken.is_empty(), "of {} weeks\n{}\n{}", tally.weeks, described(&broken), tally.table());
    assert!(2 * tally.bad_weeks >= tally.weeks, "bad weeks: {} of {}", tally.bad_weeks, tally.weeks);
    let rare = if tally.weeks < 60 { Vec::new() } else { tally.rarer_than(LEAST) };
    assert!(rare.is_empty(), "rarer than {LEAST} times: {rare:?}\n{}", tally.table());
}

/// Runs all weeks of a plan, a few at the same time.
fn run(plan: &Plan) -> (Tally, Vec<Broken>) {
    let (next, begun) = (AtomicU64::new(plan.first), Instant::now());
    let (tally, broken) = (Mutex::new(Tally::default()), Mutex::new(Vec::new()));
    let run_some = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        loop {
            let seed = next.fetch_add(1, Relaxed);
            if seed >= plan.first + plan.count || begun.elapsed() > plan.limit {
                return;
            }
            let outcome = runtime.block_on(week::run(seed));
            tally.lock().unwrap().add(&outcome.answers, outcome.fair_syncs);
            broken.lock().unwrap().extend(outcome.broken);
        }
    };
    std::thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(run_some))));
    (tally.into_inner().unwrap(), broken.into_inner().unwrap())
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
