//! What else stands on the line of a date.

use super::part::Part;
use super::{vocabulary, weekday};

/// How many words there are that no stamp holds.
pub(super) fn strange(parts: &[Part]) -> usize {
    parts.iter().filter_map(Part::word).filter(|word| !is_usual(word)).count()
}

/// Whether there are words of stamps alone.
pub(super) fn are_usual(parts: &[Part]) -> bool {
    strange(parts) == 0
}

/// Whether a stamp may hold this word: a weekday, a label, a zone, a part of the day.
pub(super) fn is_usual(word: &str) -> bool {
    vocabulary::is_label(word) || weekday::is_part_of_name(word)
}
