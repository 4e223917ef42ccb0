//! Counts how often each trouble struck.

use crate::trouble::TROUBLES;

/// The counts of many runs.
pub(crate) struct Tally {
    pub(crate) runs: u64,
    /// For each trouble, the syncs in which it struck, and how often in all.
    counts: Vec<(u64, u64)>,
}

impl Default for Tally {
    fn default() -> Self {
        Self { runs: 0, counts: vec![(0, 0); TROUBLES.len()] }
    }
}

impl Tally {
    pub(crate) fn add(&mut self, strikes: &[(usize, u64)]) {
        self.runs += 1;
        for (trouble, times) in strikes {
            let (syncs, all) = &mut self.counts[*trouble];
            *syncs += u64::from(*times > 0);
            *all += times;
        }
    }

    /// The troubles that struck in fewer syncs than `least`.
    pub(crate) fn rarer_than(&self, least: u64) -> Vec<&'static str> {
        let rare = TROUBLES.iter().zip(&self.counts).filter(|(_, (syncs, _))| *syncs < least);
        rare.map(|(trouble, _)| trouble.name).collect()
    }

    /// The counts as a Markdown table.
    pub(crate) fn table(&self) -> String {
        let head =
            format!("{} runs.\n\n| trouble | syncs that met it | strikes |\n|---|---|---|\n", self.runs);
        let line = |(trouble, (syncs, all)): (&crate::trouble::Trouble, &(u64, u64))| {
            format!("| {} | {syncs} | {all} |\n", trouble.name)
        };
        let lines: String = TROUBLES.iter().zip(&self.counts).map(line).collect();
        head + &lines
    }
}
