//! The tracks of a document.

use crate::model::Track;

/// Tracks, in the order of the document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParsedTracks {
    /// Each track with an address, once.
    pub tracks: Vec<Track>,
    /// How many rows could not be used: without an address, or not an object. Repeats are not counted.
    pub dropped: u32,
    /// How many rows the document has, with repeats and those that could not be used; 0 if it is a page.
    pub rows: usize,
}
