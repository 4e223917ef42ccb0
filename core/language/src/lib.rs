#![doc = include_str!("../README.md")]
#![cfg_attr(not(test), warn(clippy::string_slice, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

pub mod collation;
mod error;
pub mod matching;
pub mod number;
#[cfg(test)]
mod parity;
pub mod speech;
pub mod story;
mod tag;
pub mod text;
pub mod time;
mod words;

pub use error::{Error, Result};
pub use tag::LanguageTag;
pub use text::Direction;
pub use words::Words;
