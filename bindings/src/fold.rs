//! Folding: one spelling for all the ways to type a word.

use ifilm_core::language;

use crate::error::{Result, caught};
use crate::search::MarkedSpan;

/// A text in one spelling, and the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Folded {
    /// The folded text: words in lower case, a space for every separator.
    pub text: String,
    /// The folded text in pieces, each beside the piece of the original it came from. Joined, they give both
    /// texts. They need no offsets, because every language counts offsets differently.
    pub pieces: Vec<FoldedPiece>,
}

/// A piece of a text, beside its folded form.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FoldedPiece {
    /// The piece of the folded text. It is empty for characters that were dropped before the first one.
    pub folded: String,
    /// The piece of the original. If both have the same number of characters, they agree character by
    /// character. Else they belong together as a whole.
    pub original: String,
}

/// Folds a text for search: yeh and kaf of all keyboards, alef with its signs, teh marbuta and heh, harakat
/// and tatweel, joiners, presentation forms, three sets of digits, case and accents. Folding twice gives the
/// same result.
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

/// The folded words of a text, with one space between them. Two spellings of the same words give the same
/// result. Sorting by the result puts equal words side by side, but not in alphabetical order: پ comes late.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn fold_words(text: String) -> Result<String> {
    caught(|| Ok(language::text::fold_words(&text)))
}

/// Whether a text has all the words of a query, in any spelling and form, as `Library.search` would find it.
/// False if the query has no word. For lists that a host filters by itself. While a person is `typing`, the
/// last word may be incomplete.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn finds(text: String, query: String, typing: bool) -> Result<bool> {
    caught(|| Ok(language::text::finds(&text, &query, typing)))
}

/// A text in runs, with the hits of a query marked. Joined, the runs are the text.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn mark_found(text: String, query: String, typing: bool) -> Result<Vec<MarkedSpan>> {
    caught(|| Ok(crate::search::spans(&language::text::mark_found(&text, &query, typing))))
}

/// The words of a text for an index of FTS5 (`tokenize = 'ascii'`). `search_query` makes the query that finds
/// them.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn searchable(text: String) -> Result<String> {
    caught(|| Ok(language::text::searchable(&text)))
}

/// The text that a person typed, as an expression for `MATCH` of FTS5; absent if there is no word in it.
/// Quotes and operators in the text have no effect. `Library.search` does this by itself.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn search_query(text: String, typing: bool) -> Result<Option<String>> {
    caught(|| Ok(language::text::search_query(&text, typing)))
}
