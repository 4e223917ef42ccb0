//! Sync: its requests, what it stores, and its cost.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use ifilm_core::{ArticleBody, Client, Conditions, ErrorCode, Progress, SectionOutcome, Stage, SyncRequest};
use ifilm_site::{Edit, Edition, Fault, FaultKind, Removal, RequestRecord};
use ifilm_tests::{EDITIONS, Scenario, config_for, edition, english_fault, failure, status, text};

pub(crate) fn listings(requests: &[RequestRecord]) -> Vec<&RequestRecord> {
    requests.iter().filter(|request| request.path.starts_with("/Home/PageingItem")).collect()
}

#[tokio::test]
async fn the_first_sync_stores_the_headlines_and_texts_of_every_edition() {
    let scenario = Scenario::begin();

    let report = scenario.sync().await;

    assert!(report.sections.iter().all(|section| section.outcome == SectionOutcome::Updated), "{report:?}");
    for id in EDITIONS {
        let items = scenario.list(id).await;
        assert!(items.len() >= 25, "{id}: {}", items.len());
        for item in &items {
            let truth = scenario.site.truth(id, item.key.id.parse().unwrap());
            let article = scenario.client.library().article(&item.key).await.unwrap();
            assert_eq!(article.title, truth.title, "{}", item.key);
            assert!(!text(&article).is_empty(), "{}", item.key);
        }
    }
}

#[tokio::test]
async fn a_sync_without_news_requests_each_listing_once_and_writes_no_row() {
    let scenario = Scenario::synced().await;

    let report = scenario.sync().await;

    let requests = scenario.site.requests();
    let listings = listings(&requests);
    let on_wire: u64 = listings.iter().map(|request| request.request_bytes + request.response_bytes).sum();
    assert_eq!(listings.len(), 4);
    assert!(on_wire < 3 * 1024, "{on_wire} bytes for four listings");
    assert!(requests.iter().all(|request| request.status == 304 && request.body_bytes == 0), "{requests:?}");
    for request in &requests {
        let both_ways = request.request_bytes + request.response_bytes;
        assert!(both_ways <= 400, "{both_ways} bytes: {request:?}");
    }
    assert_eq!((report.written.items, report.written.articles), (0, 0));
    assert!(report.sections.iter().all(|section| section.outcome == SectionOutcome::Unchanged));
    let asked = |id: &str| requests.iter().filter(|request| request.edition == id).count();
    assert_eq!(EDITIONS.map(asked), [4; 4], "a listing and three pages of each edition");
    assert!(report.sections.iter().all(|section| section.revalidations == 3), "{report:?}");
}

#[tokio::test]
async fn in_the_background_a_sync_without_news_requests_one_listing_of_each_due_section() {
    let scenario = Scenario::synced().await;
    scenario.clock.advance(Duration::from_secs(24 * 3600));
    scenario.sync_english().await; // so it is not due
    scenario.site.clear_requests();

    let background = SyncRequest::all().with_conditions(Conditions::background());
    let report = scenario.client.sync(background).await.unwrap();

    let requests = scenario.site.requests();
    let asked = |id: &str| listings(&requests).iter().filter(|request| request.edition == id).count();
    let pages = report.sections.iter().map(|section| section.revalidations);
    assert_eq!(EDITIONS.map(asked), [0, 1, 1, 1]);
    assert_eq!(pages.collect::<Vec<_>>(), [0, 3, 3, 3]);
    assert_eq!(requests.len(), 12);
    assert!(requests.iter().all(|request| request.status == 304 && request.body_bytes == 0), "{requests:?}");
    assert_eq!((report.written.items, report.written.articles), (0, 0));
}

#[tokio::test]
async fn the_report_counts_requests_and_bytes_as_the_site_does() {
    let scenario = Scenario::begin();

    let report = scenario.sync().await;

    for section in report.sections {
        let asked: Vec<_> = scenario
            .site
            .requests()
            .into_iter()
            .filter(|request| request.edition == section.edition.as_str())
            .collect();
        let requests = section.listing_requests + section.page_requests + section.revalidations;
        assert_eq!(requests as usize, asked.len());
        assert_eq!(section.bytes, asked.iter().map(|request| request.body_bytes).sum::<u64>());
    }
}

#[tokio::test]
async fn validators_outlive_the_client() {
    let scenario = Scenario::synced().await;
    scenario.client.close().await.unwrap();
    let config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let reopened = Client::open(config).unwrap();

    reopened.sync(SyncRequest::all()).await.unwrap();

    assert!(scenario.site.requests().iter().all(|request| request.status == 304));
}

#[tokio::test]
async fn an_edited_headline_causes_one_page_request_and_no_new_item() {
    let scenario = Scenario::synced().await;
    let before = scenario.list("fa").await;
    let key = before[2].key.clone();
    let id: u64 = key.id.parse().unwrap();
    scenario.client.user().mark_read(&key, true).await.unwrap();
    scenario.site.edit("fa", id, Edit::Headline);

    let report = scenario.sync().await;

    let bodies: Vec<_> =
        scenario.site.requests().into_iter().filter(|request| request.status == 200).collect();
    let paths: Vec<&str> = bodies.iter().map(|request| request.path.as_str()).collect();
    assert_eq!(paths.len(), 2, "one listing and one page: {paths:?}");
    assert!(paths[1].contains(&key.id), "{paths:?}");
    let after = scenario.list("fa").await;
    let item = after.iter().find(|item| item.key == key).unwrap();
    assert_eq!(after.len(), before.len());
    assert_eq!(item.title, scenario.site.truth("fa", id).title);
    assert!(item.read && item.edited);
    let section = &report.sections[1];
    assert_eq!((section.new_items, section.changed, section.removed), (0, 1, 0));
}

#[tokio::test]
async fn an_edited_body_is_found_although_no_listing_shows_it() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[4].key.clone();
    let id: u64 = key.id.parse().unwrap();
    scenario.client.user().mark_read(&key, true).await.unwrap();
    scenario.site.edit("en", id, Edit::Body);

    let mut syncs = 0;
    while !scenario.client.library().article(&key).await.unwrap().edited && syncs < 10 {
        scenario.clock.advance(Duration::from_secs(3600));
        scenario.sync().await;
        syncs += 1;
    }

    let article = scenario.client.library().article(&key).await.unwrap();
    let bodies = scenario.site.requests().iter().filter(|request| request.status == 200).count();
    assert!(article.edited && article.read, "not found in {syncs} syncs");
    assert_eq!(bodies, 1, "nothing but the edited page was sent");
}

#[tokio::test]
async fn published_items_arrive_without_gap_or_duplicate_even_beyond_one_page() {
    let scenario = Scenario::synced().await;
    let before = scenario.list("ar").await.len();
    let published = scenario.site.publish("ar", 70);

    let report = scenario.sync().await;

    let items = scenario.list("ar").await;
    assert_eq!(report.sections[2].new_items, 70);
    assert_eq!(items.len(), before + 70);
    for id in published {
        assert_eq!(items.iter().filter(|item| item.key.id == id.to_string()).count(), 1, "{id}");
    }
}

#[tokio::test]
async fn a_removed_article_leaves_the_list() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.site.remove("en", key.id.parse().unwrap(), Removal::Gone);

    for _ in 0..10 {
        scenario.clock.advance(Duration::from_secs(3600));
        scenario.sync().await;
    }

    assert!(scenario.list("en").await.iter().all(|item| item.key != key));
    assert!(
        !text(&scenario.client.library().article(&key).await.unwrap()).is_empty(),
        "its text stays readable"
    );
}

/// Seen: it was no longer among the newest thirty, whose pages are checked at each sync, and stayed for a
/// month. So did one below a hole that the next sync filled.
#[tokio::test]
async fn an_article_that_is_removed_during_a_long_absence_leaves_the_list_within_a_day() {
    for news in [100, 300] {
        let scenario = Scenario::synced().await;
        let key = scenario.list("en").await[3].key.clone();
        scenario.site.remove("en", key.id.parse().unwrap(), Removal::Gone);
        scenario.site.publish("en", news);

        let mut syncs = 0;
        while scenario.list("en").await.iter().any(|item| item.key == key) {
            scenario.clock.advance(Duration::from_secs(3600));
            scenario.sync_english().await;
            syncs += 1;
            assert!(syncs < 24, "it is still there, after {news} others");
        }
    }
}

#[tokio::test]
async fn a_failed_further_page_loses_no_row_and_the_next_sync_reads_on() {
    let scenario = Scenario::synced().await;
    let before = scenario.list("en").await.len();
    let published = scenario.site.publish("en", 70);
    scenario.site.fault(english_fault("/Home/PageingItem", status(500)).after(1));

    scenario.sync_english().await;
    let meanwhile = scenario.list("en").await.len();
    scenario.site.clear_faults();
    scenario.sync_english().await;

    assert_eq!(meanwhile, before + 30);
    let ids: HashSet<String> = scenario.list("en").await.into_iter().map(|item| item.key.id).collect();
    assert!(published.iter().all(|id| ids.contains(&id.to_string())));
}

#[tokio::test]
async fn a_page_that_always_fails_does_not_block_the_others() {
    let scenario = Scenario::begin();
    let newest = scenario.site.newest("en", 1)[0];
    scenario.site.fault(english_fault(&format!("/News/Content/{newest}"), status(500)));

    let section = scenario.sync_english().await;

    assert_eq!((section.pages_failed, section.new_items), (1, 30));
    let ready = scenario.list("en").await.len() - count_waiting(&scenario).await;
    assert_eq!(ready, 29);
}

async fn count_waiting(scenario: &Scenario) -> usize {
    let mut waiting = 0;
    for item in scenario.list("en").await {
        let article = scenario.client.library().article(&item.key).await.unwrap();
        waiting += usize::from(!matches!(article.body, ArticleBody::Ready { .. }));
    }
    waiting
}

#[tokio::test]
async fn a_page_without_text_is_requested_until_it_has_some() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/Content/", FaultKind::HtmlForJson));
    let first = scenario.sync_english().await;
    let unread = count_waiting(&scenario).await;
    scenario.site.clear_faults();

    for _ in 0..10 {
        scenario.clock.advance(Duration::from_secs(3600));
        scenario.sync_english().await;
    }

    assert_eq!((first.pages_failed, unread), (30, 30));
    assert_eq!(count_waiting(&scenario).await, 0);
}

#[tokio::test]
async fn a_redirect_to_another_article_is_not_stored_as_this_one() {
    let scenario = Scenario::begin();
    let [newest, other] = scenario.site.newest("en", 2)[..] else { panic!("two items") };
    let to = format!("{}/News/Content/{other}", scenario.site.base("en"));
    scenario.site.fault(english_fault(&format!("/News/Content/{newest}"), FaultKind::Redirect { to }));

    scenario.sync_english().await;

    assert!(matches!(scenario.article("en", newest).await.body, ArticleBody::Waiting { .. }));
}

#[tokio::test]
async fn progress_never_goes_backwards_and_ends_finished() {
    let scenario = Scenario::begin();
    let seen: Arc<Mutex<Vec<Progress>>> = Arc::default();
    let record = Arc::clone(&seen);

    let job = scenario
        .client
        .start_sync(SyncRequest::all(), move |step| record.lock().unwrap().push(step))
        .unwrap();
    job.wait().await.unwrap();

    let seen = seen.lock().unwrap();
    assert!(seen.windows(2).all(|pair| (pair[0].stage, pair[0].done) <= (pair[1].stage, pair[1].done)));
    assert!(seen.iter().all(|step| step.done <= step.total));
    assert_eq!(seen.last().unwrap().stage, Stage::Finished);
    assert!(seen.iter().any(|step| step.stage == Stage::Pages && step.total > 100));
}

/// Seen: the first and the last step said 0 of 0, and a shell that computed done / total divided by zero.
#[tokio::test(flavor = "multi_thread")]
async fn no_stage_has_a_total_of_zero() {
    let scenario = Scenario::begin();
    scenario.site.fault(Fault::new(status(500)));
    let (step, mut steps) = tokio::sync::mpsc::unbounded_channel();

    let job =
        scenario.client.start_sync(SyncRequest::all(), move |now| step.send(now).unwrap_or(())).unwrap();
    job.wait().await.unwrap();

    let mut seen = Vec::new();
    while let Ok(Progress { stage, done, total, .. }) = steps.try_recv() {
        seen.push((stage, done, total));
    }
    let listings = (0..=4).map(|done| (Stage::Listings, done, 4));
    let expected: Vec<_> = listings.chain([(Stage::Finished, 1, 1)]).collect();
    assert_eq!(seen, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_page_does_not_delay_the_progress_of_the_one_before() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold).after(3));
    let (sender, mut steps) = tokio::sync::mpsc::unbounded_channel();
    let request = SyncRequest::of([edition("en")]);
    let job = scenario.client.start_sync(request, move |step| sender.send(step).unwrap_or(())).unwrap();

    let third = (Stage::Pages, 3, 30);
    let name = |Progress { stage, done, total, .. }| (stage, done, total);
    while steps.recv().await.map(name).unwrap() != third {}

    assert!(scenario.site.held() && !job.is_finished());
    job.cancel();
    job.wait().await.unwrap();
}

#[tokio::test]
async fn an_unknown_edition_is_a_bad_argument() {
    let scenario = Scenario::begin();

    let error = scenario.client.sync(SyncRequest::of([edition("fr")])).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn the_sync_sends_the_requests_of_the_plan() {
    let scenario = Scenario::synced().await;
    scenario.site.edit("en", scenario.list("en").await[0].key.id.parse().unwrap(), Edit::Body);

    let plan = scenario.client.plan(SyncRequest::all()).await.unwrap();
    assert!(scenario.site.requests().is_empty(), "planning sends nothing");
    scenario.sync().await;

    let mut planned: Vec<_> =
        plan.requests.into_iter().map(|request| (request.address, request.validators.etag)).collect();
    let address =
        |request: &RequestRecord| format!("{}{}", scenario.site.base(request.edition), request.path);
    let mut asked: Vec<_> = scenario
        .site
        .requests()
        .iter()
        .map(|request| (address(request), request.if_none_match.clone()))
        .collect();
    planned.sort();
    asked.sort();
    assert_eq!(planned, asked);
}

#[tokio::test]
async fn a_failed_section_does_not_affect_the_others() {
    let scenario = Scenario::begin();
    scenario.site.fault(Fault::new(status(500)).edition(Edition::Fa));

    let report = scenario.sync().await;

    let codes: Vec<_> = report.sections.iter().map(failure).collect();
    assert_eq!(codes, [None, Some(ErrorCode::Refused), None, None]);
    assert!(scenario.list("fa").await.is_empty() && !scenario.list("fa2").await.is_empty());
}
