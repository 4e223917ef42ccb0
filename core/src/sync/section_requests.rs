//! The plan of one section as hosts see it: its requests, the rules for further ones, and what it leaves out.
//! Pure.

use jiff::Timestamp;
use url::Url;

use super::due;
use super::page_choice::TEXTS_WHILE_SAVING;
use super::paging::MOST_PAGES;
use super::plan::SectionPlan;
use crate::catalog::{Base, Listing};
use crate::model::{
    FollowUp, FollowUpRule, ItemKey, Method, PlannedRequest, Reason, RequestKind, Skip, SkipReason,
    Validators,
};
use crate::store::{DuePage, DueReason};

/// After the first page of a reading, each further page is followed by the page before it once more.
const MOST_FURTHER: usize = 2 * (MOST_PAGES - 1);

impl SectionPlan {
    /// The requests for the listing that are known before the run.
    pub(super) fn listing_requests(&self) -> Vec<PlannedRequest> {
        if self.waits_until.is_some() {
            return Vec::new();
        }
        self.listing_request().into_iter().chain(self.hole_request()).collect()
    }

    /// The requests for pages that are known before the run.
    pub(super) fn page_requests(&self) -> Vec<PlannedRequest> {
        if self.waits_until.is_some() {
            return Vec::new();
        }
        self.pages.iter().filter_map(|page| self.page_request(page)).collect()
    }

    /// What is left out: the section, or pages of it.
    pub(super) fn skips(&self) -> Vec<Skip> {
        if let Some(until) = self.waits_until {
            return vec![self.skip(None, SkipReason::HostAskedToWait, Some(until))];
        }
        let Some(reason) = self.inputs.conditions.saving() else { return Vec::new() };
        self.left_out.iter().map(|page| self.skip(Some(page.key.clone()), reason, None)).collect()
    }

    /// The rules for the requests that the answers decide about.
    pub(super) fn follow_ups(&self) -> Vec<FollowUp> {
        if self.waits_until.is_some() || self.bases.is_empty() {
            return Vec::new();
        }
        let rules = [
            (FollowUpRule::NextListingPages, self.most_next_pages()),
            (FollowUpRule::HolePages, self.most_hole_pages()),
            (FollowUpRule::OtherListings, self.listings().count().saturating_sub(1)),
            (FollowUpRule::NewPages, self.most_new_pages()),
            (FollowUpRule::OtherBase, if self.bases.len() > 1 { self.pages.len() } else { 0 }),
            (FollowUpRule::AbsentItems, if self.is_paged() { MOST_PAGES } else { 1 }),
        ];
        let can_happen = rules.into_iter().filter(|(_, most)| *most > 0);
        can_happen.map(|(rule, most)| self.follow_up(rule, most)).collect()
    }

    fn listing_request(&self) -> Option<PlannedRequest> {
        let (base, candidate) = self.first_choice()?;
        Some(PlannedRequest {
            edition: self.target.edition.id.clone(),
            kind: RequestKind::Listing,
            method: Method::Get,
            address: as_sent(base.address_of(&candidate.path_of_page(0))),
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
            kind: RequestKind::Listing,
            method: Method::Get,
            address: as_sent(base.address_of(&candidate.path_of_page(self.hole.as_ref()?.page))),
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
            kind: RequestKind::Page,
            method: Method::Get,
            address: self.page_address(&page.key).ok()?.to_string(),
            validators: self.page_validators(page),
            reason: reason(page, self.inputs.now),
            expected_bytes: page.wire_bytes,
        })
    }

    fn skip(&self, key: Option<ItemKey>, reason: SkipReason, until: Option<Timestamp>) -> Skip {
        let (edition, section) = (self.target.edition.id.clone(), self.target.section.section);
        Skip { edition, section, key, reason, until }
    }

    fn follow_up(&self, rule: FollowUpRule, most: usize) -> FollowUp {
        FollowUp {
            edition: self.target.edition.id.clone(),
            section: self.target.section.section,
            rule,
            addresses: match rule {
                FollowUpRule::NewPages | FollowUpRule::OtherBase => self.page_forms(),
                _ => self.listing_forms(),
            },
            most: u32::try_from(most).unwrap_or(u32::MAX),
        }
    }

    fn page_forms(&self) -> Vec<String> {
        self.bases.iter().flat_map(|base| self.target.edition.page_forms(base)).map(form_as_sent).collect()
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

    /// The very first sync reads only the first page. If a host asks us to wait amid a reading, the next base
    /// begins it anew.
    fn most_next_pages(&self) -> usize {
        if self.listing.is_some() && self.is_paged() { self.at_each_base(MOST_FURTHER) } else { 0 }
    }

    /// The planned page at another listing, up to `MOST_PAGES - 1` pages before it, and those behind it.
    fn most_hole_pages(&self) -> usize {
        if self.hole.is_some() && self.is_paged() { self.at_each_base(MOST_PAGES + MOST_FURTHER) } else { 0 }
    }

    fn at_each_base(&self, pages: usize) -> usize {
        pages.saturating_mul(self.bases.len())
    }

    pub(super) fn most_new_pages(&self) -> usize {
        match self.inputs.conditions.saving() {
            Some(_) => TEXTS_WHILE_SAVING,
            None => due::MOST_WANTED as usize,
        }
    }
}

/// An address as it is sent: escaped, without the usual port, and its host in small letters.
fn as_sent(address: String) -> String {
    Url::parse(&address).map_or(address, String::from)
}

/// A form of addresses as they are sent.
fn form_as_sent(form: String) -> String {
    as_sent(form).replace("%7B", "{").replace("%7D", "}")
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use jiff::SignedDuration;

    use super::*;
    use crate::catalog::Editions;
    use crate::model::{AskedBy, Conditions, SyncRequest};
    use crate::store::{Due, Hole, StoredListing};
    use crate::sync::inputs::Inputs;
    use crate::sync::section_state::{PagePools, SectionState};
    use crate::sync::target::{Target, targets};

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn english() -> Target {
        targets(&Editions::embedded(), &SyncRequest::of(["en".parse().unwrap()])).unwrap().remove(0)
    }

    fn page(id: i64, reason: DueReason, base: &str) -> DuePage {
        DuePage {
            resource: id,
            item: id,
            key: ItemKey::article("en".parse().unwrap(), id.to_string()),
            validators: Validators { etag: Some(format!("\"{id}\"")), last_modified: None },
            base: Some(base.to_owned()),
            title: None,
            wire_bytes: Some(1_000),
            due: Due { at: NOW + SignedDuration::from_hours(1), reason, failures: 0 },
            has_text: true,
        }
    }

    /// A section whose listing came from this base last, with a changed page and two to revalidate.
    fn state(base: &str) -> SectionState {
        SectionState {
            listing: Some(StoredListing {
                candidate: "index".to_owned(),
                base: base.to_owned(),
                checked_at: NOW,
            }),
            pages: PagePools {
                wanted: vec![page(9, DueReason::ChangedRow, base)],
                unchecked: [8, 7].map(|id| page(id, DueReason::Revalidation, base)).to_vec(),
                ..PagePools::default()
            },
            ..SectionState::default()
        }
    }

    fn plan(state: SectionState, conditions: Conditions) -> SectionPlan {
        SectionPlan::of(english(), state, Inputs { now: NOW, conditions })
    }

    fn addresses(requests: Vec<PlannedRequest>) -> Vec<String> {
        let shown = |request: PlannedRequest| match request.validators.etag {
            Some(etag) => format!("{} {etag}", request.address),
            None => request.address,
        };
        requests.into_iter().map(shown).collect()
    }

    const FIRST: &str = "https://en.ifilmtv.ir";
    const SECOND: &str = "https://en.ifilmtv.tv";

    /// The conditions decide about pages, and never about listings.
    #[test]
    fn the_plan_of_a_state_depends_on_its_conditions_alone() {
        let background = Conditions::background();
        for (conditions, pages, skips) in [
            (Conditions::person(), vec![9, 8, 7], vec![]),
            (Conditions::person().with_roaming(true), vec![9, 8, 7], vec![]),
            (background, vec![9, 8, 7], vec![]),
            (background.with_metered(true), vec![9, 8], vec![(7, SkipReason::Metered)]),
            (background.with_roaming(true), vec![9, 8], vec![(7, SkipReason::Roaming)]),
            (background.with_battery_saver(true), vec![9, 8], vec![(7, SkipReason::BatterySaver)]),
            (background.with_battery_saver(true).with_charging(true), vec![9, 8, 7], vec![]),
        ] {
            let plan = plan(state(FIRST), conditions);

            let wanted: Vec<_> =
                pages.iter().map(|id| format!("{FIRST}/News/Content/{id} \"{id}\"")).collect();
            assert_eq!(addresses(plan.page_requests()), wanted, "{conditions:?}");
            assert_eq!(plan.listing_requests().len(), 1);
            let skipped =
                plan.skips().into_iter().map(|skip| (skip.key.unwrap().id, skip.reason, skip.until));
            let expected = skips.into_iter().map(|(id, reason): (i64, _)| (id.to_string(), reason, None));
            assert_eq!(skipped.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{conditions:?}");
        }
        assert_eq!(Conditions::default().asked_by, AskedBy::Person);
    }

    #[test]
    fn a_section_whose_hosts_all_wait_is_skipped_until_the_first_may_be_asked() {
        let end = |minutes| NOW + SignedDuration::from_mins(minutes);
        let hosts = ["en.ifilmtv.ir", "en.ifilmtv.tv", "en.ifilmtv.com"];
        let waits = |minutes: [i64; 3]| -> BTreeMap<String, Timestamp> {
            hosts.into_iter().map(str::to_owned).zip(minutes.map(end)).collect()
        };

        let all = plan(SectionState { waits: waits([9, 5, 7]), ..state(FIRST) }, Conditions::person());
        let mut two = waits([9, 5, 7]);
        two.remove("en.ifilmtv.tv");
        let two = plan(SectionState { waits: two, ..state(FIRST) }, Conditions::person());

        assert_eq!(all.listing_requests().len() + all.page_requests().len() + all.follow_ups().len(), 0);
        let [skip] = &*all.skips() else { panic!("{:?}", all.skips()) };
        assert_eq!((&skip.key, skip.reason, skip.until), (&None, SkipReason::HostAskedToWait, Some(end(5))));
        assert!(addresses(two.listing_requests())[0].starts_with(SECOND) && two.skips().is_empty());
    }

    /// Validators of another base are not sent, because there they may stand for another text.
    #[test]
    fn pages_are_planned_at_the_first_base_and_move_to_the_one_that_gave_the_rows() {
        let mut plan = plan(state(SECOND), Conditions::person());
        let before = addresses(plan.page_requests());

        plan.add_follow_ups(state(SECOND));

        assert_eq!(before, [9, 8, 7].map(|id| format!("{FIRST}/News/Content/{id}")));
        let after = [9, 8, 7].map(|id| format!("{SECOND}/News/Content/{id} \"{id}\""));
        assert_eq!(addresses(plan.page_requests()), after);
        assert!(plan.follow_ups().iter().any(|rule| rule.rule == FollowUpRule::OtherBase));
    }

    /// Seen: a host asked us to wait amid the pages of a hole, and the next base read them from the first.
    #[test]
    fn the_largest_numbers_of_listing_pages_count_for_each_base() {
        let hole = Some(Hole { id: 1, page: 4, round: 1, top: Vec::new() });
        let plan = plan(SectionState { hole, ..state(FIRST) }, Conditions::person());
        let most = |rule| plan.follow_ups().into_iter().find(|one| one.rule == rule).map(|one| one.most);

        assert_eq!(plan.bases.len(), 3);
        assert_eq!(most(FollowUpRule::NextListingPages), Some(3 * 8));
        assert_eq!(most(FollowUpRule::HolePages), Some(3 * 13));
    }

    #[test]
    fn addresses_and_forms_are_those_that_are_sent() {
        for (address, expected) in [
            ("https://Example.org:443/News/{id}", "https://example.org/News/{id}"),
            ("https://example.org/خبر?page={page}", "https://example.org/%D8%AE%D8%A8%D8%B1?page={page}"),
            ("https://example.org:8443/a b", "https://example.org:8443/a%20b"),
        ] {
            assert_eq!(form_as_sent(address.to_owned()), expected);
        }
    }

    #[test]
    fn the_rules_cover_every_listing_and_page_of_every_base_that_may_be_asked() {
        let plan = plan(state(FIRST), Conditions::person());
        let covers = |rule, address: &str| {
            let mut rules = plan.follow_ups().into_iter().filter(|follow_up| follow_up.rule == rule);
            rules.any(|follow_up| follow_up.covers(address))
        };

        assert!(covers(FollowUpRule::NewPages, &format!("{FIRST}/News/Content/12")));
        assert!(covers(FollowUpRule::NewPages, &format!("{SECOND}/Iran/Content/12")));
        assert!(covers(FollowUpRule::NextListingPages, &format!("{FIRST}/News?page=2")));
        assert!(covers(FollowUpRule::OtherListings, &format!("{SECOND}/home/index")));
        assert!(!covers(FollowUpRule::NewPages, "https://fa.ifilmtv.ir/News/Content/12"));
        assert!(!covers(FollowUpRule::HolePages, &format!("{FIRST}/News?page=2")), "there is no hole");
    }
}
