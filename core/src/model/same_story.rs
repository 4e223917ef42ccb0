//! The same story in another edition, and the evidence for it.

use serde::Serialize;

use crate::model::{Direction, Evidence, ItemKey};

/// An article of another edition that tells the same story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SameStory {
    /// What identifies it.
    pub key: ItemKey,
    /// Its headline.
    pub title: String,
    /// The direction of its headline.
    pub direction: Direction,
    /// The confidence in thousandths; never below [`SHOWN`](ifilm_language::story::SHOWN).
    pub confidence_permille: u32,
    /// The evidence for it, the strongest first.
    pub evidence: Vec<Evidence>,
}
