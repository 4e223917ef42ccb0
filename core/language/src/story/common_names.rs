//! The names that two articles have in common.

use std::collections::BTreeMap;

use super::phrases::{NameHash, Phrases, Word};
use super::rarity::Rarity;

/// How many names two articles have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Common {
    /// The weight of the common names, in tenths of a bit.
    pub(super) weight: i32,
    /// The share of the names that is common, by weight, in thousandths.
    pub(super) share: i32,
    /// The share of the names in headline and lead that the other article also has, in thousandths; 0 if
    /// there are no such names.
    pub(super) head: i32,
}

/// The names that two articles have in common. If the script of one has capitals, only its names are looked
/// for among the words of the other. Else the names of each are looked for in the other.
pub(super) fn common(one: &Phrases, other: &Phrases, rarity: &Rarity) -> Common {
    match (one.has_capitals, other.has_capitals) {
        (true, false) => look_for(one, other, rarity),
        (false, true) => look_for(other, one, rarity),
        _ => agreed(look_for(one, other, rarity), look_for(other, one, rarity)),
    }
}

/// A short article may be a part of a long one, but its headline and lead must be in it.
fn agreed(one: Common, other: Common) -> Common {
    Common {
        weight: one.weight.min(other.weight),
        share: one.share.max(other.share),
        head: one.head.min(other.head),
    }
}

fn look_for(phrases: &Phrases, other: &Phrases, rarity: &Rarity) -> Common {
    let search = NameSearch { other, rarity };
    let (head, rest) = phrases.parts();
    let head = search.names(head);
    let mut all = search.names(rest);
    let said = share(&head);
    all.extend(head);
    Common { weight: all.values().map(Met::found).sum(), share: share(&all), head: said }
}

/// The weight of a name, and whether the other article has it.
struct Met {
    weight: i32,
    is_there: bool,
}

impl Met {
    fn found(&self) -> i32 {
        if self.is_there { self.weight } else { 0 }
    }
}

fn share(names: &BTreeMap<NameHash, Met>) -> i32 {
    let all: i32 = names.values().map(|met| met.weight).sum();
    let found: i32 = names.values().map(Met::found).sum();
    found.saturating_mul(1_000).checked_div(all).unwrap_or_default()
}

struct NameSearch<'a> {
    other: &'a Phrases,
    rarity: &'a Rarity,
}

impl NameSearch<'_> {
    /// The names of some phrases, each once. Words that also stand in a row in the other article are one
    /// name.
    fn names(&self, phrases: &[Vec<Word>]) -> BTreeMap<NameHash, Met> {
        let mut names = BTreeMap::new();
        for phrase in phrases {
            let mut rest = &phrase[..];
            while let Some(first) = rest.first() {
                let count = self.other.longest(first);
                let (name, behind) = rest.split_at_checked(count.max(1)).unwrap_or((rest, &[]));
                let met = Met { weight: self.weight(name), is_there: count > 0 };
                names.extend(first.name(name.len()).map(|hash| (hash, met)));
                rest = behind;
            }
        }
        names
    }

    /// The weight of a name. A short word may be the same by chance; several words in a row hardly can.
    fn weight(&self, name: &[Word]) -> i32 {
        let length: usize = name.iter().map(|word| word.length).sum();
        let long_enough = name.iter().filter(|word| word.length > 1);
        let weight: i32 = long_enough.map(|word| self.rarity.weight(word.hash())).sum();
        match length {
            0..=2 => 0,
            3 => weight / 2,
            _ => weight,
        }
    }
}
