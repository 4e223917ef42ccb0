//! The words of each edition: names, sentence frames and the labels around an article, written by hand.
//!
//! A frame is a sentence with slots in braces, such as `{man} will direct {film}`; [`crate::prose`] fills
//! them. In one story a name slot always means the same name. So the sentences of a topic make one article in
//! any order.

mod ar;
mod en;
mod fa;
mod fa2;
mod parts;
pub(crate) mod section;
pub(crate) mod shared_names;

use crate::edition::Edition;

pub(crate) use parts::{Labels, Lexicon, Names, Topic};

/// The words of an edition.
pub(crate) fn of(edition: Edition) -> &'static Lexicon {
    match edition {
        Edition::En => &en::LEXICON,
        Edition::Ar => &ar::LEXICON,
        Edition::Fa => &fa::LEXICON,
        Edition::Fa2 => &fa2::LEXICON,
    }
}
