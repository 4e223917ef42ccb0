//! Who wrote a text, on the line of its date: `By Mina Farhadi, Thursday, 2 May 2024 18:05`.

use std::sync::LazyLock;

use super::day::named_month;
use super::part::Part;
use super::usual_word::is_usual;
use crate::text::byline::BYLINES;
use crate::text::spelling::normalized;

/// The most words of the names behind such a word, with the words for and.
const LONGEST: usize = 6;

/// Where the names end that a byline at this place gives; `None` if there is no byline, or no name in it.
pub(super) fn end(parts: &[Part], at: usize) -> Option<usize> {
    let here = parts.get(at..)?;
    let head = HEADS.iter().find_map(|head| head.length(here))?;
    let is_name = |at: usize| match here.get(at) {
        Some(Part::Sign('.')) => true,
        Some(part) => part.word().is_some_and(|word| matches!(word, "و" | "and") || !is_usual(word)),
        None => false,
    };
    let names = (head..here.len()).take_while(|at| is_name(*at) && named_month(here, *at).is_none());
    let names = names.take(LONGEST).count();
    (names > 0).then(|| at.saturating_add(head).saturating_add(names))
}

/// The words that announce an author, in one spelling.
struct Head {
    words: Vec<String>,
    /// Whether the last word must be whole. If not, it may have an ending.
    is_whole: bool,
    has_colon: bool,
}

static HEADS: LazyLock<Vec<Head>> = LazyLock::new(|| {
    let head = |words: &&str| Head {
        words: words.split_whitespace().map(normalized).collect(),
        is_whole: words.ends_with([' ', ':']),
        has_colon: words.ends_with(':'),
    };
    BYLINES.iter().map(head).collect()
});

impl Head {
    /// How many parts it takes, if some parts begin with it.
    fn length(&self, parts: &[Part]) -> Option<usize> {
        let length = self.words.len();
        let is_word = |(at, word): (usize, &String)| {
            let part = parts.get(at).and_then(Part::word);
            let is_last = at.saturating_add(1) == length;
            part.is_some_and(|part| part == word || is_last && !self.is_whole && part.starts_with(&**word))
        };
        let has_colon = parts.get(length) == Some(&Part::Sign(':'));
        let is_there = self.words.iter().enumerate().all(is_word) && (has_colon || !self.has_colon);
        is_there.then(|| length.saturating_add(has_colon.into()))
    }
}
