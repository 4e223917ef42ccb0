//! A figure: digits with their separators and signs, such as `-5`, `18:05`, `2024-05-02` or `۵۰٪`.

use super::digit_groups::{Groups, is_dash, value};
use super::phone::Phone;

/// A figure as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure<'t> {
    /// The sign right before the digits.
    pub(crate) sign: Option<char>,
    /// The digits, at least one group.
    pub(crate) groups: Vec<&'t str>,
    /// The separators, one fewer than there are groups.
    pub(crate) separators: Vec<char>,
    /// The sign right after the digits.
    pub(crate) mark: Option<char>,
    /// Whether it is a telephone or card number, which is read digit by digit.
    pub(crate) is_phone: bool,
    /// The length of the whole figure in bytes.
    pub(crate) len: usize,
}

/// The set that the digits of a figure are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DigitSet {
    /// `0` to `9`.
    Ascii,
    /// `۰` to `۹`, of Persian, Dari and Urdu.
    Persian,
    /// `٠` to `٩`, of Arabic.
    Arabic,
    /// More than one kind.
    Mixed,
}

impl<'t> Figure<'t> {
    /// The figure that a text begins with.
    pub(crate) fn at(text: &'t str) -> Option<Self> {
        if let Some(phone) = Phone::at(text) {
            return Some(Self::of_phone(phone, text));
        }
        let sign = text.chars().next().filter(|c| is_sign(*c));
        let unsigned = sign.and_then(|sign| text.strip_prefix(sign)).unwrap_or(text);
        let Groups { groups, separators, rest } = Groups::at(unsigned, may_be_split_by)?;
        let (mark, behind) = mark(rest).unzip();
        let len = text.len().saturating_sub(behind.unwrap_or(rest).len());
        Some(Self { sign, groups, separators, mark, is_phone: false, len })
    }

    fn of_phone(phone: Phone<'t>, text: &str) -> Self {
        let Phone { has_plus, groups, separators, rest, .. } = phone;
        let len = text.len().saturating_sub(rest.len());
        Self { sign: has_plus.then_some('+'), groups, separators, mark: None, is_phone: true, len }
    }

    /// The set that its digits are of.
    pub(crate) fn digit_set(&self) -> DigitSet {
        let mut kinds = self.groups.iter().flat_map(|group| group.chars()).map(kind);
        let first = kinds.next().unwrap_or(DigitSet::Ascii);
        if kinds.all(|kind| kind == first) { first } else { DigitSet::Mixed }
    }

    /// Whether a space separates two groups.
    pub(crate) fn is_spaced(&self) -> bool {
        self.separators.iter().any(|c| c.is_whitespace())
    }

    /// Whether a dash separates two groups.
    pub(crate) fn has_dash(&self) -> bool {
        self.separators.iter().any(|c| is_dash(*c))
    }

    /// For a score or a range such as `10-20`, two numbers or times with a single dash between: how many
    /// groups stand before the dash.
    pub(crate) fn pair(&self) -> Option<usize> {
        let mut dashes = (1..).zip(&self.separators).filter(|(_, c)| is_dash(**c));
        let (after, _) = dashes.next().filter(|_| dashes.next().is_none())?;
        let (left, right) = self.groups.split_at(after);
        (!self.is_phone && self.sign.is_none() && is_number(left) && is_number(right)).then_some(after)
    }
}

fn may_be_split_by(_: &Groups<'_>, separator: char, next: &str) -> bool {
    match separator {
        '.' | ',' | ':' | '/' | '٫' | '٬' => true,
        '،' => is_thousands(next),
        c => is_dash(c),
    }
}

/// Whether people read these groups as one number or time, not digit by digit.
fn is_number(groups: &[&str]) -> bool {
    let [one] = groups else { return true };
    let length = one.chars().count();
    length == 1 || length <= 4 && !value(one).starts_with('0')
}

fn is_thousands(group: &str) -> bool {
    group.chars().count() == 3
}

fn kind(c: char) -> DigitSet {
    match c {
        '۰'..='۹' => DigitSet::Persian,
        '٠'..='٩' => DigitSet::Arabic,
        _ => DigitSet::Ascii,
    }
}

/// Whether a character right before digits can be part of the figure.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '+' | '-' | '−' | '±' | '~' | '#' | '$' | '€' | '£' | '¥' | '؋' | '%' | '٪')
}

/// The mark after digits, perhaps after a space, and the text after the mark. A plus between two things is no
/// mark.
fn mark(behind: &str) -> Option<(char, &str)> {
    let spaced = behind.strip_prefix([' ', '\u{A0}', '\u{202F}']);
    let mut chars = spaced.unwrap_or(behind).chars();
    let mark = chars.next()?;
    let rest = chars.as_str();
    let is_last = !rest.starts_with(char::is_alphanumeric);
    let is_mark = match mark {
        '+' => spaced.is_none() && is_last,
        '°' => true,
        mark => is_mark(mark) && (spaced.is_none() || is_last),
    };
    is_mark.then_some((mark, rest))
}

/// Whether a character right after digits can be part of the figure.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '%' | '٪' | '‰' | '°' | '$' | '€' | '£' | '¥' | '﷼' | '؋')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(text: &str) -> Figure<'_> {
        Figure::at(text).unwrap()
    }

    #[test]
    fn a_figure_is_taken_apart_and_ends_where_words_begin() {
        let date = figure("2024-05-02 در");
        let percent = figure("۵۰٪،");

        assert_eq!((date.groups, date.separators, date.len), (vec!["2024", "05", "02"], vec!['-', '-'], 10));
        assert_eq!((percent.groups, percent.mark), (vec!["۵۰"], Some('٪')));
        assert_eq!(figure("-5.").groups, ["5"]);
        assert!(Figure::at("پنج").is_none() && Figure::at("- 5").is_none());
    }

    #[test]
    fn a_pair_is_two_numbers_or_times_around_one_dash() {
        for text in ["2-1", "۳–۲", "10-20", "2019-2023", "18:05-19:30", "۱٫۵-۲"] {
            assert!(figure(text).pair().is_some(), "{text}");
        }
        for text in ["2024-05-02", "021-88776655", "2024-05", "-2-1", "18:05", "12345-67890"] {
            assert!(figure(text).pair().is_none(), "{text}");
        }
    }

    #[test]
    fn a_telephone_number_is_one_figure_with_all_its_groups() {
        let phone = figure("+93 (0) 700 123 456، ");

        assert!(phone.is_phone && phone.is_spaced() && phone.pair().is_none());
        assert_eq!(phone.groups, ["93", "0", "700", "123", "456"]);
        assert_eq!(figure("12 13 14").groups, ["12"]);
    }

    #[test]
    fn an_arabic_comma_is_part_of_a_number_only_before_thousands() {
        assert_eq!(figure("۱،۲۰۰").groups.len(), 2);
        assert_eq!(figure("۱۲،۱۳").groups.len(), 1);
    }
}
