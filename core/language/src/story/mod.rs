//! Whether two articles of different editions report the same story. The fingerprint of an article holds what
//! its counterpart would have, too; the score says how much two fingerprints have in common. Pure and total;
//! the same in both directions.
//!
//! Evidence is weighed in tenths of a bit: the rarer something is among unrelated articles, the more it
//! weighs that two have it in common. No single kind of evidence decides alone, except that both pages name
//! each other and nothing contradicts it.

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

/// How much the best counterpart must outweigh the next best, in tenths of a bit. Where two weigh nearly the
/// same, none is shown.
pub const LEAD: i32 = 10;
/// The most hours between the dates of counterparts.
pub const WINDOW_HOURS: u64 = weight::WINDOW + weight::DAY;
