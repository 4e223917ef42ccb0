//! What two articles call alike.

use std::collections::{BTreeMap, BTreeSet};

use super::rarity::Rarity;
use super::voice::{Sound, Voice, Word};

/// What two articles call alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Common {
    /// What the common names weigh, in tenths of a bit.
    pub(super) weight: i32,
    /// How much of all that could be common is, in thousandths.
    pub(super) share: i32,
    /// How much of what one headline and lead name the other article names, too, in thousandths; `None` where they name
    /// nothing.
    pub(super) head: Option<i32>,
}

/// What two articles call alike. Where the script of one has capitals, its names are looked for among the words of the
/// other; else each is compared with the other, and the less they agree on counts.
pub(super) fn common(one: &Voice, other: &Voice, rarity: &Rarity) -> Common {
    match (one.has_capitals, other.has_capitals) {
        (true, false) => walk(one, other, rarity),
        (false, true) => walk(other, one, rarity),
        _ => lesser(walk(one, other, rarity), walk(other, one, rarity)),
    }
}

fn lesser(one: Common, other: Common) -> Common {
    Common {
        weight: one.weight.min(other.weight),
        share: one.share.max(other.share),
        head: one.head.into_iter().chain(other.head).min(),
    }
}

fn walk(voice: &Voice, other: &Voice, rarity: &Rarity) -> Common {
    let (head, rest) = voice.parts();
    let mut walk = Walk { other, rarity, met: BTreeMap::new(), missed: BTreeMap::new() };
    let (found, all) = walk.part(head);
    let (found_below, all_below) = walk.part(rest);
    let all_of_it = all + all_below;
    Common {
        weight: walk.met.values().sum(),
        share: if all_of_it > 0 { (found + found_below) * 1_000 / all_of_it } else { 0 },
        head: (all > 0).then(|| found * 1_000 / all),
    }
}

struct Walk<'a> {
    other: &'a Voice,
    rarity: &'a Rarity,
    /// What the names weigh that both articles hold, each once.
    met: BTreeMap<Sound, i32>,
    missed: BTreeMap<Sound, i32>,
}

impl Walk<'_> {
    /// What the common names of this part weigh, and what all of its names weigh.
    fn part(&mut self, phrases: &[Vec<Word>]) -> (i32, i32) {
        let (mut found, mut all, mut seen) = (0, 0, BTreeSet::new());
        for phrase in phrases {
            let mut at = 0;
            while at < phrase.len() {
                let count = self.other.longest(&phrase[at]);
                let name = &phrase[at..at + count.max(1)];
                let (sound, weight) = (phrase[at].name(name.len()), self.weight(name));
                if seen.insert(sound) {
                    all += weight;
                    found += if count > 0 { weight } else { 0 };
                    let names = if count > 0 { &mut self.met } else { &mut self.missed };
                    names.insert(sound, weight);
                }
                at += name.len();
            }
        }
        (found, all)
    }

    /// Short sounds meet by chance; words in a row hardly do.
    fn weight(&self, name: &[Word]) -> i32 {
        let length: usize = name.iter().map(|word| word.length).sum();
        let long_enough = name.iter().filter(|word| word.length > 1);
        let weight: i32 = long_enough.map(|word| self.rarity.weight(word.sound())).sum();
        match length {
            0..=2 => 0,
            3 => weight / 2,
            _ => weight,
        }
    }
}
