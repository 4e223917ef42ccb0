//! What a host tells the client: the network has changed, or the app comes or goes.

use std::sync::Arc;
use std::time::Duration;

use ifilm_core::{
    Client, Conditions, Config, ErrorCode, ListChange, ListEvent, ListQuery, SectionOutcome, SyncRequest,
};
use ifilm_site::{FaultKind, SiteConfig};
use ifilm_tests::{Scenario, edition, english_fault, failure, status};

/// Three pages: so many failures end the pages of a section.
fn small() -> Scenario {
    Scenario::at(SiteConfig { items: 3, ..SiteConfig::default() })
}

/// Whether a section is due in the background after its listing failed twice, before and after the client
/// hears of a new network.
async fn is_due_after(kind: FaultKind) -> (bool, bool) {
    let scenario = small();
    scenario.site.fault(english_fault("/", kind));
    scenario.sync_english().await;
    scenario.sync_english().await;
    scenario.site.clear_faults();
    let background = SyncRequest::of([edition("en")]).with_conditions(Conditions::background());
    let is_due = async || scenario.client.due(background.clone()).await.unwrap().now;
    let before = is_due().await;
    scenario.client.on_network_changed().await.unwrap();
    (before, is_due().await)
}

#[tokio::test]
async fn only_waits_that_the_network_caused_end_when_it_changes() {
    assert_eq!(is_due_after(FaultKind::Refuse).await, (false, true));
    assert_eq!(is_due_after(status(500)).await, (false, false));
}

#[tokio::test]
async fn the_preferred_base_is_asked_first_again_when_the_network_changes() {
    let scenario = Scenario::at(SiteConfig { items: 3, mirrors: 1, ..SiteConfig::default() });
    scenario.site.fault(english_fault("/", FaultKind::Refuse).mirror(0));
    scenario.sync_english().await;
    scenario.site.clear_faults();
    let asks_preferred = async || {
        let plan = scenario.client.plan(SyncRequest::of([edition("en")])).await.unwrap();
        plan.requests[0].address.starts_with(&scenario.site.base("en"))
    };

    assert!(!asks_preferred().await, "it waits for its retry");
    scenario.client.on_network_changed().await.unwrap();
    assert!(asks_preferred().await);
}

#[tokio::test]
async fn the_wait_that_a_host_asked_for_stays() {
    let scenario = small();
    let wait = FaultKind::Status { status: 503, retry_after: Some("600".to_owned()) };
    scenario.site.fault(english_fault("/", wait));
    scenario.sync_english().await;
    scenario.site.clear_faults();
    scenario.site.clear_requests();

    scenario.client.on_network_changed().await.unwrap();
    scenario.client.on_foreground().await.unwrap();

    assert!(matches!(scenario.sync_english().await.outcome, SectionOutcome::Skipped { .. }));
    assert!(scenario.site.requests().is_empty());
}

/// How many pictures a sync asks for after all of them failed, before and after the network changes.
async fn pictures_asked_after(kind: FaultKind) -> (u32, u32) {
    let config = SiteConfig { items: 12, ..SiteConfig::default() };
    let scenario = Scenario::with(config, |config| config.lead_pictures = 5);
    scenario.site.fault(english_fault("/UploadedFiles/", kind));
    for _ in 0..2 {
        scenario.sync_english().await; // two failures end the pictures of a host
    }
    scenario.site.clear_faults();
    let before = scenario.sync_english().await.picture_requests;
    scenario.client.on_network_changed().await.unwrap();
    (before, scenario.sync_english().await.pictures)
}

/// Seen: pictures that failed on a dead line waited for an hour or more in the next network.
#[tokio::test]
async fn pictures_come_at_once_in_a_new_network_if_the_old_one_held_them_up() {
    assert_eq!(pictures_asked_after(FaultKind::Reset).await, (0, 4));
    assert_eq!(pictures_asked_after(status(404)).await.1, 0);
}

/// The first answer never comes. Without the call, the sync would wait 20 seconds and fail.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_waits_in_the_old_network_is_sent_again_in_the_new_one() {
    let scenario = Arc::new(small());
    scenario.site.fault(english_fault("/Home/", FaultKind::Hold).times(1));
    let sync = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
    let site = Arc::clone(&scenario);
    assert!(tokio::task::spawn_blocking(move || site.site.held()).await.unwrap());

    scenario.client.on_network_changed().await.unwrap();
    let report = sync.wait().await.unwrap();

    let listings: Vec<u64> = scenario
        .site
        .requests()
        .iter()
        .filter(|it| it.path.starts_with("/Home/"))
        .map(|it| it.connection)
        .collect();
    assert_eq!((failure(&report.sections[0]), report.sections[0].page_requests), (None, 3));
    assert!(listings.len() >= 2 && listings[0] != listings[1], "{listings:?}: on a new connection");
    scenario.site.release();
}

/// Neither the first nor the second of three answers comes.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_sent_again_for_each_new_network() {
    let scenario = Arc::new(small());
    scenario.site.fault(english_fault("/", FaultKind::Hold));
    let (sender, mut asked) = tokio::sync::mpsc::unbounded_channel();
    for request in [1, 2] {
        let sender = sender.clone();
        scenario.site.on_request(request, move || {
            let _ = sender.send(());
        });
    }
    let site = Arc::clone(&scenario);
    scenario.site.on_request(3, move || site.site.clear_faults());
    let sync = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();

    for _ in 0..2 {
        asked.recv().await.unwrap();
        scenario.client.on_network_changed().await.unwrap();
    }
    let report = sync.wait().await.unwrap();

    assert_eq!((failure(&report.sections[0]), report.sections[0].page_requests), (None, 3));
}

/// The app was not in the background, so no connection can have died there.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_on_if_the_app_was_in_the_foreground_before() {
    let scenario = Arc::new(small());
    scenario.site.fault(english_fault("/Home/", FaultKind::Hold).times(1));
    let sync = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
    let site = Arc::clone(&scenario);
    assert!(tokio::task::spawn_blocking(move || site.site.held()).await.unwrap());

    scenario.client.on_foreground().await.unwrap();
    scenario.site.release();
    let report = sync.wait().await.unwrap();

    assert_eq!(failure(&report.sections[0]), None);
    let listings = scenario.site.requests().iter().filter(|it| it.path.starts_with("/Home/")).count();
    assert_eq!(u32::try_from(listings).unwrap(), report.sections[0].listing_requests);
}

/// The files of a folder that this process has open.
#[cfg(target_os = "linux")]
fn open_files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir("/proc/self/fd").unwrap().flatten();
    let targets = all.filter_map(|file| std::fs::read_link(file.path()).ok());
    targets.filter(|target| target.starts_with(folder)).collect()
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn in_the_background_no_file_stays_open_and_any_call_opens_them_again() {
    let scenario = small();
    let folder = scenario.data.path();
    scenario.sync_english().await;
    assert!(!open_files(folder).is_empty());

    scenario.client.on_background().await.unwrap();
    assert_eq!(open_files(folder), [""; 0].map(std::path::PathBuf::from));

    let closed_after = |what: &str| {
        assert_eq!(open_files(folder), [""; 0].map(std::path::PathBuf::from), "after {what}");
    };
    let list = scenario.list("en").await;
    assert_eq!(list.len(), 3);
    closed_after("a read");
    scenario.client.user().mark_read(&list[0].key, true).await.unwrap();
    closed_after("an act");
    scenario.client.on_network_changed().await.unwrap();
    closed_after("a change of the network");
    scenario.client.prepare().await.unwrap();
    closed_after("its preparation");
    scenario.sync_english().await;
    closed_after("a sync");

    scenario.client.on_foreground().await.unwrap();
    scenario.site.publish("en", 1);
    scenario.sync_english().await;
    assert_eq!(scenario.list("en").await.len(), 4);
}

/// The observer reads after the last commit of the sync.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn an_observer_keeps_no_file_open_in_the_background() {
    let scenario = small();
    scenario.sync_english().await;
    scenario.site.publish("en", 1);
    let (sender, events) = std::sync::mpsc::channel();
    let listener = move |event| drop(sender.send(event));
    let list = ListQuery::news(edition("en"));
    let observed = scenario.client.library().observe(list, listener).unwrap();
    let next = || events.recv_timeout(Duration::from_secs(60)).unwrap();
    next();

    scenario.client.on_background().await.unwrap();
    scenario.clock.advance(Duration::from_secs(3600));
    scenario.sync_english().await;
    next();
    observed.stop();

    assert_eq!(open_files(scenario.data.path()), [""; 0].map(std::path::PathBuf::from));
}

/// The second client stands for another process.
#[tokio::test]
async fn an_observer_gets_what_another_process_did_in_the_background() {
    let scenario = small();
    scenario.sync_english().await;
    let config = ifilm_tests::config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let other = Client::open(config).unwrap();
    let (sender, events) = std::sync::mpsc::channel();
    let listener = move |event| drop(sender.send(event));
    let list = ListQuery::news(edition("en"));
    let _observed = scenario.client.library().observe(list, listener).unwrap();
    let next = || events.recv_timeout(Duration::from_secs(60)).unwrap();
    next();

    scenario.client.on_background().await.unwrap();
    other.user().mark_read(&scenario.list("en").await[0].key, true).await.unwrap();
    scenario.client.on_foreground().await.unwrap();

    let ListEvent::Changes(changes) = next() else { panic!("a change comes") };
    assert!(matches!(&changes.items[..], [ListChange::Update { at: 0, item }] if item.read));
}

#[tokio::test]
async fn what_is_in_memory_survives_the_background() {
    let scenario = small();
    let mut config = ifilm_tests::config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.in_memory = true;
    let client = Client::open(config).unwrap();
    client.sync(SyncRequest::of([edition("en")])).await.unwrap();

    client.on_background().await.unwrap();

    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    assert_eq!(list.items.len(), 3);
}

#[tokio::test]
async fn the_calls_may_come_before_all_others_and_again_and_not_after_the_close() {
    let folder = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(folder.path().join("data"))).unwrap();

    for _ in 0..2 {
        client.on_background().await.unwrap();
        client.on_network_changed().await.unwrap();
        client.on_foreground().await.unwrap();
    }
    assert!(!folder.path().join("data").exists(), "they create no file");
    client.close().await.unwrap();

    for ended in
        [client.on_background().await, client.on_network_changed().await, client.on_foreground().await]
    {
        assert_eq!(ended.unwrap_err().code(), ErrorCode::Closed);
    }
}

const DAY: i64 = 24 * 3600;

/// Pages and listings failed, and a host asked to wait, before the clock was set.
#[tokio::test]
async fn a_clock_that_jumps_by_days_or_years_freezes_nothing() {
    for jump in [2 * DAY, -2 * DAY, 3650 * DAY, -3650 * DAY] {
        let scenario = Scenario::at(SiteConfig { items: 3, mirrors: 1, ..SiteConfig::default() });
        let wait = FaultKind::Status { status: 503, retry_after: Some("120".to_owned()) };
        scenario.site.fault(english_fault("/News/", status(500)));
        scenario.site.fault(english_fault("/Home/", FaultKind::Refuse).mirror(0));
        for _ in 0..4 {
            scenario.sync_english().await;
            scenario.clock.advance(Duration::from_secs(900));
        }
        scenario.site.clear_faults();
        scenario.site.fault(english_fault("/", wait).times(2));
        scenario.sync_english().await;
        scenario.site.clear_faults();
        let jumped = |by: i64| {
            let now = scenario.site.now().as_second() + by;
            scenario.clock.set(jiff::Timestamp::from_second(now).unwrap());
        };

        let mut stored = Vec::new();
        for by in [jump, 0] {
            jumped(by);
            scenario.sync_english().await; // a wait that was noted ahead begins anew, with its length
            scenario.clock.advance(Duration::from_secs(900));
            scenario.sync_english().await;
            stored.push(texts(&scenario).await);
            scenario.site.publish("en", 1);
            scenario.sync_english().await;
            stored.push(texts(&scenario).await);
        }

        assert_eq!(stored, [3, 4, 4, 5], "by {} days", jump / DAY);
    }
}

/// How many items have a text.
async fn texts(scenario: &Scenario) -> usize {
    let mut ready = 0;
    for item in scenario.list("en").await {
        let article = scenario.client.library().article(&item.key).await.unwrap();
        ready += usize::from(matches!(article.body, ifilm_core::ArticleBody::Ready { .. }));
    }
    ready
}
