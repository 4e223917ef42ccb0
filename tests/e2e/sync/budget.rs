//! A budget is a ceiling: no sync goes beyond it, and nothing that it cut is lost.

use std::time::Duration;

use crate::planning::state::{self, Dice};
use ifilm_core::{
    Budget, Client, DataKind, Error, ErrorCode, ItemKey, SectionOutcome, Skip, SkipReason, SyncReport,
    SyncRequest,
};
use ifilm_site::{Edition, Fault, FaultKind, Raw, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, config_for, edition};

/// A little more than the head of one answer of the practice site.
const HEAD: u64 = 1_000;
/// What may be on its way at the site when a client refuses a body, with small send buffers.
const ON_ITS_WAY: u64 = 64 << 10;

fn config(items: u64) -> SiteConfig {
    SiteConfig { items, send_buffer: Some(16 << 10), ..SiteConfig::default() }
}

fn english() -> SyncRequest {
    SyncRequest::of([edition("en")])
}

async fn sync(scenario: &Scenario, request: SyncRequest) -> SyncReport {
    scenario.client.sync(request).await.unwrap()
}

/// The bytes that the core counted.
fn counted(report: &SyncReport) -> u64 {
    report.sections.iter().map(|section| section.wire_bytes).sum()
}

/// The bytes at the sockets of the site, since its log was cleared.
fn at_site(scenario: &Scenario) -> u64 {
    scenario.site.requests().iter().map(|request| request.request_bytes + request.response_bytes).sum()
}

fn left(report: &SyncReport) -> (u32, u32) {
    let sum = |count: fn(&ifilm_core::Left) -> u32| report.sections.iter().map(|one| count(&one.left)).sum();
    (sum(|left| left.listings), sum(|left| left.texts))
}

/// How many of the newest texts are stored.
async fn texts(scenario: &Scenario, id: &str) -> usize {
    let mut texts = 0;
    for item in scenario.list(id).await {
        let article = scenario.client.library().article(&item.key).await.unwrap();
        texts += usize::from(matches!(article.body, ifilm_core::ArticleBody::Ready { .. }));
    }
    texts
}

#[tokio::test(flavor = "multi_thread")]
async fn headlines_come_first_then_the_newest_texts_and_the_next_sync_goes_on_there() {
    let scenario = Scenario::at(config(40));

    let first = sync(&scenario, english().with_budget(Budget::of(60_000))).await;
    let items = scenario.list("en").await;
    let (bytes, site) = (counted(&first), at_site(&scenario));
    let mut before = texts(&scenario, "en").await;
    let newest = scenario.article("en", items[0].key.id.parse().unwrap()).await;
    let mut runs = 1;
    while left(&sync(&scenario, english().with_budget(Budget::of(60_000))).await) != (0, 0) {
        let now = texts(&scenario, "en").await;
        assert!(now > before, "no text came in run {runs}");
        (before, runs) = (now, runs + 1);
    }

    assert_eq!(items.len(), 30);
    assert!(bytes <= 60_000 + HEAD && site <= 60_000 + ON_ITS_WAY, "{bytes} {site}");
    assert!(bytes > 30_000, "little of the budget was used: {bytes}");
    let (listings, cut) = left(&first);
    assert!(listings == 0 && cut > 0 && before > 0, "{first:?}");
    assert!(matches!(newest.body, ifilm_core::ArticleBody::Ready { .. }), "the newest text comes first");
    assert_eq!(first.sections[0].pages_failed, 0);
    assert_eq!(texts(&scenario, "en").await, 30);
}

/// Requests to four hosts run at the same time.
#[tokio::test(flavor = "multi_thread")]
async fn requests_to_several_hosts_do_not_go_beyond_the_budget_together() {
    for budget in [0, 500, 3_000, 30_000, 80_000, 200_000, 600_000] {
        let scenario = Scenario::at(config(40));

        let report = sync(&scenario, SyncRequest::all().with_budget(Budget::of(budget))).await;

        let (bytes, site) = (counted(&report), at_site(&scenario));
        assert!(bytes <= budget + HEAD && site <= budget + ON_ITS_WAY, "{budget}: {bytes} {site}");
        assert!(!report.any_failed(), "{report:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_without_room_for_its_listing_is_skipped() {
    let scenario = Scenario::at(config(6));

    let report = sync(&scenario, english().with_budget(Budget::of(500))).await;
    let kinds = sync(&scenario, english().with_budget(Budget::none().with_listings(0))).await;

    let skipped = SectionOutcome::Skipped { reason: SkipReason::Budget, until: None };
    assert_eq!((&report.sections[0].outcome, left(&report)), (&skipped, (1, 0)));
    assert_eq!((&kinds.sections[0].outcome, left(&kinds)), (&skipped, (1, 0)));
    assert_eq!(scenario.site.requests().len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_limit_of_texts_ends_the_texts_alone() {
    let scenario = Scenario::at(config(20));

    let report = sync(&scenario, english().with_budget(Budget::none().with_texts(20_000))).await;

    let section = &report.sections[0];
    assert_eq!((section.new_items, left(&report).0), (20, 0));
    assert!(left(&report).1 > 0 && section.outcome == SectionOutcome::Updated, "{section:?}");
}

/// A page far larger than the others, of a length that the site says or does not say.
fn large(length: bool) -> Fault {
    Fault::new(FaultKind::Big { length, bytes: 3 << 20 })
}

/// A body in pieces without a length ends before a piece that may not fit. Up to 64 KiB count as used then.
/// Seen: such a page was the first one of each sync, used up its budget, and no other text came.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_beyond_the_budget_is_not_begun_or_ends_and_is_no_failure() {
    for says_length in [true, false] {
        let scenario = Scenario::at(config(12));
        let newest = scenario.site.newest("en", 1)[0];
        let path = format!("/News/Content/{newest}");
        scenario.site.fault(large(says_length).path(&path));

        let report = sync(&scenario, english().with_budget(Budget::of(300_000))).await;
        let (bytes, site) = (counted(&report), at_site(&scenario));
        sync(&scenario, english().with_budget(Budget::of(300_000))).await;
        let others = texts(&scenario, "en").await;
        let plan = scenario.client.plan(english().with_budget(Budget::of(300_000))).await.unwrap();
        scenario.site.clear_faults();
        scenario.site.clear_requests();
        sync(&scenario, english()).await;

        let section = &report.sections[0];
        assert_eq!((section.pages_failed, section.left.texts > 0), (0, true), "{section:?}");
        assert!(bytes <= 300_000 + HEAD && site <= 300_000 + ON_ITS_WAY, "{says_length}: {bytes} {site}");
        let requests = scenario.site.requests();
        assert!(requests.iter().any(|request| request.path == path), "it is as due as before");
        assert_eq!(texts(&scenario, "en").await, 12);
        assert_eq!(others, 11, "the other texts came");
        let key = Some(ItemKey::article(edition("en"), newest.to_string()));
        let (kind, reason) = (DataKind::Texts, SkipReason::Budget);
        let (section, until) = (section.section, None);
        let next_due_reason = None;
        let skip = Skip { edition: edition("en"), section, kind, key, reason, until, next_due_reason };
        assert_eq!(plan.skipped, [skip], "{says_length}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_listing_that_is_cut_between_its_pages_leaves_a_hole_that_the_next_sync_fills() {
    let scenario = Scenario::at(SiteConfig { items: 60, ..config(60) });
    sync(&scenario, english()).await;
    scenario.site.publish("en", 75);
    let budget = Budget::none().with_listings(6_000);

    let cut = sync(&scenario, english().with_budget(budget)).await;
    let gaps = holes(&scenario).await;
    for _ in 0..4 {
        sync(&scenario, english()).await;
    }

    assert_eq!((cut.sections[0].left.listings, gaps), (1, 1), "{cut:?}");
    assert!(cut.sections[0].new_items > 0 && cut.sections[0].outcome == SectionOutcome::Updated);
    assert_eq!((holes(&scenario).await, scenario.list("en").await.len()), (0, 105));
}

async fn holes(scenario: &Scenario) -> usize {
    let query = ifilm_core::ListQuery::news(edition("en")).with_limit(500);
    scenario.client.library().list(query).await.unwrap().holes.len()
}

fn with_day(day: Budget) -> Scenario {
    Scenario::with(config(12), |config| config.day_budget = day)
}

/// The next midnight in Tehran, where the clients of the tests are.
fn midnight(scenario: &Scenario) -> jiff::Timestamp {
    let zone = jiff::tz::TimeZone::get("Asia/Tehran").unwrap();
    let day = scenario.site.now().to_zoned(zone.clone()).date();
    day.tomorrow().unwrap().to_zoned(zone).unwrap().timestamp()
}

fn over(error: &Error) -> (ErrorCode, Option<jiff::Timestamp>) {
    (error.code(), error.retry_at())
}

#[tokio::test(flavor = "multi_thread")]
async fn syncs_articles_and_pictures_share_the_days_ceiling_and_wait_for_midnight() {
    let scenario = with_day(Budget::of(30_000));
    let picture = format!("{}/UploadedFiles/Images/02-05-2024/1_2_3.jpg", scenario.site.base("en"));
    let ends = midnight(&scenario);

    let report = sync(&scenario, english()).await;
    let used = scenario.client.data_used().await.unwrap();
    while scenario.client.fetch(&scenario.list("en").await[0].key).await.is_ok() {}
    let article = scenario.client.fetch(&scenario.list("en").await[0].key).await.unwrap_err();
    let fetched = scenario.client.media().fetch_picture(&picture).await.unwrap_err();
    let all = at_site(&scenario);
    let skipped = scenario.client.plan(english()).await.unwrap().skipped;
    scenario.clock.set(ends);
    let next_day = scenario.client.data_used().await.unwrap();
    scenario.client.media().fetch_picture(&picture).await.unwrap();
    let pictures = scenario.client.data_used().await.unwrap().pictures;

    assert!(left(&report).1 > 0 && used.listings > 0 && used.texts > 0, "{used:?}");
    assert_eq!(used.ends_at, Some(ends));
    assert_eq!(
        (over(&article), over(&fetched)),
        ((ErrorCode::OverBudget, Some(ends)), (ErrorCode::OverBudget, Some(ends)))
    );
    assert!(all <= 30_000 + ON_ITS_WAY, "{all}");
    assert!(skipped.iter().all(|skip| (skip.reason, skip.until) == (SkipReason::Budget, Some(ends))));
    assert!(!skipped.is_empty());
    assert_eq!((next_day.bytes(), next_day.day > used.day), (0, true));
    assert!(pictures > 5_000, "{pictures}");
}

/// What was reserved is given back in the end, so the day has used what the reports say.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_day_has_used_are_the_bytes_of_its_reports_and_another_client_goes_on_with_it() {
    let scenario = with_day(Budget::of(1 << 20));

    let reports = [sync(&scenario, SyncRequest::all()).await, sync(&scenario, SyncRequest::all()).await];
    let used = scenario.client.data_used().await.unwrap();
    scenario.client.close().await.unwrap();
    let other = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();

    assert_eq!(used.bytes(), reports.iter().map(counted).sum::<u64>());
    assert_eq!(other.data_used().await.unwrap(), used);
}

/// A process that ends amid a request has reserved its bytes before.
#[tokio::test(flavor = "multi_thread")]
async fn what_a_running_request_may_cost_is_counted_before_it_is_sent() {
    let scenario = with_day(Budget::of(1 << 20));
    scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::En));

    let job = scenario.client.start_sync(english(), |_| ()).unwrap();
    assert!(scenario.site.held());
    let other = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();
    let meanwhile = other.data_used().await.unwrap();
    scenario.site.clear_faults();
    let report = job.wait().await.unwrap();

    assert_eq!(meanwhile.listings, 64 << 10);
    assert_eq!(other.data_used().await.unwrap().bytes(), counted(&report));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_whose_caller_leaves_gives_its_reserved_bytes_back() {
    let scenario = with_day(Budget::of(1 << 20));
    let report = sync(&scenario, english()).await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::En));

    let left = tokio::time::timeout(Duration::from_millis(300), scenario.client.fetch(&key)).await;
    let mut used = scenario.client.data_used().await.unwrap().bytes();
    for _ in 0..500 {
        if used < counted(&report) + 2_000 {
            break;
        }
        tokio::task::yield_now().await;
        used = scenario.client.data_used().await.unwrap().bytes();
    }

    scenario.site.clear_faults();
    assert!(left.is_err());
    assert!(used < counted(&report) + 2_000, "{used}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_without_a_budget_is_not_served_by_one_with_a_budget() {
    let scenario = Scenario::at(config(6));
    scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::En));
    let small = scenario.client.start_sync(english().with_budget(Budget::of(4_000)), |_| ()).unwrap();
    assert!(scenario.site.held());

    let whole = scenario.client.start_sync(english(), |_| ()).unwrap();
    let smaller = scenario.client.start_sync(english().with_budget(Budget::of(3_000)), |_| ()).unwrap();
    scenario.site.clear_faults();
    let (small, whole, smaller) = (small.wait().await, whole.wait().await, smaller.wait().await);

    assert_eq!(small.unwrap(), smaller.unwrap(), "they shared a sync");
    assert_eq!(left(&whole.unwrap()), (0, 0));
    assert_eq!(texts(&scenario, "en").await, 6);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_carries_its_budget_in_its_token() {
    let scenario = Scenario::at(config(12));
    let plan = scenario.client.plan(english().with_budget(Budget::of(15_000))).await.unwrap();

    let report = scenario.client.run(&plan.token, |_| ()).unwrap().wait().await.unwrap();

    assert!(counted(&report) <= 15_000 + HEAD && left(&report).1 > 0, "{report:?}");
}

/// The large body of an error is not read, and counts as what was on its way.
#[tokio::test(flavor = "multi_thread")]
async fn the_body_of_an_error_beyond_the_budget_is_not_read() {
    let scenario = Scenario::at(config(6));
    let error = Raw { content: Some("a".repeat(60_000)), ..Raw::new(500, [""; 0]) };
    scenario.site.fault(Fault::new(FaultKind::Raw(error)).path("/News/Content/"));

    let report = sync(&scenario, english().with_budget(Budget::of(20_000))).await;

    let (bytes, site) = (counted(&report), at_site(&scenario));
    assert!(bytes <= 20_000 + HEAD && site <= 20_000 + ON_ITS_WAY, "{bytes} {site}");
}

/// Seen: each of 30 such bodies cost the line 60 kB, and counted with the few kB that were read.
#[tokio::test(flavor = "multi_thread")]
async fn bodies_that_nobody_can_read_count_with_what_was_on_its_way() {
    for head in ["Content-Encoding: gzip", "Content-Encoding: zstd"] {
        let scenario = Scenario::at(config(30));
        let broken = Raw { content: Some("a".repeat(60_000)), ..Raw::new(200, [head]) };
        scenario.site.fault(Fault::new(FaultKind::Raw(broken)).path("/News/Content/"));

        let report = sync(&scenario, english().with_budget(Budget::of(200_000))).await;

        let (bytes, site) = (counted(&report), at_site(&scenario));
        assert!(bytes <= 200_000 + HEAD && site <= 200_000 + ON_ITS_WAY, "{head}: {bytes} {site}");
        assert!(left(&report).1 > 0, "{report:?}");
    }
}

/// Seen: a clock that was ahead for one request deleted what the true day had used.
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_ahead_leaves_what_the_day_has_used() {
    let scenario = with_day(Budget::of(1 << 20));
    let picture = format!("{}/UploadedFiles/Images/02-05-2024/1_2_3.jpg", scenario.site.base("en"));
    let now = scenario.site.now();
    sync(&scenario, english()).await;
    let used = scenario.client.data_used().await.unwrap();

    scenario.clock.set(now + Duration::from_secs(200 * 24 * 3_600));
    scenario.client.media().fetch_picture(&picture).await.unwrap();
    scenario.clock.set(now);

    assert_eq!(scenario.client.data_used().await.unwrap(), used);
}

/// 100 states, or as many as `IFILM_PLAN_STATES` says.
fn states() -> u64 {
    std::env::var("IFILM_PLAN_STATES").ok().and_then(|count| count.parse().ok()).unwrap_or(100)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_random_budget_is_passed_in_any_state() {
    let mut cut = 0;
    for seed in 0..states() {
        eprintln!("state {seed}"); // shown if the test fails
        cut += u32::from(check(seed).await);
    }
    assert!(cut > 20, "few budgets cut anything: {cut}");
}

/// Returns whether the budget cut anything.
async fn check(seed: u64) -> bool {
    let mut dice = Dice::of(seed);
    let scenario = state::random(&mut dice).await;
    let bytes = dice.pick(&[0, 700, 4_000, 20_000, 70_000, 140_000, 400_000]);
    let bytes = bytes + dice.below(1 + bytes / 2);
    let budget = Budget::of(bytes).with_texts(dice.pick(&[None, None, Some(bytes / 2)]));
    let request = state::request(state::conditions(&mut dice)).with_budget(budget);
    let plan = scenario.client.plan(request).await.unwrap();
    state::fail_mildly(&scenario, &mut dice);
    scenario.site.clear_requests();

    let report = scenario.client.run(&plan.token, |_| ()).unwrap().wait().await.unwrap();

    let (read, site) = (counted(&report), at_site(&scenario));
    assert!(read <= bytes + HEAD && site <= bytes + ON_ITS_WAY, "{budget:?}: {read} {site} {report:#?}");
    for id in EDITIONS {
        let of_edition = plan.requests.iter().filter(|request| request.edition == edition(id));
        let planned: Vec<&str> = of_edition.map(|request| path_of(&request.address)).collect();
        let requests = scenario.site.requests();
        let seen: Vec<&str> =
            requests.iter().filter(|request| request.edition == id).map(|request| &*request.path).collect();
        let sent = planned.iter().filter(|path| seen.contains(path));
        let mut rest = seen.iter();
        assert!(
            sent.clone().all(|path| rest.any(|seen| seen == path)),
            "the order changed: {planned:?} {seen:?}"
        );
        for skip in plan.skipped.iter().filter(|skip| skip.edition == edition(id)) {
            let end = skip.key.as_ref().map(|key| format!("/Content/{}", key.id));
            assert!(end.is_none_or(|end| seen.iter().all(|path| !path.ends_with(&end))), "{skip:?}");
        }
    }
    report.sections.iter().any(|section| !section.left.is_none())
}

fn path_of(address: &str) -> &str {
    let behind = address.split_once("://").unwrap().1;
    behind.find('/').map(|at| &behind[at..]).unwrap()
}
