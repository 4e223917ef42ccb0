//! Chaos: a client meets every trouble of a network or a site. After one sync with the healthy site it shows
//! the same as a client that met none: titles, texts, dates, marks and their order.
//!
//! A seed determines a run. The checks run 100 seeds. `tests/chaos.sh` runs more, and repeats a failing one
//! with `--seed N --count 1`.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

#[path = "../weather/dice.rs"]
mod dice;
mod run;
mod shown;
mod tally;
mod trouble;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use run::Broken;
use tally::Tally;

/// With so many runs, every trouble must strike in at least [`LEAST`] syncs.
const ENOUGH: u64 = 100;
const LEAST: u64 = 3;
/// The number of runs at the same time. Some of the time they wait for slow answers.
const AT_ONCE: usize = 4;

/// The logs of so many runs are printed.
const SHOWN: usize = 12;

/// Which seeds to run, from the variables that `tests/chaos.sh` sets.
struct Plan {
    first: u64,
    count: u64,
    limit: Duration,
}

impl Plan {
    fn of_environment() -> Self {
        let number = |name: &str| std::env::var(name).ok().map(|text| text.parse::<u64>().unwrap());
        Self {
            first: number("IFILM_CHAOS_SEED").unwrap_or(1),
            count: number("IFILM_CHAOS_COUNT").unwrap_or(ENOUGH),
            limit: Duration::from_secs(60 * number("IFILM_CHAOS_MINUTES").unwrap_or(60)),
        }
    }
}

#[test]
fn after_any_trouble_one_sync_gives_the_rows_of_an_undisturbed_client() {
    let plan = Plan::of_environment();

    let (tally, broken) = run(&plan);

    if let Ok(file) = std::env::var("IFILM_CHAOS_FIGURES") {
        std::fs::write(file, tally.table()).unwrap();
    }
    assert!(broken.is_empty(), "{} of {} runs\n{}", broken.len(), tally.runs, described(&broken));
    let rare = if plan.count < ENOUGH { Vec::new() } else { tally.rarer_than(LEAST) };
    assert!(rare.is_empty(), "in fewer than {LEAST} syncs: {rare:?}\n{}", tally.table());
}

/// Runs all seeds of a plan, a few at the same time.
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
            let outcome = runtime.block_on(run::run(seed));
            tally.lock().unwrap().add(&outcome.strikes);
            broken.lock().unwrap().extend(outcome.broken);
        }
    };
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(run_some)).collect();
        runs.into_iter().for_each(|run| run.join().unwrap());
    });
    (tally.into_inner().unwrap(), broken.into_inner().unwrap())
}

/// The seeds that failed, and the logs of the shortest ones.
fn described(broken: &[Broken]) -> String {
    let mut shortest: Vec<&Broken> = broken.iter().collect();
    shortest.sort_by_key(|broken| broken.log.len());
    let seeds: Vec<String> = broken.iter().map(|broken| broken.seed.to_string()).collect();
    let log = |Broken { seed, log, difference }: &Broken| {
        format!("seed {seed}\n  {}\n{difference}\n\n", log.join("\n  "))
    };
    let logs: String = shortest.into_iter().take(SHOWN).map(log).collect();
    format!("seeds {}\n{logs}", seeds.join(" "))
}
