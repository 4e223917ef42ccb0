//! A short line between the title and the text that is meant as the lead, though it is no sentence.

use super::facts::Facts;
use super::measured_page::MeasuredPage;
use super::region::Region;
use crate::parse::page::Hint;
use crate::parse::similarity::{Spelled, repeats};

/// The fewest words of a lead that is no sentence.
pub(super) const LEAST_WORDS: usize = 4;

/// A short line between the title and the first prose that is the lead by its name or by the metadata. It
/// needs no full stop.
pub(super) fn find(
    measured: &MeasuredPage<'_>,
    facts: &Facts,
    region: &Region,
    first: Option<usize>,
) -> Option<usize> {
    let above = region.nodes().take_while(|node| first.is_some_and(|first| *node < first));
    let is_lead = |node: &usize| {
        let line = measured.line(*node);
        let says = line.word_count() >= LEAST_WORDS && !line.is_link() && line.label.is_none();
        let is_fact = || line.stamp.is_some() || line.is_credit;
        says && !is_fact()
            && (is_named(measured, *node) || is_described(facts, &Spelled::of(&line.text), repeats))
    };
    above.into_iter().find(is_lead)
}

/// Whether the names of a line call it a lead.
pub(super) fn is_named(measured: &MeasuredPage<'_>, node: usize) -> bool {
    let hints = measured.hints(node);
    hints.meets(Hint::LEAD) || hints.in_slug(Hint::LEAD)
}

/// Whether a description in the metadata is like this sentence.
pub(super) fn is_described(
    facts: &Facts,
    sentence: &Spelled<'_>,
    is_same: impl Fn(&Spelled<'_>, &Spelled<'_>) -> bool,
) -> bool {
    let mut descriptions = facts.descriptions.iter().map(|description| Spelled::of(description));
    descriptions.any(|description| is_same(&description, sentence))
}
