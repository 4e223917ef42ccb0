//! The page of a programme, as it is stored.

use jiff::Timestamp;

use crate::model::{Direction, LanguageTag, Program, Waiting};

/// The page of a series, a film, a program or an album, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgramPage {
    /// What it says. Until it is stored, the title and the picture of its row in the list. It always has a
    /// key.
    pub program: Program,
    /// The page at the site, in its canonical form.
    pub link: String,
    /// The language of its texts.
    pub language: LanguageTag,
    /// The direction of its title.
    pub direction: Direction,
    /// Whether a person read it.
    pub read: bool,
    /// Whether a person saved it.
    pub saved: bool,
    /// Whether the site took its page away. What is stored stays readable.
    pub gone: bool,
    /// Why its page is not stored yet; `None` if it is.
    pub waiting: Option<Waiting>,
    /// When the site last confirmed its page; `None` if it never came.
    pub fresh_as_of: Option<Timestamp>,
}
