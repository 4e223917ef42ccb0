//! Phrases: words in quotes, which must stand side by side, as they are, in any spelling and spacing.

use super::term::{Term, Terms};
use super::variant::{belong_together, other_spellings};
use super::word::{Gap, Word};

/// A part of a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Segment<'a> {
    Plain(&'a str),
    Quoted(&'a str),
}

const QUOTES: [(char, char); 5] = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('＂', '＂')];

/// The parts of a query, in order. A quote begins a phrase where a word may begin, and ends it where a word
/// may end, so an inch (5") is none. Without its other half it means nothing.
pub(super) fn segments(text: &str) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    let mut rest = text;
    while let Some((before, inside, behind)) = first_quoted(rest) {
        segments.extend([Segment::Plain(before), Segment::Quoted(inside)]);
        rest = behind;
    }
    segments.push(Segment::Plain(rest));
    segments
}

fn first_quoted(text: &str) -> Option<(&str, &str, &str)> {
    text.char_indices().find_map(|(at, open)| {
        let (_, close) = QUOTES.iter().find(|(quote, _)| *quote == open)?;
        let (before, from) = text.split_at_checked(at)?;
        if before.ends_with(char::is_alphanumeric) {
            return None;
        }
        let inside = from.get(open.len_utf8()..)?;
        let is_end = |end: &(usize, char)| {
            let behind = inside.get(end.0.saturating_add(end.1.len_utf8())..).unwrap_or_default();
            end.1 == *close && !behind.starts_with(char::is_alphanumeric)
        };
        let (end, close) = inside.char_indices().find(is_end)?;
        let (inside, behind) = inside.split_at_checked(end)?;
        Some((before, inside, behind.get(close.len_utf8()..)?))
    })
}

/// The terms of a phrase; `None` if it has no word.
pub(super) fn terms(words: &[Word]) -> Option<Terms> {
    if let [_] = words {
        return Some(Terms { wide: Vec::new(), ..Terms::of(words, 0, false) });
    }
    let mut exact: Vec<Term> = Vec::new();
    for way in [folded(words), in_parts(words), joined(words), respelled(words)] {
        let term = Term::phrase(way);
        if !exact.contains(&term) {
            exact.push(term);
        }
    }
    (!words.is_empty()).then_some(Terms { exact, wide: Vec::new() })
}

/// A word of a phrase, and whether more than a space stands before it.
type Placed = (String, bool);

fn is_apart(at: usize, word: &Word) -> bool {
    at > 0 && word.gap == Gap::Break
}

fn folded(words: &[Word]) -> Vec<Placed> {
    words.iter().enumerate().map(|(at, word)| (word.folded.clone(), is_apart(at, word))).collect()
}

/// می روم for می‌روم.
fn in_parts(words: &[Word]) -> Vec<Placed> {
    let parts = |(at, word): (usize, &Word)| {
        let parts = word.parts().to_vec().into_iter().enumerate();
        let apart = is_apart(at, word);
        parts.map(move |(part, text)| (text, part == 0 && apart)).collect::<Vec<_>>()
    };
    words.iter().enumerate().flat_map(parts).collect()
}

/// میروم for می روم.
fn joined(words: &[Word]) -> Vec<Placed> {
    let runs = words.chunk_by(belong_together).enumerate();
    let joined = |(at, run): (usize, &[Word])| {
        let apart = run.first().is_some_and(|first| is_apart(at, first));
        (run.iter().map(|word| word.folded.as_str()).collect::<String>(), apart)
    };
    runs.map(joined).collect()
}

/// شهدا for شهداء.
fn respelled(words: &[Word]) -> Vec<Placed> {
    let respell = |(at, word): (usize, &Word)| {
        let spelling = other_spellings(word).into_iter().next().unwrap_or_else(|| word.folded.clone());
        (spelling, is_apart(at, word))
    };
    words.iter().enumerate().map(respell).collect()
}
