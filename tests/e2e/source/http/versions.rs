//! HTTP/2 where the server offers it, and HTTP/1.1 elsewhere.

use std::collections::BTreeSet;

use ifilm_core::ErrorCode;
use ifilm_site::{FaultKind, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, english_fault, failure, text};

fn at(tls: bool) -> Scenario {
    Scenario::at(SiteConfig { tls, items: 6, ..SiteConfig::default() })
}

/// Key, title and text of each article of each edition.
async fn rows(scenario: &Scenario) -> Vec<(String, String, String)> {
    let mut rows = Vec::new();
    for edition in EDITIONS {
        for item in scenario.list(edition).await {
            let article = scenario.client.library().article(&item.key).await.unwrap();
            rows.push((item.key.to_string(), item.title, text(&article)));
        }
    }
    rows
}

fn versions(scenario: &Scenario) -> BTreeSet<&'static str> {
    scenario.site.requests().iter().map(|request| request.version).collect()
}

/// Seen: no protocol was offered in the handshake, so HTTP/2 was never spoken.
#[tokio::test]
async fn a_sync_speaks_http_2_with_tls_and_http_1_without_and_stores_the_same_rows() {
    let (secure, plain) = (at(true), at(false));

    assert!(!secure.sync().await.any_failed());
    assert!(!plain.sync().await.any_failed());

    assert_eq!(versions(&secure), BTreeSet::from(["HTTP/2"]));
    assert_eq!(versions(&plain), BTreeSet::from(["HTTP/1.1"]));
    assert_eq!(secure.site.requests().len(), plain.site.requests().len());
    assert_eq!(rows(&secure).await, rows(&plain).await);
}

#[tokio::test]
async fn all_requests_of_an_edition_share_a_connection_of_http_2() {
    let scenario = at(true);

    scenario.sync_english().await;

    let connections: BTreeSet<u64> = scenario.site.requests().iter().map(|one| one.connection).collect();
    assert_eq!(connections.len(), 1);
}

#[tokio::test]
async fn a_closed_reused_connection_of_http_2_loses_no_request() {
    let scenario = at(true);
    scenario.site.fault(english_fault("/News/", FaultKind::RefuseReused));

    let section = scenario.sync_english().await;

    assert_eq!((section.page_requests, section.pages_failed), (6, 0), "{section:?}");
    assert_eq!(versions(&scenario), BTreeSet::from(["HTTP/2"]));
}

/// The server says that it did not process the request, so nothing is done twice.
#[tokio::test]
async fn a_request_that_a_server_of_http_2_refused_is_sent_once_more() {
    let scenario = at(true);
    scenario.site.fault(english_fault("/News/", FaultKind::RefuseStream).times(1));

    let section = scenario.sync_english().await;

    assert_eq!((section.page_requests, section.pages_failed), (6, 0), "{section:?}");
    assert_eq!(scenario.site.requests().len(), 8, "one listing, six pages, and one page again");
}

#[tokio::test]
async fn a_request_that_a_server_of_http_2_refuses_twice_is_not_sent_a_third_time() {
    let scenario = at(true);
    scenario.site.fault(english_fault("/News/", FaultKind::RefuseStream));

    let section = scenario.sync_english().await;

    let pages = scenario.site.requests().iter().filter(|one| one.path.starts_with("/News/")).count();
    assert_eq!((failure(&section), pages), (Some(ErrorCode::Offline), 6), "three failures end the pages");
}

/// The page that a leaving server did not process is asked for once more, on a new connection. So is one that
/// it may have processed, because nothing changes by a GET, but not the first of a connection.
#[tokio::test]
async fn a_server_of_http_2_that_leaves_amid_a_sync_loses_no_request() {
    for (processed, after, lost) in [(false, 0, 0), (false, 3, 0), (true, 3, 0), (true, 0, 1)] {
        let scenario = at(true);
        scenario.site.fault(english_fault("/", FaultKind::GoAway { processed }).after(after).times(1));

        let section = scenario.sync_english().await;

        let requests = scenario.site.requests();
        let connections: BTreeSet<u64> = requests.iter().map(|one| one.connection).collect();
        let what = format!("{processed} after {after}: {section:?}");
        assert_eq!((failure(&section).is_some(), section.pages_failed), (lost > 0, 0), "{what}");
        let whole = if lost > 0 { 1 } else { 8 };
        assert!(requests.len() >= whole && connections.len() == if lost > 0 { 1 } else { 2 }, "{what}");
        assert!(!scenario.sync().await.any_failed(), "{what}");
        let undisturbed = at(true);
        undisturbed.sync().await;
        assert_eq!(rows(&scenario).await, rows(&undisturbed).await, "{what}");
    }
}
