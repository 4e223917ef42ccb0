//! Folding: one spelling for all the ways to type a word. The places in the original are kept.
//!
//! Each character is folded by itself, by the table in [`table`]. Then the parts are composed again (NFC). So
//! folding twice gives the same result. Every separator becomes one space, and every ASCII character one
//! byte. So ASCII text keeps its length and is folded many bytes at a time.

mod atoms;
mod char_folding;
mod folded;
mod map;
mod table;
mod writer;

#[cfg(test)]
mod tests;

use std::ops::Range;

use writer::{Writer, folded_ascii};

pub(super) use char_folding::{CharFolding, arabic_stays, char_folding};
pub use folded::{Folded, FoldedPiece};
pub use table::{FOLDING, FOLDING_RULES, FoldingRule, Mapping};

/// Folds a text: yeh and kaf of all keyboards, alef with its signs, teh marbuta and heh, harakat and tatweel,
/// joiners, presentation forms, three sets of digits, case and accents. [`FOLDING_RULES`] has each rule and
/// its reason.
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

/// The folded words of a text, with one space between them. Two spellings of the same words give the same
/// result. Sorting by it puts these side by side, but not in the order of an alphabet: پ comes late.
pub fn fold_words(text: &str) -> String {
    let folded = fold(text).text;
    let words: Vec<&str> = words(&folded).map(|(_, word)| word).collect();
    words.join(" ")
}

/// The words of folded text, each with its place.
pub(crate) fn words(folded: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0_usize;
    folded.split(' ').filter_map(move |word| {
        let place = at..at.saturating_add(word.len());
        at = place.end.saturating_add(1);
        (!word.is_empty()).then_some((place, word))
    })
}
