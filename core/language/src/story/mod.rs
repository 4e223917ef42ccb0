//! Whether two articles of different editions tell the same story: what a page says that its counterpart
//! would say, too, and how much two pages have in common. Pure and total; the same in both directions.
//!
//! What speaks for it is weighed in tenths of a bit: what is common to two of a thousand pairs that have
//! nothing to do with each other weighs less than what is common to one. Nothing decides alone but a
//! declaration that both pages make and nothing contradicts.

mod compared;
mod consonants;
mod evidence;
mod fingerprint;
mod names;
mod number;
mod page;
mod phrases;
mod plain_text;
mod rarity;
mod score;
mod sentence;
mod skeleton;
#[cfg(test)]
mod tests;
mod weight;

pub use compared::Compared;
pub use evidence::{Evidence, EvidenceKind};
pub use fingerprint::{Fingerprint, Number};
pub use page::{StoryPage, fingerprint};
pub use plain_text::{StoryText, story_likeness};
pub use rarity::Rarity;
pub use score::{Likeness, SHOWN, score};
#[cfg(test)]
pub(crate) use sentence::all;
pub use sentence::{evidence_text, no_same_story, same_story_reason};

/// By so much must the best counterpart outweigh the next best, in tenths of a bit: where two are nearly
/// alike, none is shown.
pub const LEAD: i32 = 10;
/// How many hours apart the dates of counterparts may lie.
pub const WINDOW_HOURS: u64 = weight::WINDOW + weight::DAY;
