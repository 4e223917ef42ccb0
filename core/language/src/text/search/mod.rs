//! Search: the words of a text for the index, and the words of a query.
//!
//! Words with different spacing find each other. A query joins any words that stand side by side: می روم
//! finds میروم, foot ball finds football. The index joins only words that belong together: a word and its
//! prefixes and suffixes ([`affix`]), and words with a hyphen or an apostrophe between. So میروم finds می
//! روم, but مادر does not find ما در.

mod affix;
mod hamza;
mod marked;
mod term;
mod variant;
mod word;

#[cfg(test)]
mod tests;

use std::ops::Range;

use term::Term;
use word::{Gap, Word, is_number, words_of};

pub use marked::{Marked, MarkedSpan};

/// The most bytes of a query that are read.
const MOST_BYTES: usize = 1_000;

/// The most words that are looked for.
const MOST_WORDS: usize = 16;

/// A word that no text folds to. It stands between words that are not neighbours.
const BREAK: &str = "¶";

/// The words of a text for the index: its folded words in order, then their variants in other spacing. One
/// space stands between two words. A word is made of letters, digits and marks. A ¶ stands between words that
/// are not neighbours.
pub fn searchable(text: &str) -> String {
    let words = words_of(text);
    let others = variant::variants(&words);
    let is_apart = |at: usize, word: &Word| at > 0 && word.gap == Gap::Break;
    let own = words.iter().enumerate().map(|(at, word)| (is_apart(at, word), &word.folded));
    let mut held = String::new();
    for (is_apart, word) in own.chain(others.iter().map(|other| (true, &other.folded))) {
        let parts = [if is_apart { BREAK } else { "" }, word];
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            held.push_str(if held.is_empty() { "" } else { " " });
            held.push_str(part);
        }
    }
    held
}

/// A query: words that must all be found, in any order and spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordSearch {
    /// The terms of each word. Any of them is a hit.
    words: Vec<Vec<Term>>,
}

impl WordSearch {
    /// Reads a query: its first 1,000 bytes, and of these the first 16 words. While a person is `typing`, the
    /// last word may be incomplete. `None` if there is no word in it.
    ///
    /// Quotes, stars, AND, NEAR and colons have no effect.
    pub fn of(text: &str, typing: bool) -> Option<Self> {
        let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
        let mut words = words_of(text);
        let typing = typing && words.len() <= MOST_WORDS;
        words.truncate(MOST_WORDS);
        let terms = |at| term::terms(&words, at, typing);
        let words: Vec<_> = (0..words.len()).map(terms).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// The query as an expression of FTS5, for an index that was filled with [`searchable`].
    pub fn expression(&self) -> String {
        let any = |terms: &Vec<Term>| {
            let terms: Vec<String> = terms.iter().map(Term::expression).collect();
            format!("({})", terms.join(" OR "))
        };
        self.words.iter().map(any).collect::<Vec<_>>().join(" AND ")
    }

    /// The places of the hits in a text, in bytes, in order, without overlap. A hit is a whole word with its
    /// marks.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        merged(self.places(text).into_iter().flatten().collect())
    }

    /// The places of each word of the query in a text, in bytes, in no order.
    pub fn places(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        let words = words_of(text);
        let others = variant::variants(&words);
        let places = |terms: &Vec<Term>| {
            let mut places: Vec<Range<usize>> = terms.iter().flat_map(|term| term.places(&words)).collect();
            let found = others.iter().filter(|other| terms.iter().any(|term| term.is(&other.folded)));
            places.extend(found.map(|other| other.place.clone()));
            places
        };
        self.words.iter().map(places).collect()
    }

    /// Whether a text has all words of the query, as a search in the index would find it.
    pub fn finds(&self, text: &str) -> bool {
        let words = words_of(text);
        let others = variant::variants(&words);
        let found = |term: &Term| {
            !term.places(&words).is_empty() || others.iter().any(|other| term.is(&other.folded))
        };
        self.words.iter().all(|terms| terms.iter().any(found))
    }
}

/// A query as an expression of FTS5; `None` if there is no word in it. See [`WordSearch::of`].
pub fn search_query(text: &str, typing: bool) -> Option<String> {
    WordSearch::of(text, typing).map(|search| search.expression())
}

/// Whether a text has all words of a query, as a search in the index would find it. False if the query has no
/// word. For lists that a host filters by itself. See [`WordSearch::of`].
pub fn finds(text: &str, query: &str, typing: bool) -> bool {
    WordSearch::of(query, typing).is_some_and(|search| search.finds(text))
}

/// A text with the hits of a query. See [`WordSearch::hits`].
pub fn mark_found(text: &str, query: &str, typing: bool) -> Marked {
    let search = WordSearch::of(query, typing);
    Marked { text: text.to_owned(), hits: search.map(|search| search.hits(text)).unwrap_or_default() }
}

/// Places in order. Those that touch or overlap become one.
pub fn merged(mut places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    places.sort_unstable_by_key(|place| (place.start, place.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for place in places {
        match merged.last_mut() {
            Some(last) if place.start <= last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}
