//! The words of a text, and its runs of three words. Pure.

use std::collections::HashSet;

use ifilm_language::text::{is_alphanumeric, normalized};

/// The number of words in a run.
const RUN: usize = 3;

/// The words of a text, with spellings unified.
pub(super) fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !is_alphanumeric(c) && !is_inside_words(c)).map(normalized);
    words.filter(|word| !word.is_empty()).collect()
}

/// Joiners and invisible signs, which do not end a word.
fn is_inside_words(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// The runs of a text. A text of one or two words is one run.
pub(super) fn runs(text: &str) -> HashSet<String> {
    runs_of(&words(text))
}

/// The runs of these words.
pub(super) fn runs_of(words: &[String]) -> HashSet<String> {
    match words.len() {
        0 => HashSet::new(),
        1 | 2 => HashSet::from([words.join(" ")]),
        _ => words.windows(RUN).map(|run| run.join(" ")).collect(),
    }
}
