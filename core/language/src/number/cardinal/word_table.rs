//! Tables of words, by number.

/// The word of a table for a number; empty if the table has none.
pub(super) fn word(table: &[&'static str], number: usize) -> &'static str {
    table.get(number).copied().unwrap_or_default()
}
