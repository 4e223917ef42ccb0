//! Search: the words of a text for the index, and the words of a query.
//!
//! Words with different spacing find each other. A query joins any words that stand side by side: می روم
//! finds میروم, foot ball finds football. The index joins only words that belong together: a word and its
//! prefixes and suffixes ([`affix`]), and words with a hyphen or an apostrophe between. So میروم finds می
//! روم, but مادر does not find ما در.
//!
//! A query also finds other forms of its words ([`stem`]), and the words that they are parts of
//! ([`word_part`]). These hits are wide; a store shows them after the exact ones.

mod affix;
mod filter;
mod hamza;
mod held;
mod index_mark;
mod marked;
mod phrase_gaps;
mod quoted;
mod sign;
mod stem;
mod term;
mod variant;
mod word;
mod word_part;

#[cfg(test)]
mod tests;

use std::ops::Range;

use quoted::Segment;
use stem::Wanted;
use term::{Term, Terms};
use word::{Word, words_of};

pub use filter::WordFilter;
pub use held::{Indexer, searchable};
pub use marked::{Marked, MarkedSpan};
pub use stem::{Affix, STEM_RULES, StemRule};

/// The most bytes of a query that are read.
const MOST_BYTES: usize = 1_000;

/// The most words that are looked for.
const MOST_WORDS: usize = 16;

/// A query: words that must all be found, in any order, spelling and form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordSearch {
    words: Vec<Terms>,
    /// The stems that a text needs for them.
    wanted: Wanted,
}

/// How well a text has all words of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// At least one of the words is there only in another form, or as a part of a word.
    Wide,
    /// Each word is there, in any spelling.
    Exact,
}

impl WordSearch {
    /// Reads a query: its first 1,000 bytes, and of these the first 16 words. While a person is `typing`, the
    /// last word may be incomplete. Words in quotes must stand side by side, in any spelling but in no other
    /// form. `None` if there is no word in it.
    ///
    /// Stars, AND, NEAR, colons and quotes without their other half have no effect.
    pub fn of(text: &str, typing: bool) -> Option<Self> {
        let text = text.get(..text.floor_char_boundary(MOST_BYTES)).unwrap_or_default();
        let segments = quoted::segments(text);
        let mut words: Vec<Terms> = Vec::new();
        let mut room = MOST_WORDS;
        for (segment, left) in segments.iter().zip((0..segments.len()).rev()) {
            let (Segment::Plain(text) | Segment::Quoted(text)) = *segment;
            let mut found = words_of(text);
            let typing = typing && left == 0 && found.len() <= room;
            found.truncate(room);
            room = room.saturating_sub(found.len());
            match segment {
                Segment::Plain(_) => {
                    words.extend((0..found.len()).map(|at| Terms::of(&found, at, typing)));
                }
                Segment::Quoted(_) => words.extend(quoted::terms(&found)),
            }
        }
        let stems = words.iter().flat_map(Terms::all).filter_map(Term::stem);
        let wanted = Wanted::of(stems);
        (!words.is_empty()).then_some(Self { words, wanted })
    }

    /// The query as an expression of FTS5, for an index that was filled with [`searchable`].
    pub fn expression(&self) -> String {
        self.expression_of(|terms| terms.all().collect())
    }

    /// The same for exact hits alone: each word as it is, in any spelling and spacing.
    pub fn exact_expression(&self) -> String {
        self.expression_of(|terms| terms.exact.iter().collect())
    }

    /// The same for all hits that are not exact.
    pub fn wide_expression(&self) -> String {
        format!("({}) NOT ({})", self.expression(), self.exact_expression())
    }

    fn expression_of<'a>(&'a self, terms: impl Fn(&'a Terms) -> Vec<&'a Term>) -> String {
        let any = |word| {
            let mut any: Vec<String> = Vec::new();
            for term in terms(word).into_iter().map(Term::expression) {
                if !any.contains(&term) {
                    any.push(term);
                }
            }
            format!("({})", any.join(" OR "))
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
        let others = variant::variants(&words, &self.wanted);
        let places = |terms: &Terms| {
            let mut places: Vec<Range<usize>> = terms.all().flat_map(|term| term.places(&words)).collect();
            let found = others.iter().filter(|other| terms.all().any(|term| term.is(&other.folded)));
            places.extend(found.map(|other| other.place.clone()));
            places
        };
        self.words.iter().map(places).collect()
    }

    /// How well a text has all words of the query, as a search in the index would find it. `None` if it has
    /// not.
    pub fn fit(&self, text: &str) -> Option<Fit> {
        let words = words_of(text);
        self.fit_of(&words, &variant::variants(&words, &self.wanted))
    }

    /// How well the words of a text and their variants are those of the query.
    fn fit_of(&self, words: &[Word], others: &[variant::Variant]) -> Option<Fit> {
        let found = |term: &Term| term.is_among(words) || others.iter().any(|other| term.is(&other.folded));
        let fit = |terms: &Terms| match terms.exact.iter().any(found) {
            true => Some(Fit::Exact),
            false => terms.wide.iter().any(found).then_some(Fit::Wide),
        };
        self.words.iter().try_fold(Fit::Exact, |worst, terms| Some(worst.min(fit(terms)?)))
    }

    /// Whether a text has all words of the query, in any form.
    pub fn finds(&self, text: &str) -> bool {
        self.fit(text).is_some()
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
