//! Texts in English, Persian and Arabic whose words are as frequent as those of a language: the second word
//! is half as frequent as the first, and so on. The same seed gives the same texts.

use ifilm_core::testing::BulkArticle;
use ifilm_core::{Direction, ItemKey, Kind};
use ifilm_tests::edition;
use jiff::{SignedDuration, Timestamp};

/// An edition with its vocabulary, the most frequent word first.
pub(crate) struct Language {
    pub(crate) edition: &'static str,
    pub(crate) words: Vec<String>,
    /// For each word the share of all words up to it.
    shares: Vec<f64>,
}

/// The number of different words of a language.
const WORDS: usize = 60_000;

/// The length of a text in bytes.
const LENGTH: usize = 2_000;

impl Language {
    pub(crate) fn all() -> [Self; 3] {
        [
            Self::of("en", "etaoinshrdlucmfwypvbgk"),
            Self::of("fa", "ایرندهمتوسشبکزلگفپخقجعچ"),
            Self::of("ar", "اليمنرتوبةعدفسهكقحجشطصخ"),
        ]
    }

    fn of(edition: &'static str, letters: &str) -> Self {
        let letters: Vec<char> = letters.chars().collect();
        let words = (0..WORDS).map(|rank| word(rank, &letters)).collect();
        let weights = (0..WORDS).map(|rank| 1.0 / (rank as f64 + 2.0));
        let shares: Vec<f64> = weights.scan(0.0, |sum, weight| Some(add(sum, weight))).collect();
        Self { edition, words, shares }
    }

    /// The article of this number. A higher number is an older one; one is published every half hour.
    pub(crate) fn article(&self, number: usize, newest: Timestamp) -> BulkArticle {
        let mut dice = Dice(number as u64 * 2_654_435_761 + self.edition.len() as u64);
        let age = SignedDuration::from_secs(number as i64 * 1_800 + (dice.roll() % 1_700) as i64);
        BulkArticle {
            key: ItemKey {
                edition: edition(self.edition),
                kind: Kind::Article,
                id: (10_000_000 - number).to_string(),
            },
            title: self.text(&mut dice, 60),
            lead: self.text(&mut dice, 160),
            paragraphs: (0..4).map(|_| self.text(&mut dice, LENGTH / 4)).collect(),
            language: self.edition.parse().expect("a tag"),
            direction: if self.edition == "en" { Direction::Ltr } else { Direction::Rtl },
            published: newest - age,
        }
    }

    fn text(&self, dice: &mut Dice, bytes: usize) -> String {
        let mut text = String::new();
        while text.len() < bytes {
            let share = dice.share() * self.shares[WORDS - 1];
            let rank = self.shares.partition_point(|up_to| *up_to < share);
            if !text.is_empty() {
                text.push_str(if dice.roll().is_multiple_of(12) { ". " } else { " " });
            }
            text.push_str(&self.words[rank]);
        }
        text
    }
}

fn add(sum: &mut f64, weight: f64) -> f64 {
    *sum += weight;
    *sum
}

/// The word of a rank: frequent words are short.
fn word(rank: usize, letters: &[char]) -> String {
    let mut rest = rank + letters.len();
    let mut word = String::new();
    while rest > 0 {
        word.push(letters[rest % letters.len()]);
        rest /= letters.len();
    }
    word
}

/// Random numbers: splitmix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 up to 1.
    fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
