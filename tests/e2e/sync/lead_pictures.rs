//! The pictures of the newest items come with a sync, after all texts.

use std::time::Duration;

use ifilm_core::{
    Budget, Conditions, DataKind, ErrorCode, FollowUpRule, PageFailure, SectionOutcome, SectionReport,
    SkipReason, SyncRequest,
};
use ifilm_site::{Edition, Fault, FaultKind, SiteConfig};
use ifilm_tests::{Scenario, edition, status};

const PICTURES: &str = "/UploadedFiles/";
const A_DAY: Duration = Duration::from_secs(86_400);
const NO_FAILURE: &[PageFailure] = &[];

/// A client that fetches the pictures of the five newest items. One of these has none.
fn scenario() -> Scenario {
    let config = SiteConfig { items: 12, ..SiteConfig::default() };
    Scenario::with(config, |config| config.lead_pictures = 5)
}

fn english() -> SyncRequest {
    SyncRequest::of([edition("en")])
}

async fn sync(scenario: &Scenario, request: SyncRequest) -> SectionReport {
    scenario.client.sync(request).await.unwrap().sections.remove(0)
}

/// Which pictures of the list are on disk, in its order.
async fn stored(scenario: &Scenario) -> Vec<bool> {
    let mut stored = Vec::new();
    for item in scenario.list("en").await {
        let Some(address) = item.picture else { continue };
        let picture = scenario.client.media().picture(&address).await.unwrap();
        stored.push(picture.file.is_some());
    }
    stored
}

fn pictures_asked(scenario: &Scenario) -> usize {
    scenario.site.requests().iter().filter(|request| request.path.starts_with(PICTURES)).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_newest_pictures_come_once_and_after_all_texts() {
    let scenario = scenario();

    let section = sync(&scenario, english()).await;
    let paths: Vec<String> = scenario.site.requests().into_iter().map(|request| request.path).collect();
    let again = sync(&scenario, english()).await;

    let is_picture: Vec<bool> = paths.iter().map(|path| path.starts_with(PICTURES)).collect();
    assert!(is_picture.is_sorted(), "{paths:?}");
    assert_eq!((section.picture_requests, section.pictures, again.picture_requests), (4, 4, 0));
    let stored = stored(&scenario).await;
    assert!(
        stored[..4].iter().all(|stored| *stored) && stored[4..].iter().all(|stored| !stored),
        "{stored:?}"
    );
    let sizes = scenario.list("en").await.into_iter().filter(|item| item.picture_size.is_some());
    assert_eq!(sizes.count(), 4, "a row can leave room for its picture");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_metered_line_pictures_wait_also_for_a_person() {
    let scenario = scenario();
    for (conditions, reason) in [
        (Conditions::person().with_metered(true), SkipReason::Metered),
        (Conditions::background().with_metered(true), SkipReason::Metered),
        (Conditions::person().with_roaming(true), SkipReason::Roaming),
        (Conditions::background().with_battery_saver(true), SkipReason::BatterySaver),
    ] {
        let request = english().with_conditions(conditions);

        sync(&scenario, request.clone()).await;
        scenario.clock.advance(A_DAY); // the section is due again, also in the background
        let plan = scenario.client.plan(request).await.unwrap();

        let skip = plan.skipped.iter().find(|skip| skip.kind == DataKind::Pictures).unwrap();
        assert_eq!((&skip.key, skip.reason, skip.until), (&None, reason, None));
        assert!(plan.follow_ups.iter().all(|rule| rule.rule != FollowUpRule::LeadPictures));
        assert_eq!(pictures_asked(&scenario), 0);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_declares_pictures_as_a_rule() {
    let scenario = scenario();
    let plan = scenario.client.plan(english()).await.unwrap();

    scenario.client.run(&plan.token, |_| ()).unwrap().wait().await.unwrap();

    let rule = plan.follow_ups.iter().find(|rule| rule.rule == FollowUpRule::LeadPictures).unwrap();
    let requests = scenario.site.requests();
    let pictures: Vec<_> = requests.iter().filter(|request| request.path.starts_with(PICTURES)).collect();
    let covered = |path: &str| rule.covers(&format!("{}{path}", scenario.site.base("en")));
    assert_eq!((rule.most, pictures.len()), (5, 4));
    assert!(pictures.iter().all(|request| covered(&request.path)), "{rule:?}");
    assert!(!rule.covers("https://example.org/a.jpg"));
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_keep_to_the_budget_and_the_next_sync_goes_on() {
    let scenario = scenario();
    let budget = Budget::none().with_pictures(20_000);

    let cut = sync(&scenario, english().with_budget(budget)).await;
    let none = sync(&scenario, english().with_budget(Budget::none().with_pictures(0))).await;
    let rest = sync(&scenario, english()).await;

    assert!(cut.pictures > 0 && cut.left.pictures > 0, "{cut:?}");
    assert_eq!(cut.pictures + cut.left.pictures, 4);
    assert_eq!((none.picture_requests, rest.pictures), (0, cut.left.pictures));
    assert_eq!((&*cut.page_failures, cut.outcome), (NO_FAILURE, SectionOutcome::Updated));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_fails_is_no_failure_of_the_section_and_waits_for_its_retry() {
    let scenario = scenario();
    scenario.site.fault(Fault::new(status(404)).path(PICTURES).times(1));

    let first = sync(&scenario, english()).await;
    let soon = sync(&scenario, english()).await;
    scenario.clock.advance(Duration::from_secs(3_601));
    let later = sync(&scenario, english()).await;

    assert_eq!((first.picture_requests, first.pictures, first.pages_failed), (4, 3, 0));
    assert_eq!(first.outcome, SectionOutcome::Updated);
    assert_eq!((soon.picture_requests, later.picture_requests, later.pictures), (0, 1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_asks_to_wait_gets_no_more_requests_for_pictures() {
    let scenario = scenario();
    let wait = FaultKind::Status { status: 503, retry_after: Some("600".to_owned()) };
    scenario.site.fault(Fault::new(wait).path(PICTURES));

    let section = sync(&scenario, english()).await;

    assert_eq!((section.picture_requests, section.outcome), (1, SectionOutcome::Updated));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_wants_a_picture_that_a_sync_fetches_shares_its_request() {
    let scenario = scenario();
    scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::En).path(PICTURES));
    let job = scenario.client.start_sync(english(), |_| ()).unwrap();
    assert!(scenario.site.held());
    let address = scenario.list("en").await.into_iter().find_map(|item| item.picture).unwrap();

    let client = scenario.client.clone();
    let shown = tokio::spawn(async move { client.media().fetch_picture(&address).await });
    scenario.site.clear_faults();
    job.wait().await.unwrap();

    assert!(shown.await.unwrap().unwrap().file.is_some());
    assert_eq!(pictures_asked(&scenario), 4, "each once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_is_cancelled_amid_its_pictures_says_so_and_keeps_what_came() {
    let scenario = scenario();
    scenario.site.fault(Fault::new(FaultKind::Hold).path(PICTURES).after(2));
    let job = scenario.client.start_sync(english(), |_| ()).unwrap();
    assert!(scenario.site.held());

    job.cancel();
    let report = job.wait().await.unwrap();

    scenario.site.clear_faults();
    assert!(report.cancelled);
    assert_eq!(stored(&scenario).await.iter().filter(|stored| **stored).count(), 2);
}

/// The address and the path of the newest picture, after a sync that fetched none.
async fn newest_picture(scenario: &Scenario) -> (String, String) {
    sync(scenario, english().with_budget(Budget::none().with_pictures(0))).await;
    scenario.site.clear_requests();
    let address = scenario.list("en").await.into_iter().find_map(|item| item.picture).unwrap();
    let path = address[address.find(PICTURES).unwrap()..].to_owned();
    (address, path)
}

/// Seen: the picture that did not fit was the first one of each sync, and none behind it came.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_beyond_the_budget_lets_the_others_come_and_waits_for_a_larger_one() {
    for length in [true, false] {
        let scenario = scenario();
        let (_, path) = newest_picture(&scenario).await;
        scenario.site.fault(Fault::new(FaultKind::Big { length, bytes: 1 << 20 }).path(&path));
        let tight = english().with_budget(Budget::none().with_pictures(120_000));

        let first = sync(&scenario, tight.clone()).await;
        let second = sync(&scenario, tight.clone()).await;
        let others = stored(&scenario).await;
        let third = sync(&scenario, tight).await;
        scenario.site.clear_faults();
        let without_budget = sync(&scenario, english()).await;

        assert_eq!(others[..4], [false, true, true, true], "{length}: {first:?} {second:?}");
        assert_eq!((third.picture_requests, third.left.pictures), (0, 1), "{length}");
        assert_eq!(without_budget.pictures, 1, "{length}");
    }
}

/// Seen: one picture that never answered ended the pictures of each sync.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_without_an_answer_lets_the_others_come_and_waits_for_its_retry() {
    let scenario = scenario();
    let (_, path) = newest_picture(&scenario).await;
    scenario.site.fault(Fault::new(FaultKind::Refuse).path(&path));

    let first = sync(&scenario, english()).await;
    let soon = sync(&scenario, english()).await;
    scenario.clock.advance(Duration::from_secs(3_601));
    scenario.site.clear_faults();
    let later = sync(&scenario, english()).await;

    assert_eq!((first.pictures, first.outcome), (3, SectionOutcome::Unchanged));
    assert_eq!((soon.picture_requests, later.pictures), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_host_that_answers_for_no_picture_is_asked_for_two() {
    let scenario = scenario();
    scenario.site.fault(Fault::new(FaultKind::Refuse).path(PICTURES));

    let section = sync(&scenario, english()).await;

    assert_eq!((section.picture_requests, section.outcome), (2, SectionOutcome::Updated));
}

/// Seen: a full disk was a line in the log, and each sync fetched the same picture again.
#[tokio::test(flavor = "multi_thread")]
async fn a_picture_that_cannot_be_stored_is_an_error_of_the_sync() {
    let scenario = scenario();
    newest_picture(&scenario).await;
    let files = scenario.data.path().join("pictures");
    let _ = std::fs::remove_dir_all(&files);
    std::fs::write(&files, "no folder").unwrap();

    let error = scenario.client.sync(english()).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::BadArgument, "it is no data directory: {error:?}");
}

/// Seen: a sync waited for the picture of a person, also after it was cancelled.
#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_waits_for_the_picture_of_a_person_ends_when_it_is_cancelled() {
    let scenario = scenario();
    let (address, _) = newest_picture(&scenario).await;
    scenario.site.fault(Fault::new(FaultKind::Hold).path(PICTURES));
    let client = scenario.client.clone();
    let shown = tokio::spawn(async move { client.media().fetch_picture(&address).await });
    assert!(scenario.site.held());

    let job = scenario.client.start_sync(english(), |_| ()).unwrap();
    tokio::task::yield_now().await;
    job.cancel();
    let report = tokio::time::timeout(Duration::from_secs(5), job.wait()).await;
    scenario.site.clear_faults();

    assert!(report.is_ok_and(|report| report.map_or(true, |report| report.cancelled)));
    assert!(shown.await.unwrap().unwrap().file.is_some());
}
