//! Counts what the runs showed.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::harm::{HARMS, Harm};
use crate::run::{Outcome, TARGETS};

/// The counts of many runs.
#[derive(Default)]
pub(crate) struct Tally {
    counts: BTreeMap<(&'static str, Harm), Count>,
    /// The runs in which something must not be, with their seeds.
    pub(crate) broken: Vec<String>,
}

/// The counts of one file and one kind of damage.
#[derive(Default)]
struct Count {
    runs: u64,
    /// With a repair.
    repaired: u64,
    /// Without a mark that is missing or changed.
    whole: u64,
    /// The most marks that one run lost.
    most_lost: usize,
    /// Runs that lost marks, and no report says so.
    unseen: u64,
}

impl Tally {
    pub(crate) fn add(&mut self, seed: u64, outcome: &Outcome) {
        let Outcome { target, harm, is_repaired, is_reported, lost, broken } = outcome;
        let count = self.counts.entry((*target, *harm)).or_default();
        count.runs += 1;
        count.repaired += u64::from(*is_repaired);
        count.whole += u64::from(*lost == 0);
        count.most_lost = count.most_lost.max(*lost);
        count.unseen += u64::from(*lost > 0 && !is_reported);
        self.broken.extend(broken.iter().map(|fault| format!("seed {seed}: {target}, {harm}: {fault}")));
    }

    /// Whether each kind of damage was made.
    pub(crate) fn has_all(&self) -> bool {
        HARMS.iter().all(|harm| self.counts.keys().any(|(_, made)| made == harm))
            && TARGETS.iter().all(|target| self.counts.keys().any(|(made, _)| made == target))
    }

    /// The counts as a Markdown table.
    pub(crate) fn table(&self) -> String {
        let runs: u64 = self.counts.values().map(|count| count.runs).sum();
        let mut table = format!(
            "{runs} runs, {} broken.\n\n| file | damage | runs | repaired | nothing lost | most marks lost | lost unseen \
             |\n|---|---|---|---|---|---|---|\n",
            self.broken.len(),
        );
        for ((target, harm), count) in &self.counts {
            let Count { runs, repaired, whole, most_lost, unseen } = count;
            let line =
                format!("| {target} | {harm} | {runs} | {repaired} | {whole} | {most_lost} | {unseen} |");
            let _ = writeln!(table, "{line}");
        }
        table
    }
}
