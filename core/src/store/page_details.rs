//! What a page says besides its text, by the kind of its item.

use jiff::Timestamp;

use super::credit::{self, Credit};
use super::write::Write;
use super::{episode, episode_list, program};
use crate::error::Result;
use crate::model::{Episode, Program};

/// What a page says besides its text.
#[derive(Debug, Clone)]
pub(crate) enum PageDetails {
    /// Nothing: it is the page of an article.
    Article,
    /// The facts of a programme, the place of its title in the alphabet, and the people of its cast who have
    /// pages.
    Program {
        program: Box<Program>,
        title_key: Option<Vec<u8>>,
        credits: Vec<Credit>,
        episodes: PageEpisodes,
    },
}

/// What the page of a programme says of its episodes.
#[derive(Debug, Clone)]
pub(crate) enum PageEpisodes {
    /// It has none.
    None,
    /// These.
    Numbered(Vec<Episode>),
    /// They are in a list of their own.
    Listed,
}

impl PageDetails {
    /// Stores them. Returns whether they differ from what was stored.
    pub(super) fn save(&self, write: &mut Write<'_>, item: i64, now: Timestamp) -> Result<bool> {
        match self {
            Self::Article => Ok(false),
            Self::Program { program, title_key, credits, episodes } => {
                let is_other = program::save(write, item, program)?;
                program::note_title_key(write, item, title_key.as_deref())?;
                credit::save(write, item, credits)?;
                Ok(episodes.save(write, item, now)? || is_other)
            }
        }
    }

    /// Whether the page tells a story of the news, which other editions may tell, too.
    pub(super) fn is_article(&self) -> bool {
        matches!(self, Self::Article)
    }
}

impl PageEpisodes {
    fn save(&self, write: &mut Write<'_>, item: i64, now: Timestamp) -> Result<bool> {
        match self {
            Self::None => Ok(false),
            Self::Numbered(episodes) => {
                episode_list::forget(write, item)?;
                episode::save(write, item, episodes, true)
            }
            Self::Listed => episode_list::expect(write, item, now).map(|()| false),
        }
    }
}
