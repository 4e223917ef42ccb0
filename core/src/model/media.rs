//! What a block of pictures, sound or video shows.

use serde::{Deserialize, Serialize};

/// A picture of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// The absolute address of the picture.
    pub address: String,
    /// What the picture shows, for those who do not see it, if the page says it.
    pub description: Option<String>,
    /// The text under the picture, if the page has one.
    pub caption: Option<String>,
    /// The width in pixels, if the page says it.
    pub width: Option<u32>,
    /// The height in pixels, if the page says it.
    pub height: Option<u32>,
}

impl Picture {
    /// A picture of which only the address is known.
    pub fn at(address: String) -> Self {
        Self { address, description: None, caption: None, width: None, height: None }
    }
}

/// One of the addresses at which a recording can be played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaAddress {
    /// The absolute address.
    pub address: String,
    /// The type of the recording, if the page says it: `video/mp4`.
    #[serde(rename = "type")]
    pub media_type: Option<String>,
}
