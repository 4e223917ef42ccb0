//! Variants: further words for the index, as if the text were spaced or spelled differently.

use std::ops::Range;

use super::affix::{all_joined, is_prefix, is_suffix, is_suffix_behind_joiner, joined};
use super::index_mark::{PART, STEM};
use super::stem::{Stems, Wanted, stems};
use super::word::{Gap, Word};
use super::word_part::{is_mixed, parts};

/// A further word for the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) folded: String,
    /// The place of its words in the original text.
    pub(super) place: Range<usize>,
}

/// The variants of the words of a text, with the stems that are wanted.
pub(super) fn variants(words: &[Word], wanted: &Wanted) -> Vec<Variant> {
    let mut variants = Vec::new();
    let mut rest = words;
    while let [word, behind @ ..] = rest {
        variants.extend(within(word, wanted));
        variants.extend(grown_from(rest));
        rest = behind;
    }
    variants
}

/// The first of some words joined with the words after it, as long as they belong together. A number or a
/// short form is joined as a whole.
pub(super) fn grown_from(words: &[Word]) -> Vec<Variant> {
    let unit = unit(words);
    if unit.len() > 1 {
        return place(unit).map(|place| Variant { folded: whole(unit), place }).into_iter().collect();
    }
    let (mut variants, mut ways) = (Vec::new(), Vec::new());
    for pair in words.windows(2).take(MOST_JOINED - 1) {
        let [left, right] = pair else { break };
        if !belong_together(left, right) {
            break;
        }
        let Some(first) = words.first() else { break };
        if ways.is_empty() {
            ways = forms(first);
        }
        ways = grown(&ways, right);
        let place = first.place.start..right.place.end;
        variants.extend(ways.iter().map(|way| Variant { folded: way.clone(), place: place.clone() }));
    }
    variants
}

/// Each of some beginnings joined with a word, in each spelling.
pub(super) fn grown(beginnings: &[String], word: &Word) -> Vec<String> {
    let forms = forms(word);
    let join = |beginning: &String| forms.iter().flat_map(|form| joined(beginning, form)).collect::<Vec<_>>();
    beginnings.iter().flat_map(join).collect()
}

/// A word in each spelling.
pub(super) fn forms(word: &Word) -> Vec<String> {
    std::iter::once(word.folded.clone()).chain(other_spellings(word)).collect()
}

/// The most words that are joined: سی و سه پل.
pub(super) const MOST_JOINED: usize = 4;

pub(super) fn belong_together(left: &Word, right: &Word) -> bool {
    match right.gap {
        Gap::Seam => true,
        Gap::Space => is_prefix(&left.folded) || is_suffix(&right.folded),
        Gap::Thousands | Gap::Point | Gap::Break => false,
    }
}

/// The words of the number or the short form that some words begin with, such as 1,000,000,000 or U.S.A.
/// Empty if they begin inside one.
fn unit(words: &[Word]) -> &[Word] {
    if words.first().is_some_and(goes_on) {
        return &[];
    }
    words.chunk_by(|_, right| goes_on(right)).next().unwrap_or_default()
}

fn goes_on(word: &Word) -> bool {
    matches!(word.gap, Gap::Thousands | Gap::Point)
}

/// The words of the number or the short form that the word at a place belongs to. Without either that is the
/// word alone.
pub(super) fn unit_around(words: &[Word], at: usize) -> Range<usize> {
    let until = words.get(..=at).unwrap_or_default();
    let first = until.iter().rposition(|word| !goes_on(word)).unwrap_or_default();
    first..first.saturating_add(words.get(first..).map_or(0, |words| unit(words).len()))
}

pub(super) fn whole(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect()
}

/// The place of some words, from the first to the last.
pub(super) fn place(words: &[Word]) -> Option<Range<usize>> {
    Some(words.first()?.place.start..words.last()?.place.end)
}

/// The variants of one word: کتاب for کتاب‌های, as for کتاب های; زندگی for زنده‌گی. Its parts and its stems
/// have a mark before them, so that exact hits are known.
pub(super) fn within(word: &Word, wanted: &Wanted) -> Vec<Variant> {
    if !may_vary(word, wanted) {
        return Vec::new();
    }
    let mut within: Vec<String> = other_spellings(word).into_iter().chain(without_endings(word)).collect();
    let exact = within.len();
    let is_new = |found: &String, within: &[String]| !within.iter().take(exact).any(|known| known == found);
    let (Stems { bases, singulars }, of_part) = match wanted.may_be_of(&word.folded) {
        true => (stems(&word.folded, word.reading), stems_of_last_part(word)),
        false => (Stems::default(), Vec::new()),
    };
    for (mark, found) in [(PART, parts(word)), (STEM, bases), (STEM, singulars), (STEM, of_part)] {
        let new: Vec<String> = found
            .iter()
            .filter(|found| is_new(found, &within))
            .map(|found| format!("{mark}{found}"))
            .collect();
        within.extend(new);
    }
    within.into_iter().map(|folded| Variant { folded, place: word.place.clone() }).collect()
}

/// Whether a word may have variants. Most words have none, and each way to find some costs an allocation.
fn may_vary(word: &Word, wanted: &Wanted) -> bool {
    let folded = &word.folded;
    !word.is_in_one_way() || folded.ends_with('ء') || is_mixed(folded) || wanted.may_be_of(folded)
}

/// The stems of the last part of a word: آموز for دانش‌آموزان.
fn stems_of_last_part(word: &Word) -> Vec<String> {
    match word.parts() {
        [before @ .., last]
            if before.last().is_some_and(|part| !is_prefix(part)) && !is_suffix_behind_joiner(last) =>
        {
            stems(last, word.reading).singulars
        }
        _ => Vec::new(),
    }
}

/// Other spellings of a word.
pub(super) fn other_spellings(word: &Word) -> Vec<String> {
    let bare = without_hamza(&word.folded).map(str::to_owned);
    // Most words have one part. There is nothing to join in them, and nothing to allocate.
    let spellings = word.spellings().filter(|parts| !matches!(parts, [part] if *part == word.folded));
    spellings.flat_map(all_joined).filter(|way| *way != word.folded).chain(bare).collect()
}

/// A word without the hamza at its end. Persian leaves it out in Arabic words (شهدا for شهداء), and some
/// people write it for the ezafe (خانهء ما). Behind a yeh it may sit on the yeh instead, where folding drops
/// it (شيء, شئ). In short words it stays, because it makes another word: ماء and ما, فيء and في.
fn without_hamza(folded: &str) -> Option<&str> {
    let bare = folded.strip_suffix('ء')?;
    let is_long = bare.chars().count() >= 3;
    (bare == "شی" || is_long && bare.ends_with(['ا', 'ه', 'ی'])).then_some(bare)
}

/// The most endings that are removed; real words have two. Without a limit, a page of endings alone would
/// give as many words as endings, each almost as long as the page.
const MOST_ENDINGS: usize = 3;

/// A word without its last one, two or three endings, where a joiner stands before each.
fn without_endings(word: &Word) -> Vec<String> {
    let last_parts = word.parts().iter().skip(1).rev().take(MOST_ENDINGS);
    let endings = last_parts.take_while(|part| is_suffix_behind_joiner(part)).count();
    let lengths = word.parts().len().saturating_sub(endings)..word.parts().len();
    let stems = |parts: &[String]| {
        let stems = lengths.clone().filter_map(|length| Some(all_joined(parts.get(..length)?)));
        stems.flatten().collect::<Vec<_>>()
    };
    word.spellings().flat_map(stems).collect()
}
