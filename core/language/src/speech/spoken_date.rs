//! A day in words, for voices.

use super::meaning::Day;
use super::spoken_month::month;
use crate::LanguageTag;
use crate::number::cardinal::{Case, arabic, cardinal, ordinal_of_day};
use crate::words::Words;

/// A day in words: «سیزدهم اردیبهشت هزار و چهارصد و سه», «الثاني من مايو عام ألفين وأربعة وعشرين»,
/// `May 2, 2024`.
pub(super) fn said(date: Day, language: &LanguageTag) -> String {
    const IN: Words<fn(Day, &str, &LanguageTag) -> String> = Words {
        english: |date, month, _| english(date, month),
        arabic: |date, month, _| arabic_date(date, month),
        persian,
        dari: persian,
    };
    let month = month(date.calendar, date.month, language).unwrap_or_default();
    IN.of(language)(date, month, language)
}

fn persian(date: Day, month: &str, language: &LanguageTag) -> String {
    let day = ordinal(u64::from(date.day), language);
    format!("{day} {month} {}", cardinal(year(date), language))
}

fn arabic_date(date: Day, month: &str) -> String {
    format!("{} من {month} عام {}", ordinal_of_day(date.day), arabic(year(date), Case::Oblique))
}

/// English voices read days and years well.
fn english(date: Day, month: &str) -> String {
    format!("{month} {}, {}", date.day, date.year)
}

fn year(date: Day) -> u64 {
    u64::from(date.year.unsigned_abs())
}

/// The place of a thing in a row, in Persian or Dari.
pub(super) fn ordinal(number: u64, language: &LanguageTag) -> String {
    let words = cardinal(number, language);
    if number == 1 {
        return "اول".to_owned();
    }
    if let Some(stem) = words.strip_suffix("سه") {
        return format!("{stem}سوم");
    }
    let ending = if words.ends_with('ی') { "\u{200C}ام" } else { "م" };
    format!("{words}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_have_the_ending_of_their_number() {
        let ordinal = |number| ordinal(number, &"fa".parse().unwrap());

        assert_eq!(
            [1, 2, 3, 10, 23, 30].map(ordinal),
            ["اول", "دوم", "سوم", "دهم", "بیست و سوم", "سی\u{200C}ام",]
        );
    }
}
