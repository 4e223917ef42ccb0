//! A folded text, and the way back to the original.

use std::ops::Range;

use super::map::Map;

/// A text in one spelling, for search and for sorting, and the way back to the original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text: words in lower case, a space for every separator.
    pub text: String,
    pub(super) map: Map,
}

/// A piece of a text, beside what it was folded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FoldedPiece<'a> {
    /// The piece of the folded text; empty for what was dropped before the first character.
    pub folded: &'a str,
    /// The piece of the original; as long as the folded one where the two agree character by character.
    pub original: &'a str,
}

impl Folded {
    /// The place in the original that a place in the folded text, in bytes, came from: it cuts no character
    /// and takes in the marks that belong to the last one. A place that cuts a folded character is widened
    /// first.
    pub fn original(&self, place: Range<usize>) -> Range<usize> {
        let start = self.text.floor_char_boundary(place.start);
        let end = self.text.ceil_char_boundary(place.end.min(self.text.len()));
        let begins = self.map.begins(start);
        if end <= start { begins..begins } else { begins..self.map.ends(end) }
    }

    /// The text in pieces, each beside what it was folded to; `original` is the text that was folded. Put
    /// together, the pieces are both texts again.
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
