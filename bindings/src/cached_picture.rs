//! Pictures in the cache.

use std::path::PathBuf;

/// What is stored of the picture at an address.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct CachedPicture {
    /// Its file; absent if it is not here: it was never fetched, or was deleted to save room.
    pub file: Option<PictureFile>,
    /// Its size; absent if it was never fetched. A deleted picture keeps its size, so that a page can leave
    /// room for it.
    pub size: Option<PixelSize>,
}

impl From<ifilm_core::CachedPicture> for CachedPicture {
    fn from(picture: ifilm_core::CachedPicture) -> Self {
        let ifilm_core::CachedPicture { file, size } = picture;
        Self { file: file.map(PictureFile::from), size: size.map(PixelSize::from) }
    }
}

/// The file of a picture.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PictureFile {
    /// Where it is. Only read it. It may be deleted to save room while nobody shows it, so ask for it again
    /// each time.
    pub path: PathBuf,
    /// What it is, by its own content: `image/gif`, `image/jpeg`, `image/png` or `image/webp`.
    pub content_type: String,
    /// Its length in bytes.
    pub bytes: u64,
}

impl From<ifilm_core::PictureFile> for PictureFile {
    fn from(file: ifilm_core::PictureFile) -> Self {
        let ifilm_core::PictureFile { path, content_type, bytes } = file;
        Self { path, content_type, bytes }
    }
}

/// The size of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
pub struct PixelSize {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl From<ifilm_core::PixelSize> for PixelSize {
    fn from(size: ifilm_core::PixelSize) -> Self {
        let ifilm_core::PixelSize { width, height } = size;
        Self { width, height }
    }
}
