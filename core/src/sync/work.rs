//! What a run does.

use std::time::Duration;

use super::token::Token;
use crate::model::{Budget, EditionId, HoleName, Section, SyncRequest};

/// What a run does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Work {
    /// Updates editions. It plans when its turn has come.
    Now(SyncRequest),
    /// Runs this plan, if that is not stale.
    Planned(Token),
    /// Fills a hole.
    Fill(HoleName),
    /// Fetches the texts of the newest items of a section.
    Prefetch { edition: EditionId, section: Section, newest: u32 },
}

impl Work {
    /// How much data it may use, below the day's ceiling.
    pub(crate) fn budget(&self) -> Budget {
        match self {
            Self::Now(request) => request.budget,
            Self::Planned(token) => token.request().budget,
            Self::Fill(_) | Self::Prefetch { .. } => Budget::none(),
        }
    }

    /// Whether it covers all editions and sections of some other work, and leaves out nothing that the other
    /// would bring.
    /// A plan, a hole and texts are shared only by those who ask for the same.
    pub(crate) fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Now(ours), Self::Now(theirs)) => {
                covers(&ours.editions, &theirs.editions)
                    && covers(&ours.sections, &theirs.sections)
                    && ours.conditions.serve(&theirs.conditions)
                    && ours.budget.serves(&theirs.budget)
            }
            _ => self == other,
        }
    }

    /// After which time its caller leaves.
    pub(crate) fn deadline(&self) -> Option<Duration> {
        match self {
            Self::Now(request) => request.deadline,
            Self::Planned(_) | Self::Fill(_) | Self::Prefetch { .. } => None,
        }
    }
}

/// Whether some editions or sections include others. None means all.
fn covers<T: PartialEq>(ours: &[T], theirs: &[T]) -> bool {
    ours.is_empty() || (!theirs.is_empty() && theirs.iter().all(|one| ours.contains(one)))
}
