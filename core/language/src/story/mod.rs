//! Whether two articles of different editions report the same story. The fingerprint of an article holds the
//! features that it shares with its translation. The score says how much two fingerprints have in common. It
//! is the same in both directions.
//!
//! Evidence is weighed in tenths of a bit: the rarer a common feature is among unrelated articles, the more
//! it weighs. No single kind of evidence decides alone, with one exception: both pages name each other, and
//! nothing contradicts it.

mod common_names;
mod compared;
mod consonants;
mod evidence;
mod fingerprint;
mod number;
mod phrases;
mod plain_text;
mod rarity;
mod score;
mod sentence;
mod skeleton;
mod story_page;
#[cfg(test)]
mod tests;
mod weight;

pub use compared::Compared;
pub use evidence::{Evidence, EvidenceKind};
pub use fingerprint::{Fingerprint, Number};
pub use plain_text::{StoryText, story_likeness};
pub use rarity::Rarity;
pub use score::{Likeness, SHOWN, score};
#[cfg(test)]
pub(crate) use sentence::all;
pub use sentence::{evidence_text, no_same_story, same_story_reason};
pub use story_page::{StoryPage, fingerprint};

/// How much more the best counterpart must weigh than the next best, in tenths of a bit. If two weigh nearly
/// the same, none is shown.
pub const LEAD: i32 = 10;
/// The most hours between the dates of counterparts.
pub const WINDOW_HOURS: u64 = weight::WINDOW + weight::DAY;
