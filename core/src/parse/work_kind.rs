//! The words for kinds of works that pages print beside a title: film, series, drama.

use std::collections::HashSet;
use std::sync::LazyLock;

use ifilm_language::text::normalized;

/// The words, in one spelling, words joined.
const WORDS: &str = "series serial film movie documentary animation cartoon drama comedy kids children music religious news \
    talk talkshow show program programme magazine quiz \
    سریال فیلم فلم مستند انیمیشن کودک کودکان موسیقی خبر مذهبی سینمایی فیلمسینمایی فلمسینمایی فلمهنری ترکیبی طنز مجله \
    مسابقه برنامه مجموعه \
    مسلسل فیلم وثایقی رسوممتحرکه اطفال اخبار دینی دراما کومیدیا مسلسلات افلام برنامج";

static KINDS: LazyLock<HashSet<&str>> = LazyLock::new(|| WORDS.split_whitespace().collect());

/// Signs that stand between a kind and a title.
const BORDERS: &[char] = &['|', '•', '·', ':', '–', '—'];

/// Whether a text is only a word for a kind.
pub(super) fn is_kind(text: &str) -> bool {
    text.len() <= 40 && KINDS.contains(&*normalized(text))
}

/// A title without a kind that a sign keeps apart: `Film: Rain`, `Rain | Drama`, `Series - Rain`.
pub(super) fn without_kind(text: &str) -> Option<&str> {
    let parts = |border: &char| text.split_once(*border).zip(text.rsplit_once(*border));
    let apart = BORDERS.iter().filter_map(parts).chain(text.split_once(" - ").zip(text.rsplit_once(" - ")));
    apart.into_iter().find_map(|((first, rest), (before, last))| {
        let (rest, before) = (rest.trim(), before.trim());
        let rest = Some(rest).filter(|rest| is_kind(first) && !rest.is_empty());
        rest.or_else(|| Some(before).filter(|before| is_kind(last) && !before.is_empty()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_written_in_the_one_spelling() {
        for word in WORDS.split_whitespace() {
            assert_eq!(normalized(word), word);
        }
    }

    #[test]
    fn a_kind_is_no_part_of_a_title_if_a_sign_keeps_it_apart() {
        for text in ["Film: Rain", "Rain | Drama", "Series - Rain", "فلم | Rain", "Rain · Film"] {
            assert_eq!(without_kind(text), Some("Rain"), "{text}");
        }
        for text in ["Film Rain", "Rain: a story", "Film", "Drama: ", "Rain - and wind"] {
            assert_eq!(without_kind(text), None, "{text}");
        }
    }
}
