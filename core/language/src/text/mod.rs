//! Letters and words: one spelling for comparison and search, and the direction of text.

pub(crate) mod address;
pub(crate) mod beginnings;
pub(crate) mod byline;
mod composed;
pub(crate) mod direction;
mod display;
mod fold;
pub(crate) mod quote;
mod reading_time;
mod search;
pub(crate) mod spelling;
mod word_pieces;

pub use beginnings::Beginnings;
pub use byline::after_byline;
pub use composed::composed;
pub use direction::{
    Direction, direction_of, direction_of_language, direction_of_line, isolate, isolate_mixed, isolate_title,
    plain,
};
pub use display::DisplayText;
pub use fold::{FOLDING, FOLDING_RULES, Folded, FoldedPiece, FoldingRule, Mapping, fold, fold_words};
pub use reading_time::reading_minutes;
pub use search::{
    Affix, Fit, Indexer, Marked, MarkedSpan, STEM_RULES, StemRule, WordFilter, WordSearch, finds, mark_found,
    merged, search_query, searchable,
};
pub use spelling::{is_alphabetic, is_alphanumeric, is_numeric, normalized};
pub use word_pieces::word_pieces;
