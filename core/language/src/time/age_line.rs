//! Lines of a page that only say how long ago something was: `2 hours ago`, `۵ دقیقه پیش`, `منذ ساعتين`.

use crate::text::normalized;

/// The most words of such a line.
const LONGEST: usize = 5;

/// The most bytes of such a line. A longer one need not be looked at word by word.
const MOST_BYTES: usize = 100;

/// Whether a line only says how long ago something was. Such a line changes by itself.
pub fn is_age(line: &str) -> bool {
    line.len() <= MOST_BYTES && is_short_age(line)
}

fn is_short_age(line: &str) -> bool {
    let words: Vec<String> =
        line.split_whitespace().map(normalized).filter(|word| !word.is_empty()).collect();
    if words.len() > LONGEST {
        return false;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_part = |word: &String| {
        is_number(word) || [BEFORE, UNITS, ONE].iter().any(|list| list.contains(&word.as_str()))
    };
    MOMENTS.contains(&words.concat().as_str()) || (has(BEFORE) && has(UNITS) && words.iter().all(is_part))
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

const BEFORE: &[&str] = &["ago", "پیش", "قبل", "منذ"];
const ONE: &[&str] = &["a", "an", "one", "about", "یک", "حدود", "واحد", "واحده"];
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "second", "seconds", "minute", "minutes", "min", "mins", "hour", "hours", "day", "days", "week", "weeks",
    "month", "months", "year", "years",
    "ثانیه", "دقیقه", "ساعت", "روز", "هفته", "ماه", "سال",
    "ثوان", "ثوانی", "دقایق", "دقیقتین", "ساعه", "ساعات", "ساعتین", "یوم", "یوما", "ایام", "یومین",
    "اسبوع", "اسبوعین", "اسابیع", "شهر", "شهرین", "اشهر", "شهور", "سنه", "سنتین", "سنوات",
];
const MOMENTS: &[&str] = &["justnow", "yesterday", "همینحالا", "همینلحظه", "دیروز", "الان", "امس"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_of_every_edition_are_known() {
        for line in [
            "2 hours ago",
            "An hour ago",
            "just now",
            "۵ دقیقه پیش",
            "یک روز قبل",
            "منذ ٣ ساعات",
            "قبل ساعتين",
            "قبل ساعة واحدة",
            "منذ يوم",
            "۲ ساعت پیش",
        ] {
            assert!(is_age(line), "{line}");
        }
    }

    #[test]
    fn sentences_and_dates_are_no_ages() {
        for line in [
            "Two hours ago the first guests came.",
            "2 hours",
            "Long ago",
            "May 2, 2024",
            "",
            "ago",
            "۲ ساعت",
            "Today",
            "The film begins in 2 hours",
        ] {
            assert!(!is_age(line), "{line}");
        }
    }

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in [BEFORE, ONE, UNITS, MOMENTS].concat() {
            assert_eq!(normalized(word), word);
        }
    }
}
