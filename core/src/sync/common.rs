//! What many pages of an edition have in common, such as the name of the site and the lines below each
//! article. Such parts do not show which article a page is. Pure.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use super::runs::{runs, words};
use crate::catalog::Base;

/// With fewer titles than this, a word of two titles says nothing about the others.
const FEWEST_TITLES: usize = 4;

/// What many pages of an edition have in common.
#[derive(Debug, Default)]
pub(super) struct Common {
    words: HashSet<String>,
    runs: HashSet<String>,
    /// The parts of the names of its hosts.
    hosts: Vec<String>,
}

impl Common {
    /// The words of most of these titles, and the runs of two or more of these texts.
    pub(super) fn of(titles: &[String], texts: &[String], bases: &[Base]) -> Self {
        let least = titles.len().max(FEWEST_TITLES) / 2 + 1;
        let titles = titles.iter().map(|title| words(title).into_iter().collect());
        let hosts = bases.iter().flat_map(|base| base.authority().split(['.', ':', '-']));
        Self {
            words: in_several(titles, least),
            runs: in_several(texts.iter().map(|text| runs(text)), 2),
            hosts: hosts.map(str::to_lowercase).collect(),
        }
    }

    /// Whether a word stands in most titles, or is probably the site's name, because a part of its host's
    /// name begins with the word.
    pub(super) fn has_word(&self, word: &str) -> bool {
        let is_name = |host: &String| word.chars().count() > 3 && host.starts_with(word);
        self.words.contains(word) || self.hosts.iter().any(is_name)
    }

    /// Whether a run stands in several texts.
    pub(super) fn has_run(&self, run: &str) -> bool {
        self.runs.contains(run)
    }
}

/// The values that at least `least` of the sets have.
fn in_several<T: Hash + Eq>(sets: impl Iterator<Item = HashSet<T>>, least: usize) -> HashSet<T> {
    let mut counts: HashMap<T, usize> = HashMap::new();
    for value in sets.flatten() {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count >= least).map(|(value, _)| value).collect()
}
