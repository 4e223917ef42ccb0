//! Whether two texts are the same in different spellings: quotes, spaces, joiners, yeh and kaf, digits, case.

use ifilm_language::text::{is_alphanumeric, normalized};
use ifilm_language::time::is_date_word;

use super::article::is_our_name;

/// The maximum length of a dateline, the place and agency before a sentence: `Tehran, iFilm –`.
const DATELINE: usize = 40;

/// A shorter sentence, in bytes of its one spelling, is not searched for in others.
const SHORTEST: usize = 40;

/// A text and its one spelling, which each comparison needs.
pub(super) struct Spelled<'t> {
    pub(super) text: &'t str,
    plain: String,
}

impl<'t> Spelled<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, plain: normalized(text) }
    }
}

/// Whether one text repeats another in any spelling. A dateline may stand before one of them. Another number,
/// day, name or word makes another sentence.
pub(super) fn repeats(one: &Spelled<'_>, other: &Spelled<'_>) -> bool {
    let (short, long) = if one.plain.len() <= other.plain.len() { (one, other) } else { (other, one) };
    let short = &short.plain;
    !short.is_empty() && (*short == long.plain || short.len() >= SHORTEST && has_dateline_before(long, short))
}

/// Whether a text is a dateline and this sentence.
fn has_dateline_before(long: &Spelled<'_>, sentence: &str) -> bool {
    let text = long.text;
    let mut ends = text.char_indices().take(DATELINE).filter(|(_, c)| DASHES.contains(c));
    long.plain.ends_with(sentence)
        && ends.any(|(at, _)| {
            let (dateline, rest) = text.split_at_checked(at).unwrap_or_default();
            normalized(rest) == *sentence && !dateline.split(['،', ',']).any(is_dated)
        })
}

const DASHES: [char; 8] = ['-', '–', '—', ':', ')', '/', '،', '؛'];

/// Whether a text holds a number or a day. The number in the name of our own second channel does not count.
fn is_dated(text: &str) -> bool {
    if is_our_name(text) {
        return false;
    }
    let mut words = text.split(|c: char| !is_alphanumeric(c)).map(normalized);
    text.contains(char::is_numeric) || words.any(|word| is_date_word(&word))
}

/// Whether `cut` is the beginning of `whole`, like a description that was cut to a fixed length.
pub(super) fn is_cut_from(cut: &Spelled<'_>, whole: &Spelled<'_>) -> bool {
    let (cut, whole) = (&cut.plain, &whole.plain);
    cut.len() >= 20 && cut.len() < whole.len() && whole.starts_with(cut)
}

/// Whether `whole` begins with all words of `beginning` and goes on.
pub(super) fn goes_on(beginning: &Spelled<'_>, whole: &Spelled<'_>) -> bool {
    let plain = &beginning.plain;
    let is_longer = plain.len() < whole.plain.len() && whole.plain.starts_with(plain);
    plain.len() >= SHORTEST && is_longer && ends_a_word(plain, whole.text)
}

/// Whether the letters of a beginning, in one spelling, end where a word of the text ends.
fn ends_a_word(beginning: &str, text: &str) -> bool {
    let mut letters = 0_usize;
    let mut words = text.split(|c: char| !is_alphanumeric(c)).map(normalized);
    let mut reached = false;
    while let (false, Some(word)) = (reached, words.next()) {
        letters = letters.saturating_add(word.len());
        reached = letters >= beginning.len();
    }
    letters == beginning.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(one: &str, other: &str) -> bool {
        super::repeats(&Spelled::of(one), &Spelled::of(other))
    }

    fn is_cut_from(cut: &str, whole: &str) -> bool {
        super::is_cut_from(&Spelled::of(cut), &Spelled::of(whole))
    }

    fn goes_on(beginning: &str, whole: &str) -> bool {
        super::goes_on(&Spelled::of(beginning), &Spelled::of(whole))
    }

    #[test]
    fn spelling_and_punctuation_make_no_difference() {
        assert!(repeats("“Rain”, a film…", "\"Rain\" , A film..."));
        assert!(repeats("فيلم كوتاه می\u{200C}شود", "فیلم کوتاه می شود."));
        assert!(repeats("قسمت ۱۲", "قسمت 12"));
    }

    #[test]
    fn another_number_day_or_name_is_another_sentence() {
        let sentence = "The festival opens in Tehran on Monday with a film about rain and three old friends.";

        for (word, other) in
            [("Monday", "Sunday"), ("three", "four"), ("Tehran", "Kabul"), ("rain", "12 rains")]
        {
            assert!(!repeats(sentence, &sentence.replace(word, other)), "{other}");
        }
        assert!(!repeats(sentence, "The festival opens in Tehran."));
        assert!(!repeats("", ""));
    }

    #[test]
    fn a_dateline_may_stand_before_a_repeated_sentence_but_no_day() {
        let sentence = "The festival opens in Tehran with a film about rain and three old friends.";

        assert!(repeats(sentence, &format!("Tehran, iFilm – {sentence}")));
        assert!(repeats(sentence, &format!("آی‌فلم ۲ – {sentence}")));
        assert!(!repeats(sentence, &format!("Saturday: {sentence}")));
        assert!(!repeats(sentence, &format!("Part 2: {sentence}")));
    }

    #[test]
    fn a_text_that_was_cut_is_recognized_by_its_beginning() {
        assert!(is_cut_from("The festival opens in Teh…", "The festival opens in Tehran on Monday."));
        assert!(!is_cut_from("The festival", "The festival opens in Tehran on Monday."));
    }

    #[test]
    fn a_text_that_goes_on_begins_with_whole_words() {
        let beginning = "The festival opens in Tehran on Monday with a film";

        assert!(goes_on(beginning, &format!("{beginning} about rain.")));
        assert!(!goes_on(beginning, &format!("{beginning}maker.")));
        assert!(!goes_on(beginning, beginning));
    }
}
