//! Listings that the site took away. A 410 is a failure like any other, until the site has answered it three
//! times over two days or more. From then on the listing is asked once a day. Pure.

use jiff::{SignedDuration, Timestamp};

use super::target::Target;
use crate::catalog::{Base, Listing};
use crate::store::{Gone, ListingResource};

const ANSWERS: u32 = 3;
const OVER: SignedDuration = SignedDuration::from_hours(48);
const REST: SignedDuration = SignedDuration::from_hours(24);

/// Until when a listing is not asked in the background, because the site took it away; `None` if it is.
pub(super) fn gone_until(known: &ListingResource, now: Timestamp) -> Option<Timestamp> {
    let Gone { count, since, at } = known.gone?;
    let is_gone = count >= ANSWERS && at.duration_since(since) >= OVER && at <= now;
    at.checked_add(REST).ok().filter(|until| is_gone && *until > now)
}

/// The same for all listings of a section at a base address: until the first of them is asked.
pub(super) fn gone_at(
    target: &Target,
    base: &Base,
    known: &[ListingResource],
    now: Timestamp,
) -> Option<Timestamp> {
    let until = |listing: &Listing| {
        let mut here = known.iter().filter(|one| one.base == base.as_str() && one.candidate == listing.name);
        here.next().and_then(|known| gone_until(known, now))
    };
    let ends: Option<Vec<Timestamp>> = target.section.listings.iter().map(until).collect();
    ends?.into_iter().min()
}
