//! A hole of a list is filled when a person asks for it, whichever it is, and the texts of the newest items
//! are fetched before they are read.

use std::collections::BTreeSet;
use std::time::Duration;

use ifilm_core::{
    Client, Ended, Error, ErrorCode, HoleName, ListHole, ListQuery, Section, SectionOutcome, SectionReport,
    SyncReport, SyncRequest,
};
use ifilm_site::{FaultKind, SiteConfig};
use ifilm_tests::{PlainAnswer, PlainScenario, Scenario, edition, english_fault, failure, status, text};

/// The rows of a page of the listing. Each page has three, newest first, down to 1.
fn page(newest: u32, number: u32) -> PlainAnswer {
    let first = newest.saturating_sub((number - 1) * 3);
    let rows: Vec<(String, String)> = (1..=first)
        .rev()
        .take(3)
        .map(|id| (id.to_string(), format!("Story number {id} of the town")))
        .collect();
    PlainAnswer::rows(&rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect::<Vec<_>>())
}

/// Lists all items from the newest down to 1, in pages of three.
fn publish(scenario: &PlainScenario, newest: u32) {
    for number in 1..=60 {
        scenario.site.answer(&format!("/list?page={number}"), page(newest, number));
    }
}

/// A client with a hole after each publication: it has read the newest fifteen of each.
async fn after(publications: &[u32]) -> PlainScenario {
    let scenario = PlainScenario::begin();
    for newest in publications {
        publish(&scenario, *newest);
        scenario.sync().await;
    }
    scenario.site.asked();
    scenario
}

async fn holes(client: &Client) -> Vec<ListHole> {
    client.library().list(ListQuery::news(edition("en"))).await.unwrap().holes
}

async fn names(client: &Client) -> Vec<HoleName> {
    holes(client).await.into_iter().filter_map(|hole| hole.name).collect()
}

async fn fill(client: &Client, hole: &HoleName) -> Result<SyncReport, Error> {
    client.fill(hole.clone(), |_| ()).unwrap().wait().await
}

/// Fills the same hole until it is closed. Returns how many jobs it took.
async fn close(client: &Client, hole: &HoleName) -> usize {
    for jobs in 0..20 {
        if !names(client).await.contains(hole) {
            return jobs;
        }
        fill(client, hole).await.unwrap();
    }
    panic!("{hole} is still open");
}

async fn ids(scenario: &PlainScenario) -> BTreeSet<u32> {
    scenario.ids().await.iter().map(|id| id.parse().unwrap()).collect()
}

fn only(report: SyncReport) -> SectionReport {
    report.sections.into_iter().next().unwrap()
}

#[tokio::test]
async fn a_hole_shrinks_with_each_job_and_keeps_its_name_until_it_is_closed() {
    let scenario = after(&[10, 50]).await;
    let client = &scenario.client;
    let first = names(client).await;
    let rows = ids(&scenario).await.len();

    let report = only(fill(client, &first[0]).await.unwrap());
    let smaller = (names(client).await, ids(&scenario).await.len());
    let jobs = close(client, &first[0]).await;

    assert_eq!(first[0].to_string(), "en/news/2");
    assert_eq!((&smaller.0, report.outcome), (&first, SectionOutcome::Updated));
    assert_eq!(report.new_items as usize, smaller.1 - rows);
    assert!(report.new_items > 0 && jobs <= 3, "{jobs}");
    assert_eq!((holes(client).await, ids(&scenario).await), (vec![], (8..=50).collect()));
}

#[tokio::test]
async fn an_older_hole_is_filled_while_a_newer_one_is_open() {
    for is_older_first in [true, false] {
        let scenario = after(&[10, 50, 95, 140]).await;
        let client = &scenario.client;
        let mut open = names(client).await;
        assert!(open.len() > 1, "{open:?}");
        if is_older_first {
            open.reverse();
        }

        for hole in &open {
            close(client, hole).await;
        }

        assert_eq!(ids(&scenario).await, (8..=140).collect(), "older first: {is_older_first}");
    }
}

/// Seen: the sync that found 95 items read on at the hole that 50 had left, and its rows lay in the new gap.
/// They were known there, so the first filling of the newer hole closed it.
#[tokio::test]
async fn the_newer_hole_closes_only_when_its_own_gap_is_filled() {
    let scenario = after(&[10, 50, 95]).await;
    let newer = names(&scenario.client).await.remove(0);

    close(&scenario.client, &newer).await;

    let here = ids(&scenario).await;
    assert_eq!((51..=95).filter(|id| !here.contains(id)).count(), 0, "{here:?}");
}

#[tokio::test]
async fn a_further_page_that_fails_is_in_the_report_too() {
    let scenario = after(&[10, 50]).await;
    let before = holes(&scenario.client).await;
    scenario.site.answer("/list?page=6", PlainAnswer::status("500 Internal Server Error"));

    let report = only(fill(&scenario.client, before[0].name.as_ref().unwrap()).await.unwrap());

    assert_eq!(failure(&report), Some(ErrorCode::Refused));
    assert_eq!(names(&scenario.client).await.len(), 1);
}

/// A home page has no further pages, so it shows nothing of what is below it.
#[tokio::test]
async fn a_hole_is_filled_in_a_listing_with_pages_alone() {
    let (scenario, hole) = with_hole().await;
    for path in ["/Home/PageingItem", "/News"] {
        scenario.site.fault(english_fault(path, status(500)));
    }
    scenario.sync_english().await;
    let rows = scenario.list("en").await.len();
    scenario.site.clear_requests();

    let report = only(fill(&scenario.client, &hole).await.unwrap());

    let asked: Vec<String> = scenario.site.requests().into_iter().map(|request| request.path).collect();
    assert!(asked.iter().all(|path| !path.starts_with("/home")), "{asked:?}");
    assert_eq!((failure(&report), scenario.list("en").await.len()), (Some(ErrorCode::Refused), rows));
    assert!(names(&scenario.client).await.contains(&hole));
}

#[tokio::test]
async fn a_hole_that_was_closed_meanwhile_is_not_found_and_nothing_is_asked() {
    let scenario = after(&[10, 50]).await;
    let hole = names(&scenario.client).await.remove(0);
    close(&scenario.client, &hole).await;
    scenario.site.asked();

    let error = fill(&scenario.client, &hole).await.unwrap_err();

    assert_eq!((error.code(), scenario.site.asked()), (ErrorCode::NotFound, vec![]));
}

#[tokio::test]
async fn a_page_that_fails_leaves_the_hole_and_the_report_says_so() {
    let scenario = after(&[10, 50]).await;
    scenario.site.answer("/list?page=5", PlainAnswer::status("500 Internal Server Error"));
    let before = holes(&scenario.client).await;

    let report = only(fill(&scenario.client, before[0].name.as_ref().unwrap()).await.unwrap());

    assert_eq!((failure(&report), holes(&scenario.client).await), (Some(ErrorCode::Refused), before));
}

#[tokio::test]
async fn a_fill_asks_for_no_page_that_was_read_and_brings_the_texts() {
    let scenario = after(&[10, 50]).await;
    for id in 1..=50_u32 {
        let title = format!("Story number {id} of the town");
        let first = format!("What was told of it on day {id} is a long tale of the old town.");
        scenario.site.page(&id.to_string(), &title, &[&first, "More of it was told in the evening."]);
    }
    let hole = names(&scenario.client).await.remove(0);

    fill(&scenario.client, &hole).await.unwrap();

    let asked = scenario.site.asked();
    assert!(!asked.contains(&"/list?page=1".to_owned()), "{asked:?}");
    assert!(text(&scenario.article("33").await).contains("on day 33"));
}

#[tokio::test]
async fn a_hole_of_an_unknown_edition_is_a_bad_argument() {
    let scenario = after(&[10]).await;

    let error = scenario.client.fill("xx/news/1".parse().unwrap(), |_| ()).err().unwrap();

    assert_eq!(error.code(), ErrorCode::BadArgument);
}

/// A client of the practice site whose list has a hole, and its name.
async fn with_hole() -> (Scenario, HoleName) {
    let scenario = Scenario::at(SiteConfig { items: 40, ..SiteConfig::default() });
    scenario.sync_english().await;
    scenario.site.publish("en", 400);
    scenario.site.fault(english_fault("/News/", status(500)));
    scenario.sync_english().await;
    scenario.site.clear_faults();
    scenario.site.clear_requests();
    let hole = names(&scenario.client).await.remove(0);
    (scenario, hole)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_for_the_same_hole_joins_the_job_and_a_cancelled_one_leaves_it_open() {
    let (scenario, hole) = with_hole().await;
    scenario.site.fault(english_fault("/Home/", FaultKind::Hold));
    let first = scenario.client.fill(hole.clone(), |_| ()).unwrap();
    assert!(scenario.site.held());

    let second = scenario.client.fill(hole.clone(), |_| ()).unwrap();
    let sync = scenario.client.start_sync(SyncRequest::all(), |_| ()).unwrap();
    let asked = scenario.site.requests().len();
    for job in [&first, &second, &sync] {
        job.cancel();
    }
    let reports = [first.wait().await.unwrap(), second.wait().await.unwrap(), sync.wait().await.unwrap()];

    assert_eq!((asked, reports.map(|report| report.cancelled)), (1, [true; 3]));
    assert_eq!(names(&scenario.client).await, [hole]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hole_texts_and_a_plan_may_have_a_deadline_and_the_first_of_several_counts() {
    let (scenario, hole) = with_hole().await;
    let plan = scenario.client.plan(SyncRequest::of([edition("en")])).await.unwrap();
    scenario.site.fault(english_fault("/", FaultKind::Hold));
    let (client, soon) = (&scenario.client, Duration::from_millis(50));

    let jobs = [
        client.fill(hole.clone(), |_| ()).unwrap(),
        client.prefetch(&edition("en"), Section::News, 30, |_| ()).unwrap(),
        client.run(&plan.token, |_| ()).unwrap(),
    ];
    for job in jobs {
        let report =
            job.with_deadline(None::<Duration>).with_deadline(Duration::MAX).with_deadline(soon).wait().await;

        assert_eq!(report.unwrap().ended, Ended::Deadline);
    }
    assert_eq!(names(&scenario.client).await, [hole]);
}

/// A client that has the rows of ten English articles without a text.
async fn rows_alone() -> Scenario {
    let scenario = Scenario::at(SiteConfig { items: 10, ..SiteConfig::default() });
    scenario.site.fault(english_fault("/News/", status(500)));
    scenario.sync_english().await;
    scenario.site.clear_faults();
    scenario.site.clear_requests();
    scenario
}

async fn prefetch(scenario: &Scenario, newest: u32) -> SectionReport {
    let job = scenario.client.prefetch(&edition("en"), Section::News, newest, |_| ()).unwrap();
    only(job.wait().await.unwrap())
}

/// The ids of the requested pages, and how many other requests there were.
fn pages(scenario: &Scenario) -> (Vec<String>, usize) {
    let requests = scenario.site.requests();
    let id = |path: &str| {
        path.strip_prefix("/News/Content/").map(|rest| rest.split('/').next().unwrap().to_owned())
    };
    let ids: Vec<String> = requests.iter().filter_map(|request| id(&request.path)).collect();
    (ids.clone(), requests.len() - ids.len())
}

#[tokio::test]
async fn the_texts_of_the_newest_items_come_before_they_are_read_and_nothing_else_is_asked() {
    let scenario = rows_alone().await;
    let newest: Vec<String> = scenario.list("en").await.into_iter().take(3).map(|item| item.key.id).collect();

    let report = prefetch(&scenario, 3).await;
    let asked = pages(&scenario);
    prefetch(&scenario, 10).await;
    let again = prefetch(&scenario, 10).await;

    assert_eq!(asked, (newest, 0));
    assert_eq!((report.page_requests, report.outcome), (3, SectionOutcome::Updated));
    assert_eq!((again.page_requests, again.outcome), (0, SectionOutcome::Unchanged));
}

#[tokio::test]
async fn texts_that_are_here_are_asked_for_again_when_they_are_due() {
    let scenario = rows_alone().await;
    prefetch(&scenario, 10).await;
    scenario.clock.advance(Duration::from_secs(31 * 24 * 3_600));

    let report = prefetch(&scenario, 4).await;

    assert_eq!((report.revalidations, report.page_requests), (4, 0));
}

#[tokio::test]
async fn a_notice_replaces_no_text_however_often_texts_are_fetched() {
    let scenario = rows_alone().await;
    prefetch(&scenario, 10).await;
    let id = scenario.list("en").await[0].key.id.parse().unwrap();
    let before = scenario.article("en", id).await;
    scenario.site.fault(english_fault("/News/", FaultKind::Notice { long: true, varying: false }));

    for _ in 0..6 {
        scenario.clock.advance(Duration::from_secs(40 * 24 * 3_600));
        prefetch(&scenario, 1).await;
        prefetch(&scenario, 10).await;
    }

    assert_eq!(text(&scenario.article("en", id).await), text(&before));
}

#[tokio::test]
async fn no_texts_or_too_many_are_a_bad_argument() {
    let scenario = rows_alone().await;
    let code = |edition_id: &str, newest| {
        let job = scenario.client.prefetch(&edition(edition_id), Section::News, newest, |_| ());
        job.err().map(|error| error.code())
    };

    let bad = Some(ErrorCode::BadArgument);
    assert_eq!([code("en", 0), code("en", 501), code("xx", 1)], [bad, bad, bad]);
}
