//! A quick test whether a text may begin with one of many words.

/// The most bytes of a word that are compared: two letters of Arabic, or four of English.
const LENGTH: usize = 4;

/// The number of places for beginnings. Some hundred words leave nearly all of them free.
const PLACES: usize = 1 << 15;

/// The beginnings of some words. Rules compare each line of a page with hundreds of words, and most lines
/// begin with none of them.
#[derive(Debug, Clone)]
pub struct Beginnings(Vec<u64>);

impl Beginnings {
    /// The beginnings of these words, in any case of ASCII.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut taken = vec![0_u64; PLACES / BITS];
        for place in words.into_iter().filter_map(|word| places(word).last()) {
            let bits = taken.get_mut(place / BITS);
            bits.into_iter().for_each(|bits| *bits |= bit(place));
        }
        Self(taken)
    }

    /// Whether one of the words may begin with this text, and go on.
    pub(crate) fn may_be_begun_by(&self, text: &str) -> bool {
        text.len() < LENGTH || self.may_begin(text)
    }

    /// Whether a text may begin with one of the words. If not, it certainly begins with none, in any case of
    /// ASCII.
    pub fn may_begin(&self, text: &str) -> bool {
        places(text).any(|place| self.0.get(place / BITS).is_some_and(|bits| bits & bit(place) != 0))
    }
}

/// Each place is a bit of a number of 64.
const BITS: usize = 64;

fn bit(place: usize) -> u64 {
    1_u64.wrapping_shl((place % BITS) as u32)
}

/// The place of the first byte of a text, of the first two, and so on.
fn places(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.bytes().take(LENGTH).map(|byte| u32::from(byte.to_ascii_lowercase()));
    let heads = bytes.scan(0_u32, |head, byte| {
        *head = head.wrapping_shl(8) | byte;
        Some(*head)
    });
    // Fibonacci hashing: the highest bits of the product depend on all bytes.
    heads.map(|head| head.wrapping_mul(0x9E37_79B9).wrapping_shr(17) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_may_begin_with_each_word_and_with_hardly_any_other() {
        let words = ["x", "pm", "Related", "بیشتر", "دی"];
        let beginnings = Beginnings::of(words);

        for word in words {
            assert!(beginnings.may_begin(word) && beginnings.may_begin(&format!("{word}…")), "{word}");
        }
        assert!(beginnings.may_begin("RELATED") && beginnings.may_begin("relatively"));
        for other in ["", "p", "rel", "rain", "باران", "بن", "د"] {
            assert!(!beginnings.may_begin(other), "{other}");
        }
    }
}
