//! The stored state of one section, read before planning. Planning works on these values alone.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::due;
use super::inputs::Inputs;
use super::target::Target;
use crate::catalog::Base;
use crate::error::Result;
use crate::store::{
    self, Connection, DuePage, DueReason, Hole, HostFailure, HostWait, ListingResource, Schedule, Store,
    StoredListing,
};

/// The stored state of one section, as far as a plan needs it.
#[derive(Debug, Clone, Default)]
pub(super) struct SectionState {
    /// The listing and base address that answered last.
    pub(super) listing: Option<StoredListing>,
    /// The listings of the section that were requested before.
    pub(super) known: Vec<ListingResource>,
    /// The newest hole, where rows are missing.
    pub(super) hole: Option<Hole>,
    /// The waits for which the hosts of the section asked. Other hosts may be asked.
    pub(super) waits: BTreeMap<String, HostWait>,
    /// The hosts of the section that did not answer when they were asked last.
    pub(super) host_failures: BTreeMap<String, HostFailure>,
    pub(super) schedule: Schedule,
    pub(super) pages: PagePools,
}

/// The pages of a section that may be requested, by why. A page may be in several pools.
#[derive(Debug, Clone, Default)]
pub(super) struct PagePools {
    /// Missing, changed, failed and doubtful pages that are due.
    pub(super) wanted: Vec<DuePage>,
    /// Those of the newest pages without a problem that were checked longest ago.
    pub(super) unchecked: Vec<DuePage>,
    /// Those of the unchecked pages that number the episodes of what the person follows.
    pub(super) followed: Vec<i64>,
    /// Pages without a problem that are due: older ones, and those that have vanished from a listing.
    pub(super) stale: Vec<DuePage>,
    /// Pages without a text, or that do not exist, that are due.
    pub(super) rechecked: Vec<DuePage>,
}

impl SectionState {
    /// Reads the state. The inputs decide which pages are due and which waits are over.
    pub(super) async fn read(store: &Store, target: &Target, inputs: Inputs) -> Result<Self> {
        let target = target.clone();
        store.read(move |connection| Self::from(connection, &target, inputs)).await
    }

    fn from(connection: &Connection, target: &Target, inputs: Inputs) -> Result<Self> {
        let pages = PagePools::from(connection, target, inputs)?;
        Ok(Self { pages, ..Self::of_listing(connection, target, inputs.now)? })
    }

    /// The part of the state that decides about the listing.
    pub(super) fn of_listing(connection: &Connection, target: &Target, now: Timestamp) -> Result<Self> {
        let hole = store::newest_hole(connection, &target.edition.id, target.section.section)?;
        Ok(Self { hole, ..Self::without_pages(connection, target, now)? })
    }

    /// The part of the state that decides when the section is due.
    pub(super) fn without_pages(connection: &Connection, target: &Target, now: Timestamp) -> Result<Self> {
        let (edition, section) = (&target.edition.id, target.section.section);
        Ok(Self {
            listing: store::listing(connection, edition, section)?,
            known: store::listing_resources(connection, edition, section)?,
            waits: waits(connection, &target.edition.bases, now)?,
            host_failures: host_failures(connection, &target.edition.bases)?,
            schedule: store::schedule(connection, edition, section)?,
            ..Self::default()
        })
    }
}

impl PagePools {
    /// Reads them. The inputs decide which pages are due.
    pub(super) async fn read(store: &Store, target: &Target, inputs: Inputs) -> Result<Self> {
        let target = target.clone();
        store.read(move |connection| Self::from(connection, &target, inputs)).await
    }

    fn from(connection: &Connection, target: &Target, inputs: Inputs) -> Result<Self> {
        let Inputs { now, conditions, .. } = inputs;
        let of = due::pages_of(target.edition.id.clone(), target.section.section, now, conditions.asked_by);
        let wanted = [DueReason::Missing, DueReason::ChangedRow, DueReason::Failed, DueReason::Doubtful];
        let rechecked = [DueReason::Unreadable, DueReason::Absent];
        let stale = store::pages_due(connection, &of, &[DueReason::Revalidation], due::MOST_STALE)?;
        let mut unchecked =
            store::pages_followed(connection, &of, due::followed_since(now), due::REVALIDATED)?;
        let followed: Vec<i64> = unchecked.iter().map(|page| page.resource).collect();
        let newest = store::pages_unchecked(connection, &of, due::NEWEST, due::REVALIDATED)?;
        unchecked.extend(newest.into_iter().filter(|page| !followed.contains(&page.resource)));
        unchecked.retain(|page| stale.iter().all(|stale| stale.resource != page.resource));
        unchecked.truncate(due::unchecked_beside(stale.len()));
        Ok(Self {
            wanted: store::pages_due(connection, &of, &wanted, due::most_wanted(of.section))?,
            unchecked,
            followed,
            stale,
            rechecked: store::pages_due(connection, &of, &rechecked, due::MOST_RECHECKED)?,
        })
    }
}

fn waits(connection: &Connection, bases: &[Base], now: Timestamp) -> Result<BTreeMap<String, HostWait>> {
    let mut waits = BTreeMap::new();
    for host in bases.iter().map(Base::authority) {
        if let Some(wait) = store::host_wait(connection, host, now)? {
            waits.insert(host.to_owned(), wait);
        }
    }
    Ok(waits)
}

fn host_failures(connection: &Connection, bases: &[Base]) -> Result<BTreeMap<String, HostFailure>> {
    let mut failures = BTreeMap::new();
    for host in bases.iter().map(Base::authority) {
        if let Some(failure) = store::host_failure(connection, host)? {
            failures.insert(host.to_owned(), failure);
        }
    }
    Ok(failures)
}
