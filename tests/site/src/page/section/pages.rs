//! The pages of the sections of an edition: their words and their random choices.

use super::style::SectionStyle;
use crate::edition::Edition;
use crate::lexicon::section::{self as words, SectionWords};
use crate::lexicon::{self, Labels};
use crate::seeded_random::SeededRandom;

/// A page as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SectionPage {
    /// The content, in the encoding of its style.
    pub(crate) bytes: Vec<u8>,
    /// The value of `Content-Type`.
    pub(crate) content_type: &'static str,
}

/// The pages of the sections of an edition.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SectionPages {
    pub(crate) seed: u64,
    pub(crate) edition: Edition,
    /// The style of all pages; `None`: each page has its own.
    pub(crate) style: Option<SectionStyle>,
}

impl SectionPages {
    pub(super) fn words(self) -> &'static SectionWords {
        words::of(self.edition)
    }

    pub(super) fn labels(self) -> &'static Labels {
        &lexicon::of(self.edition).labels
    }

    /// The random choices of a page: the same for the same page.
    pub(super) fn random(self, purpose: &str, number: u64) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.edition.index() as u64, number])
    }
}
