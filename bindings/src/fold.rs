//! Folding: one spelling for all the ways to type a word.

use ifilm_core::language;

use crate::error::{Result, caught};
use crate::search::MarkedSpan;

/// A text in one spelling, and the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Folded {
    /// The folded text: words in lower case, a space for every separator.
    pub text: String,
    /// The text in pieces, each beside the piece of the original it came from; put together they are both
    /// texts. Pieces need no offsets, which every language counts otherwise.
    pub pieces: Vec<FoldedPiece>,
}

/// A piece of a text, beside what it was folded to.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FoldedPiece {
    /// The piece of the folded text; empty for what was dropped before the first character.
    pub folded: String,
    /// The piece of the original. Where both are as long as each other, they agree character by character;
    /// where not, they belong together as a whole.
    pub original: String,
}

/// Folds a text for search: yeh and kaf of all keyboards, alef with its signs, teh marbuta and heh, harakat
/// and tatweel, joiners, presentation forms, three sets of digits, case and accents. What was folded folds to
/// itself.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn fold(text: String) -> Result<Folded> {
    caught(|| {
        let folded = language::text::fold(&text);
        let piece = |piece: language::text::FoldedPiece<'_>| FoldedPiece {
            folded: piece.folded.to_owned(),
            original: piece.original.to_owned(),
        };
        let pieces = folded.pieces(&text).into_iter().map(piece).collect();
        Ok(Folded { text: folded.text, pieces })
    })
}

/// The folded words of a text alone, with one space between them: two spellings of the same words give the
/// same. To sort by it brings these together, but it knows no alphabet: پ comes late in it.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn fold_words(text: String) -> Result<String> {
    caught(|| Ok(language::text::fold_words(&text)))
}

/// Whether a text has all the words of a query, in any spelling, as `Client.search` would find it; not where
/// the query has no word. For lists that a host filters by itself. While a person is `typing`, the last word
/// may be only begun.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn finds(text: String, query: String, typing: bool) -> Result<bool> {
    caught(|| Ok(language::text::finds(&text, &query, typing)))
}

/// A text in runs, with what a query finds in it marked. Put together, the runs are the text.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn mark_found(text: String, query: String, typing: bool) -> Result<Vec<MarkedSpan>> {
    caught(|| Ok(crate::search::spans(&language::text::mark_found(&text, &query, typing))))
}

/// The words to put into an index of FTS5 (`tokenize = 'ascii'`) for a text; `search_query` makes what finds
/// them.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn searchable(text: String) -> Result<String> {
    caught(|| Ok(language::text::searchable(&text)))
}

/// What a person typed, as an expression for `MATCH` of FTS5; absent where there is no word in it. Whatever
/// was typed is data. `Client.search` does this by itself.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn search_query(text: String, typing: bool) -> Result<Option<String>> {
    caught(|| Ok(language::text::search_query(&text, typing)))
}
