//! Letters and words: their one spelling for comparing and searching, and the direction they are written in.

pub(crate) mod address;
pub(crate) mod direction;
mod fold;
pub(crate) mod quote;
mod search;
pub(crate) mod spelling;

pub use direction::{
    Direction, direction_of, direction_of_language, direction_of_line, isolate, isolate_mixed, isolate_title,
    plain,
};
pub use fold::{FOLDING, FOLDING_RULES, Fate, Folded, FoldedPiece, FoldingRule, fold, fold_words};
pub use search::{Marked, MarkedSpan, Search, finds, mark_found, search_query, searchable};
pub use spelling::{is_alphanumeric, likeness};
