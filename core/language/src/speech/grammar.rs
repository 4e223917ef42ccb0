//! Which Arabic numbers can be said without knowing the noun, and in which grammatical case.

use super::unit::is_scale;
use crate::number::cardinal::{Case, arabic};

/// Whether the words of a number are right before this word, of whatever gender it is. Most are not: 3 to 99
/// agree with the gender of the noun, and 200 and 2,000 lose an ending before one.
pub(super) fn is_safe_before(number: u64, word: &str) -> bool {
    let words = arabic(number, Case::Oblique);
    let is_round = number.is_multiple_of(100) && !words.ends_with("ين") && !words.ends_with("ًا");
    match word {
        "و" => true, // what is counted does not follow
        _ if is_round => true,
        _ if is_scale(word) => number > 2 && !number.is_multiple_of(100),
        "من" | "في" | "على" | "إلى" | "أو" | "مقابل" => {
            number.is_multiple_of(10) && !number.is_multiple_of(100)
        }
        _ => false,
    }
}

/// The case of a number: nominative at the beginning of a sentence, else oblique, as in everyday speech.
pub(super) fn case_behind(before: &str) -> Case {
    let before = before.trim_end();
    if before.is_empty() || before.ends_with(['.', '!', '؟']) { Case::Nominative } else { Case::Oblique }
}

/// Whether this text ends in the masculine word for year, so that a number after it is a year.
pub(super) fn names_year(before: &str) -> bool {
    before.split_whitespace().next_back().is_some_and(|word| word.ends_with("عام"))
}

/// Whether a text ends in a prefix that is written together with the number after it: «و», «لـ», «الـ».
pub(super) fn ends_in_prefix(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != 'ـ').next().unwrap_or_default();
    matches!(word, "و" | "ف") || ends_in_tatweel(word)
}

/// Whether the last word is a prefix with a tatweel, the stroke that joins it to the digits.
pub(super) fn ends_in_tatweel(before: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != 'ـ').next().unwrap_or_default();
    matches!(word.trim_start_matches(['و', 'ف']), "الـ" | "للـ" | "لـ" | "بـ" | "كـ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_round_numbers_are_safe_before_any_noun() {
        for number in [0, 100, 300, 1_000, 3_000, 100_000] {
            assert!(is_safe_before(number, "شخص"), "{number}");
        }
        for number in [2, 3, 12, 20, 99, 101, 200, 2_000, 15_000, 2_000_000] {
            assert!(!is_safe_before(number, "شخص"), "{number}");
        }
        assert!(is_safe_before(5, "ملايين") && is_safe_before(20, "من"));
        assert!(!is_safe_before(200, "مليون") && !is_safe_before(3, "من"));
    }

    #[test]
    fn prefixes_are_written_together_with_a_number() {
        assert!(["و", "كان و", "الـ", "(والـ", "لـ"].iter().all(|text| ends_in_prefix(text)));
        assert!(!["هو", "محمدـ", "", "في "].iter().any(|text| ends_in_prefix(text)));
    }
}
