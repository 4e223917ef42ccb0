//! Days in words: `سیزدهم اردیبهشت ۱۴۰۳`.

use super::day::named_month;
use super::part::{Part, joined};

/// Replaces each day in words by its number, if a month follows.
pub(super) fn count(parts: &mut Vec<Part>) {
    let mut at = 0;
    while at < parts.len() {
        let day = (1..=3).rev().find_map(|words| Some((words, day(parts.get(at..)?, words)?)));
        if let Some((words, day)) = day {
            parts.splice(at..at.saturating_add(words), [Part::Number(day.to_string())]);
        }
        at = at.saturating_add(1);
    }
}

fn day(here: &[Part], words: usize) -> Option<u8> {
    let (name, behind) = here.split_at_checked(words)?;
    let name = joined(name, words)?;
    let (day, _) = (1..).zip(DAYS).find(|(_, names)| names.contains(&&*name))?;
    named_month(behind, 0).map(|_| day)
}

/// The days of a month in Persian and Dari, in one spelling (see `normalized`), words joined.
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
    use crate::text::spelling::normalized;

    #[test]
    fn every_day_is_written_in_the_one_spelling() {
        for day in DAYS.concat() {
            assert_eq!(normalized(day), day);
        }
    }
}
