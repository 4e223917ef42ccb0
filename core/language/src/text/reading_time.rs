//! How long it takes to read a text.

use crate::LanguageTag;

/// The minutes that a grown-up needs to read a text, rounded up; `None` if it has no words.
///
/// The words a minute are those of *Standardized Assessment of Reading Performance: The New International
/// Reading Speed Texts IReST* (Trauzettel-Klosinski and Dietz, 2012, doi:10.1167/iovs.11-8284), of people
/// aged 18 to 35 who read paragraphs like those of a newspaper: English 228, Arabic 138. The study has no
/// Persian text. So Persian, Dari and any other language have the mean of its seventeen languages, 184.
pub fn reading_minutes(text: &str, language: &LanguageTag) -> Option<u32> {
    let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
    let words = u32::try_from(text.split_whitespace().filter(is_word).count()).unwrap_or(u32::MAX);
    (words > 0).then(|| words.div_ceil(words_a_minute(language)))
}

fn words_a_minute(language: &LanguageTag) -> u32 {
    match language.as_str().split('-').next() {
        Some("en") => 228,
        Some("ar") => 138,
        _ => 184,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_as_long_as_its_words_in_its_language_rounded_up() {
        for (language, word, words, minutes) in [
            ("en", "river", 0, None),
            ("en", "river", 1, Some(1)),
            ("en", "river", 228, Some(1)),
            ("en-GB", "river", 229, Some(2)),
            ("ar", "نهر", 138, Some(1)),
            ("ar", "نهر", 139, Some(2)),
            ("fa", "می\u{200c}رود", 184, Some(1)),
            ("fa", "می\u{200c}رود", 185, Some(2)),
            ("fa-AF", "دریا", 1_840, Some(10)),
            ("ps", "سیند", 185, Some(2)),
            ("en", "— – *", 900, None),
        ] {
            let text = vec![word; words].join(" ");

            assert_eq!(reading_minutes(&text, &language.parse().unwrap()), minutes, "{language} {words}");
        }
    }
}
