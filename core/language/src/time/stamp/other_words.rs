//! The words besides the date on its line.

use super::author;
use super::part::Part;
use super::usual_word::is_usual;

/// How many words do not belong to a date. Who wrote the text may stand beside its date, so names behind a
/// word such as `by` do not count.
pub(super) fn strange(parts: &[Part]) -> usize {
    let (mut strange, mut at) = (0_usize, 0_usize);
    while let Some(part) = parts.get(at) {
        let named = Some(at).filter(|_| strange == 0).and_then(|at| author::end(parts, at));
        let is_strange = named.is_none() && part.word().is_some_and(|word| !is_usual(word));
        strange = strange.saturating_add(is_strange.into());
        at = named.unwrap_or(at.saturating_add(1));
    }
    strange
}

/// Whether all words belong to a date.
pub(super) fn are_usual(parts: &[Part]) -> bool {
    strange(parts) == 0
}
