//! Tests of the plan of one section: its requests, its rules, and what it leaves out.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::data_use::Within;
use super::device::Device;
use super::inputs::Inputs;
use super::plan::SectionPlan;
use super::plan_budget::PlanBudget;
use super::section_rules::form_as_sent;
use super::section_state::{PagePools, SectionState};
use super::target::{Target, targets};
use crate::catalog::Editions;
use crate::model::{
    AskedBy, Budget, Conditions, DataKind, FollowUpRule, ItemKey, Periods, PlannedRequest, SkipReason,
    SyncRequest, Validators,
};
use crate::store::{Due, DuePage, DueReason, Hole, HostWait, NextRequest, StoredListing};

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
        next: NextRequest::default(),
        checked_at: None,
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
    plan_within(state, conditions, Within::default())
}

fn plan_within(state: SectionState, conditions: Conditions, within: Within) -> SectionPlan {
    let device = Device::of(7, Periods::default());
    let inputs = Inputs { now: NOW, conditions, within, device, lead_pictures: 0 };
    let mut plans = [SectionPlan::of(english(), state, inputs)];
    let mut left = PlanBudget::of(&within);
    left.keep_listings(&mut plans);
    let [mut plan] = plans;
    left.keep_pages(&mut plan);
    plan
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

        let wanted: Vec<_> = pages.iter().map(|id| format!("{FIRST}/News/Content/{id} \"{id}\"")).collect();
        assert_eq!(addresses(plan.page_requests()), wanted, "{conditions:?}");
        assert_eq!(plan.listing_requests().len(), 1);
        let skipped = plan.skips().into_iter().map(|skip| (skip.key.unwrap().id, skip.reason, skip.until));
        let expected = skips.into_iter().map(|(id, reason): (i64, _)| (id.to_string(), reason, None));
        assert_eq!(skipped.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{conditions:?}");
    }
    assert_eq!(Conditions::default().asked_by, AskedBy::Person);
}

#[test]
fn a_section_whose_hosts_all_wait_is_skipped_until_the_first_may_be_asked() {
    let end = |minutes| NOW + SignedDuration::from_mins(minutes);
    let hosts = ["en.ifilmtv.ir", "en.ifilmtv.tv", "en.ifilmtv.com"];
    let waits = |minutes: [i64; 3]| -> BTreeMap<String, HostWait> {
        let wait = |minutes| HostWait { until: end(minutes), noted_at: Some(NOW) };
        hosts.into_iter().map(str::to_owned).zip(minutes.map(wait)).collect()
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

/// A request with validators counts with its heads, which are taken as 1 KiB. The changed page has none at
/// another base.
#[test]
fn pages_beyond_the_budget_are_left_out_with_the_end_of_the_day_if_that_is_the_reason() {
    let day_ends = Some(NOW + SignedDuration::from_hours(7));
    for (budget, base, listings, pages, skipped) in [
        (Budget::of(5_000), FIRST, 1, vec![9, 8, 7], vec![]),
        (Budget::of(3_100), FIRST, 1, vec![9, 8], vec![7]),
        (Budget::of(3_100), SECOND, 1, vec![9], vec![8, 7]),
        (Budget::of(2_000), FIRST, 1, vec![], vec![9, 8, 7]),
        (Budget::of(9_000).with_texts(2_030), FIRST, 1, vec![9], vec![8, 7]),
        (Budget::of(9_000).with_texts(2_000), FIRST, 1, vec![], vec![9, 8, 7]),
        (Budget::of(9_000).with_listings(0), FIRST, 0, vec![9, 8, 7], vec![]),
        (Budget::of(0), FIRST, 0, vec![], vec![9, 8, 7]),
    ] {
        let within = Within { budget, day_ends };

        let plan = plan_within(state(base), Conditions::person(), within);

        let ids = |pages: &[DuePage]| pages.iter().map(|page| page.item).collect::<Vec<_>>();
        assert_eq!(ids(&plan.pages), pages, "{budget:?}");
        assert_eq!(plan.listing_requests().len(), listings, "{budget:?}");
        let skips = plan.skips();
        assert!(skips.iter().all(|skip| skip.reason == SkipReason::Budget && skip.until == day_ends));
        let texts: Vec<_> = skips.iter().filter_map(|skip| Some(skip.key.as_ref()?.id.clone())).collect();
        assert_eq!(texts, skipped.iter().map(i64::to_string).collect::<Vec<_>>(), "{budget:?}");
        let left_out = skips.iter().filter(|skip| skip.kind == DataKind::Listings).count();
        assert_eq!(left_out, 1 - listings, "{budget:?}");
    }
}

#[test]
fn a_page_that_was_left_out_for_the_budget_does_not_come_back_with_the_listing() {
    let within = Within { budget: Budget::of(3_100), day_ends: None };
    let mut plan = plan_within(state(FIRST), Conditions::person(), within);

    plan.add_follow_ups(state(FIRST));

    assert_eq!(plan.pages.iter().map(|page| page.item).collect::<Vec<_>>(), [9, 8]);
}

/// In a run, only the names of the pages are kept until the listing has come.
#[test]
fn a_page_that_was_left_out_does_not_come_back_when_only_its_name_was_kept() {
    let within = Within { budget: Budget::of(2_000), day_ends: None };
    let mut plan = plan_within(state(FIRST), Conditions::person(), within);

    plan.keep_names();
    plan.add_follow_ups(state(FIRST));

    assert_eq!(plan.pages.len(), 0);
}
