//! Damaged inputs: a database, an export of a person's state, a catalogue and a picture, each with random
//! changes. Each of them is read or ends with a typed error. None panics or hangs, none is `internal`, and
//! the memory of the process has a limit.
//!
//! A seed determines a batch of 1,000 inputs. The checks run two batches. `tests/fuzz.sh` runs 1,000, and
//! repeats a failing one with `--seed N --count 1000`.

#![allow(clippy::unwrap_used, reason = "all of it is tests")]

mod batch;
mod doors;
mod mutation;
mod tally;
mod truths;
mod watch;

use ifilm_tests::{Seeds, note_figures, note_runs};

use crate::tally::Tally;
use crate::truths::Truths;
use crate::watch::Watch;

/// The number of inputs in the checks.
const IN_CHECKS: u64 = 2_000;
/// The number of batches at the same time.
const AT_ONCE: usize = 2;
/// The most memory that the process may need, whatever its inputs say of their own size.
const MOST_KIB: u64 = 512 << 10;
/// So many faults are printed.
const SHOWN: usize = 20;

#[test]
fn a_damaged_input_is_read_or_refused_with_a_typed_error() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let truths = runtime.block_on(Truths::make());
    let seeds = Seeds::of_environment(IN_CHECKS);
    let batches = Seeds { count: seeds.count.div_ceil(batch::INPUTS), ..seeds };
    let (watch, mut tally) = (Watch::begin(), Tally::default());

    batches.run(AT_ONCE, |seed| batch::run(&truths, seed), |of_batch| tally.add(of_batch));

    let (panics, peak) = (watch.end(), watch::peak_kib());
    let figures = format!("{} inputs.\n\n{}", tally.inputs(), tally.table());
    let faults = [panics, tally.faults.clone()].concat();
    let shown = faults.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("\n");
    assert!(faults.is_empty(), "{} faults\n{shown}\n{figures}", faults.len());
    assert!(peak.is_none_or(|peak| peak < MOST_KIB), "{peak:?} KiB\n{figures}");
    assert!(tally.one_sided().is_empty(), "{figures}");
    note_runs(tally.inputs());
    note_figures(&format!("{figures}\nThe process had at most {} MiB of memory.", peak.unwrap_or(0) >> 10));
}
