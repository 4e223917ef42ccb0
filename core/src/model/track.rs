//! One recording of the music section.

use serde::{Deserialize, Serialize};

use crate::model::ItemKey;

/// A track of an album, or a clip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// What identifies it, of the kind `track` or `clip`; `None` if the site gives it no id.
    pub key: Option<ItemKey>,
    /// Its title.
    pub title: Option<String>,
    /// Who performs it.
    pub performer: Option<String>,
    /// The absolute address of its picture.
    pub picture: Option<String>,
    /// The absolute addresses at which it can be played, in the order to try; never empty.
    pub addresses: Vec<String>,
}
