//! One form of a word of a query. Any of its forms is a hit.

use std::ops::Range;

use super::variant::{MOST_JOINED, forms, grown, number_around, other_spellings, place, whole};
use super::{Gap, Word, is_number};

/// Words that must be neighbours. Most terms have only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    words: Vec<String>,
    /// Whether the last of them may be the beginning of a longer word.
    begun: bool,
}

/// The terms for the word at a place: the word itself, joined with its neighbours, and in parts.
pub(super) fn terms(all: &[Word], at: usize, typing: bool) -> Vec<Term> {
    let Some(word) = all.get(at) else { return Vec::new() };
    let begun_until = |end: usize| typing && end == all.len();
    let begun = begun_until(at.saturating_add(1));
    let mut terms = vec![Term { words: vec![word.folded.clone()], begun }];
    let in_parts = word.spellings().filter(|parts| parts.len() > 1);
    let in_parts = in_parts.flat_map(|parts| [Some(parts.to_vec()), with_and(parts)]).flatten();
    terms.extend(in_parts.map(|words| Term { words, begun }));
    let spellings = other_spellings(word).into_iter().chain(without_ezafe(word));
    terms.extend(spellings.map(|word| Term { words: vec![word], begun }));
    terms.extend(ezafe_of(all, at).map(|stem| Term { words: vec![stem], begun: false }));
    let number = number_around(all, at);
    if number.len() > 1 {
        let words = all.get(number.clone()).map(whole).into_iter().collect();
        terms.push(Term { words, begun: begun_until(number.end) });
    }
    for run in runs(all, at) {
        let begun = begun_until(run.end);
        let words = one_word(all.get(run).unwrap_or_default());
        terms.extend(words.into_iter().map(|word| Term { words: vec![word], begun }));
    }
    terms
}

/// خانه‌ی is another way to write خانهٔ.
fn without_ezafe(word: &Word) -> Option<String> {
    match &word.parts[..] {
        [stem @ .., last] if last == "ی" && stem.concat().ends_with('ه') => Some(stem.concat()),
        _ => None,
    }
}

/// The stem before an ezafe that is a word by itself, as in خانه ی ما. The stem counts as a hit for the
/// ezafe.
fn ezafe_of(all: &[Word], at: usize) -> Option<String> {
    let [stem, ezafe] = all.get(at.checked_sub(1)?..=at)? else { return None };
    let is_ezafe = ezafe.folded == "ی" && ezafe.gap == Gap::Space && stem.folded.ends_with('ه');
    is_ezafe.then(|| stem.folded.clone())
}

/// سی‌وسه‌پل with its و as a word by itself.
fn with_and(parts: &[String]) -> Option<Vec<String>> {
    let [first, rest @ ..] = parts else { return None };
    let split = |part: &String| match part.strip_prefix('و') {
        Some(rest) if !rest.is_empty() => vec!["و".to_owned(), rest.to_owned()],
        _ => vec![part.clone()],
    };
    let words: Vec<String> = std::iter::once(first.clone()).chain(rest.iter().flat_map(split)).collect();
    (words.len() > parts.len()).then_some(words)
}

/// The runs of words that include the word at a place and may be one word.
fn runs(all: &[Word], at: usize) -> impl Iterator<Item = Range<usize>> {
    let starts = at.saturating_sub(MOST_JOINED - 1)..=at;
    let from = |start: usize| (2..=MOST_JOINED).map(move |count| start..start.saturating_add(count));
    let runs = starts.flat_map(from).filter(move |run| run.contains(&at));
    runs.filter(|run| all.get(run.clone()).is_some_and(may_be_one))
}

/// Whether words may be joined. Two numbers may not, because 3.5 is not 35.
fn may_be_one(words: &[Word]) -> bool {
    !words.windows(2).any(|pair| pair.iter().all(|word| is_number(&word.folded)))
}

fn one_word(words: &[Word]) -> Vec<String> {
    let [first, rest @ ..] = words else { return Vec::new() };
    rest.iter().fold(forms(first), |ways, word| grown(&ways, word))
}

impl Term {
    /// The term as an expression of FTS5. Folded words have no quotes or other characters with a meaning
    /// there.
    pub(super) fn expression(&self) -> String {
        let star = if self.begun { " *" } else { "" };
        format!("\"{}\"{star}", self.words.join(" "))
    }

    /// Whether it is this word alone.
    pub(super) fn is(&self, folded: &str) -> bool {
        matches!(&self.words[..], [word] if self.ends_with(word, folded))
    }

    /// Its places in the words of a text.
    pub(super) fn places(&self, words: &[Word]) -> Vec<Range<usize>> {
        words.windows(self.words.len()).filter(|run| self.is_run(run)).filter_map(place).collect()
    }

    fn is_run(&self, run: &[Word]) -> bool {
        let Some(((end, found), (last, before))) = run.split_last().zip(self.words.split_last()) else {
            return false;
        };
        run.iter().skip(1).all(|word| word.gap != Gap::Break)
            && found.iter().map(|word| &word.folded).eq(before)
            && self.ends_with(last, &end.folded)
    }

    fn ends_with(&self, word: &str, folded: &str) -> bool {
        if self.begun { folded.starts_with(word) } else { folded == word }
    }
}
