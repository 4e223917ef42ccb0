//! Cancels and deadlines: a job ends at once, whatever it waits for, and what was stored stays whole.

use std::fs::File;
use std::time::Duration;

use ifilm_core::{
    Article, ArticleBody, Ended, ErrorCode, Job, PageFailure, SectionOutcome, Stage, SyncReport, SyncRequest,
};
use ifilm_site::{Edition, Fault, FaultKind, SiteConfig};
use ifilm_tests::{Scenario, edition, english_fault, status, text};
use rusqlite::Connection;
use tokio::time::timeout;

/// Each wait of this file would take several seconds. `benches/cancelling.rs` measures how soon a job ends.
const SOON: Duration = Duration::from_secs(1);

async fn cancelled(job: &Job) -> SyncReport {
    job.cancel();
    timeout(SOON, job.wait()).await.expect("it ends soon").unwrap()
}

fn english() -> SyncRequest {
    SyncRequest::of([edition("en")])
}

async fn articles(scenario: &Scenario) -> Vec<Article> {
    let mut articles = Vec::new();
    for item in scenario.list("en").await {
        articles.push(scenario.client.library().article(&item.key).await.unwrap());
    }
    articles
}

async fn ready(scenario: &Scenario) -> usize {
    let is_ready = |article: &&Article| matches!(article.body, ArticleBody::Ready { .. });
    articles(scenario).await.iter().filter(is_ready).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_does_not_wait_for_the_site() {
    for kind in [FaultKind::Silence, FaultKind::Stall, FaultKind::Drip { interval_ms: 20 }] {
        let scenario = Scenario::begin();
        scenario.site.fault(english_fault("/News/", kind.clone()).after(3));
        let mut sync = scenario.start_english();
        sync.until(Stage::Pages, 3).await;

        let report = cancelled(&sync.job).await;

        assert_eq!((report.ended, report.cancelled), (Ended::Cancelled, true), "{kind:?}");
        assert_eq!(report.sections[0].outcome, SectionOutcome::Cancelled, "{kind:?}");
        assert_eq!((report.sections[0].new_items, ready(&scenario).await), (30, 3), "{kind:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_does_not_wait_for_a_turn_at_the_host() {
    let scenario = Scenario::with(SiteConfig::default(), |config| config.catalog.spacing_ms = 60_000);
    let mut sync = scenario.start_english();
    sync.until(Stage::Pages, 0).await;

    let report = cancelled(&sync.job).await;

    assert_eq!((report.ended, scenario.site.requests().len()), (Ended::Cancelled, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_does_not_wait_for_the_sync_of_another_process() {
    let scenario = Scenario::begin();
    let other = File::create(scenario.data.path().join("sync.lock")).unwrap();
    other.lock().unwrap();
    let sync = scenario.start_english();

    let report = cancelled(&sync.job).await;

    assert_eq!(report.sections[0].outcome, SectionOutcome::Cancelled);
    assert!(scenario.site.requests().is_empty());
}

/// Another process may hold the cache for seconds. The texts that came before the cancel wait for it, and
/// nobody waits for them.
#[tokio::test(flavor = "multi_thread")]
async fn a_cancel_does_not_wait_for_a_file_and_the_texts_in_hand_are_stored_later() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let mut sync = scenario.start_english();
    assert!(scenario.site.held());
    let other = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    scenario.site.clear_faults();
    sync.until(Stage::Pages, 1).await;

    let report = cancelled(&sync.job).await;
    other.execute_batch("ROLLBACK").unwrap();
    let first = scenario.list("en").await.remove(0);
    scenario.client.user().mark_read(&first.key, true).await.unwrap(); // the writer is done with the texts

    assert_eq!(report.ended, Ended::Cancelled);
    assert!(ready(&scenario).await >= 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_ends_a_job_and_is_no_cancel() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let request = english().with_deadline(Duration::from_millis(500));
    let job = scenario.client.start_sync(request, |_| ()).unwrap();
    assert!(scenario.site.held());

    let report = timeout(SOON, job.wait()).await.expect("it ends soon").unwrap();
    scenario.site.clear_faults();
    let after = scenario.client.sync(english().with_deadline(Duration::MAX)).await.unwrap();

    assert_eq!((report.ended, report.cancelled), (Ended::Deadline, false));
    assert_eq!(report.sections[0].outcome, SectionOutcome::Cancelled);
    assert_eq!((report.sections[0].new_items, report.sections[0].listing_requests), (30, 1));
    assert_eq!((after.ended, ready(&scenario).await), (Ended::Completed, 30));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_counts_from_the_start_of_the_job_also_while_it_waits_for_another_sync() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let first = scenario.start_english();
    assert!(scenario.site.held());

    let request = SyncRequest::of([edition("fa")]).with_deadline(Duration::from_millis(50));
    let job = scenario.client.start_sync(request, |_| ()).unwrap();
    let report = timeout(SOON, job.wait()).await.expect("it ends soon").unwrap();

    assert_eq!((report.ended, first.job.is_finished()), (Ended::Deadline, false));
    assert_eq!((report.sections.len(), report.sections[0].listing_requests), (1, 0));
    cancelled(&first.job).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_deadline_of_one_caller_ends_nothing_for_another() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let request = english().with_deadline(Duration::from_millis(500));
    let background = scenario.client.start_sync(request, |_| ()).unwrap();
    assert!(scenario.site.held());

    let person = scenario.start_english();
    let left = timeout(SOON, background.wait()).await.expect("it ends soon").unwrap();
    let goes_on = !person.job.is_finished();
    scenario.site.clear_faults();
    let report = person.job.wait().await.unwrap();

    assert_eq!((left.ended, left.sections[0].listing_requests), (Ended::Deadline, 0));
    assert!(goes_on && background.is_finished());
    assert_eq!((report.ended, report.sections[0].listing_requests), (Ended::Completed, 1));
}

#[tokio::test]
async fn a_job_without_any_time_sends_nothing() {
    let scenario = Scenario::begin();

    let report = scenario.client.sync(SyncRequest::all().with_deadline(Duration::ZERO)).await.unwrap();

    assert_eq!((report.ended, report.sections.len()), (Ended::Deadline, 4));
    assert!(scenario.site.requests().len() < 4, "it ends at its first await");
}

/// Every place at which a sync reports a step is one at which it may be cancelled.
#[tokio::test(flavor = "multi_thread")]
async fn a_sync_cancelled_after_any_step_leaves_whole_pages_and_the_next_one_completes_it() {
    let undisturbed = Scenario::begin();
    undisturbed.sync_english().await;
    let expected = articles(&undisturbed).await;

    for done in [0, 1, 7, 8, 9, 20, 29, 30] {
        let scenario = Scenario::begin();
        let mut sync = scenario.start_english();
        sync.until(Stage::Pages, done).await;
        let report = cancelled(&sync.job).await;
        let stored = ready(&scenario).await;
        let rest = scenario.sync_english().await;

        assert!(stored >= done as usize, "{stored} of {done} were stored");
        assert_eq!(report.sections[0].new_items, 30, "{done}");
        assert_eq!(rest.page_requests as usize, 30 - stored, "{done}");
        for (expected, article) in expected.iter().zip(articles(&scenario).await) {
            assert_eq!((&expected.title, text(expected)), (&article.title, text(&article)), "{done}");
        }
    }
}

#[tokio::test]
async fn a_failure_says_whether_and_when_to_try_again() {
    let wait = || FaultKind::Status { status: 503, retry_after: Some("120".to_owned()) };
    for (kind, code, retryable) in [
        (status(500), ErrorCode::Refused, true),
        (FaultKind::Refuse, ErrorCode::Offline, true),
        (FaultKind::HtmlForJson, ErrorCode::Unreadable, true),
        (status(404), ErrorCode::NotFound, false),
        (status(410), ErrorCode::Gone, false),
    ] {
        let scenario = Scenario::begin();
        scenario.site.fault(Fault::new(kind).edition(Edition::En));
        let SectionOutcome::Failed { code: failed, retryable: may_pass, retry_at, .. } =
            scenario.sync_english().await.outcome
        else {
            panic!("{code:?}");
        };
        assert_eq!((failed, may_pass, retry_at), (code, retryable, None));
    }
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", status(404)).times(1));
    scenario.site.fault(english_fault("/News/", wait()));

    let report = scenario.sync_english().await;

    let until = Some(scenario.site.now() + Duration::from_secs(120));
    let facts = |failure: &PageFailure| (failure.code, failure.pages, failure.retryable, failure.retry_at);
    let failures: Vec<_> = report.page_failures.iter().map(facts).collect();
    assert_eq!(failures, [(ErrorCode::NotFound, 1, false, None), (ErrorCode::Refused, 1, true, until)]);
    let SectionOutcome::Failed { retryable: true, retry_at, .. } = report.outcome else {
        panic!("{report:?}")
    };
    assert_eq!(retry_at, until);
}
