//! A person, a site and a device do 10,000 random acts. After each of them, what a person can see is as a
//! plain model in memory has it: lists with their marks, saved articles with their copies, the history,
//! positions, the hits of a search, counts, and what can be undone.
//!
//! A seed determines a run of 250 steps: its settings, which kinds of acts it leaves out, and each step. The
//! checks run 40 seeds. A failing seed prints its last steps. The shortest one is shrunk: the kinds of acts
//! without which it fails, too, are left out.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod acts;
mod archive;
mod cases;
mod compare;
mod damage_acts;
mod person;
mod person_acts;
mod release;
mod run;
mod site_acts;
mod storage_acts;

use std::collections::BTreeSet;

use ifilm_tests::{Seeds, note_figures, note_runs};
use run::{Broken, Script};

/// With so many seeds, each case must be met.
const ENOUGH: u64 = 40;
const STEPS: u64 = 250;
/// The number of runs at the same time.
const AT_ONCE: usize = 3;
/// So many lines of each failed run are printed, and all of one of them.
const SHOWN: usize = 8;

fn script(seed: u64) -> Script {
    Script { seed, steps: STEPS, without: BTreeSet::new() }
}

/// The shortest run of those that failed, without each kind of act that it fails without.
fn shrunk(broken: Vec<Broken>) -> Option<Broken> {
    let mut shortest = broken.into_iter().min_by_key(|broken| broken.log.len())?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for kind in acts::KINDS {
        let mut script = shortest.script.clone();
        script.without.insert(kind.name);
        shortest = runtime.block_on(run::run(script)).broken.unwrap_or(shortest);
    }
    Some(shortest)
}

/// The cases that enough runs meet.
fn to_meet() -> impl Iterator<Item = &'static &'static str> {
    let has_command = std::env::var_os("IFILM_BEFORE").is_some();
    cases::CASES.iter().filter(move |case| has_command || **case != cases::OF_COMMAND)
}

#[test]
fn ten_thousand_steps_leave_what_a_plain_model_has() {
    let (mut runs, mut steps, mut cases, mut broken) = (0, 0, BTreeSet::new(), Vec::new());

    Seeds::of_environment(ENOUGH).run(
        AT_ONCE,
        |seed| run::run(script(seed)),
        |outcome| {
            runs += 1;
            steps += outcome.steps;
            cases.extend(outcome.cases);
            broken.extend(outcome.broken);
        },
    );

    note_runs(runs);
    note_figures(&format!(
        "{runs} runs of the model, {steps} steps, {} of {} cases.",
        cases.len(),
        to_meet().count()
    ));
    let seeds: Vec<String> = broken.iter().map(described).collect();
    if let Some(shortest) = shrunk(broken) {
        panic!("{} of {runs} runs fail\n{}\n{:#?}", seeds.len(), seeds.join("\n"), shortest);
    }
    let unmet: Vec<&&str> = to_meet().filter(|case| !cases.contains(**case)).collect();
    assert!(runs < ENOUGH || unmet.is_empty(), "no run met these cases: {unmet:#?}");
}

#[test]
fn a_seed_that_runs_twice_gives_the_same_bytes() {
    let twice = |seed| async move {
        (run::run(script(seed)).await.transcript, run::run(script(seed)).await.transcript)
    };

    let (mut count, mut differing) = (0, Vec::new());
    let seeds = Seeds { count: Seeds::of_environment(3).count.min(3), ..Seeds::of_environment(3) };
    seeds.run(AT_ONCE, twice, |(first, second)| {
        count += first.lines().count();
        differing.extend(
            first
                .lines()
                .zip(second.lines())
                .find(|(one, other)| one != other)
                .map(|(one, other)| format!("{one}\n{other}")),
        );
        assert!(first.len() == second.len() || !differing.is_empty(), "one is longer than the other");
    });

    assert!(differing.is_empty() && count > 1_000, "{count} lines: {differing:#?}");
}

/// A seed that failed, its last steps, and how.
fn described(broken: &Broken) -> String {
    let Broken { script, log, difference } = broken;
    let last = log[log.len().saturating_sub(SHOWN)..].join("\n  ");
    format!("seed {}, step {}: {difference}\n  {last}", script.seed, script.steps)
}
