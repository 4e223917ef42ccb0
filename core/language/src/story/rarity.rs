//! How rare a word is among articles. A word that all of them have distinguishes none.

use std::collections::HashMap;

use super::phrases::{ByHash, NameHash};

/// The number of articles that have each word, by the hash of its consonants.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    articles: u32,
    holding: HashMap<NameHash, u32, ByHash>,
}

impl Rarity {
    /// Counts the words of articles of any editions. An article is given as the
    /// [`consonants`](super::Fingerprint::consonants) of its fingerprint.
    pub fn of<'a>(articles: impl IntoIterator<Item = &'a str>) -> Self {
        let mut rarity = Self::default();
        for consonants in articles {
            rarity.articles = rarity.articles.saturating_add(1);
            let mut words: Vec<NameHash> = consonants.split([' ', ',']).map(NameHash::of).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                let holding = rarity.holding.entry(word).or_default();
                *holding = holding.saturating_add(1);
            }
        }
        rarity
    }

    /// The weight of a word that two articles share, in tenths of a bit, 0 to 80. Among few articles no word
    /// is known to be rare.
    pub(super) fn weight(&self, name: NameHash) -> i32 {
        let holding = self.holding.get(&name).copied().unwrap_or_default();
        let share = (f64::from(self.articles) + 8.0) / (f64::from(holding) + 1.0);
        ((share.max(1.0).log2() * 10.0) as i32).min(80)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_weigh_little_and_rare_words_much() {
        let all = (0..50).map(|at| ["FLM,RSTN", "FLM,TBRZ"][at % 2]);
        let rarity = Rarity::of(all);
        let weight = |word| rarity.weight(NameHash::of(word));

        assert!(weight("FLM") < 3);
        assert!((8..14).contains(&weight("RSTN")));
        assert!(weight("SPHRN") > 50);
        assert_eq!(Rarity::default().weight(NameHash::of("SPHRN")), 30);
    }
}
