//! What the suite of kills counts.

use std::collections::{BTreeMap, BTreeSet};

use ifilm_core::testing::{CommitMoment, CommitPoint};

use crate::victim::Kill;

/// What was killed where.
#[derive(Default)]
pub(crate) struct Tally {
    /// The kinds of transactions at which a process was killed.
    points: BTreeSet<CommitPoint>,
    /// Kills before a commit, after one, and at a request.
    kinds: [u64; 3],
    acts: BTreeMap<&'static str, u64>,
    /// How many processes ended before their place came.
    pub(crate) ended_before: u64,
    pub(crate) wrong: Vec<String>,
}

impl Tally {
    pub(crate) fn note(&mut self, act: &'static str, kill: Kill, ended: Result<bool, String>) {
        match ended {
            Err(why) => self.wrong.push(format!("{act}, {kill:?}: {why}")),
            Ok(false) => self.ended_before += 1,
            Ok(true) => {
                *self.acts.entry(act).or_default() += 1;
                self.kinds[match kill {
                    Kill::Commit(_, CommitMoment::Before, _) => 0,
                    Kill::Commit(_, CommitMoment::After, _) => 1,
                    Kill::Request(_) => 2,
                }] += 1;
                if let Kill::Commit(point, ..) = kill {
                    self.points.insert(point);
                }
            }
        }
    }

    pub(crate) fn kills(&self) -> u64 {
        self.kinds.iter().sum()
    }

    /// The kinds of transactions at which no process was killed.
    pub(crate) fn missed(&self) -> Vec<CommitPoint> {
        CommitPoint::ALL.iter().copied().filter(|point| !self.points.contains(point)).collect()
    }

    pub(crate) fn figures(&self) -> String {
        let [before, after, requests] = self.kinds;
        let mut text = format!(
            "{} kills: {before} before a commit, {after} after one and {requests} at a request, at all {} kinds \
             of transactions. {} more processes ended before their place came.\n\n| act | kills |\n|---|---|\n",
            self.kills(),
            CommitPoint::ALL.len(),
            self.ended_before
        );
        for (act, kills) in &self.acts {
            text += &format!("| {} | {kills} |\n", act.replace('_', " "));
        }
        text
    }
}
