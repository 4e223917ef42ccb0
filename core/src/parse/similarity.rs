//! Whether two texts are the same in different spellings: quotes, spaces, joiners, yeh and kaf, digits, case.

use ifilm_language::text::normalized;

/// The maximum length of a dateline, the place and agency before a sentence: `Tehran, iFilm –`.
const DATELINE: usize = 28;

/// Whether one text repeats another in any spelling. One small change of words is allowed, and so is a
/// dateline.
pub(super) fn repeats(one: &str, other: &str) -> bool {
    let (one, other) = (normalized(one), normalized(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short == long {
        return !short.is_empty();
    }
    if short.len() >= 40 && long.contains(&short) {
        return long.chars().count().saturating_sub(short.chars().count()) <= DATELINE;
    }
    let shared = shared_prefix(&short, &long).saturating_add(shared_suffix(&short, &long));
    short.len() >= 40 && shared.saturating_mul(10) >= long.len().saturating_mul(9)
}

/// Whether `cut` is the beginning of `whole`, like a description that was cut to a fixed length.
pub(super) fn is_cut_from(cut: &str, whole: &str) -> bool {
    let (cut, whole) = (normalized(cut), normalized(whole));
    cut.len() >= 20 && cut.len() < whole.len() && whole.starts_with(&cut)
}

fn shared_prefix(one: &str, other: &str) -> usize {
    one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count()
}

fn shared_suffix(one: &str, other: &str) -> usize {
    let shared = one.bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
    shared.min(one.len().saturating_sub(shared_prefix(one, other)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_and_punctuation_make_no_difference() {
        assert!(repeats("“Rain”, a film…", "\"Rain\" , A film..."));
        assert!(repeats("فيلم كوتاه می\u{200C}شود", "فیلم کوتاه می شود."));
        assert!(repeats("قسمت ۱۲", "قسمت 12"));
    }

    #[test]
    fn one_small_change_in_a_long_sentence_is_a_repeat() {
        let sentence = "The festival opens in Tehran on Monday with a film about rain and three old friends.";

        assert!(repeats(sentence, &sentence.replace("Monday", "Sunday")));
        assert!(repeats(sentence, &format!("Tehran, iFilm – {sentence}")));
        assert!(!repeats(sentence, "The festival opens in Tehran."));
        assert!(!repeats("", ""));
    }

    #[test]
    fn a_text_that_was_cut_is_recognized_by_its_beginning() {
        assert!(is_cut_from("The festival opens in Teh…", "The festival opens in Tehran on Monday."));
        assert!(!is_cut_from("The festival", "The festival opens in Tehran on Monday."));
    }
}
