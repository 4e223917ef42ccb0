//! The parts of a word that are words by themselves.

use super::affix::{is_prefix, is_suffix_behind_joiner};
use super::word::{Word, is_number};

/// The fewest characters of a part. Single letters and digits are found too often.
const FEWEST: usize = 2;

/// The parts of a word by which it is found, too: those with a half-space between, except prefixes, suffixes
/// and what follows a prefix, and letters and digits that stick together. فیلم‌نامه has فیلم and نامه, فیلم۲
/// has فیلم; می‌روم has none, because روم is another word.
pub(super) fn parts(word: &Word) -> Vec<String> {
    let mut found = Vec::new();
    if word.parts().len() < 2 && !is_mixed(&word.folded) {
        return found;
    }
    if let [_, _, ..] = word.parts() {
        let mut before = "";
        for part in word.parts() {
            if !is_prefix(part) && !is_prefix(before) && !is_suffix_behind_joiner(part) {
                found.push(part.clone());
            }
            before = part;
        }
    }
    let glued: Vec<String> = found.iter().chain([&word.folded]).flat_map(|part| pieces(part)).collect();
    found.extend(glued);
    found.retain(|part| part.chars().nth(FEWEST - 1).is_some());
    found
}

/// The pieces of a folded word that has letters and digits; none for any other word.
fn pieces(folded: &str) -> Vec<String> {
    let pieces = if is_mixed(folded) { unglued(folded) } else { Vec::new() };
    pieces.into_iter().map(str::to_owned).collect()
}

/// Whether a folded word has both letters and digits.
pub(super) fn is_mixed(folded: &str) -> bool {
    folded.bytes().any(|byte| byte.is_ascii_digit()) && !is_number(folded)
}

/// A folded word cut between letters and digits: فیلم and 2 for فیلم2.
pub(super) fn unglued(folded: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = folded;
    while let Some(first) = rest.chars().next() {
        let is_digit = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != is_digit).unwrap_or(rest.len());
        let (part, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(part);
        rest = behind;
    }
    parts
}
