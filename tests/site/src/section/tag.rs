//! A tag, under which programmes of all kinds are listed.

use crate::edition::Edition;
use crate::lexicon::section as words;

const FIRST: u64 = 31;

/// A tag, by its place among those of its edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag {
    edition: Edition,
    place: usize,
}

impl Tag {
    pub(crate) fn new(edition: Edition, place: usize) -> Self {
        Self { edition, place }
    }

    pub(crate) fn all(edition: Edition) -> impl Iterator<Item = Self> {
        (0..words::of(edition).tags.len()).map(move |place| Self { edition, place })
    }

    /// Tags have a counter of their own.
    pub(crate) fn id(self) -> u64 {
        FIRST + self.place as u64
    }

    pub(crate) fn title(self) -> &'static str {
        words::of(self.edition).tags[self.place]
    }
}
