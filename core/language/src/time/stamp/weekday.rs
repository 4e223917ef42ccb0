//! The names of weekdays, in one spelling (see `normalized`), words joined.

use jiff::civil::Weekday;

use super::part::{Part, joined};

/// The first weekday on the line. `شنبه` ends the names of five others, so names of two words are tried
/// first.
pub(super) fn find(parts: &[Part]) -> Option<Weekday> {
    let named = |at: usize, words: usize| weekday(&joined(parts.get(at..)?, words)?);
    (0..parts.len()).find_map(|at| named(at, 2).or_else(|| named(at, 1)))
}

/// The weekdays, and parts of their names.
pub(super) fn parts_of_names() -> impl Iterator<Item = &'static str> {
    names().chain(["یک", "دو", "سه", "چهار", "پنج"])
}

/// The names of the weekdays, in one spelling.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter().flatten().copied()
}

/// Whether a word, in one spelling, is the name of a weekday.
pub(super) fn is_name(word: &str) -> bool {
    weekday(word).is_some()
}

fn weekday(name: &str) -> Option<Weekday> {
    let at = NAMES.iter().position(|names| names.contains(&name))?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

const NAMES: [&[&str]; 7] = [
    &["monday", "mon", "الاثنین", "اثنین", "دوشنبه"],
    &["tuesday", "tue", "tues", "الثلاثا", "ثلاثا", "سهشنبه"],
    &["wednesday", "wed", "الاربعا", "اربعا", "چهارشنبه"],
    &["thursday", "thu", "thur", "thurs", "الخمیس", "خمیس", "پنجشنبه"],
    &["friday", "fri", "الجمعه", "جمعه", "ادینه"],
    &["saturday", "sat", "السبت", "سبت", "شنبه"],
    &["sunday", "sun", "الاحد", "احد", "یکشنبه"],
];

#[cfg(test)]
mod tests {
    use super::super::part::parts;
    use super::*;
    use crate::text::spelling::normalized;

    #[test]
    fn every_name_is_written_in_the_one_spelling() {
        for name in NAMES.concat() {
            assert_eq!(normalized(name), name);
        }
    }

    #[test]
    fn a_name_of_two_words_is_not_taken_for_its_end() {
        assert_eq!(find(&parts("سه شنبه ۱۳ خرداد")), Some(Weekday::Tuesday));
        assert_eq!(find(&parts("شنبه ۱۳ خرداد")), Some(Weekday::Saturday));
        assert_eq!(find(&parts("الأربعاء 13")), Some(Weekday::Wednesday));
    }
}
