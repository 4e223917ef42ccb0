//! Dates of something else than the text: a birth, a broadcast, a deadline.

use super::part::Part;
use super::role::{Role, is_other, is_other_right_before};
use super::usual_word::is_usual;

/// Whether the words before a date say that it is one of something else: `Born in Shiraz, 2 May 1949`.
pub(super) fn is_of_something_else(before: &[Part]) -> bool {
    let mut strange = 0_usize;
    for word in before.iter().rev().filter_map(Part::word).take(FARTHEST) {
        if is_other(word) || strange == 0 && is_other_right_before(word) {
            return true;
        }
        if Role::of(word).is_some() {
            return false;
        }
        strange = strange.saturating_add((!is_usual(word)).into());
        if strange > MOST_BETWEEN {
            return false;
        }
    }
    false
}

/// How many words before a date may be such a label, with those that belong to a date.
const FARTHEST: usize = 8;
/// The most words of no date between such a label and the date.
const MOST_BETWEEN: usize = 2;
