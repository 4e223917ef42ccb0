//! The words that belong to a date.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::{day_part, role, vocabulary, weekday};

/// Whether a word belongs to a date: it is a weekday, a label, a zone or a part of the day.
pub(super) fn is_usual(word: &str) -> bool {
    WORDS.contains(word)
}

/// All of them in one set, because each word of a page's longer lines may be looked up.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let words = vocabulary::labels().chain(weekday::parts_of_names()).chain(role::words());
    words.map(str::to_owned).chain(day_part::words()).collect()
});
