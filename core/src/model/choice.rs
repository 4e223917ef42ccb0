//! The edition chosen for a person, and the trace that explains it.

use serde::Serialize;

use crate::model::{EditionId, MatchTrace};

/// An edition, and why it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// The edition; there always is one.
    pub edition: EditionId,
    /// Whether a person chose it; otherwise it follows from the wishes.
    pub explicit: bool,
    /// Each step of the decision: a line for each wish that was looked at, in order; those of matching first.
    /// The deciding line comes last. If an earlier line is equal to it, the earlier one is left out.
    pub trace: Vec<MatchTrace>,
}
