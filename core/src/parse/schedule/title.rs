//! The title of a broadcast, without marks of a repeat.

use ifilm_language::text::normalized;

use super::role;
use crate::parse::work_kind::without_kind;

/// Marks of a repeat, in one spelling, words joined.
const REPEATS: &[&str] = &[
    "repeat",
    "rerun",
    "repeated",
    "encore",
    "تکرار",
    "بازپخش",
    "اعاده",
    "الاعاده",
    "اعادهبث",
    "مکرر",
    "معاد",
    "تکراری",
];
/// Those that may begin a line without a sign behind them.
const PREFIXES: &[&str] = &["تکرار", "بازپخش", "اعاده"];

/// Whether a word is a mark of a repeat.
pub(super) fn is_repeat(word: &str) -> bool {
    REPEATS.contains(&&*normalized(word))
}

/// A title without marks of a repeat at its ends, and without signs that separate it from other fields.
pub(super) fn bare(text: &str) -> String {
    let mut title = trimmed(text);
    for _ in 0..4 {
        let shorter = without_label(&title)
            .or_else(|| without_kind(&title).map(str::to_owned))
            .or_else(|| without_bracket(&title))
            .or_else(|| without_last(&title))
            .or_else(|| without_first(&title));
        match shorter {
            Some(shorter) => title = trimmed(&shorter),
            None => break,
        }
    }
    title
}

/// `Programme: Morning Road`, «نام برنامه: باران».
fn without_label(text: &str) -> Option<String> {
    let (label, behind) = text.split_once(':')?;
    let is_label = label.len() <= 40 && role::is_title_label(label);
    is_label.then(|| behind.to_owned())
}

/// `(R)`, «(تکرار)», at any place.
fn without_bracket(text: &str) -> Option<String> {
    let opens = text.match_indices(['(', '[']).take(8);
    opens.filter_map(|(at, _)| Some((at, text.get(at.saturating_add(1)..)?))).find_map(|(at, inside)| {
        let (inside, behind) = inside.split_once([')', ']'])?;
        let word = normalized(inside);
        (word == "r" || REPEATS.contains(&&*word))
            .then(|| format!("{} {}", text.get(..at).unwrap_or_default().trim_end(), behind.trim_start()))
    })
}

fn without_last(text: &str) -> Option<String> {
    let (before, last) = text.trim_end().rsplit_once(|c: char| c.is_whitespace() || is_separator(c))?;
    REPEATS.contains(&&*normalized(last)).then(|| before.to_owned())
}

fn without_first(text: &str) -> Option<String> {
    let (first, behind) = text.split_once(|c: char| c.is_whitespace() || is_separator(c))?;
    let word = normalized(first);
    let sign = text.get(first.len()..)?.trim_start().chars().next();
    let has_sign = sign.is_some_and(is_separator);
    let is_mark = PREFIXES.contains(&&*word) || REPEATS.contains(&&*word) && has_sign;
    is_mark.then(|| behind.to_owned())
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        '-' | '–'
            | '—'
            | '−'
            | ':'
            | '|'
            | '•'
            | '·'
            | '/'
            | '\\'
            | ','
            | '،'
            | '؛'
            | ';'
            | '*'
            | '→'
            | '←'
            | '~'
            | '►'
            | '▶'
            | '‏'
            | '…'
    )
}

/// A text without empty brackets, and without separators at its ends.
pub(super) fn trimmed(text: &str) -> String {
    let mut whole = text.to_owned();
    for empty in ["()", "( )", "[]", "[ ]"] {
        whole = whole.replace(empty, " ");
    }
    let whole = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_edge = |c: char| c.is_whitespace() || is_separator(c);
    let ended = whole.trim_matches(is_edge);
    let begun = ended.trim_start_matches(|c| is_edge(c) || matches!(c, '.' | ')' | ']'));
    let open = |opening: char, closing: char| begun.matches(opening).count() > begun.matches(closing).count();
    let cut = if open('(', ')') { begun.trim_end_matches(['(', ' ']) } else { begun };
    cut.trim_end_matches(is_edge).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_a_repeat_are_no_part_of_a_title() {
        for text in [
            "Morning Road (R)",
            "Morning Road - Repeat",
            "Repeat: Morning Road",
            "[Rerun] Morning Road",
            "– Morning Road |",
        ] {
            assert_eq!(bare(text), "Morning Road", "{text}");
        }
        for text in ["باران (تکرار)", "تکرار: باران", "تکرار باران", "باران، بازپخش"]
        {
            assert_eq!(bare(text), "باران", "{text}");
        }
        assert_eq!(bare("طريق الصباح - إعادة"), "طريق الصباح");
        assert_eq!(bare("Repeat Performance"), "Repeat Performance");
        assert_eq!(bare("Who? (Live)"), "Who? (Live)");
    }
}
