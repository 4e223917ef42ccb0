//! The order of a run: the edition that a person chose comes before the others.
//!
//! All requests share one line. If it is slow, each request for another edition delays the one that the
//! person reads. So the others wait until its texts have come, or until its host fails (`head_start.rs`).
//! Within a budget, all headlines come before any text, because a budget pays for headlines first.

use super::plan::SectionPlan;
use crate::model::{Budget, Stage};

/// The sections that are refreshed at the same time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    All,
    /// Those of the edition that a person chose.
    Chosen,
    Others,
}

impl Turn {
    pub(super) fn has(self, plan: &SectionPlan) -> bool {
        match self {
            Self::All => true,
            Self::Chosen => plan.is_chosen,
            Self::Others => !plan.is_chosen,
        }
    }
}

/// The listings and the pages of all sections in the order in which they are requested. Pictures come after
/// them.
pub(super) fn turns<'a>(plans: impl IntoIterator<Item = &'a SectionPlan>) -> Vec<(Stage, Turn)> {
    let plans: Vec<&SectionPlan> = plans.into_iter().collect();
    let chosen = plans.iter().filter(|plan| plan.is_chosen).count();
    let has_budget = plans.iter().any(|plan| plan.inputs.within.budget != Budget::none());
    order(chosen > 0 && chosen < plans.len(), has_budget)
}

fn order(has_both: bool, has_budget: bool) -> Vec<(Stage, Turn)> {
    use Stage::{Listings, Pages};
    use Turn::{All, Chosen, Others};
    match (has_both, has_budget) {
        (false, _) => vec![(Listings, All), (Pages, All)],
        (true, false) => vec![(Listings, Chosen), (Pages, Chosen), (Listings, Others), (Pages, Others)],
        (true, true) => vec![(Listings, Chosen), (Listings, Others), (Pages, Chosen), (Pages, Others)],
    }
}

/// About how many pages a run will request, when the listings of only some sections have come: for each of
/// the others as many as for those, or those that are planned.
pub(super) fn expected_pages(known: &[usize], planned: &[usize]) -> usize {
    let sum: usize = known.iter().sum();
    let usual = sum.checked_div(known.len()).unwrap_or(0);
    sum + planned.iter().map(|planned| usual.max(*planned)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_others_are_expected_to_have_as_many_pages_as_the_chosen_edition_or_those_of_the_plan() {
        for (known, planned, expected) in [
            (&[30][..], &[][..], 30),
            (&[30], &[0, 3, 0], 120),
            (&[3, 5], &[3, 10, 0], 8 + 4 + 10 + 4),
            (&[], &[3], 3),
            (&[0], &[0], 0),
        ] {
            assert_eq!(expected_pages(known, planned), expected, "{known:?} {planned:?}");
        }
    }
}
