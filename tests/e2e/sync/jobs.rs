//! The jobs of a sync: callers join, leave, close and cancel.

use ifilm_core::{ErrorCode, SectionOutcome, SyncRequest};
use ifilm_site::{Fault, FaultKind};
use ifilm_tests::{EDITIONS, Scenario, edition, english_fault, text};

use crate::basics::listings;

#[tokio::test(flavor = "multi_thread")]
async fn a_second_caller_joins_the_sync_that_runs() {
    let scenario = Scenario::begin();
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/"));
    let first = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    assert!(scenario.site.held());

    let second = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    scenario.site.clear_faults();
    let (first, second) = (first.wait().await.unwrap(), second.wait().await.unwrap());

    assert_eq!(first, second);
    assert_eq!(listings(&scenario.site.requests()).len(), 4);
}

/// Seen from Python: the first of two tasks was cancelled, and the second got a report that said `cancelled`.
#[tokio::test(flavor = "multi_thread")]
async fn leaving_a_shared_sync_does_not_end_it_for_others() {
    let scenario = Scenario::begin();
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/"));
    let first = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    assert!(scenario.site.held());
    let second = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();

    second.cancel();
    second.clone().cancel();
    let left = second.wait().await.unwrap();
    let third = scenario.client.start_sync(SyncRequest::of([edition("fa")]), |_| ()).unwrap();
    first.cancel();
    let first_left = first.wait().await.unwrap();
    scenario.site.clear_faults();
    let report = third.wait().await.unwrap();

    assert!(left.cancelled && first_left.cancelled && second.is_finished());
    assert_eq!((left.sections.len(), first_left.sections.len()), (1, 4));
    assert_eq!(left.sections[0].outcome, SectionOutcome::Cancelled);
    assert!(!report.cancelled && report.sections.iter().all(|section| section.new_items == 30), "{report:?}");
    assert_eq!(listings(&scenario.site.requests()).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shared_sync_ends_when_all_have_left() {
    let scenario = Scenario::begin();
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/"));
    let first = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    assert!(scenario.site.held());
    let second = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();

    first.cancel();
    let goes_on = !second.is_finished();
    second.cancel();
    let report = second.wait().await.unwrap();

    assert!(goes_on && report.cancelled);
    assert_eq!(report.sections.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_of_other_editions_is_not_joined_but_runs_afterwards() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let first = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
    assert!(scenario.site.held());

    let second = scenario.client.start_sync(SyncRequest::of([edition("fa")]), |_| ()).unwrap();
    scenario.site.clear_faults();
    let (first, second) = (first.wait().await.unwrap(), second.wait().await.unwrap());

    assert_eq!(first.sections[0].edition, edition("en"));
    assert_eq!((second.sections[0].edition.as_str(), second.sections[0].new_items), ("fa", 30));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_cancelled_before_its_turn_ends_before_the_one_that_runs() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let first = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
    assert!(scenario.site.held());

    let second = scenario.client.start_sync(SyncRequest::of([edition("fa")]), |_| ()).unwrap();
    second.cancel();
    let report = second.wait().await.unwrap();

    assert!(report.cancelled && !first.is_finished());
    assert_eq!(report.sections[0].outcome, SectionOutcome::Cancelled);
    assert!(scenario.site.requests().iter().all(|request| request.edition == "en"));
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_ends_running_and_waiting_syncs() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let start = |id| scenario.client.start_sync(SyncRequest::of([edition(id)]), |_| ()).unwrap();
    let [running, waiting, last] = ["en", "fa", "ar"].map(start);
    assert!(scenario.site.held());

    scenario.client.close().await.unwrap();

    assert!(running.wait().await.unwrap().cancelled);
    assert_eq!(waiting.wait().await.unwrap_err().code(), ErrorCode::Closed);
    assert_eq!(last.wait().await.unwrap_err().code(), ErrorCode::Closed);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_sync_says_so_and_the_next_completes_it() {
    let scenario = Scenario::begin();
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/"));
    let job = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    assert!(scenario.site.held());

    job.cancel();
    let report = job.wait().await.unwrap();
    scenario.site.clear_faults();
    let after = scenario.sync().await;

    assert!(report.cancelled);
    assert!(report.sections.iter().any(|section| section.outcome == SectionOutcome::Cancelled));
    assert!(!after.any_failed() && !after.cancelled);
    for id in EDITIONS {
        for item in scenario.list(id).await {
            text(&scenario.client.library().article(&item.key).await.unwrap());
        }
    }
}
