//! Pairs of brackets or quotes, and the direction of the words between them.

use std::collections::{HashMap, HashSet};

use super::control::{end_of_opened, is_opener};
use super::{opposite, strong};
use crate::text::direction::Direction;
use crate::text::quote::{closer_of, is_bracket, opener_of};

/// The pairs of a paragraph, by the place of the opening one.
pub(super) struct Brackets {
    pairs: HashMap<usize, Pair>,
    closers: HashSet<usize>,
}

/// A pair and the words between.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    /// The place of the closing one.
    pub(super) close: usize,
    native: usize,
    foreign: usize,
    first: Option<Direction>,
}

impl Pair {
    /// Whether the text between is foreign: its first letter has the other direction than the line, and fewer
    /// than two words in five have the line's own.
    pub(super) fn is_foreign(&self, base: Direction) -> bool {
        let words = self.native.saturating_add(self.foreign);
        let is_mixed = self.native > 0 && self.native.saturating_mul(5) >= words.saturating_mul(2);
        self.first == Some(opposite(base)) && !is_mixed
    }

    /// Whether no word of the line's own direction is between.
    pub(super) fn has_no_native(&self) -> bool {
        self.native == 0
    }
}

impl Brackets {
    /// Finds all pairs in one pass, however deep they are nested.
    pub(super) fn of(text: &str, base: Direction) -> Self {
        let mut finder = Finder::new(base);
        let mut skip_to = 0;
        for (at, c) in text.char_indices() {
            if at < skip_to {
                continue;
            }
            if is_opener(c) {
                skip_to = end_of_opened(text, at);
            } else {
                finder.meet(at, c);
            }
        }
        finder.found
    }

    pub(super) fn opened_at(&self, at: usize) -> Option<Pair> {
        self.pairs.get(&at).copied()
    }

    pub(super) fn is_closer(&self, at: usize) -> bool {
        self.closers.contains(&at)
    }
}

struct Finder {
    base: Direction,
    found: Brackets,
    open: Vec<Open>,
    /// How many of the open ones, from the outermost, know their first strong character.
    reported: usize,
    has_open_quote: bool,
    in_word: bool,
    native: usize,
    foreign: usize,
}

struct Open {
    at: usize,
    closer: char,
    native: usize,
    foreign: usize,
    first: Option<Direction>,
}

impl Finder {
    fn new(base: Direction) -> Self {
        let found = Brackets { pairs: HashMap::new(), closers: HashSet::new() };
        Self {
            base,
            found,
            open: Vec::new(),
            reported: 0,
            has_open_quote: false,
            in_word: false,
            native: 0,
            foreign: 0,
        }
    }

    fn meet(&mut self, at: usize, c: char) {
        if let Some(direction) = strong(c) {
            return self.letter(direction);
        }
        self.in_word &= !c.is_whitespace() && !is_bracket(c);
        if is_closer(c) && self.open.last().is_some_and(|open| open.closer == c) {
            self.close(at);
        } else if c == '"' && self.has_open_quote {
            self.close_quote(at);
        } else if let Some(closer) = closer_of(c) {
            self.has_open_quote |= c == '"';
            self.open.push(Open { at, closer, native: self.native, foreign: self.foreign, first: None });
        }
    }

    fn letter(&mut self, direction: Direction) {
        for open in self.open.iter_mut().skip(self.reported) {
            open.first = Some(direction);
        }
        self.reported = self.open.len();
        if !self.in_word {
            self.in_word = true;
            let words = if direction == self.base { &mut self.native } else { &mut self.foreign };
            *words = words.saturating_add(1);
        }
    }

    /// Closes a straight quote with the one before it. What was left open in between is closed too.
    fn close_quote(&mut self, at: usize) {
        while self.open.last().is_some_and(|open| open.closer != '"') {
            self.open.pop();
        }
        self.close(at);
    }

    fn close(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        self.reported = self.reported.min(self.open.len());
        self.has_open_quote &= open.closer != '"';
        let native = self.native.saturating_sub(open.native);
        let foreign = self.foreign.saturating_sub(open.foreign);
        self.found.pairs.insert(open.at, Pair { close: at, native, foreign, first: open.first });
        self.found.closers.insert(at);
    }
}

/// Whether a character can only close. A straight quote can also open.
fn is_closer(c: char) -> bool {
    c != '"' && opener_of(c).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(text: &str, at: usize, base: Direction) -> Option<Pair> {
        Brackets::of(text, base).opened_at(at)
    }

    #[test]
    fn a_pair_knows_the_direction_of_its_words() {
        let titled = pair("a (باران و باد) b", 2, Direction::Ltr).unwrap();
        let year = pair("باران (2024)", 11, Direction::Rtl).unwrap();

        assert!(titled.is_foreign(Direction::Ltr));
        assert!(!year.is_foreign(Direction::Rtl) && year.has_no_native());
    }

    #[test]
    fn a_bracket_that_is_not_closed_is_no_pair() {
        assert!(pair("a (b", 2, Direction::Ltr).is_none());
        assert!(pair("a) b", 1, Direction::Ltr).is_none());
        assert!(pair("5\" (c)", 1, Direction::Ltr).is_none());
        assert!(pair("(\u{2068})\u{2069}", 0, Direction::Ltr).is_none());
    }

    #[test]
    fn a_quotation_within_a_quotation_keeps_its_own_words() {
        let text = "«a “باران” b»";
        let outer = pair(text, 0, Direction::Rtl).unwrap();
        let inner = pair(text, 4, Direction::Ltr).unwrap();

        assert!(outer.is_foreign(Direction::Rtl));
        assert!(inner.is_foreign(Direction::Ltr));
    }
}
