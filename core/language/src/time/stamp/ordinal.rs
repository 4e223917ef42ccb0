//! Days in words: `سیزدهم اردیبهشت ۱۴۰۳`, `the second of May 2024`, `الثاني من مايو ٢٠٢٤`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::day::named_month;
use super::part::{Part, joined};
use crate::number::cardinal::{ordinal_of_day, spelled};
use crate::number::number_words;
use crate::text::beginnings::Beginnings;
use crate::text::spelling::normalized;

/// Replaces each day in words by its number, if a month stands beside it.
pub(super) fn count(parts: &mut Vec<Part>) {
    let mut at = 0;
    while at < parts.len() {
        let day = || (1..=3).rev().find_map(|words| Some((words, day(parts, at, words)?)));
        let day = parts
            .get(at)
            .and_then(Part::word)
            .filter(|word| BEGINNINGS.may_be_begun_by(word))
            .and_then(|_| day());
        if let Some((words, day)) = day {
            parts.splice(at..at.saturating_add(words), [Part::Number(day.to_string())]);
        }
        at = at.saturating_add(1);
    }
}

fn day(parts: &[Part], at: usize, words: usize) -> Option<u8> {
    let here = parts.get(at..)?;
    let (name, behind) = here.split_at_checked(words)?;
    let name = name.iter().map(Part::word).collect::<Option<Vec<_>>>()?.concat();
    let day = *NAMES.get(&name)?;
    let is_joint = |part: &&Part| matches!(part.word(), Some("of" | "من" | "ماه" | "مبارک"));
    let joint = behind.iter().take_while(is_joint).take(MOST_JOINTS).count();
    let is_before = || named_month(behind, joint).is_some() && !is_of_month(parts, at);
    let is_behind = || ENGLISH.contains(&&*name) && is_after_month(parts, at);
    ((is_before() || is_behind()) && !ends_number(parts, at)).then_some(day)
}

/// The number that an ordinal says, in one spelling, words joined: from 1 to 31.
pub fn ordinal(name: &str) -> Option<u8> {
    NAMES.get(name).copied()
}

/// The most words between a day and its month: `هفتم ماه مبارک رمضان`.
const MOST_JOINTS: usize = 2;

/// Whether the words here end a larger number: `سی و دوم`.
fn ends_number(parts: &[Part], at: usize) -> bool {
    let before = parts.get(..at).unwrap_or_default();
    let before = before.strip_suffix(&[Part::Word("و".to_owned())]).unwrap_or(before);
    before.last().and_then(Part::word).is_some_and(|word| spelled([word]).is_some())
}

/// Whether this word is the second of a month: `تشرين الأول`.
fn is_of_month(parts: &[Part], at: usize) -> bool {
    at.checked_sub(1).and_then(|before| named_month(parts, before)).is_some_and(|(_, words, _)| words > 1)
}

/// Whether a month ends right before this place, perhaps with an article between: `May the second`.
fn is_after_month(parts: &[Part], at: usize) -> bool {
    let before = parts.get(..at).unwrap_or_default();
    let before = before.strip_suffix(&[Part::Word("the".to_owned())]).unwrap_or(before);
    let name = |words: usize| joined(before.get(before.len().checked_sub(words)?..)?, words);
    (1..=3).any(|words| name(words).is_some_and(|name| crate::time::month::month(&name).is_some()))
}

/// The names of days in one spelling (see `normalized`), words joined.
static NAMES: LazyLock<HashMap<String, u8>> = LazyLock::new(|| {
    let persian =
        DAYS.into_iter().zip(1..).flat_map(|(names, day)| names.iter().map(move |name| (*name, day)));
    let english = ENGLISH.into_iter().zip(1..);
    let listed = persian.chain(english).map(|(name, day)| (name.to_owned(), day));
    listed.chain((1..=31).flat_map(|day| counted(day).into_iter().map(move |name| (name, day)))).collect()
});

static BEGINNINGS: LazyLock<Beginnings> = LazyLock::new(|| Beginnings::of(NAMES.keys().map(String::as_str)));

/// A day as it is counted in Persian and Dari, and in both cases of Arabic.
fn counted(day: u8) -> Vec<String> {
    let persian =
        ["fa", "fa-AF"].into_iter().filter_map(|tag| Some(number_words(day.into(), &tag.parse().ok()?)));
    let oblique = normalized(&ordinal_of_day(day));
    let nominative = oblique.replace("العشرین", "العشرون").replace("الثلاثین", "الثلاثون");
    let joined = nominative.replace("والعشرین", "والعشرون").replace("والثلاثین", "والثلاثون");
    persian.map(|name| normalized(&name)).chain([oblique, joined]).collect()
}

/// The days of a month in English, in one spelling, words joined.
#[rustfmt::skip]
const ENGLISH: [&str; 31] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth", "twentyfirst", "twentysecond", "twentythird", "twentyfourth", "twentyfifth",
    "twentysixth", "twentyseventh", "twentyeighth", "twentyninth", "thirtieth", "thirtyfirst",
];

/// The days of a month in Persian and Dari, in one spelling, words joined.
const DAYS: [&[&str]; 31] = [
    &["یکم", "اول"],
    &["دوم"],
    &["سوم"],
    &["چهارم"],
    &["پنجم"],
    &["ششم"],
    &["هفتم"],
    &["هشتم"],
    &["نهم"],
    &["دهم"],
    &["یازدهم"],
    &["دوازدهم"],
    &["سیزدهم"],
    &["چهاردهم"],
    &["پانزدهم"],
    &["شانزدهم"],
    &["هفدهم"],
    &["هجدهم", "هژدهم"],
    &["نوزدهم", "نزدهم"],
    &["بیستم"],
    &["بیستویکم"],
    &["بیستودوم"],
    &["بیستوسوم"],
    &["بیستوچهارم"],
    &["بیستوپنجم"],
    &["بیستوششم"],
    &["بیستوهفتم"],
    &["بیستوهشتم"],
    &["بیستونهم"],
    &["سیام"],
    &["سیویکم"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_is_written_in_the_one_spelling() {
        for day in DAYS.concat().into_iter().chain(ENGLISH) {
            assert_eq!(normalized(day), day);
        }
    }
}
