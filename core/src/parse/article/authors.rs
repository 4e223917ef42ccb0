//! The names of those who wrote an article, as its metadata give them.

use ifilm_language::text::normalized;

use super::facts::Facts;
use super::line::Line;

/// The fewest letters and the maximum number of words of a name.
const SHORTEST: usize = 5;
const LONGEST: usize = 5;

/// The maximum number of names. Each line is compared with all of them.
const MOST: usize = 16;

/// The maximum number of words of a line with a name and what its bearer is.
const LONGEST_LINE: usize = 10;

/// The maximum number of words of what a text says about its author at its end.
const LONGEST_NOTE: usize = 70;

/// What stands between two names in one value.
const JOINTS: &[&str] = &[",", ";", "،", "؛", "|", " and ", " & "];

/// The names, in one spelling.
#[derive(Debug, Default)]
pub(super) struct Authors(Vec<String>);

impl Authors {
    /// The names in the metadata of a page.
    pub(super) fn of(facts: &Facts) -> Self {
        let names = facts.authors.iter().flat_map(|value| split(value));
        let is_name = |name: &&str| (2..=LONGEST).contains(&name.split_whitespace().count());
        let names = names.filter(is_name).map(normalized).filter(|name| name.len() >= SHORTEST);
        Self(names.take(MOST).collect())
    }

    /// Whether a line is a name, alone or with a few words that are no sentence.
    pub(super) fn are(&self, line: &Line) -> bool {
        let is_short = || line.word_count() <= LONGEST_LINE && !line.text.ends_with([':', '：']);
        !self.0.is_empty() && is_short() && !line.ends_a_sentence() && self.begin(&line.normalized)
    }

    /// Whether a line says who an author is: it begins with the name, and goes on.
    pub(super) fn are_described(&self, line: &Line) -> bool {
        !self.0.is_empty() && line.word_count() <= LONGEST_NOTE && self.begin(&line.normalized)
    }

    fn begin(&self, normalized: &str) -> bool {
        let named = WORDS.iter().find_map(|word| normalized.strip_prefix(word)).unwrap_or(normalized);
        self.0.iter().any(|name| normalized.starts_with(&**name) || named.starts_with(&**name))
    }
}

/// Words before a name, in one spelling.
const WORDS: &[&str] =
    &["by", "words", "text", "story", "author", "نویسنده", "بقلم", "کتب", "الکاتب", "گزارشگر", "بهقلم"];

fn split(value: &str) -> Vec<&str> {
    let mut names = vec![value];
    for joint in JOINTS {
        names = names.into_iter().flat_map(|name| name.split(joint)).collect();
    }
    names.into_iter().map(str::trim).collect()
}
