//! The words besides the date on its line.

use super::part::Part;
use super::{vocabulary, weekday};

/// How many words do not belong to a date.
pub(super) fn strange(parts: &[Part]) -> usize {
    parts.iter().filter_map(Part::word).filter(|word| !is_usual(word)).count()
}

/// Whether all words belong to a date.
pub(super) fn are_usual(parts: &[Part]) -> bool {
    strange(parts) == 0
}

/// Whether a word belongs to a date: it is a weekday, a label, a zone or a part of the day.
pub(super) fn is_usual(word: &str) -> bool {
    vocabulary::is_label(word) || weekday::is_part_of_name(word)
}
