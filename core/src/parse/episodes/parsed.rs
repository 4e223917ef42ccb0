//! The episodes of a document.

use crate::model::Episode;

/// Episodes, in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedEpisodes {
    /// Each episode with an address, once.
    pub episodes: Vec<Episode>,
    /// How many rows could not be used: without an address, or not an object. Repeats are not counted.
    pub dropped: u32,
    /// How many rows the document has, with repeats and those that could not be used; 0 if its page numbers
    /// the episodes.
    pub rows: usize,
}
