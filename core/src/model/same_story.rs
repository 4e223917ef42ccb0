//! The same story in another edition, and what speaks for it.

use serde::Serialize;

use crate::model::{Direction, ItemKey};

/// An article of another edition that tells the same story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameStory {
    /// What identifies it.
    pub key: ItemKey,
    /// Its headline.
    pub title: String,
    /// The direction of its headline.
    pub direction: Direction,
    /// How sure it is, in thousandths; never below [`language::SHOWN`](crate::language::SHOWN).
    pub confidence_permille: u32,
    /// What speaks for it, the strongest first.
    pub evidence: Vec<Evidence>,
}

/// One thing that speaks for two articles telling the same story, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// How much it weighs, in tenths of a bit; negative where it speaks against, which no [`SameStory`] holds.
    pub weight: i32,
}

/// What can speak for two articles telling the same story, in stable codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// One page, or both, names the other as its counterpart.
    Alternate,
    /// They show the same picture.
    Picture,
    /// They show the same video.
    Video,
    /// They hold the same numbers, days and years.
    Numbers,
    /// They name the same people and places.
    Names,
    /// They came out at nearly the same time.
    Time,
}
