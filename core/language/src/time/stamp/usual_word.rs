//! The words that belong to a date.

use super::role::Role;
use super::{vocabulary, weekday};

/// Whether a word belongs to a date: it is a weekday, a label, a zone or a part of the day.
pub(super) fn is_usual(word: &str) -> bool {
    vocabulary::is_label(word) || weekday::is_part_of_name(word) || Role::of(word).is_some()
}
