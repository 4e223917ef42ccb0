//! Pictures in the cache.

use std::path::PathBuf;

use serde::Serialize;

/// What is stored of the picture at an address.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct CachedPicture {
    /// Its file; `None` if it is not here: it was never fetched, or was deleted to save room.
    pub file: Option<PictureFile>,
    /// Its size; `None` if it was never fetched. A deleted picture keeps its size, so that a page can leave
    /// room for it.
    pub size: Option<PixelSize>,
}

/// The file of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PictureFile {
    /// Where it is. Only read it. It may be deleted to save room while nobody shows it, so ask for it again
    /// each time.
    pub path: PathBuf,
    /// What it is, by its own content: `image/gif`, `image/jpeg`, `image/png` or `image/webp`.
    pub content_type: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The size of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct PixelSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}
