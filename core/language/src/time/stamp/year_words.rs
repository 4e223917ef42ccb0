//! Years in words: `۱۳ اردیبهشت هزار و چهارصد و سه`.

use super::part::Part;
use crate::number::cardinal::spelled;

/// The most words of a year.
const LONGEST: usize = 10;

/// Replaces each number in words that may be a year by digits.
pub(super) fn count(parts: &mut Vec<Part>) {
    let mut at = 0;
    while at < parts.len() {
        if let Some((year, words)) = year(parts, at) {
            parts.splice(at..at.saturating_add(words), [Part::Number(year.to_string())]);
        }
        at = at.saturating_add(1);
    }
}

fn year(parts: &[Part], at: usize) -> Option<(u32, usize)> {
    let words = parts.get(at..)?.iter().map_while(Part::word).take(LONGEST);
    spelled(words).filter(|(year, _)| (1300..2200).contains(year))
}

/// Whether a line may have a year in words, so that most lines need not be read further.
pub(super) fn may_have(line: &str) -> bool {
    let mentions = |words: &[&str]| words.iter().any(|word| line.contains(word));
    mentions(&["housand", "wenty", "ineteen"]) || !line.is_ascii() && mentions(&["هزار", "ألف", "الف"])
}
