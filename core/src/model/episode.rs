//! One episode of a programme.

use serde::{Serialize, Serializer};

use crate::model::Published;

/// One episode of a programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Episode {
    /// Its number; `None` if the site does not say it.
    pub number: Option<u32>,
    /// Its title.
    pub title: Option<String>,
    /// The absolute address of its still.
    pub picture: Option<String>,
    /// The absolute addresses at which it can be played, in the order to try; never empty.
    pub addresses: Vec<String>,
    /// The path of its file below the folder of attachments, with the query; `None` if its page numbers it.
    /// It stays when the site moves, and [`EpisodeId`](crate::EpisodeId) is made of it.
    #[serde(skip)]
    pub path: Option<String>,
    /// When it was published: the date of its row, or the day in the folder of its still.
    #[serde(serialize_with = "moment")]
    pub published: Option<Published>,
}

/// Writes the moment alone.
fn moment<S: Serializer>(published: &Option<Published>, serializer: S) -> Result<S::Ok, S::Error> {
    published.map(|published| published.at).serialize(serializer)
}
