//! In which order base addresses and listings are tried. Pure.

use std::collections::BTreeMap;

use jiff::Timestamp;
use url::Url;

use super::back_off::{back_off, most_of};
use super::device::Device;
use super::due;
use crate::catalog::Base;
use crate::store::{HostFailure, ListingResource, StoredListing};

/// The bases that may be asked now, in the order to try.
pub(super) fn free_bases(
    all: &[Base],
    waits: &BTreeMap<String, Timestamp>,
    listing: Option<&StoredListing>,
    known: &[ListingResource],
    now: Timestamp,
) -> Vec<Base> {
    let is_last = |base: &Base| listing.is_some_and(|listing| listing.base == base.as_str());
    let tried = in_order(all, is_last, |base| base_waits_for_retry(base, known, now));
    tried.into_iter().filter(|base| !waits.contains_key(base.authority())).cloned().collect()
}

/// The hosts that are not asked in the background now: those that asked us to wait, and those that did not
/// answer lately.
pub(super) fn resting_hosts(
    all: &[Base],
    failures: &BTreeMap<String, HostFailure>,
    waits: &BTreeMap<String, Timestamp>,
    device: Device,
    now: Timestamp,
) -> BTreeMap<String, Timestamp> {
    let hosts = all.iter().map(Base::authority);
    let rest = |host: &str| {
        let rests = failures.get(host).and_then(|failure| rests_until(host, *failure, device, now));
        let until = rests.into_iter().chain(waits.get(host).copied()).max()?;
        Some((host.to_owned(), until))
    };
    hosts.filter_map(rest).collect()
}

/// Until when a host that did not answer is left alone. A failure that a clock ahead noted does not count.
fn rests_until(host: &str, failure: HostFailure, device: Device, now: Timestamp) -> Option<Timestamp> {
    let wait = back_off(failure.failures, most_of(device.shortest), device.dice(&["host", host]));
    let until = failure.at.checked_add(wait).ok()?;
    (failure.at <= now && until > now).then_some(until)
}

/// When the first of these bases may be asked again; `None` if one may be asked now, or if there is none.
pub(super) fn all_wait(all: &[Base], waits: &BTreeMap<String, Timestamp>) -> Option<Timestamp> {
    let ends: Option<Vec<_>> = all.iter().map(|base| waits.get(base.authority()).copied()).collect();
    ends?.into_iter().min()
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

    #[test]
    fn a_section_waits_only_while_all_its_hosts_do_and_as_long_as_the_first() {
        let bases: Vec<Base> =
            ["https://a.example", "https://b.example"].map(|base| base.parse().unwrap()).into();
        let waits = |hosts: &[(&str, i64)]| -> BTreeMap<String, Timestamp> {
            let wait =
                |(host, end): &(&str, i64)| ((*host).to_owned(), Timestamp::from_second(*end).unwrap());
            hosts.iter().map(wait).collect()
        };
        let end = |hosts| all_wait(&bases, &waits(hosts)).map(Timestamp::as_second);

        assert_eq!(end(&[("a.example", 9)]), None);
        assert_eq!(end(&[("a.example", 9), ("b.example", 7)]), Some(7));
        assert_eq!(all_wait(&[], &waits(&[])), None);
    }
}
