//! Evidence that two articles report the same story.

use serde::Serialize;

/// One piece of evidence that two articles report the same story, or do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Its weight in tenths of a bit. It is negative if it speaks against the same story. A story that is
    /// shown has no such evidence.
    pub weight: i32,
}

/// The kinds of evidence, in stable codes.
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
    /// They were published at nearly the same time.
    Time,
}
