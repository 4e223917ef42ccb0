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
mod pages;
mod people;
mod program;
mod reshape;
mod schedule;
mod style;
mod write;

pub(crate) use card::Card;
pub(crate) use pages::{SectionPage, SectionPages};
pub use style::SectionStyle;
