//! How rare a word is among articles. A word that all of them have does not distinguish any.

use std::collections::HashMap;

use super::phrases::{BySound, Sound};

/// How many of some articles hold each word, by its sound.
#[derive(Debug, Clone, Default)]
pub struct Rarity {
    articles: u32,
    holding: HashMap<Sound, u32, BySound>,
}

impl Rarity {
    /// Counts in these articles, of whatever editions, by the
    /// [`consonants`](super::Fingerprint::consonants) of their fingerprints.
    pub fn of<'a>(articles: impl IntoIterator<Item = &'a str>) -> Self {
        let mut rarity = Self::default();
        for consonants in articles {
            rarity.articles = rarity.articles.saturating_add(1);
            let mut words: Vec<Sound> = consonants.split([' ', ',']).map(Sound::of).collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                let holding = rarity.holding.entry(word).or_default();
                *holding = holding.saturating_add(1);
            }
        }
        rarity
    }

    /// What it weighs that two articles share a word, in tenths of a bit, 0 to 80. Among few articles nothing
    /// is known to be rare.
    pub(super) fn weight(&self, sound: Sound) -> i32 {
        let holding = self.holding.get(&sound).copied().unwrap_or_default();
        let share = (f64::from(self.articles) + 8.0) / (f64::from(holding) + 1.0);
        ((share.max(1.0).log2() * 10.0) as i32).min(80)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_everywhere_weighs_little_and_what_is_rare_much() {
        let all = (0..50).map(|at| ["FLM,RSTN", "FLM,TBRZ"][at % 2]);
        let rarity = Rarity::of(all);
        let weight = |word| rarity.weight(Sound::of(word));

        assert!(weight("FLM") < 3);
        assert!((8..14).contains(&weight("RSTN")));
        assert!(weight("SPHRN") > 50);
        assert_eq!(Rarity::default().weight(Sound::of("SPHRN")), 30);
    }
}
