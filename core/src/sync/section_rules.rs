//! What one section may request besides its planned requests, as rules, and what it leaves out. Pure.

use jiff::Timestamp;

use super::due;
use super::episode_lists::{MOST_LISTS, MOST_PAGES as MOST_EPISODE_PAGES};
use super::inputs::Inputs;
use super::page_choice::TEXTS_WHILE_SAVING;
use super::paging::MOST_PAGES;
use super::plan::SectionPlan;
use super::section_requests::as_sent;
use crate::catalog::{Base, Listing};
use crate::model::{DataKind, FollowUp, FollowUpRule, ItemKey, Skip, SkipReason};
use crate::store::DuePage;

/// After the first page of a reading, each further page is followed by the page before it once more.
const MOST_FURTHER: usize = 2 * (MOST_PAGES - 1);

impl SectionPlan {
    /// What is left out: the section, its listing, pages of it, or its pictures.
    pub(super) fn skips(&self) -> Vec<Skip> {
        if let Some(due) = self.not_due {
            let skip = self.skip(DataKind::Listings, None, due.skip_reason(), Some(due.at));
            return vec![Skip { next_due_reason: Some(due.reason), ..skip }];
        }
        let (budget, day_ends) = (SkipReason::Budget, self.inputs.within.day_ends);
        let listing =
            self.is_listing_over_budget.then(|| self.skip(DataKind::Listings, None, budget, day_ends));
        let text =
            |page: &DuePage, reason, until| self.skip(DataKind::Texts, Some(page.key.clone()), reason, until);
        let over_budget = self.over_budget.iter().map(|page| text(page, budget, day_ends));
        let saving = self.inputs.conditions.saving().into_iter();
        let left_out = saving.flat_map(|reason| self.left_out.iter().map(move |page| (page, reason)));
        let left_out = left_out.map(|(page, reason)| text(page, reason, None));
        let pictures = self.left_out_pictures();
        let pictures = pictures.map(|(reason, until)| self.skip(DataKind::Pictures, None, reason, until));
        listing.into_iter().chain(left_out).chain(over_budget).chain(pictures).collect()
    }

    /// The rules for the requests that the answers decide about.
    pub(super) fn follow_ups(&self) -> Vec<FollowUp> {
        if self.not_due.is_some() || self.bases.is_empty() {
            return Vec::new();
        }
        let rules = [
            (FollowUpRule::NextListingPages, self.most_next_pages()),
            (FollowUpRule::HolePages, self.most_hole_pages()),
            (FollowUpRule::OtherListings, self.listings().count().saturating_sub(1)),
            (FollowUpRule::NewPages, self.most_new_pages()),
            (FollowUpRule::OtherBase, if self.bases.len() > 1 { self.pages.len() } else { 0 }),
            (FollowUpRule::AbsentItems, if self.is_paged() { MOST_PAGES } else { 1 }),
            (FollowUpRule::Episodes, self.most_episode_pages()),
            (FollowUpRule::LeadPictures, self.most_pictures() as usize),
        ];
        let needs_listing = |rule| {
            use FollowUpRule::{AbsentItems, Episodes, LeadPictures, OtherBase};
            !matches!(rule, OtherBase | AbsentItems | Episodes | LeadPictures)
        };
        let can_happen = rules
            .into_iter()
            .filter(|(rule, most)| *most > 0 && !(self.is_listing_over_budget && needs_listing(*rule)));
        can_happen.map(|(rule, most)| self.follow_up(rule, most)).collect()
    }

    fn skip(
        &self,
        kind: DataKind,
        key: Option<ItemKey>,
        reason: SkipReason,
        until: Option<Timestamp>,
    ) -> Skip {
        let (edition, section) = (self.target.edition.id.clone(), self.target.section.section);
        Skip { edition, section, kind, key, reason, until, next_due_reason: None }
    }

    fn follow_up(&self, rule: FollowUpRule, most: usize) -> FollowUp {
        FollowUp {
            edition: self.target.edition.id.clone(),
            section: self.target.section.section,
            rule,
            addresses: match rule {
                FollowUpRule::NewPages | FollowUpRule::OtherBase => self.page_forms(),
                FollowUpRule::Episodes => self.episode_forms(),
                FollowUpRule::LeadPictures => self.target.picture_forms.to_vec(),
                _ => self.listing_forms(),
            },
            most: u32::try_from(most).unwrap_or(u32::MAX),
        }
    }

    fn page_forms(&self) -> Vec<String> {
        self.bases.iter().flat_map(|base| self.target.section.page_forms(base)).map(form_as_sent).collect()
    }

    fn episode_forms(&self) -> Vec<String> {
        let forms = self.episodes().map(Listing::path_of_pages);
        let at_each_base = |form: String| self.bases.iter().map(move |base| base.address_of(&form));
        forms.into_iter().flat_map(at_each_base).map(form_as_sent).collect()
    }

    /// Each list of a sync may have several pages.
    fn most_episode_pages(&self) -> usize {
        self.episodes().map_or(0, |_| (MOST_LISTS * MOST_EPISODE_PAGES) as usize)
    }

    fn listing_forms(&self) -> Vec<String> {
        self.listings()
            .map(|(base, listing)| form_as_sent(base.address_of(&listing.path_of_pages())))
            .collect()
    }

    /// Each listing at each base address that may be requested.
    fn listings(&self) -> impl Iterator<Item = (&Base, &Listing)> {
        let listings = &self.target.section.listings;
        self.bases.iter().flat_map(move |base| listings.iter().map(move |listing| (base, listing)))
    }

    fn is_paged(&self) -> bool {
        self.target.section.listings.iter().any(Listing::is_paged)
    }

    /// The very first sync reads only the first page of the news. If a host asks us to wait amid a reading,
    /// the next base begins it anew.
    fn most_next_pages(&self) -> usize {
        let reads_on = self.listing.is_some() || self.target.section.section.is_kept_whole();
        if reads_on && self.is_paged() { self.at_each_base(MOST_FURTHER) } else { 0 }
    }

    /// The planned page at another listing, up to `MOST_PAGES - 1` pages before it, and those behind it.
    fn most_hole_pages(&self) -> usize {
        if self.hole.is_some() && self.is_paged() { self.at_each_base(MOST_PAGES + MOST_FURTHER) } else { 0 }
    }

    fn at_each_base(&self, pages: usize) -> usize {
        pages.saturating_mul(self.bases.len())
    }

    /// Of so many newest items, the pictures are fetched.
    pub(super) fn most_pictures(&self) -> u32 {
        let most = due::most_pictures(self.target.section.section, self.inputs.lead_pictures);
        if self.left_out_pictures().is_none() { most } else { 0 }
    }

    /// Why no picture is fetched, if that is left out, and until when.
    fn left_out_pictures(&self) -> Option<(SkipReason, Option<Timestamp>)> {
        let Inputs { conditions, within, lead_pictures, .. } = self.inputs;
        let is_used_up = within.budget.bytes == Some(0) || within.budget.pictures == Some(0);
        let over_budget = is_used_up.then_some((SkipReason::Budget, within.day_ends));
        let left_out = conditions.spares_pictures().map(|reason| (reason, None)).or(over_budget);
        left_out.filter(|_| lead_pictures > 0)
    }

    pub(super) fn most_new_pages(&self) -> usize {
        if self.target.section.content.is_empty() {
            return 0;
        }
        match self.inputs.conditions.saving() {
            Some(_) => TEXTS_WHILE_SAVING,
            None => due::most_wanted(self.target.section.section) as usize,
        }
    }
}

/// A form of addresses as they are sent.
pub(super) fn form_as_sent(form: String) -> String {
    as_sent(form).replace("%7B", "{").replace("%7D", "}")
}
