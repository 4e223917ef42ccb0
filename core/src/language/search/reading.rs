//! The words that a text can be found by: those that it holds, and those that it would hold if it were spaced otherwise.

use std::ops::Range;

use super::affix::{is_prefix, is_suffix, joined};
use super::word::{Gap, Word};

/// A word that a text can be found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) folded: String,
    /// Where it stands in the original text.
    pub(super) place: Range<usize>,
}

/// The readings of a text besides its words themselves.
pub(super) fn other_readings(words: &[Word]) -> Vec<Reading> {
    let mut readings = Vec::new();
    for at in 0..words.len() {
        readings.extend(within(&words[at]));
        grow(words, at, vec![words[at].folded.clone()], &mut readings);
    }
    readings
}

/// Joins a word with those after it, as long as they belong together.
fn grow(words: &[Word], first: usize, grown: Vec<String>, readings: &mut Vec<Reading>) {
    let mut ways = grown;
    for pair in words[first..].windows(2).take(MOST_JOINED - 1) {
        let [left, right] = pair else { return };
        if !belong_together(left, right) {
            return;
        }
        ways = ways.iter().flat_map(|way| joined(way, &right.folded)).collect();
        let place = words[first].place.start..right.place.end;
        readings.extend(ways.iter().map(|way| Reading { folded: way.clone(), place: place.clone() }));
    }
}

/// So many words are joined at most: خانه های مان.
pub(super) const MOST_JOINED: usize = 3;

fn belong_together(left: &Word, right: &Word) -> bool {
    match right.gap {
        Gap::Seam | Gap::Thousands => true,
        Gap::Space => is_prefix(&left.folded) || is_suffix(&right.folded),
        Gap::Break => false,
    }
}

/// The readings inside of one word: کتاب‌های can be found by کتاب, as کتاب های can; زنده‌گی by زندگی.
fn within(word: &Word) -> Vec<Reading> {
    let reading = |folded| Reading { folded, place: word.place.clone() };
    other_spellings(word).into_iter().chain(stems(word)).map(reading).collect()
}

/// Other ways to write a word.
pub(super) fn other_spellings(word: &Word) -> Vec<String> {
    let [before @ .., last] = &word.parts[..] else { return Vec::new() };
    let mut ways = joined(&before.concat(), last);
    ways.extend(word.reseated.clone());
    ways.retain(|way| *way != word.folded);
    ways
}

/// So many endings are taken off at most, of which words have two: without a bound a page of endings alone would be as
/// many words as it has endings, each almost as long as the page.
const MOST_ENDINGS: usize = 3;

/// What is left of a word without the endings that a joiner sets off.
fn stems(word: &Word) -> Vec<String> {
    let endings = word.parts.iter().skip(1).rev().take(MOST_ENDINGS).take_while(|part| is_suffix(part)).count();
    let lengths = word.parts.len() - endings..word.parts.len();
    lengths.map(|length| word.parts[..length].concat()).collect()
}
