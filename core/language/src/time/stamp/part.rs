//! Cuts a line into words, numbers, signs, and breaks between its fields.

use std::borrow::Cow;

use super::role::Role;
use super::vocabulary;
use crate::number::digit_groups::{digit, value};
use crate::text::spelling::{is_alphabetic, normalized};

/// A part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Digits of any set, in ASCII.
    Number(String),
    /// A word in one spelling.
    Word(String),
    /// A word of two to five capitals of ASCII, in one spelling. It may be the letters of a zone.
    Capitals(String),
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
        if let Part::Word(word) | Part::Capitals(word) = self { Some(word) } else { None }
    }

    /// Whether it is the word after an hour in Dari.
    pub(super) fn is_oclock(&self) -> bool {
        self.word() == Some("بجه")
    }

    /// Whether it is the dot of a short form: `p.m.`, `ب٫ظ`.
    pub(super) fn is_dot(&self) -> bool {
        matches!(self, Part::Sign('.' | '\u{66B}'))
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
pub(super) fn joined(parts: &[Part], words: usize) -> Option<Cow<'_, str>> {
    let undotted = parts.iter().filter(|part| !part.is_dot()).take(words);
    undotted.map(Part::word).try_fold(Cow::Borrowed(""), |before, word| match &*before {
        "" => word.map(Cow::Borrowed),
        before => Some([before, word?].concat().into()),
    })
}

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// A part, and its text in the line.
    Part(Part, &'t str),
    /// Digits that touch the word before them, that word, and their text in the line.
    Touching(String, &'t str, &'t str),
    /// A sign between two fields.
    Break(char),
}

/// Cuts a line, a piece at a time. Blanks are dropped. Marks over letters and joiners do not cut a word.
pub(super) fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    let (mut before, mut rest) = (None, line);
    let mut name = None;
    let next = move || {
        let first = rest.chars().next()?;
        let kind = Kind::of(first);
        let (text, behind) = rest.split_at_checked(kind.length(rest)).unwrap_or((rest, ""));
        let is_apart = is_blank(before) || is_blank(behind.chars().next());
        let touched = name.filter(|_| kind == Kind::Digit && !behind.starts_with([':', '：']));
        name = match kind {
            Kind::Letter => Some(text),
            Kind::Sign if is_hyphen(first) && !is_apart => {
                name.filter(|name| name.ends_with(char::is_alphabetic))
            }
            _ => None,
        };
        (before, rest) = (text.chars().next_back(), behind);
        Some(match touched {
            Some(word) => Some(Piece::Touching(value(text), word, text)),
            None => piece(kind, first, text, is_apart),
        })
    };
    std::iter::from_fn(next).flatten()
}

/// The parts of a line.
#[cfg(test)]
pub(super) fn parts(line: &str) -> Vec<Part> {
    let part = |piece| match piece {
        Piece::Part(part, _) => Some(part),
        Piece::Touching(digits, ..) => Some(Part::Number(digits)),
        Piece::Break(_) => None,
    };
    pieces(line).filter_map(part).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_blank(c: Option<char>) -> bool {
    c.is_some_and(char::is_whitespace)
}

fn piece(kind: Kind, first: char, text: &str, is_apart: bool) -> Option<Piece<'_>> {
    let part = match kind {
        Kind::Digit => Part::Number(value(text)),
        Kind::Letter => word(text)?,
        Kind::Sign => sign(half_width(first), is_apart),
        Kind::Break => return Some(Piece::Break(first)),
        Kind::Blank => return None,
    };
    Some(Piece::Part(part, text))
}

fn word(text: &str) -> Option<Part> {
    let word = normalized(text);
    let is_capitals = (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    match word.is_empty() {
        true => None,
        false => Some(if is_capitals { Part::Capitals(word) } else { Part::Word(word) }),
    }
}

fn sign(sign: char, is_apart: bool) -> Part {
    let is_dash = is_apart && !matches!(sign, '.' | ':' | '+');
    if is_dash { Part::Dash(sign) } else { Part::Sign(sign) }
}

/// The sign of ASCII that a full-width sign stands for.
fn half_width(sign: char) -> char {
    match sign {
        '：' => ':',
        '／' => '/',
        '－' => '-',
        '．' => '.',
        '＋' => '+',
        _ => sign,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Digit,
    Letter,
    Sign,
    Break,
    Blank,
}

impl Kind {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | 'A'..='Z' | '\u{0622}'..='\u{0652}' | '\u{0671}'..='\u{06D3}' => Kind::Letter,
            _ if digit(c).is_some() => Kind::Digit,
            '/' | '-' | '.' | ':' | '+' | '：' | '／' | '－' | '．' | '＋' => Kind::Sign,
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{066B}' => Kind::Sign,
            '|' | '[' | ']' | '(' | ')' | '•' | '·' => Kind::Break,
            '\u{200C}' | '\u{200D}' => Kind::Letter,
            _ if is_alphabetic(c) => Kind::Letter,
            _ => Kind::Blank,
        }
    }

    /// The length of the piece of this kind that a text begins with.
    fn length(self, text: &str) -> usize {
        let run = || text.find(|c| Kind::of(c) != self).unwrap_or(text.len());
        match self {
            Kind::Digit => run(),
            Kind::Letter => {
                let word = run();
                text.get(..word).and_then(end_of_capitals).unwrap_or(word)
            }
            Kind::Sign | Kind::Break | Kind::Blank => text.chars().next().map_or(0, char::len_utf8),
        }
    }
}

/// Where capitals end before a word that sticks to them: `ESTUpdated`.
fn end_of_capitals(word: &str) -> Option<usize> {
    let capitals = word.bytes().take_while(u8::is_ascii_uppercase).count();
    let end = capitals.checked_sub(1).filter(|end| *end >= 2)?;
    Role::of(&normalized(word.get(end..)?)).map(|_| end)
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
        assert_eq!(parts("ESTUpdated"), [Part::Capitals("est".to_owned()), word("updated")]);
        assert_eq!(parts("McDonald"), [word("mcdonald")]);
    }
}
