//! A placeholder of a pattern.

use crate::model::ascii_digits;

/// What a placeholder matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placeholder {
    /// `{id}`: any text.
    Text,
    /// `{number}`: at most 18 digits. Zeros before them are ignored.
    Number,
    /// `{id}` of form 1: a number if it is all digits, else a text.
    TextOrNumber,
    /// `{year}`: four digits.
    Year,
    /// `{month}` and `{day}`: one or two digits.
    MonthOrDay,
    /// `{any}`: any text that is not the id.
    Any,
}

/// How the text of a placeholder is read.
pub(super) type Read = fn(Placeholder, &str) -> Option<String>;

impl Placeholder {
    /// The placeholders of a catalogue, by name.
    pub(super) const ALL: &[(&str, Placeholder)] = &[
        ("{id}", Self::Text),
        ("{number}", Self::Number),
        ("{year}", Self::Year),
        ("{month}", Self::MonthOrDay),
        ("{day}", Self::MonthOrDay),
        ("{any}", Self::Any),
    ];

    /// Whether it holds the id itself. The other placeholders are only parts of it.
    pub(super) fn is_id(self) -> bool {
        matches!(self, Self::Text | Self::Number | Self::TextOrNumber)
    }

    /// The text in the form for an id; `None` if the placeholder does not match it.
    pub(super) fn read(self, text: &str) -> Option<String> {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Year => (is_number && text.len() == 4).then(|| text.to_owned()),
            Self::MonthOrDay => (is_number && text.len() <= 2).then(|| text.to_owned()),
            Self::Number => number(&ascii_digits(text)?),
            Self::TextOrNumber => ascii_digits(text).map_or_else(|| plain(text), |digits| number(&digits)),
            Self::Text | Self::Any => plain(text),
        }
    }
}

/// The most digits of a number. Every number of so many digits fits into 64 bits; a site has no longer ids.
const MOST_DIGITS: usize = 18;

/// The number without leading zeros. 0 is no id, because templates and empty fields have it.
fn number(text: &str) -> Option<String> {
    let number = text.trim_start_matches('0');
    (1..=MOST_DIGITS).contains(&number.len()).then(|| number.to_owned())
}

/// The longest part of an id, in bytes.
const LONGEST: usize = 500;

fn plain(text: &str) -> Option<String> {
    let is_odd = |c: char| c.is_control() || matches!(c, '/' | '\\');
    let leads_away = matches!(text.trim(), "" | "." | "..");
    (!leads_away && text.len() <= LONGEST && !text.contains(is_odd)).then(|| text.to_owned())
}
