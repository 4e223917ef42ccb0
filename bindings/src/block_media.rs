//! What a block of pictures, sound or video shows.

/// A picture of an article.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
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

impl From<ifilm_core::Picture> for Picture {
    fn from(picture: ifilm_core::Picture) -> Self {
        let ifilm_core::Picture { address, description, caption, width, height } = picture;
        Self { address, description, caption, width, height }
    }
}

/// One of the addresses at which a recording can be played.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct MediaAddress {
    /// The absolute address.
    pub address: String,
    /// The type of the recording, if the page says it: `video/mp4`.
    pub media_type: Option<String>,
}

impl From<ifilm_core::MediaAddress> for MediaAddress {
    fn from(address: ifilm_core::MediaAddress) -> Self {
        let ifilm_core::MediaAddress { address, media_type } = address;
        Self { address, media_type }
    }
}
