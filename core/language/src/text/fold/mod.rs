//! Folding: one spelling for all the ways to type a word, and the way back to what was typed.
//!
//! Each character is folded by itself, by the table in [`table`]; then parts are put together again (NFC). So folding
//! what was folded changes nothing. Every separator becomes one space and every ASCII character one byte, so that
//! ASCII text keeps its length and is folded many bytes at a time.

mod atoms;
mod map;
mod quick;
mod table;
mod writer;

#[cfg(test)]
mod tests;

use std::ops::Range;

use map::Map;
use writer::{Writer, folded_ascii};

pub use table::{FOLDING, FOLDING_RULES, Fate, FoldingRule};

/// A text in one spelling, for search and for sorting, and the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text: words in lower case, a space for every separator.
    pub text: String,
    map: Map,
}

/// A piece of a text, beside what it was folded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedPiece<'a> {
    /// The piece of the folded text; empty for what was dropped before the first character.
    pub folded: &'a str,
    /// The piece of the original; as long as the folded one where the two agree character by character.
    pub original: &'a str,
}

/// Folds a text: yeh and kaf of all keyboards, alef with its signs, teh marbuta and heh, harakat and tatweel,
/// joiners, presentation forms, three sets of digits, case and accents. [`FOLDING_RULES`] has each rule and its reason.
///
/// ```
/// use ifilm_language::text::fold;
///
/// let text = "كتاب‌هاي ۱۴۰۵";
/// let folded = fold(text);
///
/// assert_eq!(folded.text, "کتابهای 1405");
/// assert_eq!(&text[folded.original(15..19)], "۱۴۰۵");
/// ```
pub fn fold(text: &str) -> Folded {
    folded_ascii(text).unwrap_or_else(|| {
        let mut writer = Writer::new(text);
        writer.write_all();
        writer.finish()
    })
}

/// The folded words of a text alone, with one space between them: two spellings of the same words give the same. To
/// sort by it brings these together, but it knows no alphabet: پ comes late in it.
pub fn fold_words(text: &str) -> String {
    let folded = fold(text).text;
    let words: Vec<&str> = words(&folded).map(|place| &folded[place]).collect();
    words.join(" ")
}

impl Folded {
    /// The place in the original that a place in the folded text, in bytes, came from: it cuts no character and takes in the
    /// marks that belong to the last one. A place that cuts a folded character is widened first.
    pub fn original(&self, place: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(place.start);
        let end = self.text.ceil_char_boundary(place.end.min(self.text.len()));
        let begins = self.map.begins(start);
        if end <= start { begins..begins } else { begins..self.map.ends(end) }
    }

    /// The text in pieces, each beside what it was folded to; `original` is the text that was folded. Put together, the
    /// pieces are both texts again.
    pub fn pieces<'a>(&'a self, original: &'a str) -> Vec<FoldedPiece<'a>> {
        let mut cuts: Vec<usize> = self.map.borders().flat_map(|at| [self.char_before(at), at]).collect();
        cuts.extend([0, self.text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.retain(|at| self.map.ends(*at) <= self.map.begins(*at)); // not inside of what became several
        let mut pieces = Vec::new();
        let mut from = (0, 0);
        for at in cuts {
            let is_end = at == self.text.len();
            let until = if is_end { original.len() } else { self.map.begins(at) };
            if (at, until) != from {
                pieces
                    .push(FoldedPiece { folded: &self.text[from.0..at], original: &original[from.1..until] });
            }
            from = (at, until);
        }
        pieces
    }

    fn char_before(&self, at: usize) -> usize {
        self.text[..at].char_indices().next_back().map_or(0, |(before, _)| before)
    }
}

/// The places of the words in folded text.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    folded.split(' ').filter_map(move |word| {
        let place = at..at + word.len();
        at = place.end + 1;
        (!word.is_empty()).then_some(place)
    })
}
