//! Hosts that ask us to wait, and turns at a host.

use std::sync::Arc;
use std::time::{Duration, Instant};

use ifilm_core::clock::FixedClock;
use ifilm_core::{Client, Plan, SectionOutcome, SectionReport, SyncRequest};
use ifilm_site::{Edition, Fault, FaultKind, Raw, RequestRecord, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition, english_fault};
use jiff::Timestamp;

use super::{small, synced};

const DAY: Duration = Duration::from_secs(24 * 3600);

fn refusal(status: u16, retry_after: &str) -> FaultKind {
    FaultKind::Status { status, retry_after: Some(retry_after.to_owned()) }
}

async fn plan(scenario: &Scenario, id: &str) -> Plan {
    scenario.client.plan(SyncRequest::of([edition(id)])).await.unwrap()
}

/// Syncs with another client on the same files, whose clock shows this time.
async fn sync_at(scenario: &Scenario, now: Timestamp) -> SectionReport {
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.clock = Arc::new(FixedClock(now));
    let client = Client::open(config).unwrap();
    let report = client.sync(SyncRequest::of([edition("en")])).await.unwrap();
    client.close().await.unwrap();
    report.sections.into_iter().next().unwrap()
}

/// When the host may be asked again, if it said so.
fn retry_at(section: &SectionReport) -> Option<Timestamp> {
    match section.outcome {
        SectionOutcome::Failed { retry_at, .. } => retry_at,
        SectionOutcome::Skipped { until, .. } => until,
        _ => None,
    }
}

/// Seen: only the first form was obeyed. The other two are obsolete, but servers still send them.
#[tokio::test]
async fn each_form_of_an_http_date_is_obeyed() {
    for date in
        ["Thu, 02 May 2024 09:40:00 GMT", "Thursday, 02-May-24 09:40:00 GMT", "Thu May  2 09:40:00 2024"]
    {
        let scenario = small();
        scenario.site.fault(english_fault("/", refusal(503, date)));

        let refused = scenario.sync_english().await;

        assert_eq!(retry_at(&refused), Some("2024-05-02T09:40:00Z".parse().unwrap()), "{date}");
    }
}

/// Seen: a wait of two minutes became 24 hours with a clock three days slow, and none with a clock a day
/// fast.
#[tokio::test]
async fn a_wait_has_the_right_length_even_if_our_clock_is_wrong() {
    for (ours, until) in
        [("2024-04-29T09:30:00Z", "2024-04-29T09:32:00Z"), ("2024-05-03T09:30:00Z", "2024-05-03T09:32:00Z")]
    {
        let scenario = small();
        scenario.site.fault(english_fault("/", refusal(503, "Thu, 02 May 2024 09:32:00 GMT")));

        let refused = sync_at(&scenario, ours.parse().unwrap()).await;

        assert_eq!(retry_at(&refused), Some(until.parse().unwrap()), "by a clock that shows {ours}");
    }
}

#[tokio::test]
async fn an_answer_without_a_date_is_measured_by_our_clock() {
    let scenario = small();
    let raw = Raw::new(503, ["Retry-After: Thursday, 02-May-24 09:40:00 GMT"]);
    scenario.site.fault(english_fault("/", FaultKind::Raw(raw)));

    let refused = scenario.sync_english().await;

    assert_eq!(retry_at(&refused), Some("2024-05-02T09:40:00Z".parse().unwrap()));
}

/// Seen: both were ignored, and the next sync asked again at once.
#[tokio::test]
async fn a_wait_with_a_fraction_or_after_an_empty_line_is_kept() {
    for lines in [&["Retry-After: 600.0"][..], &["Retry-After: ", "Retry-After: 600"]] {
        let scenario = small();
        scenario.site.fault(english_fault("/", FaultKind::Raw(Raw::new(503, lines.iter().copied()))));

        let refused = scenario.sync_english().await;

        assert_eq!(retry_at(&refused), Some("2024-05-02T09:40:00Z".parse().unwrap()), "{lines:?}");
    }
}

/// Seen: a wait of 24 hours was forgotten when the clock was set back by a second.
#[tokio::test]
async fn a_wait_is_kept_when_the_clock_is_set_back() {
    for back in [Duration::from_secs(1), Duration::from_secs(3600), DAY] {
        let scenario = synced().await;
        scenario.site.fault(english_fault("/", refusal(503, "86400")));
        scenario.sync_english().await;
        scenario.site.clear_faults();

        let skipped = sync_at(&scenario, scenario.site.now() - back).await;

        assert!(matches!(skipped.outcome, SectionOutcome::Skipped { .. }), "{back:?}: {skipped:?}");
    }
}

/// Seen: 33 requests followed, and the plan had no wait.
#[tokio::test]
async fn a_retry_after_on_the_second_page_of_a_listing_is_stored_at_once() {
    let scenario = Scenario::synced().await;
    scenario.site.publish("en", 40);
    scenario.site.fault(english_fault("/Home/", refusal(429, "3600")).after(1));

    let refused = scenario.sync_english().await;

    assert_eq!(scenario.site.requests().len(), 2, "the second page is the last request");
    assert_eq!(retry_at(&refused), Some("2024-05-02T10:30:00Z".parse().unwrap()));
    let plan = plan(&scenario, "en").await;
    assert_eq!((plan.requests.len(), plan.skipped.len()), (0, 1));
}

/// Seen: the second edition sent 31 requests to the host that had asked the first one to wait.
#[tokio::test]
async fn a_wait_applies_to_all_editions_of_the_host_in_the_same_run() {
    let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
        let bases = config.catalog.editions[0].bases.clone();
        config.catalog.editions.iter_mut().for_each(|edition| edition.bases.clone_from(&bases));
    });
    scenario.site.fault(english_fault("/", refusal(503, "120")));

    let report = scenario.sync().await;

    assert_eq!(scenario.site.requests().len(), 1);
    assert!(report.sections.iter().all(|section| section.next_due.is_some()), "{report:?}");
    assert_eq!(report.sections.iter().map(|section| section.listing_requests).sum::<u32>(), 1);
    assert_eq!(plan(&scenario, "fa").await.skipped.len(), 1);
}

/// Seen: a redirect used the turn of the redirecting host, so its target got two requests at a time.
#[tokio::test(flavor = "multi_thread")]
async fn a_redirect_waits_for_a_turn_at_its_target_host() {
    let scenario = Arc::new(Scenario::at(SiteConfig { items: 30, ..SiteConfig::default() }));
    let to = format!("{}/Home/elsewhere", scenario.site.base("fa"));
    scenario.site.fault(english_fault("/News/", FaultKind::Redirect { to }));
    scenario.site.fault(Fault::new(FaultKind::Hold).edition(Edition::Fa).path("/News/").times(1));
    let led_elsewhere = |requests: &[RequestRecord]| requests.iter().any(|one| one.path == "/Home/elsewhere");

    let sync = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    let shared = Arc::clone(&scenario);
    let meanwhile = tokio::task::spawn_blocking(move || while_held(&shared)).await.unwrap();
    scenario.site.release();
    sync.wait().await.unwrap();

    // Before that page, a redirect may have had a turn of its own.
    let is_held = |one: &RequestRecord| one.edition == "fa" && one.path.starts_with("/News/");
    let held = meanwhile.iter().position(is_held).unwrap();
    assert!(!led_elsewhere(&meanwhile[held..]), "{meanwhile:?}");
    assert!(led_elsewhere(&scenario.site.requests()));
}

/// The requests that came while one to the Persian edition was held. Thirty pages of two other editions take
/// longer than it takes to follow a redirect.
fn while_held(scenario: &Scenario) -> Vec<RequestRecord> {
    assert!(scenario.site.held());
    let began = Instant::now();
    loop {
        let requests = scenario.site.requests();
        let count = |edition: &str| requests.iter().filter(|one| one.edition == edition).count();
        if count("en") > 1 && count("ar") > 30 && count("fa2") > 30 {
            return requests;
        }
        assert!(began.elapsed() < Duration::from_secs(60), "{requests:?}");
        std::thread::yield_now();
    }
}
