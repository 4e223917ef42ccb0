//! Damage: one of the files is damaged, and then used. Each call gives an answer or a typed error, nothing
//! panics or hangs, and what a person did is still there.
//!
//! A seed determines a run. The checks run 100 seeds. `tests/damage.sh` runs more, and repeats a failing one
//! with `--seed N --count 1`.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod harm;
mod run;
mod tally;
mod used;

use ifilm_tests::{Seeds, note_figures, note_runs};
use tally::Tally;
use used::Used;

/// With so many runs, every kind of damage must have been made.
const ENOUGH: u64 = 100;
/// The number of runs at the same time.
const AT_ONCE: usize = 2;

#[test]
fn whatever_is_damaged_gives_answers_or_typed_errors_and_keeps_what_a_person_did() {
    let making = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let used = making.block_on(Used::make());
    let (mut tally, mut runs) = (Tally::default(), 0);

    Seeds::of_environment(ENOUGH).run(
        AT_ONCE,
        async |seed| (seed, run::run(&used, seed).await),
        |(seed, outcome)| {
            tally.add(seed, &outcome);
            runs += 1;
        },
    );

    note_runs(runs);
    note_figures(&tally.table());
    assert!(tally.broken.is_empty(), "{} runs are broken\n{}", tally.broken.len(), tally.broken.join("\n"));
    assert!(runs < ENOUGH || tally.has_all(), "not all kinds of damage were made\n{}", tally.table());
}
