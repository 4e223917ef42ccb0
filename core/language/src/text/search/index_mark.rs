//! The marks of the index. No text folds to them.

/// A word by itself. It stands between words that are not neighbours.
pub(super) const BREAK: &str = "¶";

/// Stands before a part of a word of the text.
pub(super) const PART: char = '¶';

/// Stands before a stem of a word of the text.
pub(super) const STEM: char = '§';
