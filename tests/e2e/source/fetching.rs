//! One article, asked for by a person: it comes at once, whatever else runs, and nothing but the article is
//! stored.

use std::time::Duration;

use ifilm_core::{Article, ArticleBody, Client, Error, ErrorCode, ItemKey, SectionOutcome, SyncRequest};
use ifilm_site::{Edit, Fault, FaultKind, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition, english_fault, status, text};

/// A client that has read ten English articles, and the key of the newest.
async fn ten() -> (Scenario, ItemKey) {
    let scenario = Scenario::at(SiteConfig { items: 10, ..SiteConfig::default() });
    scenario.sync_english().await;
    scenario.site.clear_requests();
    let key = scenario.list("en").await[0].key.clone();
    (scenario, key)
}

/// A client that has the rows of ten English articles without a text, and the key of the newest.
async fn rows_alone() -> (Scenario, ItemKey) {
    let scenario = Scenario::at(SiteConfig { items: 10, ..SiteConfig::default() });
    scenario.site.fault(english_fault("/News/", status(500)));
    scenario.sync_english().await;
    scenario.site.clear_faults();
    scenario.site.clear_requests();
    let key = scenario.list("en").await[0].key.clone();
    (scenario, key)
}

async fn stored(scenario: &Scenario, key: &ItemKey) -> Article {
    scenario.client.library().article(key).await.unwrap()
}

async fn failure(scenario: &Scenario, key: &ItemKey) -> Error {
    scenario.client.fetch(key).await.unwrap_err()
}

fn statuses(scenario: &Scenario) -> Vec<u16> {
    scenario.site.requests().iter().map(|request| request.status).collect()
}

/// An article that a task of its own fetches.
fn fetching(scenario: &Scenario, key: &ItemKey) -> tokio::task::JoinHandle<Result<Article, Error>> {
    let (client, key) = (scenario.client.clone(), key.clone());
    tokio::spawn(async move { client.fetch(&key).await })
}

#[tokio::test]
async fn an_article_without_a_text_comes_with_one_request_and_can_then_be_searched() {
    let (scenario, key) = rows_alone().await;
    let before = stored(&scenario, &key).await;

    let fetched = scenario.client.fetch(&key).await.unwrap();

    assert!(matches!(before.body, ArticleBody::Waiting { .. }), "{before:?}");
    assert!(!text(&fetched).is_empty());
    assert_eq!((&fetched, statuses(&scenario)), (&stored(&scenario, &key).await, vec![200]));
}

#[tokio::test]
async fn an_article_that_is_here_is_asked_for_with_its_validators() {
    let (scenario, key) = ten().await;

    let same = scenario.client.fetch(&key).await.unwrap();
    scenario.site.edit("en", key.id.parse().unwrap(), Edit::Body);
    let edited = scenario.client.fetch(&key).await.unwrap();

    assert_eq!(statuses(&scenario), [304, 200]);
    assert_eq!((same.edited, edited.edited, text(&same) == text(&edited)), (false, true, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_the_same_article_meanwhile_gets_the_same_answer() {
    let (scenario, key) = rows_alone().await;
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let first = fetching(&scenario, &key);
    assert!(scenario.site.held());

    let second = fetching(&scenario, &key);
    scenario.site.clear_faults();
    let (first, second) = (first.await.unwrap().unwrap(), second.await.unwrap().unwrap());

    assert_eq!((first == second, statuses(&scenario)), (true, vec![200]));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_leaves_nothing_locked_for_the_others() {
    let (scenario, key) = rows_alone().await;
    scenario.site.fault(english_fault("/News/", FaultKind::Hold).times(1));
    let left = fetching(&scenario, &key);
    assert!(scenario.site.held());

    let waits = fetching(&scenario, &key);
    left.abort();
    let came = waits.await.unwrap().unwrap();
    let later = scenario.client.fetch(&key).await.unwrap();

    assert!(!text(&came).is_empty());
    assert_eq!(came, later);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_comes_while_a_sync_runs() {
    let (scenario, key) = rows_alone().await;
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/").edition(ifilm_site::Edition::Fa));
    let sync = scenario.client.start_sync(SyncRequest::of([edition("fa")]), |_| ()).unwrap();
    assert!(scenario.site.held());

    let fetched = scenario.client.fetch(&key).await.unwrap();
    let ran_meanwhile = !sync.is_finished();
    scenario.site.clear_faults();
    let report = sync.wait().await.unwrap();

    assert!(ran_meanwhile && !text(&fetched).is_empty());
    assert_eq!(report.sections[0].outcome, SectionOutcome::Updated);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_article_waits_for_its_turn_at_a_host_that_a_sync_asks() {
    let (scenario, key) = rows_alone().await;
    scenario.site.fault(english_fault("/Home/", FaultKind::Hold).times(1));
    let sync = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
    assert!(scenario.site.held());

    let fetched = fetching(&scenario, &key);
    let asked = scenario.site.requests().len();
    scenario.site.release();
    let fetched = fetched.await.unwrap().unwrap();
    let report = sync.wait().await.unwrap();

    assert_eq!((asked, report.any_failed()), (1, false), "{report:?}");
    assert!(!text(&fetched).is_empty());
}

#[tokio::test]
async fn without_a_network_the_text_that_is_here_stays() {
    let (mut scenario, key) = ten().await;
    let before = stored(&scenario, &key).await;
    scenario.site.stop();

    let error = failure(&scenario, &key).await;

    assert_eq!((error.code(), stored(&scenario, &key).await), (ErrorCode::Offline, before));
}

#[tokio::test]
async fn a_page_that_does_not_exist_any_more_leaves_its_text_however_often_it_is_asked_for() {
    for (answer, code) in [(404, ErrorCode::NotFound), (410, ErrorCode::Gone)] {
        let (scenario, key) = ten().await;
        let before = stored(&scenario, &key).await;
        scenario.site.fault(english_fault(&format!("/News/Content/{}", key.id), status(answer)));

        let mut codes = Vec::new();
        for _ in 0..4 {
            codes.push(failure(&scenario, &key).await.code());
        }

        assert_eq!((codes, statuses(&scenario)), (vec![code; 4], vec![answer; 4]));
        assert_eq!(text(&stored(&scenario, &key).await), text(&before));
        assert_eq!(scenario.list("en").await[0].key, key);
    }
}

#[tokio::test]
async fn a_host_that_asked_to_wait_is_not_asked_before_its_time() {
    let (scenario, key) = ten().await;
    let refusal = FaultKind::Status { status: 503, retry_after: Some("120".to_owned()) };
    scenario.site.fault(english_fault("/News/", refusal).times(1));
    let until = Some(scenario.site.now() + Duration::from_secs(120));

    let first = failure(&scenario, &key).await;
    let second = failure(&scenario, &key).await;
    let asked = statuses(&scenario);
    scenario.clock.advance(Duration::from_secs(121));
    let third = scenario.client.fetch(&key).await;

    assert_eq!([first.code(), second.code()], [ErrorCode::Refused; 2]);
    assert_eq!((first.retry_at(), second.retry_at(), asked), (until, until, vec![503]));
    assert!(third.is_ok(), "{third:?}");
}

#[tokio::test]
async fn what_is_not_the_article_never_replaces_its_text_however_often_it_is_asked_for() {
    let notice = FaultKind::Notice { long: true, varying: false };
    let elsewhere = FaultKind::Redirect { to: "/".to_owned() };
    for kind in [notice, elsewhere, FaultKind::Empty] {
        let (scenario, key) = ten().await;
        let before = stored(&scenario, &key).await;
        scenario.site.edit("en", key.id.parse().unwrap(), Edit::Body);
        scenario.site.fault(english_fault("/News/", kind.clone()));

        for _ in 0..4 {
            assert_eq!(failure(&scenario, &key).await.code(), ErrorCode::Unreadable, "{kind:?}");
        }
        scenario.sync_english().await;
        let after = stored(&scenario, &key).await;

        assert_eq!((text(&after), after.edited), (text(&before), false), "{kind:?}");
    }
}

#[tokio::test]
async fn the_next_base_address_is_asked_while_a_host_does_not_answer() {
    let scenario = Scenario::at(SiteConfig { items: 10, mirrors: 1, ..SiteConfig::default() });
    scenario.sync_english().await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.site.edit("en", key.id.parse().unwrap(), Edit::Body);
    scenario.site.clear_requests();
    scenario.site.fault(Fault::new(status(503)).edition(ifilm_site::Edition::En).mirror(0));

    let fetched = scenario.client.fetch(&key).await.unwrap();

    assert!(fetched.edited);
    assert_eq!(statuses(&scenario), [503, 200]);
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_client_ends_a_request_for_an_article() {
    let (scenario, key) = rows_alone().await;
    scenario.site.fault(english_fault("/News/", FaultKind::Hold));
    let fetched = fetching(&scenario, &key);
    assert!(scenario.site.held());

    scenario.client.close().await.unwrap();

    assert_eq!(fetched.await.unwrap().unwrap_err().code(), ErrorCode::Closed);
}

#[tokio::test]
async fn a_wait_that_was_noted_before_a_restart_has_the_answer_of_its_host() {
    let (scenario, key) = ten().await;
    let refusal = FaultKind::Status { status: 429, retry_after: Some("120".to_owned()) };
    scenario.site.fault(english_fault("/News/", refusal).times(1));

    let first = failure(&scenario, &key).await;
    let again = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();
    let second = again.fetch(&key).await.unwrap_err();

    assert_eq!(first.to_string(), second.to_string());
}

#[tokio::test]
async fn what_is_not_stored_or_of_no_edition_is_not_asked_for() {
    let (scenario, key) = ten().await;
    let unknown = ItemKey { id: "1".to_owned(), ..key.clone() };
    let foreign = ItemKey { edition: edition("xx"), ..key };

    let codes = [failure(&scenario, &unknown).await.code(), failure(&scenario, &foreign).await.code()];

    assert_eq!(codes, [ErrorCode::NotFound, ErrorCode::BadArgument]);
    assert_eq!(scenario.site.requests().len(), 0);
}

#[tokio::test]
async fn the_copy_of_a_saved_article_gets_the_text_that_was_fetched() {
    let (scenario, key) = rows_alone().await;
    scenario.client.user().save(&key).await.unwrap();

    let fetched = scenario.client.fetch(&key).await.unwrap();

    let saved = scenario.client.user().saved(ifilm_core::SavedQuery::all()).await.unwrap().items;
    assert_eq!((fetched.saved, saved[0].has_text), (true, true));
}
