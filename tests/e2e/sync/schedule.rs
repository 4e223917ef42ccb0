//! When sections are requested in the background: by their schedule, by what the site said, after a push.

use std::time::Duration;

use ifilm_core::{
    ArticleBody, Budget, Conditions, DueTimes, NextDueReason, Periods, Section, SectionDue, SectionOutcome,
    SectionReport, SkipReason, SyncRequest,
};
use ifilm_site::{Fault, FaultKind, SiteConfig};
use ifilm_tests::{PlainAnswer, PlainScenario, Scenario, edition};
use jiff::Timestamp;

const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3_600);
const DAY: Duration = Duration::from_secs(24 * 3_600);

fn background() -> SyncRequest {
    SyncRequest::all().with_conditions(Conditions::background())
}

/// A client at a site with one article, after a sync.
async fn synced() -> PlainScenario {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    scenario.site.page("1", TITLE, &[TEXT]);
    sync(&scenario, SyncRequest::all()).await;
    scenario.site.asked();
    scenario
}

const TITLE: &str = "Story of the river town";
const TEXT: &str = "It was told in the town on the river, to all who came to hear it.";

/// Syncs without moving the clock.
async fn sync(scenario: &PlainScenario, request: SyncRequest) -> SectionReport {
    scenario.client.sync(request).await.unwrap().sections.remove(0)
}

async fn due(scenario: &PlainScenario) -> DueTimes {
    scenario.client.due(background()).await.unwrap()
}

async fn next(scenario: &PlainScenario) -> SectionDue {
    due(scenario).await.next.unwrap()
}

fn after(at: Timestamp, start: Timestamp) -> Duration {
    at.duration_since(start).unsigned_abs()
}

fn now(scenario: &PlainScenario) -> Timestamp {
    use ifilm_core::Clock;
    scenario.clock.now()
}

#[tokio::test]
async fn a_job_scheduler_learns_in_one_call_whether_to_sync_and_when_to_ask_again() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    let before = due(&scenario).await;

    let report = sync(&scenario, background()).await;
    let after_sync = due(&scenario).await;
    let next = after_sync.next.clone().unwrap();
    scenario.clock.set(next.at);
    let then = due(&scenario).await;

    assert!(before.now && before.sections.len() == 1);
    assert_eq!(before.next.unwrap().reason, NextDueReason::NeverRequested);
    assert!(!after_sync.now);
    assert_eq!((report.next_due, report.next_due_reason), (Some(next.at), Some(NextDueReason::Schedule)));
    assert_eq!((next.edition, next.section), (edition("en"), Section::News));
    assert!(then.now && then.next.unwrap().at == next.at);
}

#[tokio::test]
async fn a_section_is_skipped_in_the_background_until_it_is_due_and_a_person_need_not_wait() {
    let scenario = synced().await;
    let next = next(&scenario).await;

    scenario.clock.set(next.at - MINUTE);
    let plan = scenario.client.plan(background()).await.unwrap();
    let early = sync(&scenario, background()).await;
    let asked_early = scenario.site.asked();
    scenario.clock.set(next.at);
    let in_time = sync(&scenario, background()).await;
    let asked_in_time = scenario.site.asked();
    sync(&scenario, SyncRequest::all()).await;

    let skip = &plan.skipped[0];
    assert_eq!((skip.reason, skip.until, &skip.key), (SkipReason::NotDue, Some(next.at), &None));
    assert_eq!(skip.next_due_reason, Some(NextDueReason::Schedule));
    assert_eq!(early.outcome, SectionOutcome::Skipped { reason: SkipReason::NotDue, until: Some(next.at) });
    assert_eq!(asked_early, [""; 0]);
    assert_eq!(in_time.outcome, SectionOutcome::Unchanged);
    assert_eq!(asked_in_time, ["/list?page=1", "/News/Content/1"]);
    assert_eq!(scenario.site.asked(), ["/list?page=1", "/News/Content/1"]);
}

/// Runs a background sync whenever one is due, and returns how many there were.
async fn live(scenario: &PlainScenario, time: Duration, mut publish: impl FnMut(Timestamp)) -> usize {
    let end = now(scenario) + time;
    let mut syncs = 0;
    while next(scenario).await.at <= end {
        scenario.clock.set(next(scenario).await.at);
        publish(now(scenario));
        sync(scenario, background()).await;
        syncs += 1;
    }
    scenario.clock.set(end);
    syncs
}

#[tokio::test]
async fn a_section_that_changes_often_is_asked_often_and_one_that_rests_seldom() {
    let scenario = synced().await;
    let start = now(&scenario);

    let quiet = live(&scenario, 7 * DAY, |_| ()).await;
    let busy = live(&scenario, 2 * DAY, |now| {
        // Something new every half hour. The page of the listing has ten rows.
        let newest = after(now, start).as_secs() / 1_800 + 2;
        let ids: Vec<String> = (newest - 9..=newest).rev().map(|id| id.to_string()).collect();
        scenario.site.list(&ids.iter().map(|id| (id.as_str(), TITLE)).collect::<Vec<_>>());
    });
    let busy = busy.await;

    assert!((14..60).contains(&quiet), "{quiet} in a quiet week");
    assert!((80..=192).contains(&busy), "{busy} in two busy days");
}

#[tokio::test]
async fn a_person_sets_the_bounds_of_the_periods() {
    let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
        config.periods = Periods::between(5 * HOUR, 5 * HOUR);
    });

    let report = scenario.sync_english().await;

    // Up to a half more spreads the devices.
    let wait = after(report.next_due.unwrap(), scenario.site.now());
    assert!((5 * HOUR..450 * MINUTE).contains(&wait), "{wait:?}");
}

#[tokio::test]
async fn devices_ask_at_different_times_and_each_keeps_its_own() {
    let mut times = Vec::new();
    for seed in [1, 2, 3, 1] {
        let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
            config.device_seed = Some(seed);
        });
        times.push(after(scenario.sync_english().await.next_due.unwrap(), scenario.site.now()));
    }

    assert_eq!(times[0], times[3]);
    assert!(times[0] != times[1] && times[1] != times[2] && times[0] != times[2], "{times:?}");
}

/// The seed is made once, so another process finds the same times.
#[tokio::test]
async fn a_device_without_a_given_seed_keeps_the_one_that_its_cache_got() {
    let change = |config: &mut ifilm_core::Config| config.device_seed = None;
    let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, change);
    scenario.sync_english().await;
    let request = || SyncRequest::of([edition("en")]).with_conditions(Conditions::background());
    let before = scenario.client.due(request()).await.unwrap();
    scenario.client.close().await.unwrap();

    let mut config = ifilm_tests::config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.device_seed = None;
    let again = ifilm_core::Client::open(config).unwrap();

    assert_eq!(again.due(request()).await.unwrap(), before);
}

#[tokio::test]
async fn a_push_makes_a_section_due_sooner_but_pushes_cannot_empty_a_battery() {
    let scenario = synced().await;
    scenario.clock.advance(MINUTE);
    let start = now(&scenario);
    let hint = || async { scenario.client.hint(&edition("en"), Section::News).await.unwrap() };

    let first = hint().await;
    scenario.clock.set(first.at);
    sync(&scenario, background()).await;
    let asked = scenario.site.asked().len();
    let mut syncs = 0;
    // A mad server pushes every minute for two hours.
    for _ in 0..120 {
        scenario.clock.advance(MINUTE);
        hint().await;
        sync(&scenario, background()).await;
        syncs += scenario.site.asked().iter().filter(|path| *path == "/list?page=1").count();
    }

    assert!((start..=start + 30 * MINUTE).contains(&first.at), "{first:?}");
    assert_eq!((first.reason, asked), (NextDueReason::Hint, 2));
    assert!((3..=8).contains(&syncs), "{syncs} in two hours");
}

#[tokio::test]
async fn a_push_passes_neither_retry_after_nor_a_fresh_answer() {
    for (line, reason, spread) in [
        ("Cache-Control: max-age=7200", NextDueReason::Fresh, 5 * MINUTE),
        ("Retry-After: 7200", NextDueReason::HostAskedToWait, HOUR),
    ] {
        let scenario = synced().await;
        let answer = match reason {
            NextDueReason::Fresh => PlainAnswer::rows(&[("1", TITLE)]),
            _ => PlainAnswer::status("503 Service Unavailable"),
        };
        scenario.site.answer("/list?page=1", answer.with(line));
        sync(&scenario, SyncRequest::all()).await;

        let due = scenario.client.hint(&edition("en"), Section::News).await.unwrap();

        let wait = after(due.at, now(&scenario));
        assert!(due.reason == reason && (2 * HOUR..2 * HOUR + spread).contains(&wait), "{due:?}");
    }
}

#[tokio::test]
async fn a_fresh_listing_is_not_asked_in_the_background_and_a_304_makes_it_fresh_again() {
    let scenario = Scenario::at(SiteConfig { items: 6, ..SiteConfig::default() });
    let lines = vec!["Cache-Control: max-age=50000".to_owned()];
    let fault = Fault::new(FaultKind::Headers { lines });
    scenario.site.fault(fault);
    let request = || SyncRequest::of([edition("en")]).with_conditions(Conditions::background());
    let start = scenario.site.now();

    let first = scenario.sync_english().await;
    let due = first.next_due.unwrap();
    scenario.clock.set(due - Duration::from_secs(1));
    let early = scenario.client.sync(request()).await.unwrap().sections.remove(0);
    scenario.site.clear_requests();
    scenario.clock.set(due);
    let second = scenario.client.sync(request()).await.unwrap().sections.remove(0);

    let spread = after(due, start + Duration::from_secs(50_000));
    assert!(due >= start + Duration::from_secs(50_000) && spread < 5 * MINUTE, "{due}");
    assert_eq!(first.next_due_reason, Some(NextDueReason::Fresh));
    assert_eq!(early.outcome, SectionOutcome::Skipped { reason: SkipReason::NotDue, until: Some(due) });
    assert!(scenario.site.requests().iter().all(|request| request.status == 304));
    assert!(second.not_modified > 0, "{second:?}");
    assert_eq!(second.next_due, Some(due + Duration::from_secs(50_000) + spread));
}

#[tokio::test]
async fn a_fresh_page_is_not_revalidated_in_the_background_but_for_a_person() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    let page = PlainAnswer::page(TITLE, &[TEXT]).with("Cache-Control: max-age=50000");
    scenario.site.answer_page("1", page);
    sync(&scenario, SyncRequest::all()).await;
    scenario.site.asked();

    scenario.clock.advance(6 * HOUR);
    sync(&scenario, background()).await;
    let in_background = scenario.site.asked();
    sync(&scenario, SyncRequest::all()).await;
    let for_person = scenario.site.asked();
    scenario.clock.advance(15 * HOUR);
    sync(&scenario, background()).await;

    assert_eq!(in_background, ["/list?page=1"]);
    assert_eq!(for_person, ["/list?page=1", "/News/Content/1"]);
    assert_eq!(scenario.site.asked(), ["/list?page=1", "/News/Content/1"]);
}

/// Seen in other apps: retries whose waits grow until nothing is synced for hours.
#[tokio::test]
async fn a_failing_source_is_asked_at_least_once_in_each_period_for_ever() {
    for answer in ["500 Internal Server Error", "503 Service Unavailable", "404 Not Found", "200 OK"] {
        let scenario = synced().await;
        scenario.site.answer("/list", PlainAnswer::status(answer));
        scenario.site.answer("/list?page=1", PlainAnswer::status(answer));
        scenario.clock.set(next(&scenario).await.at);
        let mut longest = Duration::ZERO;

        for _ in 0..100 {
            let report = sync(&scenario, background()).await;
            assert!(matches!(report.outcome, SectionOutcome::Failed { .. }), "{report:?}");
            let next = next(&scenario).await;
            assert_eq!(next.reason, NextDueReason::Failed);
            longest = longest.max(after(next.at, now(&scenario)));
            scenario.clock.set(next.at);
        }
        scenario.site.list(&[("2", TITLE), ("1", TITLE)]);
        sync(&scenario, background()).await;

        assert!((20 * MINUTE..54 * MINUTE).contains(&longest), "{longest:?} with {answer}");
        assert_eq!(scenario.ids().await.len(), 2, "{answer}");
    }
}

/// Seen in other apps: after an outage all devices came back at the same moments.
#[tokio::test]
async fn devices_that_an_outage_hit_at_once_come_back_at_different_times() {
    let mut times = Vec::new();
    for seed in 0..8 {
        let scenario = Scenario::with(SiteConfig { items: 6, ..SiteConfig::default() }, |config| {
            config.device_seed = Some(seed);
        });
        scenario.sync_english().await;
        scenario.site.fault(Fault::new(FaultKind::Refuse));
        for _ in 0..6 {
            scenario.clock.advance(HOUR);
            scenario.sync_english().await;
        }
        scenario.clock.advance(HOUR);
        let now = ifilm_core::Clock::now(&*scenario.clock);
        times.push(after(scenario.sync_english().await.next_due.unwrap(), now).as_secs());
    }

    times.sort_unstable();
    times.dedup();
    assert!(times.len() == 8 && times[7] - times[0] > 600, "{times:?}");
}

#[tokio::test]
async fn a_person_passes_the_back_off_of_a_source_and_of_its_pages() {
    let scenario = synced().await;
    scenario.site.answer("/list?page=1", PlainAnswer::status("500 Internal Server Error"));
    scenario.site.answer_page("1", PlainAnswer::status("500 Internal Server Error"));

    for _ in 0..5 {
        sync(&scenario, SyncRequest::all()).await;
        assert_eq!(scenario.site.asked(), ["/list?page=1", "/News/Content/1"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sync_that_ended_amid_its_pages_goes_on_after_the_shortest_period() {
    let scenario = Scenario::at(SiteConfig { items: 30, ..SiteConfig::default() });
    let request = || SyncRequest::of([edition("en")]).with_conditions(Conditions::background());
    scenario.site.fault(Fault::new(FaultKind::Hold).path("/News/Content/").after(3));
    let job = scenario.client.start_sync(request(), |_| ()).unwrap();
    assert!(scenario.site.held());

    let cancelled_at = scenario.site.now();
    job.cancel();
    let cancelled = job.wait().await.unwrap().sections.remove(0);
    scenario.site.clear_faults();
    let due = scenario.client.due(request()).await.unwrap().next.unwrap();
    scenario.clock.set(due.at);
    scenario.client.sync(request()).await.unwrap();
    let after_all = scenario.client.due(request()).await.unwrap().next.unwrap();

    assert_eq!(cancelled.outcome, SectionOutcome::Cancelled);
    let wait = after(due.at, cancelled_at);
    assert!((15 * MINUTE..20 * MINUTE).contains(&wait), "{wait:?}");
    assert_eq!(due.reason, NextDueReason::Unfinished);
    assert_eq!(after_all.reason, NextDueReason::Schedule);
    for item in scenario.list("en").await {
        let article = scenario.client.library().article(&item.key).await.unwrap();
        assert!(matches!(article.body, ArticleBody::Ready { .. }), "{}", item.key);
    }
}

/// 410 is a failure like any other, until it came three times over two days or more.
#[tokio::test]
async fn a_listing_that_the_site_took_away_is_asked_once_a_day_and_comes_back() {
    let scenario = synced().await;
    let gone = PlainAnswer::status("410 Gone");
    scenario.site.answer("/list", gone.clone());
    scenario.site.answer("/list?page=1", gone);
    let in_first_day = live(&scenario, DAY, |_| ()).await;
    live(&scenario, DAY + 2 * HOUR, |_| ()).await;

    let later = live(&scenario, 5 * DAY, |_| ()).await;
    let next = next(&scenario).await;
    scenario.site.asked();
    sync(&scenario, SyncRequest::all()).await;
    let person = scenario.site.asked();
    scenario.site.list(&[("2", TITLE), ("1", TITLE)]);
    scenario.clock.advance(DAY);
    let back = sync(&scenario, background()).await;

    assert!(in_first_day > 20, "{in_first_day}");
    assert!((4..=5).contains(&later), "{later} in five days");
    assert_eq!(next.reason, NextDueReason::Gone);
    assert!(person.contains(&"/list?page=1".to_owned()), "a person passes it");
    assert_eq!(
        (back.outcome, back.next_due_reason),
        (SectionOutcome::Updated, Some(NextDueReason::Schedule))
    );
}

#[tokio::test]
async fn a_clock_that_jumps_freezes_no_section() {
    let scenario = synced().await;
    let right = now(&scenario);
    scenario.clock.set(right + 300 * DAY);
    scenario
        .site
        .answer("/list?page=1", PlainAnswer::rows(&[("1", TITLE)]).with("Cache-Control: max-age=86400"));
    sync(&scenario, SyncRequest::all()).await;
    scenario.client.hint(&edition("en"), Section::News).await.unwrap();

    scenario.clock.set(right);

    assert!(due(&scenario).await.now);
}

#[tokio::test]
async fn an_unknown_edition_is_a_bad_argument() {
    let scenario = synced().await;

    let due = scenario.client.due(SyncRequest::of([edition("xx")])).await.unwrap_err();
    let hint = scenario.client.hint(&edition("xx"), Section::News).await.unwrap_err();

    assert_eq!([due.code().as_str(), hint.code().as_str()], ["bad_argument"; 2]);
}

/// Seen: three articles that failed for ever ended the pages of each sync, and the section was asked each 15
/// minutes for ever.
#[tokio::test]
async fn pages_that_fail_for_ever_make_no_sync_early() {
    let scenario = PlainScenario::begin();
    let ids: Vec<String> = (1..=4).map(|id| id.to_string()).collect();
    scenario.site.list(&ids.iter().map(|id| (id.as_str(), TITLE)).collect::<Vec<_>>());
    for id in &ids {
        scenario.site.answer_page(id, PlainAnswer::status("500 Internal Server Error"));
    }
    let mut reasons = Vec::new();

    for _ in 0..8 {
        let report = sync(&scenario, background()).await;
        reasons.push(report.next_due_reason.unwrap());
        scenario.clock.set(report.next_due.unwrap());
    }

    assert!(reasons[2..].iter().all(|reason| *reason == NextDueReason::Schedule), "{reasons:?}");
}

/// A budget that ends the pages of each sync makes the next one early, but not each one.
#[tokio::test]
async fn a_budget_that_is_always_too_small_does_not_make_each_sync_early() {
    let scenario = synced().await;
    let body = TEXT.repeat(400);
    let mut reasons = Vec::new();

    for id in 2..12 {
        let ids = [id.to_string(), "1".to_owned()];
        scenario.site.list(&ids.each_ref().map(|id| (id.as_str(), TITLE)));
        scenario.site.page(&ids[0], TITLE, &[&body]);
        scenario.clock.set(next(&scenario).await.at);
        let request = background().with_budget(Budget::none().with_texts(2_000));
        let report = sync(&scenario, request).await;
        assert!(report.left.texts > 0, "{report:?}");
        reasons.push(report.next_due_reason.unwrap());
    }

    use NextDueReason::{Schedule, Unfinished};
    assert_eq!(reasons[..4], [Unfinished, Schedule, Unfinished, Schedule], "{reasons:?}");
}

/// Seen: a push for a new article came while the listing was requested, and was forgotten with it.
#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_comes_while_the_listing_is_requested_is_not_forgotten() {
    for is_pending in [false, true] {
        let scenario = Scenario::at(SiteConfig { items: 6, ..SiteConfig::default() });
        let request = || SyncRequest::of([edition("en")]);
        let hint = || async { scenario.client.hint(&edition("en"), Section::News).await.unwrap() };
        scenario.sync_english().await;
        scenario.clock.advance(MINUTE);
        if is_pending {
            hint().await;
        }
        scenario.site.fault(Fault::new(FaultKind::Hold));
        let job = scenario.client.start_sync(request(), |_| ()).unwrap();
        assert!(scenario.site.held());

        hint().await;
        scenario.site.clear_faults();
        scenario.site.release();
        job.wait().await.unwrap();

        let due = scenario.client.due(request().with_conditions(Conditions::background())).await.unwrap();
        assert_eq!(due.next.unwrap().reason, NextDueReason::Hint, "{is_pending}");
    }
}
