//! HTTP of real servers: an answer that breaks a rule but can be understood loses no article.

mod cookies;
mod heads;
mod identity;
mod limits;
mod versions;
mod waits;

use std::sync::Arc;

use ifilm_core::{Client, ErrorCode, SectionOutcome, SyncRequest};
use ifilm_site::{FaultKind, Raw, RequestRecord, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition, english_fault, failure, status};

/// A client that has not synced yet, at a small site.
fn small() -> Scenario {
    Scenario::at(SiteConfig { items: 6, ..SiteConfig::default() })
}

/// A client that has synced with a small site.
async fn synced() -> Scenario {
    let scenario = small();
    assert!(!scenario.sync().await.any_failed());
    scenario.site.clear_requests();
    scenario
}

/// All six articles of the edition are stored if their pages are sent with these raw bytes.
async fn all_come(name: &str, raw: Raw) {
    let scenario = small();
    scenario.site.fault(english_fault("/News/", FaultKind::Raw(raw)));

    let section = scenario.sync_english().await;

    assert_eq!((section.outcome, section.pages_failed), (SectionOutcome::Updated, 0), "{name}");
    assert_eq!(section.page_requests, 6, "{name}");
}

/// The requests for one path.
fn asked_for(scenario: &Scenario, path: &str) -> Vec<RequestRecord> {
    scenario.site.requests().into_iter().filter(|request| request.path.starts_with(path)).collect()
}

#[tokio::test]
async fn a_closed_reused_connection_loses_no_request() {
    let scenario = small();
    scenario.site.fault(english_fault("/News/", FaultKind::RefuseReused));

    let section = scenario.sync_english().await;

    assert_eq!((section.outcome, section.pages_failed), (SectionOutcome::Updated, 0));
    assert_eq!(asked_for(&scenario, "/News/").len(), 12, "each page is asked for twice");
}

#[tokio::test]
async fn a_listing_on_a_closed_reused_connection_is_retried_once() {
    let scenario = synced().await;
    scenario.site.fault(english_fault("/Home/", FaultKind::RefuseReused));

    assert_eq!(failure(&scenario.sync_english().await), None);
}

#[tokio::test]
async fn a_closed_new_connection_is_not_retried() {
    let scenario = small();
    scenario.site.fault(english_fault("/", FaultKind::Refuse));

    let section = scenario.sync_english().await;

    assert_eq!(failure(&section), Some(ErrorCode::Offline));
    assert_eq!(scenario.site.requests().len(), 1);
}

#[tokio::test]
async fn a_truncated_answer_is_not_retried() {
    let scenario = small();
    scenario.site.fault(english_fault("/News/", FaultKind::CutBody));

    let section = scenario.sync_english().await;

    assert_eq!(failure(&section), Some(ErrorCode::Offline));
    assert_eq!(asked_for(&scenario, "/News/").len(), 3, "three failures in a row end the pages");
}

/// Seen: a validator of 60 kB was sent with each request, and the server refused all requests from then on.
#[tokio::test]
async fn a_validator_that_is_too_long_is_not_sent_back() {
    let scenario = small();
    let tag = format!("ETag: \"{}\"", "a".repeat(2000));
    scenario.site.fault(english_fault("/Home/", FaultKind::Raw(Raw::new(200, [tag]))));
    scenario.sync_english().await;
    scenario.site.clear_requests();

    scenario.sync_english().await;

    assert_eq!(asked_for(&scenario, "/Home/")[0].if_none_match, None);
}

#[tokio::test]
async fn a_refused_conditional_request_is_retried_once_without_validators() {
    for refusal in [400, 412, 431] {
        let scenario = synced().await;
        scenario.site.fault(english_fault("/Home/", status(refusal)).times(1));

        let section = scenario.sync_english().await;

        let conditions: Vec<bool> =
            asked_for(&scenario, "/Home/").iter().map(|request| request.if_none_match.is_some()).collect();
        assert_eq!((failure(&section), conditions), (None, vec![true, false]), "{refusal}");
    }
}

#[tokio::test]
async fn a_refused_request_without_validators_is_not_retried() {
    for refusal in [400, 412, 431] {
        let scenario = small();
        scenario.site.fault(english_fault("/Home/", status(refusal)).times(1));

        scenario.sync_english().await;

        let paths: Vec<String> =
            asked_for(&scenario, "/Home/").into_iter().map(|request| request.path).collect();
        assert!(paths.iter().all(|path| *path != paths[0]) || paths.len() == 1, "{paths:?}");
    }
}

/// Seen: each client sent all requests: 372 instead of 124.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_client_on_the_same_files_waits_and_repeats_no_request() {
    let scenario = Arc::new(small());
    let other = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();
    other.prepare().await.unwrap();
    scenario.site.fault(english_fault("/Home/", FaultKind::Hold).times(1));
    let request = || SyncRequest::of([edition("en")]);

    let first = scenario.client.start_sync(request(), |_| ()).unwrap();
    let site = Arc::clone(&scenario);
    assert!(tokio::task::spawn_blocking(move || site.site.held()).await.unwrap());
    let second = other.start_sync(request(), |_| ()).unwrap();
    scenario.site.release();
    let (first, second) = (first.wait().await.unwrap(), second.wait().await.unwrap());

    assert_eq!((first.sections[0].page_requests, second.sections[0].page_requests), (6, 0));
    assert_eq!(second.sections[0].not_modified, 4, "the listing, and three pages that are checked again");
}
