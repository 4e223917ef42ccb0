//! The hash of a picture's content, by which its file is named.

use std::fmt;

use sha2::{Digest, Sha256};

/// The SHA-256 of a picture's content.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PictureHash([u8; 32]);

impl PictureHash {
    /// The hash of a content.
    pub(crate) fn of(content: &[u8]) -> Self {
        Self(Sha256::digest(content).into())
    }

    pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// The hash that a file is named by; `None` if it has another name.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        if name.len() != 64 {
            return None;
        }
        let byte = |at| u8::from_str_radix(name.get(at..at + 2)?, 16).ok();
        let bytes: Vec<u8> = (0..name.len()).step_by(2).map(byte).collect::<Option<_>>()?;
        Self::of_bytes(&bytes).filter(|hash| hash.to_string() == name)
    }
}

impl fmt::Display for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PictureHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
