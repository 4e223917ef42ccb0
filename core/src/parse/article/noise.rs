//! Lines among the text that are not part of it: counts, buttons for the letter size, clocks, initials.

use ifilm_language::text::{after_byline, is_alphabetic, is_alphanumeric, is_numeric};

/// Whether a line holds no words: numbers in any digits, clocks, punctuation.
pub(super) fn is_wordless(line: &str) -> bool {
    !line.chars().any(is_alphabetic)
}

/// Whether a line of digits says something: a result `3 – 1`, an hour `18:05`, a span of hours.
pub(super) fn is_result(line: &str) -> bool {
    let numbers = line.split(|c: char| !is_numeric(c)).filter(|number| !number.is_empty());
    (2..=4).contains(&numbers.take(5).count()) && line.chars().count() <= 24
}

/// Whether a line is what a player shows: clocks, and the names of files and sizes.
pub(super) fn is_of_player(line: &str) -> bool {
    let mut words = line.split(|c: char| !is_alphanumeric(c)).filter(|word| !word.is_empty());
    let is_of_file = |word: &str| {
        let letters = word.trim_start_matches(is_numeric);
        letters.is_empty() || FILES.iter().any(|name| letters.eq_ignore_ascii_case(name))
    };
    let has_name = || line.contains(is_alphabetic) && line.contains(is_numeric);
    line.len() <= 80 && has_name() && words.all(is_of_file) && is_clocked(line)
}

/// Whether a line is short and holds a clock such as `0:00`, as the controls of a player do.
pub(super) fn shows_clock(line: &str) -> bool {
    let has = line.split(':').skip(1).any(|after| after.starts_with(is_numeric));
    has && line.len() <= LONGEST_CONTROLS
}

const LONGEST_CONTROLS: usize = 160;

/// Whether a line holds a clock such as `00:00`, or names a size of pictures such as `360p`.
fn is_clocked(line: &str) -> bool {
    let has = |sign: char| line.split(sign).nth(1).is_some_and(|after| after.starts_with(is_numeric));
    has(':') || line.split(|c: char| !is_alphanumeric(c)).any(|word| word.ends_with('p'))
}

const FILES: &[&str] = &["mp", "MP4", "MP3", "webm", "HLS", "p", "HD", "SD", "x", "MB", "KB", "kbps"];

/// Whether a line is a row of buttons: letters that change the size of the text, or a letter that closes a
/// panel.
pub(super) fn is_control(line: &str) -> bool {
    let mut words = line.split(|c: char| !is_alphabetic(c)).filter(|word| !word.is_empty());
    line.chars().count() <= 16 && words.all(|word| CONTROLS.contains(&word))
}

const CONTROLS: &[&str] = &["A", "a", "Aa", "aA", "AA", "الف", "آ", "ا", "أ", "x", "X"];

/// Whether a line names who wrote the text: `By Jane Doe`, `نویسنده: …`, `بقلم …`.
pub(super) fn is_byline(line: &str) -> bool {
    after_byline(line).is_some() && line.split_whitespace().count() <= 8
}

/// Whether a line is the initials of editors: `AB/CD`, `م/ن`, `ر.ک`, `س.ح/ی`, `AB`.
pub(super) fn is_initials(line: &str) -> bool {
    let line = line.trim_matches(['(', ')', '[', ']', '.', '/', ' ', '*', '-']);
    let groups: Vec<&str> = line
        .split(['/', '.', '-', '\\', '|', ' ', '_', '،', '&'])
        .filter(|group| !group.is_empty())
        .collect();
    let letters = |group: &str| group.chars().filter(|c| !is_mark(*c)).count();
    let is_group = |group: &&str| {
        let is_upper = group.chars().all(char::is_uppercase);
        group.chars().all(|c| is_alphabetic(c) || is_mark(c))
            && letters(group) <= if is_upper { 3 } else { 2 }
    };
    !groups.is_empty()
        && groups.len() <= 5
        && groups.iter().all(is_group)
        && (is_joined(line) || is_upper(line))
}

/// Where a line ends if initials that follow its last sentence are cut off: `… on Monday. AB/CD`.
pub(super) fn without_initials(line: &str) -> Option<usize> {
    let ends = line.char_indices().rev().take(LONGEST_INITIALS).filter(|(_, c)| ENDS.contains(c));
    let ends = ends.map(|(at, c)| at.saturating_add(c.len_utf8()));
    let is_cut = |(sentence, initials): (&str, &str)| {
        is_after_word(sentence) && is_initials(initials) && is_apart(initials)
    };
    ends.filter(|at| line.split_at_checked(*at).is_some_and(is_cut)).last()
}

/// Whether a sentence ends in a word; `U.S.` does not.
fn is_after_word(sentence: &str) -> bool {
    let words = sentence.trim_end_matches(ENDS);
    words.chars().rev().take_while(|c| is_alphanumeric(*c)).count() > 1
}

const LONGEST_INITIALS: usize = 24;
const ENDS: &[char] = &['.', '!', '?', '؟', '»', '”', '"', ')'];

/// Initials with a separator between them, right after the sentence or after a blank.
fn is_apart(initials: &str) -> bool {
    let begins = initials.starts_with(|c: char| c == ' ' || is_alphabetic(c));
    let inner = initials.trim_matches(|c: char| !is_alphabetic(c));
    begins && inner.contains(['/', '.', '\\', '|'])
}

/// Whether there are separators between the letters, which sentences do not have, or all words are single
/// letters.
fn is_joined(line: &str) -> bool {
    let is_single = |word: &str| word.chars().filter(|c| is_alphabetic(*c)).count() == 1;
    line.contains(['/', '.', '\\', '|', '_', '&']) || line.split_whitespace().all(is_single)
}

fn is_upper(line: &str) -> bool {
    line.chars().all(char::is_uppercase) && line.chars().count() <= 4
}

/// Joiners and the tatweel.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0640}' | '\u{200B}'..='\u{200F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_of_every_edition_are_known() {
        for line in [
            "AB/CD",
            "م/ن",
            "ر.ک",
            "A.B",
            "س.ح/ی",
            "AB",
            "ن.ر / م.ک",
            "هـ/م",
            "(AB/CD)",
            "م.ن.",
            "ab/cd",
            "م / ن",
        ] {
            assert!(is_initials(line), "{line}");
        }
    }

    #[test]
    fn short_sentences_are_not_initials() {
        for line in ["Yes.", "Not now", "The end", "باران", "نه.", "12/05", "", "and/or it", "...", "هو و هی"]
        {
            assert!(!is_initials(line), "{line}");
        }
    }

    #[test]
    fn initials_behind_the_last_sentence_are_cut_off() {
        let kept = |line: &'static str| without_initials(line).map(|at| &line[..at]);

        assert_eq!(kept("It ends on Monday. AB/CD"), Some("It ends on Monday."));
        assert_eq!(kept("جزئیات اعلان می‌شود. م . ا"), Some("جزئیات اعلان می‌شود."));
        assert_eq!(kept("Many students came.س/م/ر"), Some("Many students came."));
        assert_eq!(kept("Thanks to all. ف . ن / ك . ا"), Some("Thanks to all."));
        assert_eq!(kept("A tale of “Fourth Street”.A.T"), Some("A tale of “Fourth Street”."));
        assert_eq!(kept("It was made in the U.S."), None);
        assert_eq!(kept("Who comes? I do."), None);
    }

    #[test]
    fn counts_clocks_and_size_letters_are_not_words() {
        assert!(is_wordless("۱٬۲۰۴") && is_wordless("00:00 / 00:00") && is_wordless("−"));
        assert!(is_control("412 − Aa +") && is_control("الف") && is_control("×") && is_control("A- A A+"));
        assert!(!is_control("A plan") && !is_wordless("۳ فیلم"));
    }
}
