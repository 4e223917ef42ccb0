//! Videos, sounds and stills: a few bytes that stand for each.

use crate::answer::Answer;
use crate::picture;
use crate::seeded_random::hash;
use crate::timeline;

/// Whether a path ends as those of videos, sounds and stills do.
pub(super) fn is_media(name: &str) -> bool {
    [".mp4", ".mp3", ".png"].iter().any(|end| name.ends_with(end))
}

/// A still, or some bytes that stand for a video or a sound.
pub(super) fn media(path: &str, name: &str) -> Answer {
    let seed = hash(path.as_bytes());
    let (bytes, kind) = match name.rsplit_once('.').map(|(_, end)| end) {
        Some("png") => (picture::png(seed), "image/png"),
        Some("mp3") => (b"ID3\x04\0\0\0\0\0\0".to_vec(), "audio/mpeg"),
        _ => (b"\0\0\0\x18ftypisom\0\0\0\0isommp42".to_vec(), "video/mp4"),
    };
    Answer::bytes(bytes, kind, timeline::start())
}
