//! A plan is a promise: its run sends the planned requests in their order, and those that its rules declare.

pub(crate) mod state;

use std::collections::BTreeMap;
use std::time::Duration;

use ifilm_core::{
    Client, Conditions, ErrorCode, FollowUp, FollowUpRule, Job, Plan, PlannedRequest, Reason, SkipReason,
    SyncReport, SyncRequest,
};
use ifilm_site::{Edition, Fault, FaultKind, RequestRecord, SiteConfig};
use ifilm_tests::{PlainAnswer, PlainScenario, Scenario, config_for, edition, status};
use serde_json::json;
use state::Dice;

/// A request as both sides see it: method, path, `If-None-Match`, `If-Modified-Since`.
type Sent = (String, String, Option<String>, Option<String>);

fn planned(request: &PlannedRequest) -> Sent {
    let (etag, modified) = (request.validators.etag.clone(), request.validators.last_modified.clone());
    let method = serde_json::to_value(request.method).unwrap();
    (method.as_str().unwrap().to_owned(), path_of(&request.address), etag, modified)
}

fn seen(request: &RequestRecord) -> Sent {
    let RequestRecord { method, path, if_none_match, if_modified_since, .. } = request.clone();
    (method, path, if_none_match, if_modified_since)
}

fn path_of(address: &str) -> String {
    let behind = address.split_once("://").unwrap().1;
    behind.find('/').map(|at| behind[at..].to_owned()).unwrap()
}

/// Takes the planned requests out of those that were seen, in their order, and returns the others.
fn others(plan: &[Sent], seen: Vec<Sent>) -> Vec<Sent> {
    let mut rest = plan.iter().peekable();
    let others = seen.into_iter().filter(|sent| rest.next_if(|next| *next == sent).is_none()).collect();
    assert_eq!(rest.next(), None, "it was planned and not sent, or not in this order: {plan:#?} {others:#?}");
    others
}

/// Asserts that each request is declared, and that no more came than the rules allow.
fn assert_declared(rules: &[&FollowUp], sent: &[Sent], tally: &mut BTreeMap<String, u32>) {
    let mut left: Vec<u32> = rules.iter().map(|rule| rule.most).collect();
    for (_, path, ..) in sent {
        let covers = |rule: &FollowUp| rule.addresses.iter().any(|form| has_form(path, rule, form));
        let found = (0..rules.len()).find(|at| left[*at] > 0 && covers(rules[*at]));
        let at = found.unwrap_or_else(|| panic!("{path} is under no rule: {rules:#?} {sent:#?}"));
        left[at] -= 1;
        *tally.entry(format!("{:?}", rules[at].rule)).or_default() += 1;
    }
}

/// Whether a path is covered at the base address of a form. The site's log has no host.
fn has_form(path: &str, rule: &FollowUp, form: &str) -> bool {
    let (scheme, behind) = form.split_once("://").unwrap();
    let host = behind.split('/').next().unwrap();
    rule.covers(&format!("{scheme}://{host}{path}"))
}

/// 100 states, or as many as `IFILM_PLAN_STATES` says.
fn states() -> u64 {
    std::env::var("IFILM_PLAN_STATES").ok().and_then(|count| count.parse().ok()).unwrap_or(100)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_run_sends_the_planned_requests_in_their_order_and_declared_ones() {
    let mut tally = BTreeMap::new();

    for seed in 0..states() {
        eprintln!("state {seed}"); // shown if the test fails
        check(seed, &mut tally).await;
    }

    eprintln!("{tally:?}");
    for seldom in [
        "NewPages",
        "NextListingPages",
        "LeadPictures",
        "hole",
        "left out",
        "not due",
        "waits",
        "revalidation",
    ] {
        assert!(tally.contains_key(seldom), "no state had {seldom}: {tally:?}");
    }
}

async fn check(seed: u64, tally: &mut BTreeMap<String, u32>) {
    let mut dice = Dice::of(seed);
    let scenario = state::random(&mut dice).await;
    if seed.is_multiple_of(3) {
        scenario.client.language().choose(Some(&edition("fa"))).await.unwrap();
    }
    let request = state::request(state::conditions(&mut dice));
    let plan = scenario.client.plan(request).await.unwrap();
    count(&plan, tally);
    state::fail_mildly(&scenario, &mut dice);
    scenario.clock.advance(Duration::from_secs(dice.below(600)));
    scenario.site.clear_requests();

    scenario.client.run(&plan.token, |_| ()).unwrap().wait().await.unwrap();

    for id in ["en", "fa", "ar", "fa2"] {
        let of_edition = |request: &&PlannedRequest| request.edition == edition(id);
        let requests = scenario.site.requests();
        let first = requests.iter().find(|request| request.edition == id);
        // The page of a hole moves to the listing that gives the rows, as its rule says.
        let is_kept = |request: &&PlannedRequest| {
            let is_of_hole = matches!(request.reason, Reason::Hole { .. });
            !is_of_hole || first.is_some_and(|first| matches!(first.status, 200 | 304))
        };
        for path in requests.iter().filter(|request| request.edition == id).map(|request| &request.path) {
            let is_skipped = left_out(&plan, id).any(|end| path.ends_with(&end));
            assert!(!is_skipped, "{path} was left out of the plan");
        }
        let of_edition = plan.requests.iter().filter(of_edition).filter(is_kept);
        let plan_of: Vec<Sent> = of_edition.map(planned).collect();
        let seen = requests.iter().filter(|request| request.edition == id).map(seen).collect();
        let rules: Vec<&FollowUp> =
            plan.follow_ups.iter().filter(|rule| rule.edition == edition(id)).collect();
        assert_declared(&rules, &others(&plan_of, seen), tally);
    }
}

/// The ends of the addresses of the pages that a plan leaves out.
fn left_out<'a>(plan: &'a Plan, id: &str) -> impl Iterator<Item = String> + 'a {
    let of = edition(id);
    let skips = plan.skipped.iter().filter(move |skip| skip.edition == of);
    skips.filter_map(|skip| skip.key.as_ref()).map(|key| format!("/Content/{}", key.id))
}

/// Counts what a plan had, so that the test shows which states it met.
fn count(plan: &Plan, tally: &mut BTreeMap<String, u32>) {
    let mut add = |name: &str| *tally.entry(name.to_owned()).or_default() += 1;
    plan.requests.iter().for_each(|request| match request.reason {
        Reason::Hole { .. } => add("hole"),
        Reason::Revalidation { .. } => add("revalidation"),
        Reason::FailedPage { .. } | Reason::AbsentPage { .. } => add("failed"),
        _ => {}
    });
    plan.skipped.iter().for_each(|skip| match skip.reason {
        SkipReason::HostAskedToWait => add("waits"),
        SkipReason::NotDue => add("not due"),
        _ => add("left out"),
    });
    assert_eq!(plan.totals.requests as usize, plan.requests.len());
}

async fn run(client: &Client, plan: &Plan) -> Result<SyncReport, ErrorCode> {
    let job: Job = client.run(&plan.token, |_| ()).map_err(|error| error.code())?;
    job.wait().await.map_err(|error| error.code())
}

#[tokio::test]
async fn a_plan_is_stale_after_a_sync_after_ten_minutes_and_elsewhere() {
    let scenario = Scenario::synced().await;
    let other = Scenario::begin();
    let plan = || async { scenario.client.plan(SyncRequest::all()).await.unwrap() };

    let old = plan().await;
    scenario.clock.advance(Duration::from_secs(601));
    let late = run(&scenario.client, &old).await;
    let ahead = plan().await;
    scenario.clock.set(ahead.made_at - Duration::from_secs(1));
    let set_back = run(&scenario.client, &ahead).await;
    scenario.clock.set(ahead.made_at);
    other.clock.set(ahead.made_at);
    let elsewhere = run(&other.client, &ahead).await;
    let sent = scenario.site.requests().len() + other.site.requests().len();
    scenario.sync().await;
    scenario.site.clear_requests();
    let changed = run(&scenario.client, &ahead).await;

    assert_eq!([late, set_back, elsewhere, changed], [const { Err(ErrorCode::StalePlan) }; 4]);
    assert_eq!((sent, scenario.site.requests().len()), (0, 0));
}

/// Seen: a validator became too old between plan and run, so a whole page came where a 304 was planned.
#[tokio::test]
async fn the_planned_validators_are_sent_also_if_they_become_too_old_meanwhile() {
    let scenario = Scenario::synced().await;
    scenario.clock.advance(Duration::from_secs(8 * 24 * 3600 - 60));
    let plan = scenario.client.plan(SyncRequest::of([edition("en")])).await.unwrap();
    scenario.clock.advance(Duration::from_secs(120));
    scenario.site.clear_requests();

    run(&scenario.client, &plan).await.unwrap();

    let planned: Vec<Sent> = plan.requests.iter().map(planned).collect();
    let pages = planned.iter().filter(|(_, path, ..)| path.starts_with("/News/Content/"));
    let tags: Vec<bool> = pages.map(|(_, _, etag, _)| etag.is_some()).collect();
    assert_eq!(scenario.site.requests().iter().map(seen).collect::<Vec<_>>(), planned);
    assert_eq!(tags, [true; 3]);
}

/// Seen: a run that was cancelled while it waited for another sync ended as a stale plan.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_run_is_an_outcome_also_if_its_plan_is_stale() {
    let scenario = Scenario::at(SiteConfig { items: 6, ..SiteConfig::default() });
    let plan = scenario.client.plan(SyncRequest::all()).await.unwrap();
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/"));
    let other = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    assert!(scenario.site.held());

    let cancelled = scenario.client.run(&plan.token, |_| ()).unwrap();
    cancelled.cancel();
    let report = cancelled.wait().await.unwrap();

    scenario.site.clear_faults();
    other.wait().await.unwrap();
    assert!(report.cancelled && report.sections.iter().all(|section| section.listing_requests == 0));
}

/// The validators stay behind, because another base address gave them.
#[tokio::test]
async fn planned_pages_move_in_their_order_to_the_base_address_that_gives_the_rows() {
    let scenario = Scenario::at(SiteConfig { items: 12, mirrors: 1, ..SiteConfig::default() });
    scenario.sync_english().await;
    let plan = scenario.client.plan(SyncRequest::of([edition("en")])).await.unwrap();
    scenario.site.fault(Fault::new(status(500)).edition(Edition::En).mirror(0));
    scenario.site.clear_requests();

    run(&scenario.client, &plan).await.unwrap();

    let is_page = |sent: &Sent| sent.1.starts_with("/News/Content/");
    let planned = plan.requests.iter().map(planned).filter(is_page);
    let moved: Vec<Sent> = planned.map(|(method, path, ..)| (method, path, None, None)).collect();
    let requests = scenario.site.requests();
    let seen: Vec<Sent> = requests.iter().map(seen).filter(is_page).collect();
    let most = plan.follow_ups.iter().find(|rule| rule.rule == FollowUpRule::OtherBase).map(|rule| rule.most);
    assert_eq!((&seen, seen.len(), most), (&moved, 3, Some(3)));
}

#[tokio::test]
async fn a_text_that_is_no_token_is_a_bad_argument() {
    let scenario = Scenario::begin();
    let token = scenario.client.plan(SyncRequest::all()).await.unwrap().token;

    for text in ["", "plan", &token[1..], &token.replace("..", ".xx.")] {
        let error = scenario.client.run(text, |_| ()).err().unwrap();
        assert_eq!(error.code(), ErrorCode::BadArgument, "{text}");
    }
}

#[tokio::test]
async fn a_plan_can_be_run_by_another_client_of_the_same_files_and_is_stale_then() {
    let scenario = Scenario::synced().await;
    scenario.clock.advance(Duration::from_secs(60));
    let plan = scenario.client.plan(SyncRequest::of([edition("en")])).await.unwrap();
    let other = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();

    let report = run(&other, &plan).await.unwrap();
    let again = run(&scenario.client, &plan).await;

    assert_eq!((report.sections.len(), report.sections[0].revalidations), (1, 3));
    assert_eq!(scenario.site.requests().len(), plan.requests.len());
    assert_eq!(again, Err(ErrorCode::StalePlan));
}

#[tokio::test]
async fn in_the_background_a_costly_line_brings_ten_texts_and_a_person_brings_the_rest() {
    let background = Conditions::background();
    for (costly, reason) in [
        (background.with_metered(true), SkipReason::Metered),
        (background.with_roaming(true), SkipReason::Roaming),
        (background.with_battery_saver(true), SkipReason::BatterySaver),
    ] {
        let scenario = Scenario::at(SiteConfig { items: 30, ..SiteConfig::default() });
        let request = |conditions| SyncRequest::of([edition("en")]).with_conditions(conditions);
        let plan = |conditions| scenario.client.plan(request(conditions));

        let first = scenario.client.sync(request(costly)).await.unwrap();
        scenario.clock.advance(Duration::from_secs(24 * 3_600));
        let after = plan(costly).await.unwrap();
        let uncostly = plan(background).await.unwrap();
        let second = scenario.client.sync(request(Conditions::person().with_metered(true))).await.unwrap();
        scenario.clock.advance(Duration::from_secs(24 * 3_600));
        let revalidations = plan(costly).await.unwrap().skipped.len();

        assert_eq!((first.sections[0].new_items, first.sections[0].page_requests), (30, 10));
        assert_eq!((after.requests.len(), after.skipped.len()), (12, 12), "{after:#?}");
        assert!(after.skipped.iter().all(|skip| skip.reason == reason && skip.until.is_none()));
        assert!(after.skipped.iter().all(|skip| skip.key.is_some()));
        assert_eq!((uncostly.requests.len(), uncostly.skipped.len()), (24, 0));
        assert_eq!((second.sections[0].page_requests, second.sections[0].revalidations), (20, 3));
        assert_eq!(revalidations, 2, "one of three is sent");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_does_not_join_a_background_sync_that_leaves_out_pages() {
    let scenario = Scenario::at(SiteConfig { items: 30, ..SiteConfig::default() });
    let metered = SyncRequest::all().with_conditions(Conditions::background().with_metered(true));
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/"));
    let background = scenario.client.start_sync(metered.clone(), |_| ()).unwrap();
    assert!(scenario.site.held());

    let same = scenario.client.start_sync(metered, |_| ()).unwrap();
    let person = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    scenario.site.clear_faults();
    let (background, same, person) =
        (background.wait().await.unwrap(), same.wait().await.unwrap(), person.wait().await.unwrap());

    assert_eq!(background, same);
    // On a busy machine a page that was held may fail. The person's sync asks for it again.
    assert_eq!(background.sections[0].page_requests, 10);
    assert!((20..23).contains(&person.sections[0].page_requests), "{background:?}, {person:?}");
}

/// Two editions of one host: their requests came in any order, as their tasks met.
#[tokio::test(flavor = "multi_thread")]
async fn editions_on_one_host_are_asked_in_the_order_of_the_plan() {
    for (chosen, status, first) in [
        (None, None, "/en/list?page=1"),
        (Some("fa"), None, "/fa/list?page=1"),
        (Some("fa"), Some("500 Internal Server Error"), "/fa/list?page=1"),
    ] {
        let scenario = two_editions_on_one_host();
        scenario.client.language().choose(chosen.map(edition).as_ref()).await.unwrap();
        scenario.sync().await; // no page exists, so all are planned again
        if let Some(status) = status {
            scenario.site.answer("/fa/list?page=1", PlainAnswer::status(status));
        }

        let plan = scenario.client.plan(SyncRequest::all()).await.unwrap();
        scenario.site.asked();
        run(&scenario.client, &plan).await.unwrap();

        let planned: Vec<_> = plan.requests.iter().map(|request| path_of(&request.address)).collect();
        let asked = scenario.site.asked();
        assert_eq!((planned.len(), planned[0].as_str()), (10, first));
        assert_eq!(asked[..planned.len()], planned, "{chosen:?} {status:?}");
        assert!(plan.follow_ups.iter().any(|rule| rule.rule == FollowUpRule::NewPages));
    }
}

fn two_editions_on_one_host() -> PlainScenario {
    let scenario = PlainScenario::with(|catalog| {
        let base = catalog["editions"][0]["bases"][0].as_str().unwrap().to_owned();
        catalog["connections_per_host"] = 4.into();
        let mut other = catalog["editions"][0].clone();
        (other["id"], other["language"]) = ("fa".into(), "fa".into());
        other["bases"] = json!([format!("{base}/fa")]);
        catalog["editions"][0]["bases"] = json!([format!("{base}/en")]);
        catalog["editions"].as_array_mut().unwrap().push(other);
    });
    for id in ["en", "fa"] {
        let rows: Vec<_> = (1..=4).rev().map(|row| (row.to_string(), format!("{id} story {row}"))).collect();
        let rows: Vec<_> = rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
        scenario.site.answer(&format!("/{id}/list"), PlainAnswer::of("[]"));
        scenario.site.answer(&format!("/{id}/list?page=1"), PlainAnswer::rows(&rows));
    }
    scenario
}
