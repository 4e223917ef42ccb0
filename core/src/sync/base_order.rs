//! In which order base addresses and listings are tried. Pure.

use jiff::Timestamp;
use url::Url;

use super::due;
use super::inputs::Inputs;
use super::rest::rest_of;
use super::section_state::SectionState;
use super::target::Target;
use crate::catalog::Base;
use crate::store::ListingResource;

/// The bases of a section that may be asked now, in the order to try.
pub(super) fn free_bases(target: &Target, state: &SectionState, inputs: Inputs) -> Vec<Base> {
    let is_last = |base: &Base| state.listing.as_ref().is_some_and(|listing| listing.base == base.as_str());
    let waits = |base: &Base| base_waits_for_retry(base, &state.known, inputs.now);
    let tried = in_order(&target.edition.bases, is_last, waits);
    tried.into_iter().filter(|base| rest_of(target, base, state, inputs).is_none()).cloned().collect()
}

/// Whether all listings that were requested at a base address failed and wait for their retry.
fn base_waits_for_retry(base: &Base, known: &[ListingResource], now: Timestamp) -> bool {
    let mut here = known.iter().filter(|known| known.base == base.as_str()).peekable();
    here.peek().is_some() && here.all(|known| due::waits_for_retry(&known.due, now))
}

/// Puts candidates in the order in which they are tried: those that are preferred to the last successful one
/// and do not wait for a retry; then the last successful one; then the others. So the preferred ones are
/// retried from time to time, and no others are tried while the last one answers.
pub(super) fn in_order<T>(all: &[T], is_last: impl Fn(&T) -> bool, waits: impl Fn(&T) -> bool) -> Vec<&T> {
    let Some(last) = all.iter().position(is_last) else { return all.iter().collect() };
    let (before, from) = all.split_at(last);
    let (waiting, tried): (Vec<&T>, Vec<&T>) = before.iter().partition(|one| waits(one));
    let (last, behind) = from.split_at(1);
    tried.into_iter().chain(last).chain(waiting).chain(behind).collect()
}

/// The host of an address, with its port if it is not the default one.
pub(super) fn host_of(base: &str) -> String {
    let url = Url::parse(base).ok();
    url.map(|url| url.authority().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preferred_ones_that_do_not_wait_are_tried_before_the_last_successful_one() {
        for (last, waiting, expected) in [
            (None, vec![1], vec![1, 2, 3, 4]),
            (Some(1), vec![], vec![1, 2, 3, 4]),
            (Some(3), vec![], vec![1, 2, 3, 4]),
            (Some(3), vec![1], vec![2, 3, 1, 4]),
            (Some(3), vec![1, 2], vec![3, 1, 2, 4]),
            (Some(3), vec![4], vec![1, 2, 3, 4]),
        ] {
            let order = in_order(&[1, 2, 3, 4], |one| Some(*one) == last, |one| waiting.contains(one));

            assert_eq!(order.into_iter().copied().collect::<Vec<_>>(), expected, "{last:?} {waiting:?}");
        }
    }
}
