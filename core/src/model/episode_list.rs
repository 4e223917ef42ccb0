//! The episodes of a programme, as they are stored, with what a person did with each.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Episode, EpisodeId, ItemKey, PlaybackPosition};

/// The episodes of a programme that can be played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EpisodeList {
    /// The programme.
    pub key: ItemKey,
    /// Its episodes, in the order of the site: numbered ones from the first on, others the newest first.
    pub episodes: Vec<ListedEpisode>,
    /// When the site last confirmed them; `None` if they never came, so that an empty list says nothing.
    pub fresh_as_of: Option<Timestamp>,
}

/// An episode as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ListedEpisode {
    /// What identifies it within its programme.
    pub id: EpisodeId,
    /// What the site says of it.
    #[serde(flatten)]
    pub episode: Episode,
    /// Whether the person watched it.
    pub watched: bool,
    /// Whether it is new to a person who follows the programme.
    pub new: bool,
    /// Where they stopped; `None` if they did not.
    pub position: Option<PlaybackPosition>,
}
