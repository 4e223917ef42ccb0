//! What readers wish, and language matching alone.

use ifilm_core::language;

use crate::choice::MatchTrace;
use crate::error::{Result, caught};

/// What wishes met among offers.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct BestMatch {
    /// The offer, as it was given; absent where none is near enough.
    pub offer: Option<String>,
    /// A line for each wish that was looked at, in order. The one that decided comes last.
    pub trace: Vec<MatchTrace>,
}

/// Language matching by UTS #35 on CLDR's data, for any BCP-47 tags: the offer that the wishes, most wanted
/// first, meet. To choose an edition use `Client.choice`, which knows the catalogue's rules too.
///
/// # Errors
/// `BadArgument` for a malformed offer. A malformed wish is a line of the trace.
#[uniffi::export]
pub fn best_match(wishes: Vec<String>, offers: Vec<String>) -> Result<BestMatch> {
    caught(|| {
        let (found, trace) = language::matching::best_match(&wishes, &offers)?;
        let offer = found.and_then(|index| offers.get(index).cloned());
        Ok(BestMatch { offer, trace: trace.into_iter().map(MatchTrace::from).collect() })
    })
}

/// The wishes of an `Accept-Language` header, most wanted first. What has the weight 0 is left out.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn wishes_of(header: String) -> Result<Vec<String>> {
    caught(|| Ok(language::matching::wishes_of(&header)))
}

/// The header `Accept-Language` for wishes, most wanted first: the first ten that are tags, with falling
/// weights. Empty where none is.
///
/// # Errors
/// None but `Internal`.
#[uniffi::export]
pub fn accept_language(wishes: Vec<String>) -> Result<String> {
    caught(|| Ok(language::matching::accept_language(&wishes)))
}
