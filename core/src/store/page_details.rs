//! What a page says besides its text, by the kind of its item.

use super::program;
use super::write::Write;
use crate::error::Result;
use crate::model::Program;

/// What a page says besides its text.
#[derive(Debug, Clone)]
pub(crate) enum PageDetails {
    /// Nothing: it is the page of an article.
    Article,
    /// The facts of a programme.
    Program(Box<Program>),
}

impl PageDetails {
    /// Stores them. Returns whether they differ from what was stored.
    pub(super) fn save(&self, write: &mut Write<'_>, item: i64) -> Result<bool> {
        match self {
            Self::Article => Ok(false),
            Self::Program(program) => program::save(write, item, program),
        }
    }

    /// Whether the page tells a story of the news, which other editions may tell, too.
    pub(super) fn is_article(&self) -> bool {
        matches!(self, Self::Article)
    }
}
