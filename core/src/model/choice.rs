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
    /// The steps of the decision: one line for each wish that was examined, in order. The lines of language
    /// matching come first. The deciding line comes last. An earlier line that equals it is left out.
    pub trace: Vec<MatchTrace>,
}
