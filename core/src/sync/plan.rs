//! The plan of one section: which requests will be sent, for which pages, with which validators, and why.
//! Planning is pure: stored state and inputs in, plan out.

use std::collections::{BTreeSet, HashSet};
use std::mem;

use jiff::Timestamp;
use url::Url;

use super::base_order::{free_bases, in_order};
use super::due;
use super::gone::gone_until;
use super::inputs::Inputs;
use super::moved;
use super::next_due::NextDue;
use super::page_choice::{PageChoice, with_follow_ups};
use super::page_name::PageName;
use super::schedule::next_due;
use super::section_state::{PagePools, SectionState};
use super::target::Target;
use crate::catalog::{Base, DocumentType, Listing};
use crate::error::{Error, Result};
use crate::model::{AskedBy, ItemKey, Validators};
use crate::store::{DuePage, Hole, ListingResource, Schedule, StoredListing};

/// The plan of one section.
#[derive(Debug, Clone)]
pub(super) struct SectionPlan {
    pub(super) target: Target,
    pub(super) inputs: Inputs,
    /// Whether it is of the edition that a person chose.
    pub(super) is_chosen: bool,
    /// When the section is due, if it is skipped because it is not due now.
    pub(super) not_due: Option<NextDue>,
    /// What decided when it is due.
    pub(super) schedule: Schedule,
    /// The base addresses that may be requested now, in the order in which they are tried.
    pub(super) bases: Vec<Base>,
    /// The listing and base address that answered last.
    pub(super) listing: Option<StoredListing>,
    /// The listings of the section that were requested before.
    pub(super) known: Vec<ListingResource>,
    /// The newest hole, where rows are missing.
    pub(super) hole: Option<Hole>,
    /// The pages that are requested. In a run, they are here only while they are planned or requested.
    pub(super) pages: Vec<DuePage>,
    /// The pages that are requested when their turn comes.
    pub(super) waiting: Vec<PageName>,
    /// The pages that are due and left out, because the sync saves.
    pub(super) left_out: Vec<DuePage>,
    /// The pages that are due and left out, because their expected bytes do not fit into the budget.
    pub(super) over_budget: Vec<DuePage>,
    /// In a run, the pages that are left out.
    withheld: Vec<PageName>,
    /// Whether the listing is left out, because its expected bytes do not fit into the budget.
    pub(super) is_listing_over_budget: bool,
    /// The base address at which pages are requested.
    page_base: Option<Base>,
}

impl SectionPlan {
    /// What a sync would do for a section in this state.
    pub(super) fn of(target: Target, mut state: SectionState, inputs: Inputs) -> Self {
        let pages = mem::take(&mut state.pages);
        let mut plan = Self::without_pages(target, state, inputs);
        plan.choose(pages);
        plan
    }

    /// The same, before its pages are known.
    pub(super) fn without_pages(target: Target, state: SectionState, inputs: Inputs) -> Self {
        let not_due = Some(next_due(&target, &state, inputs)).filter(|due| due.at > inputs.now);
        let bases = free_bases(&target, &state, inputs);
        let SectionState { listing, known, hole, waits: _, host_failures: _, schedule, pages: _ } = state;
        let mut plan = Self {
            target,
            inputs,
            is_chosen: false,
            not_due,
            schedule,
            bases,
            listing,
            known,
            hole,
            pages: Vec::new(),
            waiting: Vec::new(),
            left_out: Vec::new(),
            over_budget: Vec::new(),
            withheld: Vec::new(),
            is_listing_over_budget: false,
            page_base: None,
        };
        plan.page_base = plan.bases.first().cloned();
        plan
    }

    /// Chooses its pages among those that may be requested.
    pub(super) fn choose(&mut self, pages: PagePools) {
        let choice = PageChoice::of(pages, self.inputs.conditions.saving().is_some());
        (self.pages, self.left_out) = (choice.pages, choice.left_out);
    }

    /// Keeps only the names of its pages, until they are read again. A sync may have thousands of sections.
    pub(super) fn keep_names(&mut self) {
        self.waiting = mem::take(&mut self.pages).iter().map(PageName::of).collect();
        let (left_out, over_budget) = (mem::take(&mut self.left_out), mem::take(&mut self.over_budget));
        self.withheld.extend(left_out.iter().chain(&over_budget).map(PageName::of));
    }

    /// Requests no page of these items.
    pub(super) fn forget(&mut self, items: &BTreeSet<ItemKey>) {
        let own: Vec<_> = items.iter().filter(|key| key.edition == self.target.edition.id).collect();
        self.waiting.retain(|name| !own.iter().any(|key| name.is_of(key)));
    }

    /// Adds what the answer of the listing decided, from the state after it: the pages of new and changed
    /// rows, and the base address that gave the rows. Pages that the plan left out stay out.
    pub(super) fn add_follow_ups(&mut self, after: SectionState) {
        let left_out = self.left_out.iter().chain(&self.over_budget);
        let left_out: HashSet<&ItemKey> = left_out.map(|page| &page.key).collect();
        let mut due = PageChoice::of(after.pages, false).pages;
        let is_withheld = |page: &DuePage| self.withheld.iter().any(|name| name.is_of(&page.key));
        due.retain(|page| !left_out.contains(&page.key) && !is_withheld(page));
        self.pages = with_follow_ups(mem::take(&mut self.pages), due, self.most_new_pages());
        self.listing = after.listing;
        self.ask_pages_where_rows_came_from();
    }

    /// Requests pages at the base address that gave the rows last, if that may be requested now.
    pub(super) fn ask_pages_where_rows_came_from(&mut self) {
        let answered = self.listing.as_ref().map(|listing| listing.base.as_str());
        let base = self.bases.iter().find(|base| Some(base.as_str()) == answered);
        self.page_base = base.or(self.bases.first()).cloned();
    }

    /// The listing that answered last, and its base address, if that may be requested now.
    pub(super) fn answered(&self) -> Option<(&Base, &Listing)> {
        let last = self.listing.as_ref()?;
        let base = self.bases.iter().find(|base| base.as_str() == last.base)?;
        let candidate = self.target.section.listings.iter().find(|one| one.name == last.candidate)?;
        Some((base, candidate))
    }

    /// The listings to try at a base address, in order: first those that the catalogue prefers to the one
    /// that gave rows last, unless they wait for a retry; then that one; then the others. In the background
    /// those that the site took away are left out, until a day after they were asked last.
    pub(super) fn candidates(&self, base: &Base) -> Vec<&Listing> {
        let last = self.listing.as_ref().map(|listing| listing.candidate.as_str());
        let is_last = |listing: &Listing| Some(listing.name.as_str()) == last;
        let waits = |listing: &Listing| {
            self.known(base, listing).is_some_and(|known| due::waits_for_retry(&known.due, self.inputs.now))
        };
        let mut candidates = in_order(&self.target.section.listings, is_last, waits);
        candidates.retain(|listing| !self.rests(base, listing));
        candidates
    }

    /// Whether the site took a listing away, and nobody but the background asks.
    fn rests(&self, base: &Base, listing: &Listing) -> bool {
        let gone = |known: &ListingResource| gone_until(known, self.inputs.now).is_some();
        self.inputs.conditions.asked_by == AskedBy::Background && self.known(base, listing).is_some_and(gone)
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
        let young = due::validators_since(self.inputs.now)..=self.inputs.now;
        let is_young = |known: &&ListingResource| known.body_at.is_some_and(|at| young.contains(&at));
        let now = self.inputs.now;
        let is_of_today = |known: &&ListingResource| self.is_of_today(candidate, Some(known), now);
        let known = self.known(base, candidate).filter(is_young).filter(is_of_today);
        known.map_or_else(Validators::default, |known| known.validators.clone())
    }

    /// Where the episodes of the section's programmes are listed. A sync that saves leaves them out.
    pub(super) fn episodes(&self) -> Option<&Listing> {
        self.target.section.episodes.as_ref().filter(|_| self.inputs.conditions.saving().is_none())
    }

    /// Whether a document means the same at a time as when its body came. A guide may say `today` or a
    /// weekday, so its body of yesterday is read again.
    pub(super) fn is_of_today(
        &self,
        candidate: &Listing,
        known: Option<&ListingResource>,
        now: Timestamp,
    ) -> bool {
        let Some(body_at) = known.and_then(|known| known.body_at) else { return true };
        let (section, edition) = (&self.target.section, &self.target.edition);
        let zone = section.zone.as_ref().unwrap_or(&edition.zone).time_zone();
        let day = |at: Timestamp| zone.to_datetime(at).date();
        candidate.document != DocumentType::Guide || day(body_at) == day(now)
    }

    /// The base address at which pages are requested: the first one that is tried, and after the listing the
    /// one that gave the rows.
    pub(super) fn page_base(&self) -> Option<&Base> {
        self.page_base.as_ref()
    }

    /// The base addresses at which a page is requested while no host answers: first the one that gave the
    /// rows, then the others.
    pub(super) fn bases_of_pages(&self) -> Vec<Base> {
        let first = self.page_base.iter();
        first.chain(self.bases.iter().filter(|base| self.page_base() != Some(*base))).cloned().collect()
    }

    /// Requests pages at this base address from now on.
    pub(super) fn ask_pages_at(&mut self, base: Base) {
        self.page_base = Some(base);
    }

    /// The validators of a page, if the same base address gave them. At another base address the same
    /// validators may stand for another text.
    pub(super) fn page_validators(&self, page: &DuePage) -> Validators {
        match (&page.base, self.page_base()) {
            (Some(base), Some(asked)) if base == asked.as_str() => page.validators.clone(),
            _ => Validators::default(),
        }
    }

    /// The address to which the request for a page of a listing goes.
    pub(super) fn listing_address(&self, base: &Base, candidate: &Listing, page: u32) -> Result<Url> {
        let given = listing_at(base, candidate, page)?;
        let known = self.known(base, candidate).and_then(|known| known.next.moved.as_ref());
        Ok(moved::address(given, known, self.inputs.now))
    }

    /// The address to which the request for a page goes.
    pub(super) fn request_address(&self, page: &DuePage) -> Result<Url> {
        Ok(moved::address(self.page_address(&page.key)?, page.next.moved.as_ref(), self.inputs.now))
    }

    /// The address of a page by the catalogue.
    pub(super) fn page_address(&self, key: &ItemKey) -> Result<Url> {
        let address = self.page_base().and_then(|base| self.target.edition.address_of(base, key));
        let address = address.and_then(|address| Url::parse(&address).ok());
        address.ok_or_else(|| Error::Internal(format!("no address for {key}")))
    }

    /// Whether an address is that of the home page, or of a listing of the edition.
    pub(super) fn is_overview(&self, address: &Url) -> bool {
        let first = self.target.edition.at_first_base(address);
        let Some(base) = self.target.edition.bases.first() else { return false };
        let is_at = |path: &str| {
            let listed = Url::parse(&base.address_of(path)).ok();
            listed.is_some_and(|listed| plain_path(&listed) == plain_path(&first))
        };
        let listings = self.target.edition.sections.iter().flat_map(|section| &section.listings);
        let listings = listings.map(|listing| listing.path_of_page(0));
        HOMES.iter().any(|path| is_at(path)) || listings.into_iter().any(|path| is_at(&path))
    }

    /// Whether a listing may be asked at the address to which its own one leads for ever. The home page and
    /// another listing may have rows, too, but those of something else.
    pub(super) fn may_move(&self, given: &Url, target: &Url) -> bool {
        let is_same = plain_path(given) == plain_path(target);
        self.target.edition.is_home_of(target) && (is_same || !self.is_overview(target))
    }
}

/// The address of a page of a listing by the catalogue.
pub(super) fn listing_at(base: &Base, candidate: &Listing, page: u32) -> Result<Url> {
    let address = base.address_of(&candidate.path_of_page(page));
    Url::parse(&address).map_err(|_| Error::bad_argument(format!("`{address}` is no address")))
}

/// Paths at which sites have their home pages.
const HOMES: [&str; 5] = ["/", "/home", "/index", "/index.html", "/home/index"];

/// The path of an address, in small letters and without a slash at its end.
fn plain_path(address: &Url) -> String {
    address.path().trim_end_matches('/').to_ascii_lowercase()
}
