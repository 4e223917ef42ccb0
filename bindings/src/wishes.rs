//! A person's wishes, and language matching without a catalogue.

use ifilm_core::language;

use crate::choice::MatchTrace;
use crate::error::{Result, caught};

/// The result of matching wishes with offers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BestMatch {
    /// The offer, as it was given; absent if none is near enough.
    pub offer: Option<String>,
    /// A line for each offer that is no language tag, then one for each wish that was looked at, in order.
    /// The deciding line comes last.
    pub trace: Vec<MatchTrace>,
}

/// Language matching by UTS #35 on CLDR's data, for any BCP-47 tags. Gives the offer that matches the wishes,
/// which are in order, most wanted first. To choose an edition use `Language.choice`, which also knows the
/// catalogue's rules.
///
/// # Errors
/// None but `Internal`. A malformed wish or offer is a line of the trace.
#[uniffi::export]
pub fn best_match(wishes: Vec<String>, offers: Vec<String>) -> Result<BestMatch> {
    caught(|| {
        let (found, trace) = language::matching::best_match(&wishes, &offers);
        let offer = found.and_then(|index| offers.get(index).cloned());
        Ok(BestMatch { offer, trace: trace.into_iter().map(MatchTrace::from).collect() })
    })
}

/// The wishes of an `Accept-Language` header, most wanted first. Tags with the weight 0 are left out.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn wishes_of(header: String) -> Result<Vec<String>> {
    caught(|| Ok(language::matching::wishes_of(&header)))
}

/// The header `Accept-Language` for wishes, most wanted first. It holds the first ten that are tags, with
/// falling weights. Empty if none is a tag.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn accept_language(wishes: Vec<String>) -> Result<String> {
    caught(|| Ok(language::matching::accept_language(&wishes)))
}
