//! The plan of one section: which requests will be sent, which pages are due, with which validators, and why.

use jiff::Timestamp;
use url::Url;

use super::target::Target;
use crate::catalog::{Base, Listing};
use crate::error::{Error, Result};
use crate::model::{ItemKey, PlannedRequest, Reason, Skip, SkipReason, Validators};
use crate::parse;
use crate::store::{self, DuePage, DueReason, Store, StoredListing};

/// The most missing or stale pages that one sync asks for, for each section.
const MOST_WANTED: u32 = 150;
/// How many of the newest pages may be revalidated: those longest unchecked are.
const NEWEST: u32 = 30;
/// How many pages are revalidated at each sync. It finds edits that no listing shows.
const REVALIDATED: u32 = 3;

/// What will be asked of one section.
pub(super) struct SectionPlan {
    pub(super) target: Target,
    /// Why it is left out, if it is.
    pub(super) skip: Option<Skip>,
    /// The bases that may be asked now: the one that answered last, then the others in the catalogue's order.
    pub(super) bases: Vec<Base>,
    /// What is known of its listing.
    pub(super) listing: Option<StoredListing>,
    /// The pages that are due.
    pub(super) pages: Vec<DuePage>,
}

impl SectionPlan {
    pub(super) async fn of(store: &Store, target: Target, now: Timestamp) -> Result<Self> {
        let (edition, section) = (target.edition.id.clone(), target.section.section);
        let all = target.edition.bases.clone();
        let read = move |connection: &_| {
            let listing = store::listing(connection, &edition, section)?;
            let mut pages = store::pages_wanted(connection, &edition, section, parse::VERSION, MOST_WANTED)?;
            pages.extend(store::pages_unchecked(
                connection,
                &edition,
                section,
                parse::VERSION,
                NEWEST,
                REVALIDATED,
            )?);
            let bases = Bases::of(connection, &all, listing.as_ref(), now)?;
            Ok((listing, pages, bases))
        };
        let (listing, pages, Bases { free, waits_end }) = store.read(read).await?;
        let skip = waits_end.filter(|_| free.is_empty()).map(|until| Skip {
            edition: target.edition.id.clone(),
            section,
            reason: SkipReason::HostAskedToWait,
            until,
        });
        Ok(Self { target, skip, bases: free, listing, pages })
    }

    /// Adds the pages that a changed listing made due.
    pub(super) async fn add_follow_ups(&mut self, store: &Store) -> Result<()> {
        let (edition, section) = (self.target.edition.id.clone(), self.target.section.section);
        let read = move |connection: &_| {
            let wanted = store::pages_wanted(connection, &edition, section, parse::VERSION, MOST_WANTED)?;
            Ok((wanted, store::listing(connection, &edition, section)?))
        };
        let (wanted, listing) = store.read(read).await?;
        self.pages.retain(|page| !wanted.iter().any(|other| other.item == page.item));
        self.pages.splice(0..0, wanted);
        self.listing = listing;
        Ok(())
    }

    /// The listings to try: the one that yielded rows last, then the others in the catalogue's order.
    pub(super) fn candidates(&self) -> Vec<&Listing> {
        let remembered = self.listing.as_ref().map(|listing| listing.candidate.as_str());
        remembered_first(&self.target.section.listings, |listing| Some(listing.name.as_str()) == remembered)
    }

    /// What is known of this listing at this base.
    pub(super) fn known(&self, base: &Base, candidate: &Listing) -> Option<&StoredListing> {
        self.listing.as_ref().filter(|known| known.base == base.as_str() && known.candidate == candidate.name)
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
        let (base, candidate) = (self.bases.first()?, *self.candidates().first()?);
        let known = self.known(base, candidate);
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: base.address_of(&candidate.path_of_page(0)),
            validators: known.map_or_else(Validators::default, |known| known.validators.clone()),
            reason: Reason::Listing { section: self.target.section.section },
            expected_bytes: known.map(|known| known.bytes),
        })
    }

    fn page_request(&self, page: &DuePage) -> Option<PlannedRequest> {
        let key = page.key.clone();
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            address: self.page_address(&page.key).ok()?.to_string(),
            validators: page.validators.clone(),
            reason: match page.reason {
                DueReason::Missing => Reason::MissingPage { key },
                DueReason::Stale => Reason::ChangedRow { key },
                DueReason::Unchecked => Reason::Revalidation { key },
            },
            expected_bytes: page.bytes,
        })
    }
}

/// Which bases may be asked now, and when the first of the others may be.
struct Bases {
    free: Vec<Base>,
    waits_end: Option<Timestamp>,
}

impl Bases {
    fn of(
        connection: &store::Connection,
        all: &[Base],
        listing: Option<&StoredListing>,
        now: Timestamp,
    ) -> Result<Self> {
        let mut bases = Self { free: Vec::new(), waits_end: None };
        for base in remembered_first(all, |base| listing.is_some_and(|listing| listing.base == base.as_str()))
        {
            match store::waiting(connection, base.authority(), now)? {
                None => bases.free.push(base.clone()),
                Some(until) => bases.waits_end = bases.waits_end.into_iter().chain([until]).min(),
            }
        }
        Ok(bases)
    }
}

fn remembered_first<T>(all: &[T], is_remembered: impl Fn(&T) -> bool) -> Vec<&T> {
    let (first, rest): (Vec<&T>, Vec<&T>) = all.iter().partition(|one| is_remembered(one));
    first.into_iter().chain(rest).collect()
}

/// The host of an address, with its port where that is not the usual one.
pub(super) fn host_of(base: &str) -> String {
    let url = Url::parse(base).ok();
    url.map(|url| url.authority().to_owned()).unwrap_or_default()
}
