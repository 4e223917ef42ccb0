//! The words of a text and the gaps between them.

use std::ops::Range;

use super::hamza;
use super::sign::signs;
use super::stem::{Letters, Reading, letters_of, may_have_article, may_have_stems};
use crate::text::fold::{fold, words};

/// One word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its folded form.
    pub(super) folded: String,
    /// Its parts, if an invisible joiner stands inside it, as in می‌روم; else none. Most words have none, and
    /// are not copied.
    joined: Vec<String>,
    /// The same parts with their hamza on another seat, where spelling rules differ: مسؤول for مسئول.
    pub(super) reseated: Option<Vec<String>>,
    /// Its place in the original text.
    pub(super) place: Range<usize>,
    /// The gap before it.
    pub(super) gap: Gap,
    /// How it is read for its stems.
    pub(super) reading: Reading,
}

/// The gap between two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space within a line.
    Space,
    /// A hyphen or an apostrophe alone, not between numbers: both words are parts of one, as in co-operation
    /// and O’Brien.
    Seam,
    /// A separator of thousands alone, before three digits.
    Thousands,
    /// A dot alone between one or two letters: a short form, as in U.S.A.
    Point,
    /// Anything else, such as the end of a sentence or a paragraph. Also the gap before the first word.
    Break,
}

/// About as many bytes as a word of a text takes, with the gap before it.
const BYTES_OF_A_WORD: usize = 6;

/// The words of a text, in order, with the signs that stand between them.
pub(super) fn words_of(text: &str) -> Vec<Word> {
    let (folded, letters) = (fold(text), letters_of(text));
    let mut found: Vec<Word> = Vec::with_capacity(text.len() / BYTES_OF_A_WORD);
    for (place, word) in words(&folded.text) {
        let place = folded.original(place);
        push_signs(text, place.start, &mut found);
        let word = word_at(place, text, word, found.last(), letters);
        found.push(word);
    }
    push_signs(text, text.len(), &mut found);
    found
}

/// Appends the signs between the last word and a place.
fn push_signs(text: &str, until: usize, found: &mut Vec<Word>) {
    let from = found.last().map_or(0, |last| last.place.end);
    for place in signs(text, from..until) {
        let sign = text.get(place.clone()).unwrap_or_default();
        let sign = word_at(place, text, sign, found.last(), Letters::Either);
        found.push(sign);
    }
}

fn word_at(
    original: Range<usize>,
    text: &str,
    folded: &str,
    before: Option<&Word>,
    letters: Letters,
) -> Word {
    let gap = before.map_or(Gap::Break, |before| {
        // The words of one character, such as ﷺ, have spaces between them that are not in the text.
        let between = text.get(before.place.end..original.start).unwrap_or(" ");
        gap(between, &before.folded, folded)
    });
    let written = text.get(original.clone()).unwrap_or_default();
    let article = may_have_stems(folded) && may_have_article(written);
    let joined = joined_parts(written);
    let apart = matches!(&joined[..], [_, .., last] if last.starts_with("ای"));
    Word {
        folded: folded.to_owned(),
        joined,
        reseated: reseated(written),
        place: original,
        gap,
        reading: Reading { letters, article, apart },
    }
}

impl Word {
    /// Its spellings, each in parts.
    pub(super) fn spellings(&self) -> impl Iterator<Item = &[String]> {
        std::iter::once(self.parts()).chain(self.reseated.as_deref())
    }

    /// Whether no joiner stands inside it, and its hamza has no other seat.
    pub(super) fn is_in_one_way(&self) -> bool {
        self.joined.is_empty() && self.reseated.is_none()
    }

    /// Its parts between invisible joiners, or the word alone.
    pub(super) fn parts(&self) -> &[String] {
        if self.joined.is_empty() { std::slice::from_ref(&self.folded) } else { &self.joined }
    }
}

fn reseated(written: &str) -> Option<Vec<String>> {
    if !has_first_byte_of_seat(written) || !written.contains(hamza::may_be_seat) {
        return None;
    }
    let parts = written.split(HALF_SPACES).map(|part| (fold(part).text, hamza::reseated(part)));
    let parts: Vec<_> = parts.filter(|(part, _)| !part.is_empty()).collect();
    let differs = parts.iter().any(|(_, reseated)| reseated.is_some());
    differs.then(|| parts.into_iter().map(|(part, reseated)| reseated.unwrap_or(part)).collect())
}

/// Whether bytes of a word look like the beginning of a seat: ئ, أ, ۓ, the hamza as a mark, or a presentation
/// form.
fn has_first_byte_of_seat(written: &str) -> bool {
    let begins = |pair: &[u8]| matches!(pair, [0xD8, 0xA3 | 0xA6] | [0xDB, 0x93] | [0xD9, 0x94] | [0xEF, _]);
    written.as_bytes().windows(2).any(begins)
}

fn joined_parts(written: &str) -> Vec<String> {
    // Few words have a first byte of these, and bytes are quicker to compare than characters.
    if !written.bytes().any(|byte| matches!(byte, 0xC2 | 0xE2)) || !written.contains(HALF_SPACES) {
        return Vec::new();
    }
    let parts = written.split(HALF_SPACES).map(|part| fold(part).text);
    parts.filter(|part| !part.is_empty()).collect()
}

/// The half-space, and what old documents have for it.
const HALF_SPACES: [char; 2] = ['\u{200C}', '¬'];

fn gap(between: &str, before: &str, after: &str) -> Gap {
    if between == " " {
        return Gap::Space;
    }
    let mut chars = between.chars().filter(|c| !is_invisible(*c));
    let only = chars.next().filter(|_| chars.next().is_none());
    let are_numbers = is_number(before) && is_number(after);
    match only {
        Some(',' | '٬' | '\'' | '’' | '\u{202F}') if are_numbers && are_thousands(before, after) => {
            Gap::Thousands
        }
        Some('.') if is_short(before) && is_short(after) => Gap::Point,
        Some('-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '‘' | '`' | '´' | '\u{FF07}') if !are_numbers => {
            Gap::Seam
        }
        _ if between.chars().all(|c| is_invisible(c) || (c.is_whitespace() && c != '\n')) => Gap::Space,
        _ => Gap::Break,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn are_thousands(before: &str, after: &str) -> bool {
    before.len() <= 3 && after.len() == 3
}

/// Whether it is one letter or two, as in the parts of Ph.D.
fn is_short(folded: &str) -> bool {
    folded.chars().all(char::is_alphabetic) && folded.chars().nth(2).is_none()
}

/// Whether a folded word is made of digits alone.
pub(super) fn is_number(folded: &str) -> bool {
    folded.bytes().all(|byte| byte.is_ascii_digit())
}
