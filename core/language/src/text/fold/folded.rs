//! A folded text with the places of its original.

use std::ops::Range;

use super::map::Map;

/// A text in one spelling, for search and sorting. It knows where each part came from in the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text: words in lower case, a space for every separator.
    pub text: String,
    pub(super) map: Map,
}

/// A piece of a text, beside its folded form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedPiece<'a> {
    /// The piece of the folded text. It is empty for characters that were dropped before the first one.
    pub folded: &'a str,
    /// The piece of the original. If both have the same number of characters, they agree character by
    /// character.
    pub original: &'a str,
}

impl Folded {
    /// The place in the original for a place in the folded text, both in bytes. It cuts no character and
    /// includes the marks of the last one. A place that cuts a folded character is widened first.
    pub fn original(&self, place: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(place.start);
        let end = self.text.ceil_char_boundary(place.end.min(self.text.len()));
        let begins = self.map.begins(start);
        if end <= start { begins..begins } else { begins..self.map.ends(end) }
    }

    /// The text in pieces, each beside its folded form. `original` is the text that was folded. Joined, the
    /// pieces give both texts.
    pub fn pieces<'a>(&'a self, original: &'a str) -> Vec<FoldedPiece<'a>> {
        let mut cuts: Vec<usize> = self.map.borders().flat_map(|at| [self.char_before(at), at]).collect();
        cuts.extend([0, self.text.len()]);
        cuts.sort_unstable();
        cuts.dedup();
        cuts.retain(|at| self.map.ends(*at) <= self.map.begins(*at)); // not inside one that became several
        let mut pieces = Vec::new();
        let mut from = (0, 0);
        for at in cuts {
            let is_end = at == self.text.len();
            let until = if is_end { original.len() } else { self.map.begins(at) };
            if (at, until) != from {
                let folded = self.text.get(from.0..at).unwrap_or_default();
                let original = original.get(from.1..until).unwrap_or_default();
                pieces.push(FoldedPiece { folded, original });
            }
            from = (at, until);
        }
        pieces
    }

    fn char_before(&self, at: usize) -> usize {
        self.text.floor_char_boundary(at.saturating_sub(1))
    }
}
