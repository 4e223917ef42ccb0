//! Text for reading aloud.

use crate::direction::Direction;
use crate::error::{Result, caught};

/// A stretch of text for one voice.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SpeechRun {
    /// The language to speak it in, a BCP-47 tag. `und-Arab` or `und-Cyrl` if its letters do not decide it;
    /// then any voice that reads them will do.
    pub language: String,
    /// The direction that language is written in, for a shell that shows what it speaks.
    pub direction: Direction,
    /// What to say, with numbers and dates in words where a voice would misread them; never empty.
    pub text: String,
}

impl From<ifilm_core::SpeechRun> for SpeechRun {
    fn from(run: ifilm_core::SpeechRun) -> Self {
        let ifilm_core::SpeechRun { language, direction, text } = run;
        Self { language: language.to_string(), direction: direction.into(), text }
    }
}

/// A part of an article that is read in one go. A pause belongs between two of them.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Passage {
    /// Which part it is.
    pub place: PassagePlace,
    /// What to say, in order; never empty.
    pub runs: Vec<SpeechRun>,
}

impl From<ifilm_core::Passage> for Passage {
    fn from(passage: ifilm_core::Passage) -> Self {
        let ifilm_core::Passage { place, runs } = passage;
        Self { place: place.into(), runs: runs.into_iter().map(SpeechRun::from).collect() }
    }
}

/// The part of an article that a passage reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
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

impl From<ifilm_core::PassagePlace> for PassagePlace {
    fn from(place: ifilm_core::PassagePlace) -> Self {
        match place {
            ifilm_core::PassagePlace::Title => Self::Title,
            ifilm_core::PassagePlace::Lead => Self::Lead,
            ifilm_core::PassagePlace::Block { index, entry } => Self::Block { index, entry },
        }
    }
}

/// A text of this language, a BCP-47 tag, in runs for voices, in order. A run ends where the script changes.
/// Numbers and dates are in words where a voice would misread them. Empty if there is nothing to say.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn speech_runs(text: String, language: String) -> Result<Vec<SpeechRun>> {
    caught(|| {
        let runs = ifilm_core::language::speech::speech_runs(&text, &language.parse()?);
        Ok(runs.into_iter().map(SpeechRun::from).collect())
    })
}

/// A number in words, in Arabic, Persian or Dari, and in English for all other languages.
///
/// # Errors
/// `BadArgument` if the tag is malformed.
#[uniffi::export]
pub fn number_words(number: i64, language: String) -> Result<String> {
    caught(|| Ok(ifilm_core::language::number::number_words(number, &language.parse()?)))
}
