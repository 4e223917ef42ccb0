//! Where a person stopped.

use std::time::Duration;

use serde::{Serialize, Serializer};

/// A place in the text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ReadingPosition {
    /// The number of the block, from 0.
    pub block: u32,
    /// The number of the character (a Unicode scalar value) in the stored text of the block, from 0. In a
    /// display text, isolates do not count.
    pub letter: u32,
    /// Whether the text around the place was found. If an edit took it away, this is the beginning of a
    /// block near it.
    pub is_exact: bool,
}

/// A place in a recording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlaybackPosition {
    /// The address of the recording, if the item has several.
    pub address: Option<String>,
    /// How much was played. It is stored and serialized in milliseconds.
    #[serde(rename = "position_ms", serialize_with = "milliseconds")]
    pub position: Duration,
    /// The length of the recording, if it is known.
    #[serde(rename = "duration_ms", serialize_with = "optional_milliseconds")]
    pub duration: Option<Duration>,
}

fn milliseconds<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    duration.as_millis().serialize(serializer)
}

fn optional_milliseconds<S: Serializer>(
    duration: &Option<Duration>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    duration.map(|duration| duration.as_millis()).serialize(serializer)
}
