//! What is read aloud: a text cut by voice, with numbers in words.

use serde::Serialize;

use crate::model::{Direction, LanguageTag};

/// A stretch of text for one voice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpeechRun {
    /// The language to speak it in. `und-Arab` and `und-Cyrl` where its letters do not tell: any voice that reads them.
    pub language: LanguageTag,
    /// The direction that language is written in, for a shell that shows what it speaks.
    pub direction: Direction,
    /// What to say; never empty.
    pub text: String,
}

/// A part of an article that is read in one go. A pause belongs between two of them.
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
    /// A block of the text, or one entry of a list.
    Block {
        /// Its place among the blocks of the article, from 0.
        index: u32,
        /// The entry, from 0, where the block is a list.
        entry: Option<u32>,
    },
}
