//! One form of a word of a query. Any of its forms is a hit.

use std::ops::Range;

use super::affix::is_suffix_behind_joiner;
use super::index_mark::{PART, STEM};
use super::phrase_gaps::with_breaks;
use super::sign::is_sign;
use super::stem::{Stems, may_have_stems, stems};
use super::variant::{
    MOST_JOINED, belong_together, forms, grown, other_spellings, place, unit_around, whole,
};
use super::word::{Gap, Word, is_number};
use super::word_part::unglued;

/// Words that must be neighbours. Most terms have only one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    words: Vec<String>,
    /// Whether the last of them may be the beginning of a longer word.
    begun: bool,
    /// Of a phrase in quotes, the words with more than a space before them. The text may have signs between
    /// any of them.
    breaks: Option<Vec<bool>>,
}

/// The terms for one word of a query. Any of them is a hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Terms {
    /// The word in any spelling and spacing.
    pub(super) exact: Vec<Term>,
    /// Other forms of the word, and words that it is a part of. Their hits come after the exact ones.
    pub(super) wide: Vec<Term>,
}

impl Terms {
    /// The terms for the word at a place.
    pub(super) fn of(all: &[Word], at: usize, typing: bool) -> Self {
        Self { exact: exact(all, at, typing), wide: wide(all, at, typing) }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Term> {
        self.exact.iter().chain(&self.wide)
    }
}

/// The word at a place itself, joined with its neighbours, and in parts.
fn exact(all: &[Word], at: usize, typing: bool) -> Vec<Term> {
    let Some(word) = all.get(at) else { return Vec::new() };
    let begun_until = |end: usize| typing && end == all.len();
    let begun = begun_until(at.saturating_add(1));
    let mut terms = vec![Term::of(word.folded.clone(), begun)];
    let in_parts = word.spellings().filter(|parts| parts.len() > 1);
    let in_parts = in_parts.flat_map(|parts| [Some(parts.to_vec()), with_and(parts)]).flatten();
    let in_parts = in_parts.chain(with_number(word));
    terms.extend(in_parts.map(|words| Term { words, begun, breaks: None }));
    let spellings = other_spellings(word).into_iter().chain(without_ezafe(word));
    terms.extend(spellings.map(|word| Term::of(word, begun)));
    terms.extend(ezafe_of(all, at).map(|stem| Term::of(stem, false)));
    let unit = unit_around(all, at);
    if unit.len() > 1 {
        let words = all.get(unit.clone()).map(whole).into_iter().collect();
        terms.push(Term { words, begun: begun_until(unit.end), breaks: None });
    }
    for run in runs(all, at) {
        let begun = begun_until(run.end);
        let words = one_word(all.get(run).unwrap_or_default());
        terms.extend(words.into_iter().map(|word| Term::of(word, begun)));
    }
    terms
}

/// Other forms of the word at a place and of the words that it makes with its affixes, and the words that it
/// is a part of.
fn wide(all: &[Word], at: usize, typing: bool) -> Vec<Term> {
    let Some(word) = all.get(at) else { return Vec::new() };
    let begun_until = |end: usize| typing && end == all.len();
    let begun = begun_until(at.saturating_add(1));
    let mut terms = Vec::new();
    // A plural of the last part, where the text has a space: دانش آموزان for دانش‌آموز.
    if word.parts().len() > 1 && word.parts().last().is_some_and(|last| !is_suffix_behind_joiner(last)) {
        terms.push(Term { words: word.parts().to_vec(), begun: true, breaks: None });
    }
    for form in forms(word) {
        terms.push(Term::of(format!("{PART}{form}"), begun));
        terms.extend(of_stems(&form, word, begun));
    }
    let runs = runs(all, at).filter_map(|run| Some((begun_until(run.end), all.get(run)?)));
    for (begun, words) in runs.filter(|(_, words)| is_one_word(words)) {
        terms.extend(one_word(words).iter().flat_map(|form| of_stems(form, word, begun)));
    }
    terms
}

/// A form of a word and its stems, as stems of the text; and these stems as words of the text. An incomplete
/// word has no ending yet.
fn of_stems(form: &str, word: &Word, begun: bool) -> Vec<Term> {
    if !may_have_stems(form) {
        return Vec::new();
    }
    let mut terms = vec![Term::of(format!("{STEM}{form}"), begun)];
    let Stems { bases, singulars } = stems(form, word.reading);
    let bases = bases.into_iter().map(|base| (base, begun));
    for (stem, begun) in bases.chain(singulars.into_iter().map(|singular| (singular, false))) {
        terms.push(Term::of(format!("{STEM}{stem}"), begun));
        terms.push(Term::of(stem, begun));
    }
    terms
}

/// Whether neighbours are one word with its affixes, or with a number that sticks to it.
fn is_one_word(words: &[Word]) -> bool {
    words.windows(2).all(|pair| match pair {
        [left, right] => belong_together(left, right) || is_number(&right.folded),
        _ => false,
    })
}

/// The letters and the number of a word that sticks to it: آی‌فیلم ۲ for آی‌فیلم۲.
fn with_number(word: &Word) -> Vec<Vec<String>> {
    let cut = |parts: &[String]| -> Vec<String> {
        parts.iter().flat_map(|part| unglued(part)).map(str::to_owned).collect()
    };
    let whole = std::slice::from_ref(&word.folded);
    let ways = [whole, word.parts()].map(|parts| (cut(parts), parts.len()));
    ways.into_iter().filter(|(cut, before)| cut.len() > *before).map(|(cut, _)| cut).collect()
}

/// خانه‌ی is another way to write خانهٔ.
fn without_ezafe(word: &Word) -> Option<String> {
    match word.parts() {
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

/// Whether words may be joined. Two numbers may not, because 3.5 is not 35. Signs stand alone.
fn may_be_one(words: &[Word]) -> bool {
    if words.iter().any(|word| word.folded.starts_with(is_sign)) {
        return false;
    }
    !words.windows(2).any(|pair| pair.iter().all(|word| is_number(&word.folded)))
}

fn one_word(words: &[Word]) -> Vec<String> {
    let [first, rest @ ..] = words else { return Vec::new() };
    rest.iter().fold(forms(first), |ways, word| grown(&ways, word))
}

impl Term {
    fn of(word: String, begun: bool) -> Self {
        Self { words: vec![word], begun, breaks: None }
    }

    /// A phrase: words, and whether more than a space stands before each.
    pub(super) fn phrase(words: Vec<(String, bool)>) -> Self {
        let (words, breaks) = words.into_iter().unzip();
        Self { words, begun: false, breaks: Some(breaks) }
    }

    /// The term as an expression of FTS5. Folded words have no quotes or other characters with a meaning
    /// there.
    pub(super) fn expression(&self) -> String {
        if let Some(breaks) = &self.breaks {
            return with_breaks(&self.words, breaks).join(" OR ");
        }
        let star = if self.begun { " *" } else { "" };
        format!("\"{}\"{star}", self.words.join(" "))
    }

    /// The stem that a word of the text must have; `None` if the term is another one.
    pub(super) fn stem(&self) -> Option<&str> {
        self.words.first()?.strip_prefix(STEM)
    }

    /// Whether it is this word alone.
    pub(super) fn is(&self, folded: &str) -> bool {
        matches!(&self.words[..], [word] if self.ends_with(word, folded))
    }

    /// Its places in the words of a text.
    pub(super) fn places(&self, words: &[Word]) -> Vec<Range<usize>> {
        self.runs(words).filter_map(place).collect()
    }

    /// Whether it is among the words of a text.
    pub(super) fn is_among(&self, words: &[Word]) -> bool {
        self.runs(words).next().is_some()
    }

    fn runs<'w>(&self, words: &'w [Word]) -> impl Iterator<Item = &'w [Word]> {
        let is_marked = self.words.first().is_some_and(|word| word.starts_with([PART, STEM]));
        let words = if is_marked { &[] } else { words }; // no word of a text has a mark
        words.windows(self.words.len()).filter(|run| self.is_run(run))
    }

    fn is_run(&self, run: &[Word]) -> bool {
        let Some(((end, found), (last, before))) = run.split_last().zip(self.words.split_last()) else {
            return false;
        };
        let may_be_apart = self.breaks.is_some();
        self.ends_with(last, &end.folded)
            && run.iter().skip(1).all(|word| may_be_apart || word.gap != Gap::Break)
            && found.iter().map(|word| &word.folded).eq(before)
    }

    fn ends_with(&self, word: &str, folded: &str) -> bool {
        if self.begun { folded.starts_with(word) } else { folded == word }
    }
}
