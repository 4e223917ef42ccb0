//! What came of the inputs.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::time::Duration;

use ifilm_core::ErrorCode;

use crate::batch::Kind;

/// What came of some inputs.
#[derive(Default)]
pub(crate) struct Tally {
    counts: BTreeMap<Kind, Counts>,
    /// Wrong outcomes, each with the input that had it.
    pub(crate) faults: Vec<String>,
}

/// What came of the inputs of one kind.
#[derive(Default, Clone)]
struct Counts {
    taken: u64,
    /// Those of which a file was repaired, among the others.
    repaired: u64,
    /// By the code of the error.
    refused: BTreeMap<&'static str, u64>,
    longest: Duration,
}

impl Counts {
    fn all(&self) -> u64 {
        self.taken + self.refused.values().sum::<u64>()
    }
}

impl Tally {
    /// Counts an input that ended with this error, or without one.
    pub(crate) fn note(&mut self, kind: Kind, error: Option<ErrorCode>, is_repaired: bool, took: Duration) {
        let counts = self.counts.entry(kind).or_default();
        counts.repaired += u64::from(is_repaired);
        counts.longest = counts.longest.max(took);
        match error {
            None => counts.taken += 1,
            Some(code) => *counts.refused.entry(code.as_str()).or_default() += 1,
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.faults.extend(other.faults);
        for (kind, Counts { taken, repaired, refused, longest }) in other.counts {
            let counts = self.counts.entry(kind).or_default();
            counts.taken += taken;
            counts.repaired += repaired;
            counts.longest = counts.longest.max(longest);
            refused.into_iter().for_each(|(code, more)| *counts.refused.entry(code).or_default() += more);
        }
    }

    pub(crate) fn inputs(&self) -> u64 {
        self.counts.values().map(Counts::all).sum()
    }

    /// The kinds of which none was taken, or none refused or repaired.
    pub(crate) fn one_sided(&self) -> Vec<Kind> {
        let is_one_sided =
            |counts: &Counts| counts.taken == 0 || (counts.refused.is_empty() && counts.repaired == 0);
        self.counts.iter().filter(|(_, counts)| is_one_sided(counts)).map(|(kind, _)| *kind).collect()
    }

    /// The counts as a Markdown table.
    pub(crate) fn table(&self) -> String {
        let mut table =
            "| input | mutations | read without an error | repaired | errors | longest |\n|---|---|---|---|---|---|\n"
                .to_owned();
        for (kind, counts) in &self.counts {
            let refused: Vec<String> =
                counts.refused.iter().map(|(code, count)| format!("{count} `{code}`")).collect();
            let (all, longest) = (counts.all(), counts.longest.as_millis());
            let Counts { taken, repaired, .. } = counts;
            let _ = writeln!(
                table,
                "| {} | {all} | {taken} | {repaired} | {} | {longest} ms |",
                kind.name(),
                refused.join(", ")
            );
        }
        table
    }
}
