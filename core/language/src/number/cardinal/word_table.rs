//! Tables of words, by number.

/// The word that a table has for a number; empty where it has none.
pub(super) fn word(table: &[&'static str], number: usize) -> &'static str {
    table.get(number).copied().unwrap_or_default()
}
