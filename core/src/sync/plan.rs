//! The plan of one section: which requests will be sent, which pages are due, with which validators, and why.

use std::collections::HashSet;

use jiff::Timestamp;
use url::Url;

use super::due;
use super::target::Target;
use crate::catalog::{Base, Listing};
use crate::error::{Error, Result};
use crate::model::{EditionId, ItemKey, PlannedRequest, Reason, Section, Skip, SkipReason, Validators};
use crate::parse;
use crate::store::{
    self, Connection, DuePage, DueReason, Hole, ListingResource, PagesOf, Store, StoredListing,
};

/// The most missing or changed pages that one sync asks for, for each section.
const MOST_WANTED: u32 = 150;
/// So many pages that brought nothing before are asked for again at each sync.
const MOST_RECHECKED: u32 = 10;
/// How many of the newest pages may be revalidated: those longest unchecked are.
const NEWEST: u32 = 30;
/// How many pages are revalidated at each sync. It finds edits that no listing shows.
const REVALIDATED: u32 = 3;
/// So many older pages are revalidated at each sync, where they are due.
const MOST_RESTED: u32 = 1;

/// What will be asked of one section.
pub(super) struct SectionPlan {
    pub(super) target: Target,
    /// When it was made.
    now: Timestamp,
    /// Why it is left out, if it is.
    pub(super) skip: Option<Skip>,
    /// The bases that may be asked now, in the order to try.
    pub(super) bases: Vec<Base>,
    /// Where it was found.
    pub(super) listing: Option<StoredListing>,
    /// Its listings that were asked for before.
    known: Vec<ListingResource>,
    /// Where rows are missing.
    pub(super) hole: Option<Hole>,
    /// The pages that are due.
    pub(super) pages: Vec<DuePage>,
}

impl SectionPlan {
    pub(super) async fn of(store: &Store, target: Target, now: Timestamp) -> Result<Self> {
        let (edition, section) = (target.edition.id.clone(), target.section.section);
        let all = target.edition.bases.clone();
        let read = move |connection: &_| {
            let listing = store::listing(connection, &edition, section)?;
            let known = store::listing_resources(connection, &edition, section)?;
            let hole = store::newest_hole(connection, &edition, section)?;
            let bases = Bases::of(connection, &all, listing.as_ref(), &known, now)?;
            Ok((listing, known, hole, bases, pages(connection, edition, section, now)?))
        };
        let (listing, known, hole, Bases { free, waits_end }, pages) = store.read(read).await?;
        let skip = waits_end.filter(|_| free.is_empty()).map(|until| Skip {
            edition: target.edition.id.clone(),
            section,
            reason: SkipReason::HostAskedToWait,
            until,
        });
        Ok(Self { target, now, skip, bases: free, listing, known, hole, pages })
    }

    /// Adds the pages that a changed listing made due.
    pub(super) async fn add_follow_ups(&mut self, store: &Store, now: Timestamp) -> Result<()> {
        let (edition, section) = (self.target.edition.id.clone(), self.target.section.section);
        let read = move |connection: &_| {
            let listing = store::listing(connection, &edition, section)?;
            Ok((listing, pages(connection, edition, section, now)?))
        };
        (self.listing, self.pages) = store.read(read).await?;
        Ok(())
    }

    /// The listings to try at a base, in this order: those that the catalogue prefers to the one that gave
    /// rows last, but for those that rest; that one; the others.
    pub(super) fn candidates(&self, base: &Base) -> Vec<&Listing> {
        let last = self.listing.as_ref().map(|listing| listing.candidate.as_str());
        let is_last = |listing: &Listing| Some(listing.name.as_str()) == last;
        let rests = |listing: &Listing| {
            self.known(base, listing).is_some_and(|known| due::is_resting(&known.due, self.now))
        };
        in_order(&self.target.section.listings, is_last, rests)
    }

    /// The names of the section's listings in the order of the catalogue, the best one first.
    pub(super) fn listing_names(&self) -> Vec<String> {
        self.target.section.listings.iter().map(|listing| listing.name.clone()).collect()
    }

    /// The names of the listings that the catalogue prefers to this one.
    pub(super) fn preferred_to(&self, candidate: &Listing) -> Vec<String> {
        self.listing_names().into_iter().take_while(|name| *name != candidate.name).collect()
    }

    /// What is known of this listing at this base.
    pub(super) fn known(&self, base: &Base, candidate: &Listing) -> Option<&ListingResource> {
        self.known.iter().find(|known| known.base == base.as_str() && known.candidate == candidate.name)
    }

    /// The validators of this listing at this base, where they are not too old.
    pub(super) fn validators(&self, base: &Base, candidate: &Listing) -> Validators {
        let since = Some(due::validators_since(self.now));
        let known = self.known(base, candidate).filter(|known| known.body_at >= since);
        known.map_or_else(Validators::default, |known| known.validators.clone())
    }

    /// The address of a page at the base that answered last.
    pub(super) fn page_address(&self, key: &ItemKey) -> Result<Url> {
        let answered = self.listing.as_ref().map(|listing| listing.base.as_str());
        let base = self.bases.iter().find(|base| Some(base.as_str()) == answered).or(self.bases.first());
        let address = base.and_then(|base| self.target.edition.address_of(base, key));
        let address = address.and_then(|address| Url::parse(&address).ok());
        address.ok_or_else(|| Error::Internal(format!("no address for {key}")))
    }

    /// The requests that are known beforehand.
    pub(super) fn requests(&self) -> Vec<PlannedRequest> {
        if self.skip.is_some() {
            return Vec::new();
        }
        let mut requests: Vec<_> = self.listing_request().into_iter().collect();
        requests.extend(self.pages.iter().filter_map(|page| self.page_request(page)));
        requests
    }

    fn listing_request(&self) -> Option<PlannedRequest> {
        let base = self.bases.first()?;
        let candidate = *self.candidates(base).first()?;
        let known = self.known(base, candidate);
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: base.address_of(&candidate.path_of_page(0)),
            validators: self.validators(base, candidate),
            reason: Reason::Listing { section: self.target.section.section },
            expected_bytes: known.and_then(|known| known.wire_bytes),
        })
    }

    fn page_request(&self, page: &DuePage) -> Option<PlannedRequest> {
        let key = page.key.clone();
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: self.page_address(&page.key).ok()?.to_string(),
            validators: page.validators.clone(),
            reason: match page.due.reason {
                DueReason::ChangedRow => Reason::ChangedRow { key },
                _ if page.has_text => Reason::Revalidation { key },
                _ => Reason::MissingPage { key },
            },
            expected_bytes: page.wire_bytes,
        })
    }
}

/// The pages of a section that are due, those last that brought nothing before.
fn pages(
    connection: &Connection,
    edition: EditionId,
    section: Section,
    now: Timestamp,
) -> Result<Vec<DuePage>> {
    let validators_since = due::validators_since(now);
    let of = PagesOf { edition, section, now, parser: parse::VERSION, validators_since };
    let wanted = [DueReason::Missing, DueReason::ChangedRow, DueReason::Failed, DueReason::Doubtful];
    let rechecked = [DueReason::Unreadable, DueReason::Absent];
    let mut pages = store::pages_due(connection, &of, &wanted, MOST_WANTED)?;
    pages.extend(store::pages_unchecked(connection, &of, NEWEST, REVALIDATED)?);
    pages.extend(store::pages_due(connection, &of, &[DueReason::Revalidation], MOST_RESTED)?);
    pages.extend(store::pages_due(connection, &of, &rechecked, MOST_RECHECKED)?);
    let mut planned = HashSet::new();
    pages.retain(|page| planned.insert(page.resource));
    pages.sort_by_key(|page| page.due.failures > 0);
    Ok(pages)
}

/// Which bases may be asked now, and when the first of the others may be.
struct Bases {
    free: Vec<Base>,
    waits_end: Option<Timestamp>,
}

impl Bases {
    fn of(
        connection: &Connection,
        all: &[Base],
        listing: Option<&StoredListing>,
        known: &[ListingResource],
        now: Timestamp,
    ) -> Result<Self> {
        let mut bases = Self { free: Vec::new(), waits_end: None };
        let is_last = |base: &Base| listing.is_some_and(|listing| listing.base == base.as_str());
        for base in in_order(all, is_last, |base| is_base_resting(base, known, now)) {
            match store::waiting(connection, base.authority(), now)? {
                None => bases.free.push(base.clone()),
                Some(until) => bases.waits_end = bases.waits_end.into_iter().chain([until]).min(),
            }
        }
        Ok(bases)
    }
}

/// Whether a base failed with all that was asked for there, and is not to be tried again yet.
fn is_base_resting(base: &Base, known: &[ListingResource], now: Timestamp) -> bool {
    let mut here = known.iter().filter(|known| known.base == base.as_str()).peekable();
    here.peek().is_some() && here.all(|known| due::is_resting(&known.due, now))
}

/// Those before the last one that do not rest, the last one, and the others. So what is preferred is tried
/// again by and by, and nothing else is while the last one answers.
fn in_order<T>(all: &[T], is_last: impl Fn(&T) -> bool, rests: impl Fn(&T) -> bool) -> Vec<&T> {
    let Some(last) = all.iter().position(is_last) else { return all.iter().collect() };
    let (before, from) = all.split_at(last);
    let (resting, tried): (Vec<&T>, Vec<&T>) = before.iter().partition(|one| rests(one));
    let (last, behind) = from.split_at(1);
    tried.into_iter().chain(last).chain(resting).chain(behind).collect()
}

/// The host of an address, with its port where that is not the usual one.
pub(super) fn host_of(base: &str) -> String {
    let url = Url::parse(base).ok();
    url.map(|url| url.authority().to_owned()).unwrap_or_default()
}
