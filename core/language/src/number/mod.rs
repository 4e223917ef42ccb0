//! Numbers: as they are written and said in each language, and as they stand in a text.

pub(crate) mod cardinal;
pub(crate) mod count;
pub(crate) mod digit;
pub(crate) mod digits;
pub(crate) mod figure;
mod phone;
pub(crate) mod plural;

pub use cardinal::number_words;
pub use count::{Counted, count};
pub use digits::number;
