//! Weeks of bad weather. Nothing that a person had is lost, nothing shows as edited that was not, nothing is
//! taken off the lists that the site still has; and after it the client is as one that had fair weather.
//!
//! A week follows from its seed. The checks live 60 of them; `tests/weather.sh` lives more, and a failing one
//! alone with `--seed N --count 1`.

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

/// Each kind of answer comes so often at listings, pages and bases.
const LEAST: u64 = 50;
/// Weeks that are lived at the same time: they wait for slow names most of the time.
const AT_ONCE: usize = 8;

/// Which weeks are lived, by the variables that `tests/weather.sh` sets.
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
fn whatever_the_weather_nothing_that_a_person_had_is_lost() {
    let plan = Plan::of_environment();

    let (tally, broken) = live(&plan);

    if let Ok(file) = std::env::var("IFILM_WEATHER_FIGURES") {
        std::fs::write(file, figures(&tally)).unwrap();
    }
    assert!(broken.is_empty(), "of {} weeks\n{}\n{}", tally.weeks, described(&broken), tally.table());
    assert!(2 * tally.bad_weeks >= tally.weeks, "bad weeks: {} of {}", tally.bad_weeks, tally.weeks);
    let rare = if tally.weeks < 60 { Vec::new() } else { tally.rarer_than(LEAST) };
    assert!(rare.is_empty(), "rarer than {LEAST} times: {rare:?}\n{}", tally.table());
}

/// Lives all weeks of a plan, a few at the same time.
fn live(plan: &Plan) -> (Tally, Vec<Broken>) {
    let (next, begun) = (AtomicU64::new(plan.first), Instant::now());
    let (tally, broken) = (Mutex::new(Tally::default()), Mutex::new(Vec::new()));
    let live_some = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        loop {
            let seed = next.fetch_add(1, Relaxed);
            if seed >= plan.first + plan.count || begun.elapsed() > plan.limit {
                return;
            }
            let lived = runtime.block_on(week::live(seed));
            tally.lock().unwrap().add(&lived.answers, lived.fair_syncs);
            broken.lock().unwrap().extend(lived.broken);
        }
    };
    std::thread::scope(|scope| (0..AT_ONCE).for_each(|_| drop(scope.spawn(live_some))));
    (tally.into_inner().unwrap(), broken.into_inner().unwrap())
}

/// The broken promises: for each the seeds, and its two shortest stories.
fn described(broken: &[Broken]) -> String {
    let promises: BTreeSet<&str> = broken.iter().map(|broken| broken.breach.promise).collect();
    promises.into_iter().map(|promise| promise_described(promise, broken)).collect()
}

fn promise_described(promise: &str, broken: &[Broken]) -> String {
    let mut weeks: Vec<&Broken> = broken.iter().filter(|broken| broken.breach.promise == promise).collect();
    weeks.sort_by_key(|broken| broken.story.len());
    let seeds: Vec<String> = weeks.iter().map(|broken| broken.seed.to_string()).collect();
    let stories: String = weeks.iter().take(2).map(|broken| story(broken)).collect();
    format!("BROKEN: {promise}: {} weeks, seeds {}\n{stories}\n", weeks.len(), seeds.join(" "))
}

fn story(broken: &Broken) -> String {
    let Broken { seed, breach, story } = broken;
    let (edition, id) = breach.name;
    format!("seed {seed}, {edition}/{id}: {}\n{story}", breach.seen)
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
