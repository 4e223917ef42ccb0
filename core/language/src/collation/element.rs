//! The collation elements of a text: what each of its characters counts for at the three levels (UTS #10).

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_normalizer::properties::CanonicalCombiningClassMapBorrowed;

use super::alphabet::Alphabet;
use super::digits::{self, digit, numbers};
use super::weights::{ELEMENTS, NUMBER};

/// The common weight of the second and third level in the tables.
const COMMON: u8 = 0x28;

/// Marks the last element of a character in the tables.
const LAST: u32 = 1 << 31;

/// The first primary weight of characters without one in the tables. The tables end below it.
const OTHERS: u16 = 0xF000;

/// What one element counts for at each level. 0 is nothing.
pub(super) struct Element<'t> {
    pub(super) primary: Primary<'t>,
    pub(super) secondary: u8,
    pub(super) tertiary: u8,
}

/// What an element counts for at the first level.
pub(super) enum Primary<'t> {
    Nothing,
    Weight(u16),
    /// The digits of a number.
    Number(u16, &'t [u8]),
    /// A character of another script: they follow the letters, by code point.
    Other(char),
}

impl Primary<'_> {
    /// Writes the weight. No weight is the beginning of another.
    pub(super) fn write(&self, key: &mut Vec<u8>) {
        match self {
            Self::Nothing => {}
            Self::Weight(weight) => key.extend(weight.to_be_bytes()),
            Self::Number(weight, digits) => {
                key.extend(weight.to_be_bytes());
                digits::write(digits, key);
            }
            Self::Other(character) => {
                let [_, plane, high, low] = u32::from(*character).to_be_bytes();
                key.extend(OTHERS.saturating_add(u16::from(plane)).to_be_bytes());
                key.extend([high, low]);
            }
        }
    }
}

/// Calls `take` with each element of a text, in order.
pub(super) fn elements(text: &str, alphabet: Alphabet, mut take: impl FnMut(Element<'_>)) {
    let mut text = Decomposed::of(text);
    while let Some(character) = text.next() {
        match digit(character) {
            Some(first) => numbers(&text.digits_after(first)).for_each(|number| take(number_element(number))),
            None => {
                let start = text.take_pair(character, alphabet).or_else(|| alphabet.start(character));
                match start {
                    Some(start) => from_table(start).for_each(|packed| take(element(packed, alphabet))),
                    None => take(common(Primary::Other(character))),
                }
            }
        }
    }
}

fn number_element(number: &[u8]) -> Element<'_> {
    common(Primary::Number(NUMBER, number))
}

fn common(primary: Primary<'_>) -> Element<'_> {
    Element { primary, secondary: COMMON, tertiary: COMMON }
}

/// The packed elements from a place of the table to the last of that character.
fn from_table(start: u16) -> impl Iterator<Item = u32> {
    let packed = ELEMENTS.get(usize::from(start)..).unwrap_or_default();
    let mut is_over = false;
    packed.iter().copied().take_while(move |packed| !std::mem::replace(&mut is_over, packed & LAST != 0))
}

fn element(packed: u32, alphabet: Alphabet) -> Element<'static> {
    let [high, low, secondary, tertiary] = (packed & !LAST).to_be_bytes();
    let primary = match u16::from_be_bytes([high, low]) {
        0 => Primary::Nothing,
        weight => Primary::Weight(alphabet.reordered(weight)),
    };
    Element { primary, secondary, tertiary }
}

/// A text in NFD, with the place up to which it is read. A mark that was read before its turn, as part of a
/// pair, is a gap.
struct Decomposed {
    characters: Vec<Option<char>>,
    at: usize,
}

impl Decomposed {
    fn of(text: &str) -> Self {
        let nfd = DecomposingNormalizerBorrowed::new_nfd();
        Self { characters: nfd.normalize_iter(text.chars()).map(Some).collect(), at: 0 }
    }

    fn next(&mut self) -> Option<char> {
        loop {
            let next = *self.characters.get(self.at)?;
            self.at = self.at.saturating_add(1);
            if next.is_some() {
                return next;
            }
        }
    }

    /// The digits of a number whose first one was read.
    fn digits_after(&mut self, first: u8) -> Vec<u8> {
        let rest = self.characters.get(self.at..).unwrap_or_default();
        let more = rest.iter().map_while(|next| next.and_then(digit));
        let digits: Vec<u8> = std::iter::once(first).chain(more).collect();
        self.at = self.at.saturating_add(digits.len()).saturating_sub(1);
        digits
    }

    /// The elements of a character and the one after it, if they have some together. Takes the latter out.
    /// Other marks may stand between them (UTS #10, S2.1): alef, fatha and madda are alef with madda, and
    /// fatha. A mark of the same class in between blocks that.
    fn take_pair(&mut self, first: char, alphabet: Alphabet) -> Option<u16> {
        let weights = alphabet.weights();
        if !weights.begins_pair(first) {
            return None;
        }
        let classes = CanonicalCombiningClassMapBorrowed::new();
        let mut skipped = 0;
        for slot in self.characters.get_mut(self.at..)? {
            let second = (*slot)?;
            let class = classes.get_u8(second);
            if skipped > 0 && class <= skipped {
                return None;
            }
            if let Some(start) = weights.start_of_pair(first, second) {
                *slot = None;
                return Some(start);
            }
            if class == 0 {
                return None;
            }
            skipped = class;
        }
        None
    }
}
