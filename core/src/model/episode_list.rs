//! The episodes of a programme, as they are stored.

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Episode, ItemKey};

/// The episodes of a programme that can be played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EpisodeList {
    /// The programme.
    pub key: ItemKey,
    /// Its episodes, in the order of the site: numbered ones from the first on, others the newest first.
    pub episodes: Vec<Episode>,
    /// When the site last confirmed them; `None` if they never came, so that an empty list says nothing.
    pub fresh_as_of: Option<Timestamp>,
}
