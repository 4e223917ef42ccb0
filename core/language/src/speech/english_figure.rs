//! A figure in the form that English voices read correctly.

use super::meaning::Meaning;
use super::phrase::{AGAINST, UNTIL};
use super::spoken_date;
use crate::LanguageTag;
use crate::number::digit_groups::{digit, is_dash, value};
use crate::number::figure::Figure;

/// The figure in another form if English voices misread it; else as it is, in ASCII digits.
pub(super) fn said(figure: &Figure<'_>, meaning: &Meaning, text: &str, language: &LanguageTag) -> String {
    match meaning {
        Meaning::Date(day) if is_clear(figure) => spoken_date::said(*day, language),
        Meaning::Score(left, right) => format!("{left} {} {right}", AGAINST.of(language)),
        Meaning::Range(..) => in_ascii(text).replacen(is_dash, &format!(" {} ", UNTIL.of(language)), 1),
        Meaning::Digits(digits) if figure.is_phone => spaced(digits),
        _ => in_ascii(text),
    }
}

/// Whether the day cannot be mistaken for the month: it stands last, or is above 12.
fn is_clear(figure: &Figure<'_>) -> bool {
    let first = figure.groups.first().and_then(|group| value(group).parse().ok());
    first.is_some_and(|first: u32| first > 12)
}

/// The same figure in ASCII.
fn in_ascii(text: &str) -> String {
    let ascii = |c: char| match (digit(c), c) {
        (Some(digit), _) => char::from_digit(digit.into(), 10).unwrap_or(c),
        (_, '٫') => '.',
        (_, '٬' | '،') => ',',
        (_, '٪') => '%',
        _ => c,
    };
    text.chars().map(ascii).collect()
}

fn spaced(digits: &str) -> String {
    digits.chars().map(String::from).collect::<Vec<_>>().join(" ")
}
