//! Numbers: how each language writes and says them, and how they are found in a text.

pub(crate) mod cardinal;
pub(crate) mod count;
pub(crate) mod digit_groups;
pub(crate) mod figure;
pub(crate) mod native_digits;
mod phone;
pub(crate) mod plural;

pub use cardinal::number_words;
pub use count::{Counted, count};
pub use digit_groups::ascii_digits;
pub use native_digits::number;
