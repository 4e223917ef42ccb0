//! What the list of an item's recordings holds: episodes of a programme, or tracks of an album.

use super::write::Write;
use super::{episode, track};
use crate::error::Result;
use crate::model::{Episode, Track};

/// The recordings of an item, in the order of the site.
#[derive(Debug, Clone)]
pub(crate) enum Recordings {
    /// Of a programme.
    Episodes(Vec<Episode>),
    /// Of an album.
    Tracks(Vec<Track>),
}

impl Recordings {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Episodes(episodes) => episodes.len(),
            Self::Tracks(tracks) => tracks.len(),
        }
    }

    /// Adds those of a further page. Those of another kind are left out.
    pub(crate) fn add(&mut self, page: Self) {
        match (self, page) {
            (Self::Episodes(known), Self::Episodes(page)) => known.extend(page),
            (Self::Tracks(known), Self::Tracks(page)) => known.extend(page),
            (Self::Episodes(_), Self::Tracks(_)) | (Self::Tracks(_), Self::Episodes(_)) => {}
        }
    }

    /// Stores them in place of the stored ones. If they are not all, stored ones beyond them stay. Returns
    /// whether any differs.
    pub(super) fn save(&self, write: &mut Write<'_>, item: i64, is_whole: bool) -> Result<bool> {
        match self {
            Self::Episodes(episodes) => episode::save(write, item, episodes, is_whole),
            Self::Tracks(tracks) => track::save(write, item, tracks, is_whole),
        }
    }
}
