//! What came for a page of a plan.

use super::engine::Asked;
use crate::error::Error;

/// What came for a page of a plan.
pub(super) enum Answered {
    Asked(Box<Asked>),
    /// It was not requested, because the cache has no room for its text.
    HasNoRoom,
}

impl Answered {
    /// Why nothing came. That there is no data left is no failure.
    pub(super) fn error(&self) -> Option<&Error> {
        match self {
            Self::Asked(asked) => asked.outcome.as_ref().err().filter(|error| !is_of_budget(error)),
            Self::HasNoRoom => None,
        }
    }
}

fn is_of_budget(error: &Error) -> bool {
    matches!(error, Error::OverBudget { .. })
}
