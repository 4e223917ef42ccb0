//! Digits that end a name.

use super::role::Role;
use super::usual_word::is_usual;
use crate::text::spelling::normalized;
use crate::time::month::month;

/// Whether digits that touch a word end its name: `MBC4`, `آی‌فیلم۲`, `G20`, `Covid-19`. A day may touch the
/// name of an author, if a page sets no blank between them. Such a name is seldom so short.
pub(super) fn ends_name(word: &str, digits: &str) -> bool {
    let word = normalized(word);
    let count = digits.chars().count();
    let is_of_date =
        is_usual(&word) || Role::of(&word).is_some() || month(&word).is_some() || word.is_empty();
    let is_short = word.chars().count() <= LONGEST_SHORT_NAME;
    count <= 2 && !is_of_date && (is_short || CHANNELS.contains(&word.as_str()))
}

/// Longer names that end in a digit where no blank is set: the site's second channel.
const CHANNELS: &[&str] = &["ایفیلم", "ای\u{200C}فیلم"];

/// The most letters of a short name.
const LONGEST_SHORT_NAME: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_that_touch_a_short_name_end_it() {
        for (word, digits) in [("iFilm", "2"), ("MBC", "4"), ("آی‌فیلم", "۲"), ("Covid", "19"), ("Room", "12")]
        {
            assert!(ends_name(word, digits), "{word}");
        }
        for (word, digits) in
            [("May", "2"), ("ساعت", "۱۸"), ("مهرگان", "۲۳"), ("سپیدار", "۲"), ("Updated", "3")]
        {
            assert!(!ends_name(word, digits), "{word}");
        }
    }
}
