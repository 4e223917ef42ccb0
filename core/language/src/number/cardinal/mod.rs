//! Numbers in words.

mod arabic;
mod english;
mod persian;
mod spelled;
mod thousands;
mod word_table;

use crate::LanguageTag;
use crate::words::Words;

pub(crate) use arabic::{Case, arabic, feminine, hour, ordinal_of_day};
use persian::persian;
pub(crate) use spelled::spelled;

/// A number in words: in Arabic, Persian and Dari for those languages, in English for all others.
///
/// The Arabic form is the one for a number that stands alone (nominative and masculine: ثلاثة وعشرون).
/// Persian and Dari differ in some words: ۵۰۰ is پانصد in Iran and پنج‌صد in Afghanistan.
///
/// ```
/// use ifilm_language::number::number_words;
/// assert_eq!(number_words(1403, &"fa".parse()?), "هزار و چهارصد و سه");
/// assert_eq!(number_words(-18, &"fa-AF".parse()?), "منفی هژده");
/// # Ok::<(), ifilm_language::Error>(())
/// ```
pub fn number_words(number: i64, language: &LanguageTag) -> String {
    let words = cardinal(number.unsigned_abs(), language);
    if number < 0 { format!("{} {words}", MINUS.of(language)) } else { words }
}

/// The word before a number below zero.
pub(crate) const MINUS: Words =
    Words { english: "minus", arabic: "سالب", persian: "منفی", dari: "منفی" };

/// A number in words.
pub(crate) fn cardinal(number: u64, language: &LanguageTag) -> String {
    const IN: Words<fn(u64) -> String> = Words {
        english: english::english,
        arabic: |number| arabic(number, Case::Nominative),
        persian: |number| persian(number, &persian::IRANIAN),
        dari: |number| persian(number, &persian::AFGHAN),
    };
    IN.of(language)(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(number: i64, language: &str) -> String {
        number_words(number, &language.parse().unwrap())
    }

    #[test]
    fn persian_counts_as_in_iran() {
        for (number, text) in [
            (0, "صفر"),
            (1, "یک"),
            (18, "هجده"),
            (21, "بیست و یک"),
            (100, "صد"),
            (215, "دویست و پانزده"),
            (1000, "هزار"),
            (1_001, "هزار و یک"),
            (2_024, "دو هزار و بیست و چهار"),
            (1_000_000, "یک میلیون"),
            (5_300_000_000, "پنج میلیارد و سیصد میلیون"),
            (1_000_000_000_000_000, "یک کوادریلیون"),
        ] {
            assert_eq!(words(number, "fa"), text);
        }
    }

    #[test]
    fn dari_counts_as_in_afghanistan() {
        for (number, text) in [
            (18, "هژده"),
            (215, "دوصد و پانزده"),
            (500, "پنج\u{200C}صد"),
            (1_403, "هزار و چهارصد و سه"),
            (3_000_000, "سه ملیون"),
            (2_000_000_000, "دو ملیارد"),
        ] {
            assert_eq!(words(number, "fa-AF"), text);
            assert_eq!(words(number, "prs"), text);
        }
    }

    #[test]
    fn arabic_puts_units_before_tens_and_counts_thousands_as_things() {
        for (number, text) in [
            (0, "صفر"),
            (2, "اثنان"),
            (11, "أحد عشر"),
            (23, "ثلاثة وعشرون"),
            (100, "مئة"),
            (200, "مئتان"),
            (345, "ثلاثمئة وخمسة وأربعون"),
            (1_000, "ألف"),
            (2_000, "ألفان"),
            (2_024, "ألفان وأربعة وعشرون"),
            (5_000, "خمسة آلاف"),
            (10_000, "عشرة آلاف"),
            (15_000, "خمسة عشر ألفًا"),
            (100_000, "مئة ألف"),
            (200_000, "مئتا ألف"),
            (3_000_000, "ثلاثة ملايين"),
            (2_000_000_000, "ملياران"),
            (1_000_000_000_000_000, "كوادريليون"),
        ] {
            assert_eq!(words(number, "ar"), text);
        }
    }

    #[test]
    fn english_counts_as_in_britain() {
        for (number, text) in [
            (0, "zero"),
            (42, "forty-two"),
            (105, "one hundred and five"),
            (1_001, "one thousand and one"),
            (2_024, "two thousand and twenty-four"),
            (1_234_567, "one million two hundred and thirty-four thousand five hundred and sixty-seven"),
            (1_000_000_000_000_000, "one quadrillion"),
            (-7, "minus seven"),
        ] {
            assert_eq!(words(number, "en"), text);
            assert_eq!(words(number, "de"), text);
        }
    }

    #[test]
    fn every_number_has_words_in_every_language() {
        for language in ["en", "ar", "fa", "fa-AF"] {
            for number in [i64::MIN, i64::MAX, 999_999_999_999_999, 111_111_111_111_111] {
                assert!(!words(number, language).is_empty());
            }
        }
    }
}
