//! Chaos: a client meets every trouble of a network or a site. After one sync with the healthy site it shows
//! the same as a client that met none: titles, texts, dates, marks and their order.
//!
//! A seed determines a run. The checks run 100 seeds. `tests/chaos.sh` runs more, and repeats a failing one
//! with `--seed N --count 1`.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod liar;
mod run;
mod shown;
mod tally;
mod trouble;

use ifilm_tests::{Seeds, note_figures, note_runs};
use run::Broken;
use tally::Tally;

/// With so many runs, every trouble must strike in at least [`LEAST`] syncs.
const ENOUGH: u64 = 100;
const LEAST: u64 = 3;
/// The number of runs at the same time. Some of the time they wait for slow answers.
const AT_ONCE: usize = 4;

/// The logs of so many runs are printed.
const SHOWN: usize = 12;

#[test]
fn after_any_trouble_one_sync_gives_the_rows_of_an_undisturbed_client() {
    let (mut tally, mut broken) = (Tally::default(), Vec::new());

    Seeds::of_environment(ENOUGH).run(AT_ONCE, run::run, |outcome| {
        tally.add(&outcome.strikes);
        broken.extend(outcome.broken);
    });

    note_runs(tally.runs);
    note_figures(&tally.table());
    assert!(broken.is_empty(), "{} of {} runs\n{}", broken.len(), tally.runs, described(&broken));
    let rare = if tally.runs < ENOUGH { Vec::new() } else { tally.rarer_than(LEAST) };
    assert!(rare.is_empty(), "in fewer than {LEAST} syncs: {rare:?}\n{}", tally.table());
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
