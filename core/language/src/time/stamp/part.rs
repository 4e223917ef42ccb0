//! Cuts a line into words, numbers and signs.

use super::vocabulary;
use crate::number::digit_groups::{digit, value};
use crate::text::spelling::normalized;

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Digits of any set, in ASCII.
    Number(String),
    /// A word in one spelling.
    Word(String),
    /// A sign between digits.
    Sign(char),
    /// A dash or a slash with a blank beside it. It may stand between a date and a number of something else.
    Dash(char),
}

impl Part {
    /// The digits of a number.
    pub(super) fn digits(&self) -> Option<&str> {
        if let Part::Number(digits) = self { Some(digits) } else { None }
    }

    /// The value of a number of at most two digits.
    pub(super) fn small(&self) -> Option<i16> {
        self.digits().filter(|digits| digits.len() <= 2)?.parse().ok()
    }

    /// A word in one spelling.
    pub(super) fn word(&self) -> Option<&str> {
        if let Part::Word(word) = self { Some(word) } else { None }
    }

    /// Whether it is the word after an hour in Dari.
    pub(super) fn is_oclock(&self) -> bool {
        self.word() == Some("بجه")
    }

    /// Whether it is a sign that may stand between the fields of a date.
    pub(super) fn is_date_sign(&self) -> bool {
        matches!(self, Part::Sign(sign) | Part::Dash(sign) if !matches!(sign, ':' | '+'))
    }
}

/// The most digits of a year together with a count right after it.
const LONGEST_YEAR: usize = 9;

/// The year at this place: a number of four digits, or the first four digits of a longer one if the next word
/// is something counted.
pub(super) fn year(parts: &[Part], at: usize) -> Option<i16> {
    let here = parts.get(at..)?;
    let digits = here.first()?.digits().filter(|digits| digits.len() <= LONGEST_YEAR)?;
    let is_count = || here.get(1).and_then(Part::word).is_some_and(vocabulary::is_counted);
    let year = digits.get(..4).filter(|year| year.len() == digits.len() || is_count());
    year?.parse().ok()
}

/// The first `words` words joined, without the dots between them: `p.m.` is `pm`.
pub(super) fn joined(parts: &[Part], words: usize) -> Option<String> {
    let undotted = parts.iter().filter(|part| **part != Part::Sign('.')).take(words);
    let words: Vec<&str> = undotted.map(Part::word).collect::<Option<_>>()?;
    Some(words.concat())
}

/// Cuts a line. Blanks are dropped. Marks over letters and joiners do not cut a word.
pub(super) fn parts(line: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut before, mut rest) = (None, line);
    while let Some(first) = rest.chars().next() {
        let kind = Kind::of(first);
        let end = match kind {
            Kind::Sign | Kind::Blank => first.len_utf8(),
            Kind::Digit | Kind::Letter => rest.find(|c| Kind::of(c) != kind).unwrap_or(rest.len()),
        };
        let (text, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let is_apart = is_blank(before) || is_blank(behind.chars().next());
        parts.extend(part(kind, first, text, is_apart));
        (before, rest) = (text.chars().next_back(), behind);
    }
    parts
}

fn is_blank(c: Option<char>) -> bool {
    c.is_some_and(char::is_whitespace)
}

fn part(kind: Kind, first: char, text: &str, is_apart: bool) -> Option<Part> {
    match kind {
        Kind::Digit => Some(Part::Number(value(text))),
        Kind::Letter => Some(normalized(text)).filter(|word| !word.is_empty()).map(Part::Word),
        Kind::Sign if is_apart && !matches!(first, '.' | ':' | '+') => Some(Part::Dash(first)),
        Kind::Sign => Some(Part::Sign(first)),
        Kind::Blank => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Sign,
    Blank,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            _ if digit(c).is_some() => Kind::Digit,
            '/' | '-' | '.' | ':' | '+' => Kind::Sign,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{066B}' => Kind::Sign,
            '\u{200C}' | '\u{200D}' | '\u{0640}' | '\u{064B}'..='\u{0652}' => Kind::Letter,
            _ if c.is_alphabetic() => Kind::Letter,
            _ => Kind::Blank,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_words_numbers_and_signs() {
        let word = |text: &str| Part::Word(text.to_owned());
        let number = |text: &str| Part::Number(text.to_owned());

        assert_eq!(parts("سه\u{200C}شنبه، ۱۳ May"), [word("سهشنبه"), number("13"), word("may")]);
        assert_eq!(parts("18:05412"), [number("18"), Part::Sign(':'), number("05412")]);
        assert_eq!(parts("02-13 - 412")[1..4], [Part::Sign('-'), number("13"), Part::Dash('-')]);
    }
}
