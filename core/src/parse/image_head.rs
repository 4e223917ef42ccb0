//! The head of a picture: what kind it is, and its size in pixels.

use imagesize::ImageType;
use url::Url;

use crate::error::{Error, Result};
use crate::model::PixelSize;

/// The longest side of a picture, in pixels.
const LONGEST_SIDE: usize = 16_384;
/// The most pixels of a picture. A phone needs four bytes for each, however short the file is.
const MOST_PIXELS: usize = 40_000_000;

/// The head of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ImageHead {
    pub(crate) content_type: &'static str,
    pub(crate) size: PixelSize,
}

/// Reads the head of a picture. What the server says about its type does not count.
///
/// # Errors
/// [`Error::Unreadable`] if it is no GIF, JPEG, PNG or WebP, or has too many pixels.
pub(crate) fn image_head(address: &Url, bytes: &[u8]) -> Result<ImageHead> {
    let unreadable = |reason: String| Error::Unreadable { what: address.to_string(), reason };
    let content_type = content_type(bytes).ok_or_else(|| unreadable("it is no picture".to_owned()))?;
    let read = super::guarded(address, || Ok(imagesize::blob_size(bytes)))?;
    let size = read.map_err(|cause| unreadable(format!("its size cannot be read: {cause}")))?;
    let (width, height) = (size.width, size.height);
    let is_sound = (1..=LONGEST_SIDE).contains(&width) && (1..=LONGEST_SIDE).contains(&height);
    match (u32::try_from(width), u32::try_from(height)) {
        (Ok(wide), Ok(high)) if is_sound && width.saturating_mul(height) <= MOST_PIXELS => {
            Ok(ImageHead { content_type, size: PixelSize { width: wide, height: high } })
        }
        _ => Err(unreadable(format!("it has {width} × {height} pixels"))),
    }
}

fn content_type(bytes: &[u8]) -> Option<&'static str> {
    match imagesize::image_type(bytes).ok()? {
        ImageType::Gif => Some("image/gif"),
        ImageType::Jpeg => Some("image/jpeg"),
        ImageType::Png => Some("image/png"),
        ImageType::Webp => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(bytes: &[u8]) -> Result<ImageHead> {
        image_head(&Url::parse("https://en.ifilmtv.ir/a.jpg").unwrap(), bytes)
    }

    /// A PNG of this size without any content.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn gif(width: u16, height: u16) -> Vec<u8> {
        let mut bytes = b"GIF89a".to_vec();
        bytes.extend(width.to_le_bytes());
        bytes.extend(height.to_le_bytes());
        bytes.extend([0; 8]);
        bytes
    }

    #[test]
    fn the_size_is_read_from_the_head() {
        let size = |width, height| PixelSize { width, height };

        let (png, gif) = (head(&png(640, 360)).unwrap(), head(&gif(20, 30)).unwrap());

        assert_eq!(png, ImageHead { content_type: "image/png", size: size(640, 360) });
        assert_eq!(gif, ImageHead { content_type: "image/gif", size: size(20, 30) });
    }

    #[test]
    fn a_picture_that_a_phone_cannot_draw_is_refused() {
        for (width, height) in [(0, 10), (10, 0), (20_000, 2), (2, 20_000), (10_000, 10_000)] {
            let error = head(&png(width, height)).unwrap_err().to_string();
            assert!(error.ends_with(&format!("it has {width} × {height} pixels")), "{error}");
        }
        head(&png(6_000, 6_000)).unwrap();
        head(&png(u32::MAX, u32::MAX)).unwrap_err();
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for bytes in [&b""[..], b"<html></html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF", b"BM"]
        {
            head(bytes).unwrap_err();
        }
        head(&png(640, 360)[..12]).unwrap_err();
        head(b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01").unwrap_err();
    }
}
