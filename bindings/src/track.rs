//! The tracks of an album.

use jiff::Timestamp;

use crate::key::ItemKey;

/// The tracks of an album.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct TrackList {
    /// The album.
    pub key: ItemKey,
    /// Its tracks, in the order of the site.
    pub tracks: Vec<Track>,
    /// When the site last confirmed them, in milliseconds since 1970, UTC; absent if they never came, so that
    /// an empty list says nothing.
    pub fresh_as_of_ms: Option<i64>,
}

impl From<ifilm_core::TrackList> for TrackList {
    fn from(list: ifilm_core::TrackList) -> Self {
        let ifilm_core::TrackList { key, tracks, fresh_as_of } = list;
        Self {
            key: key.into(),
            tracks: tracks.into_iter().map(Track::from).collect(),
            fresh_as_of_ms: fresh_as_of.map(Timestamp::as_millisecond),
        }
    }
}

/// A track of an album, or a clip.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Track {
    /// What identifies it; absent if the site gives it no id.
    pub key: Option<ItemKey>,
    /// Its title.
    pub title: Option<String>,
    /// Who performs it.
    pub performer: Option<String>,
    /// The address of its picture.
    pub picture: Option<String>,
    /// The addresses at which it can be played, in the order to try; never empty.
    pub addresses: Vec<String>,
}

impl From<ifilm_core::Track> for Track {
    fn from(track: ifilm_core::Track) -> Self {
        let ifilm_core::Track { key, title, performer, picture, addresses } = track;
        Self { key: key.map(ItemKey::from), title, performer, picture, addresses }
    }
}
