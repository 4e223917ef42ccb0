//! The tracks of an album, as they are stored.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{ItemKey, Track};

/// The tracks of an album.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TrackList {
    /// The album.
    pub key: ItemKey,
    /// Its tracks, in the order of the site.
    pub tracks: Vec<Track>,
    /// When the site last confirmed them; `None` if they never came, so that an empty list says nothing.
    pub fresh_as_of: Option<Timestamp>,
}
