//! The words of the sections of a television, in each edition. Everything is invented.

mod ar;
mod en;
mod fa;
mod fa2;
mod parts;

use crate::edition::Edition;

pub(crate) use parts::{ClockWords, Roles, SectionLabels, SectionWords};

/// The words of an edition.
pub(crate) fn of(edition: Edition) -> &'static SectionWords {
    match edition {
        Edition::En => &en::WORDS,
        Edition::Ar => &ar::WORDS,
        Edition::Fa => &fa::WORDS,
        Edition::Fa2 => &fa2::WORDS,
    }
}
