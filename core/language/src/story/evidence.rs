//! What speaks for two articles of the same story.

use serde::Serialize;

/// One thing that speaks for two articles of the same story, or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// How much it weighs, in tenths of a bit; negative where it speaks against the same story. Stories that
    /// are shown come without negative evidence.
    pub weight: i32,
}

/// What can speak for two articles of the same story, in stable codes.
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
