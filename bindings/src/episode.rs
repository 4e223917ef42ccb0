//! The episodes of a programme.

use jiff::Timestamp;

use crate::key::ItemKey;
use crate::user::PlaybackPosition;

/// The episodes of a programme that can be played.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct EpisodeList {
    /// The programme.
    pub key: ItemKey,
    /// Its episodes, in the order of the site: numbered ones from the first on, others the newest first.
    pub episodes: Vec<Episode>,
    /// When the site last confirmed them, in milliseconds since 1970, UTC; absent if they never came, so that
    /// an empty list says nothing.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::EpisodeList> for EpisodeList {
    fn from(list: ifilm_core::EpisodeList) -> Self {
        let ifilm_core::EpisodeList { key, episodes, fresh_as_of } = list;
        Self {
            key: key.into(),
            episodes: episodes.into_iter().map(Episode::from).collect(),
            fresh_as_of_ms: fresh_as_of.map(Timestamp::as_millisecond),
        }
    }
}

/// One episode of a programme, with what the person did with it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Episode {
    /// What identifies it within its programme: its number, or the path of its file if it has none.
    pub id: String,
    /// Its number; absent if the site does not say it.
    pub number: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// The address of its still.
    pub picture: Option<String>,
    /// The addresses at which it can be played, in the order to try; never empty.
    pub addresses: Vec<String>,
    /// When it was published, in milliseconds since 1970, UTC; absent if the site does not say it.
    pub published_at_ms: Option<i64>,
    /// Whether the person watched it.
    pub watched: bool,
    /// Whether it is new to a person who follows the programme.
    pub new: bool,
    /// Where they stopped; absent if they did not.
    pub position: Option<PlaybackPosition>,
}

impl From<ifilm_core::ListedEpisode> for Episode {
    fn from(listed: ifilm_core::ListedEpisode) -> Self {
        let ifilm_core::ListedEpisode { id, episode, watched, new, position } = listed;
        let ifilm_core::Episode { number, title, picture, addresses, path: _, published } = episode;
        let published_at_ms = published.map(|published| published.at.as_millisecond());
        let position = position.map(PlaybackPosition::from);
        Self {
            id: id.to_string(),
            number,
            title,
            picture,
            addresses,
            published_at_ms,
            watched,
            new,
            position,
        }
    }
}
