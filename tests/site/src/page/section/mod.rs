//! The pages of the sections: series, films, programmes, music, people, tags, live and schedule.
//!
//! A page is built as a tree with the selectors that clients of the real site know. Its style then changes
//! the tree or how it is written; see [`SectionStyle`].

mod card;
mod frame;
mod index;
mod live;
mod music;
mod node;
mod people;
mod program;
mod reshape;
mod schedule;
mod style;
mod write;

use crate::edition::Edition;
use crate::lexicon::section::{self as words, SectionWords};
use crate::lexicon::{self, Labels};
use crate::seeded_random::SeededRandom;

pub(crate) use card::Card;
pub use style::SectionStyle;

use frame::Frame;

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
    fn words(self) -> &'static SectionWords {
        words::of(self.edition)
    }

    fn labels(self) -> &'static Labels {
        &lexicon::of(self.edition).labels
    }

    /// The random choices of a page: the same for the same page.
    fn random(self, purpose: &str, number: u64) -> SeededRandom {
        SeededRandom::new(purpose, &[self.seed, self.edition.index() as u64, number])
    }

    fn finish(self, frame: Frame, mut random: SeededRandom) -> SectionPage {
        let drawn = SectionStyle::draw(&mut random);
        let style = self.style.unwrap_or(drawn);
        write::page(frame, self, style, random)
    }
}
