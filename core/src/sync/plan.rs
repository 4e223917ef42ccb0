//! The plan of one section: which requests will be sent, for which pages, with which validators, and why.

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

/// The plan of one section.
pub(super) struct SectionPlan {
    pub(super) target: Target,
    /// When the plan was made.
    now: Timestamp,
    /// Why the section is skipped, if it is.
    pub(super) skip: Option<Skip>,
    /// The base addresses that may be requested now, in the order in which they are tried.
    pub(super) bases: Vec<Base>,
    /// The listing and base address that answered last.
    pub(super) listing: Option<StoredListing>,
    /// The listings of the section that were requested before.
    known: Vec<ListingResource>,
    /// The newest hole, where rows are missing.
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
            let bases = free_bases(connection, &all, listing.as_ref(), &known, now)?;
            let all_wait = store::all_wait(connection, all.iter().map(Base::authority), now)?;
            Ok((listing, known, hole, bases, all_wait, pages(connection, edition, section, now)?))
        };
        let (listing, known, hole, bases, all_wait, pages) = store.read(read).await?;
        let skip = all_wait.map(|until| Skip {
            edition: target.edition.id.clone(),
            section,
            reason: SkipReason::HostAskedToWait,
            until,
        });
        Ok(Self { target, now, skip, bases, listing, known, hole, pages })
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

    /// The listing that answered last, and its base address, if that may be requested now.
    pub(super) fn answered(&self) -> Option<(&Base, &Listing)> {
        let last = self.listing.as_ref()?;
        let base = self.bases.iter().find(|base| base.as_str() == last.base)?;
        let candidate = self.target.section.listings.iter().find(|one| one.name == last.candidate)?;
        Some((base, candidate))
    }

    /// The listings to try at a base address, in order: first those that the catalogue prefers to the one
    /// that gave rows last, unless they wait for a retry; then that one; then the others.
    pub(super) fn candidates(&self, base: &Base) -> Vec<&Listing> {
        let last = self.listing.as_ref().map(|listing| listing.candidate.as_str());
        let is_last = |listing: &Listing| Some(listing.name.as_str()) == last;
        let waits = |listing: &Listing| {
            self.known(base, listing).is_some_and(|known| due::waits_for_retry(&known.due, self.now))
        };
        in_order(&self.target.section.listings, is_last, waits)
    }

    /// The names of the section's listings, in the order of the catalogue: the best one first.
    pub(super) fn listing_names(&self) -> Vec<String> {
        self.target.section.listings.iter().map(|listing| listing.name.clone()).collect()
    }

    /// The names of the listings that the catalogue prefers to this one.
    pub(super) fn preferred_to(&self, candidate: &Listing) -> Vec<String> {
        self.listing_names().into_iter().take_while(|name| *name != candidate.name).collect()
    }

    /// The keys that the first page of a listing had before.
    pub(super) fn top_of(&self, candidate: &Listing) -> Vec<ItemKey> {
        ListingResource::top_of(&self.known, &candidate.name).to_vec()
    }

    /// What is stored of this listing at this base address.
    pub(super) fn known(&self, base: &Base, candidate: &Listing) -> Option<&ListingResource> {
        self.known.iter().find(|known| known.base == base.as_str() && known.candidate == candidate.name)
    }

    /// The validators of this listing at this base address, if they are not too old.
    pub(super) fn validators(&self, base: &Base, candidate: &Listing) -> Validators {
        let young = due::validators_since(self.now)..=self.now;
        let is_young = |known: &&ListingResource| known.body_at.is_some_and(|at| young.contains(&at));
        let known = self.known(base, candidate).filter(is_young);
        known.map_or_else(Validators::default, |known| known.validators.clone())
    }

    /// The base address at which pages are requested: the one that answered last.
    pub(super) fn page_base(&self) -> Option<&Base> {
        let answered = self.listing.as_ref().map(|listing| listing.base.as_str());
        self.bases.iter().find(|base| Some(base.as_str()) == answered).or(self.bases.first())
    }

    /// The validators of a page, if the same base address gave them. At another base address the same
    /// validators may stand for another text.
    pub(super) fn page_validators(&self, page: &DuePage) -> Validators {
        match (&page.base, self.page_base()) {
            (Some(base), Some(asked)) if base == asked.as_str() => page.validators.clone(),
            _ => Validators::default(),
        }
    }

    /// The address of a page.
    pub(super) fn page_address(&self, key: &ItemKey) -> Result<Url> {
        let address = self.page_base().and_then(|base| self.target.edition.address_of(base, key));
        let address = address.and_then(|address| Url::parse(&address).ok());
        address.ok_or_else(|| Error::Internal(format!("no address for {key}")))
    }

    /// Whether an address is that of the home page, or of a listing of the section.
    pub(super) fn is_overview(&self, address: &Url) -> bool {
        let first = self.target.edition.at_first_base(address);
        let Some(base) = self.target.edition.bases.first() else { return false };
        let is_at = |path: &str| {
            let listed = Url::parse(&base.address_of(path)).ok();
            listed.is_some_and(|listed| plain_path(&listed) == plain_path(&first))
        };
        let listings = self.target.section.listings.iter().map(|listing| listing.path_of_page(0));
        HOMES.iter().any(|path| is_at(path)) || listings.into_iter().any(|path| is_at(&path))
    }

    /// The requests that are known before the run.
    pub(super) fn requests(&self) -> Vec<PlannedRequest> {
        if self.skip.is_some() {
            return Vec::new();
        }
        let pages = self.pages.iter().filter_map(|page| self.page_request(page));
        self.listing_request().into_iter().chain(self.hole_request()).chain(pages).collect()
    }

    fn listing_request(&self) -> Option<PlannedRequest> {
        let (base, candidate) = self.first_choice()?;
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: base.address_of(&candidate.path_of_page(0)),
            validators: self.validators(base, candidate),
            reason: Reason::Listing { section: self.target.section.section },
            expected_bytes: self.known(base, candidate).and_then(|known| known.wire_bytes),
        })
    }

    /// The page of the listing from which a hole is filled.
    fn hole_request(&self) -> Option<PlannedRequest> {
        let (base, candidate) = self.first_choice().filter(|(_, candidate)| candidate.is_paged())?;
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: base.address_of(&candidate.path_of_page(self.hole.as_ref()?.page)),
            validators: Validators::default(),
            reason: Reason::Hole { section: self.target.section.section },
            expected_bytes: None,
        })
    }

    /// The base address and the listing that are tried first.
    fn first_choice(&self) -> Option<(&Base, &Listing)> {
        let base = self.bases.first()?;
        Some((base, *self.candidates(base).first()?))
    }

    fn page_request(&self, page: &DuePage) -> Option<PlannedRequest> {
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: self.page_address(&page.key).ok()?.to_string(),
            validators: self.page_validators(page),
            reason: reason(page, self.now),
            expected_bytes: page.wire_bytes,
        })
    }
}

/// Why a page is requested, as hosts see it.
fn reason(page: &DuePage, now: Timestamp) -> Reason {
    let key = page.key.clone();
    match page.due.reason {
        DueReason::Missing => Reason::MissingPage { key },
        DueReason::ChangedRow => Reason::ChangedRow { key },
        DueReason::Revalidation if due::is_due(&page.due, now) => Reason::StalePage { key },
        DueReason::Revalidation => Reason::Revalidation { key },
        DueReason::Failed => Reason::FailedPage { key },
        DueReason::Unreadable => Reason::UnreadablePage { key },
        DueReason::Absent => Reason::AbsentPage { key },
        DueReason::Doubtful => Reason::DoubtfulPage { key },
    }
}

/// Paths at which sites have their home pages.
const HOMES: [&str; 5] = ["/", "/home", "/index", "/index.html", "/home/index"];

/// The path of an address, in small letters and without a slash at its end.
fn plain_path(address: &Url) -> String {
    address.path().trim_end_matches('/').to_ascii_lowercase()
}

/// The pages of a section that are due. Those that failed before come last.
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
    let mut pages = store::pages_due(connection, &of, &wanted, due::MOST_WANTED)?;
    pages.extend(store::pages_unchecked(connection, &of, due::NEWEST, due::REVALIDATED)?);
    pages.extend(store::pages_due(connection, &of, &[DueReason::Revalidation], due::MOST_STALE)?);
    pages.extend(store::pages_due(connection, &of, &rechecked, due::MOST_RECHECKED)?);
    let mut planned = HashSet::new();
    pages.retain(|page| planned.insert(page.resource));
    pages.sort_by_key(|page| page.due.failures > 0);
    Ok(pages)
}

/// The bases that may be asked now, in the order to try.
fn free_bases(
    connection: &Connection,
    all: &[Base],
    listing: Option<&StoredListing>,
    known: &[ListingResource],
    now: Timestamp,
) -> Result<Vec<Base>> {
    let is_last = |base: &Base| listing.is_some_and(|listing| listing.base == base.as_str());
    let mut free = Vec::new();
    for base in in_order(all, is_last, |base| base_waits_for_retry(base, known, now)) {
        if store::waiting(connection, base.authority(), now)?.is_none() {
            free.push(base.clone());
        }
    }
    Ok(free)
}

/// Whether all listings that were requested at a base address failed and wait for their retry.
fn base_waits_for_retry(base: &Base, known: &[ListingResource], now: Timestamp) -> bool {
    let mut here = known.iter().filter(|known| known.base == base.as_str()).peekable();
    here.peek().is_some() && here.all(|known| due::waits_for_retry(&known.due, now))
}

/// Puts candidates in the order in which they are tried: those that are preferred to the last successful one
/// and do not wait for a retry; then the last successful one; then the others. So the preferred ones are
/// retried from time to time, and no others are tried while the last one answers.
fn in_order<T>(all: &[T], is_last: impl Fn(&T) -> bool, waits: impl Fn(&T) -> bool) -> Vec<&T> {
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
