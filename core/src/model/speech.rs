//! Text to be read aloud: cut into runs for voices, with numbers in words.

use serde::Serialize;

use crate::model::SpeechRun;

/// A part of an article that is read without a pause. A pause belongs between two passages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// Which part it is.
    pub place: PassagePlace,
    /// What to say, in order; never empty.
    pub runs: Vec<SpeechRun>,
}

/// The part of an article that a passage reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum PassagePlace {
    /// The headline.
    Title,
    /// The sentence under the headline.
    Lead,
    /// A block of the text, or a part of one: an entry of a list, or a row of a table. Several passages may
    /// come from one entry or row.
    Block {
        /// Its place among the blocks of the article, from 0.
        index: u32,
        /// The number of the entry or row, from 0, if the block is a list or a table.
        entry: Option<u32>,
    },
}
