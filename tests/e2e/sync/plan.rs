//! The plan names each request that is known beforehand, with its true reason.

use std::time::Duration;

use ifilm_core::{ItemKey, PlannedRequest, Reason, Section, SyncRequest};
use ifilm_tests::{PlainAnswer, PlainScenario, edition};

const HOUR: Duration = Duration::from_secs(3_600);

/// A client at a site that lists so many articles, the newest with the highest id.
fn scenario_of(articles: u32) -> PlainScenario {
    let scenario = PlainScenario::begin();
    list(&scenario, articles, &[]);
    for id in 1..=articles {
        let text =
            format!("Number {id} was told in the town on the river, where {id} people came to listen.");
        scenario.site.page(&id.to_string(), &title(id), &[&text]);
    }
    scenario
}

fn title(id: u32) -> String {
    format!("Story number {id} of the river town")
}

/// Lists the articles, some of them with another title.
fn list(scenario: &PlainScenario, articles: u32, retitled: &[u32]) {
    let shown = |id| if retitled.contains(&id) { format!("{}, told anew", title(id)) } else { title(id) };
    let rows: Vec<_> = (1..=articles).rev().map(|id| (id.to_string(), shown(id))).collect();
    scenario.site.list(&rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect::<Vec<_>>());
}

fn fail(scenario: &PlainScenario, ids: &[u32]) {
    let failure = PlainAnswer::status("500 Internal Server Error");
    ids.iter().for_each(|id| scenario.site.answer_page(&id.to_string(), failure.clone()));
}

fn key(id: u32) -> ItemKey {
    ItemKey::article(edition("en"), id.to_string())
}

async fn planned(scenario: &PlainScenario) -> Vec<PlannedRequest> {
    scenario.client.plan(SyncRequest::all()).await.unwrap().requests
}

/// Why the page of an article would be requested now; `None` if it would not.
async fn reason(scenario: &PlainScenario, id: u32) -> Option<Reason> {
    let page = format!("{}/News/Content/{id}", scenario.site.base());
    let request = planned(scenario).await.into_iter().find(|request| request.address == page);
    request.map(|request| request.reason)
}

/// Seen: a stored page that failed was planned as a revalidation, one without a text as missing.
#[tokio::test]
async fn a_page_that_brought_no_article_is_planned_with_what_it_brought() {
    let key = || key(2);
    for was_read in [false, true] {
        for (answer, expected) in [
            (PlainAnswer::status("500 Internal Server Error"), Reason::FailedPage { key: key() }),
            (PlainAnswer::status("404 Not Found"), Reason::AbsentPage { key: key() }),
            (PlainAnswer::of("<html><body></body></html>"), Reason::UnreadablePage { key: key() }),
            (PlainAnswer::redirect("/notice"), Reason::DoubtfulPage { key: key() }),
        ] {
            let scenario = scenario_of(2);
            scenario.site.answer("/notice", PlainAnswer::page("A notice", &["Work is under way."]));
            if was_read {
                scenario.sync().await;
            }
            scenario.site.answer_page("2", answer);

            scenario.sync().await;

            assert_eq!(reason(&scenario, 2).await, Some(expected), "read before: {was_read}");
        }
    }
}

#[tokio::test]
async fn a_page_that_was_never_requested_is_missing() {
    let scenario = scenario_of(4);
    fail(&scenario, &[4, 3, 2]); // three failures in a row end the section

    scenario.sync().await;

    assert_eq!(reason(&scenario, 1).await, Some(Reason::MissingPage { key: key(1) }));
}

#[tokio::test]
async fn a_page_whose_row_changed_says_so_and_the_others_are_revalidated() {
    let scenario = scenario_of(5);
    scenario.sync().await;
    list(&scenario, 5, &[5, 4, 3, 1]);
    fail(&scenario, &[5, 4, 3]); // three failures in a row end the section

    scenario.sync().await;

    assert_eq!(reason(&scenario, 1).await, Some(Reason::ChangedRow { key: key(1) }));
    assert_eq!(reason(&scenario, 2).await, Some(Reason::Revalidation { key: key(2) }));
}

/// Seen: an older page was planned with the reason of the newest ones.
#[tokio::test]
async fn an_older_page_that_was_not_checked_for_thirty_days_says_so() {
    let scenario = scenario_of(34);
    for _ in 0..11 {
        scenario.sync().await; // checks the newest thirty again, three at a time
    }
    let meanwhile = reason(&scenario, 4).await;

    scenario.clock.advance(30 * 24 * HOUR - 11 * HOUR);

    assert_eq!(meanwhile, None);
    assert_eq!(reason(&scenario, 4).await, Some(Reason::StalePage { key: key(4) }));
}

/// Seen: the plan left out the pages of the listing that fill a hole.
#[tokio::test]
async fn a_hole_is_planned_behind_the_listing() {
    let scenario = PlainScenario::begin();
    let publish = |newest: u32| {
        for number in 1..=20 {
            let first = newest.saturating_sub((number - 1) * 3);
            let rows: Vec<_> = (1..=first).rev().take(3).map(|id| (id.to_string(), title(id))).collect();
            let rows: Vec<_> = rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
            scenario.site.answer(&format!("/list?page={number}"), PlainAnswer::rows(&rows));
        }
    };
    publish(10);
    scenario.sync().await;
    publish(50);
    scenario.sync().await; // reads five pages, and meets no row that it knows

    let planned = planned(&scenario).await;
    scenario.site.asked();
    scenario.sync().await;

    let listings: Vec<_> =
        planned.iter().take(2).map(|request| (&*request.address, &request.reason)).collect();
    let base = scenario.site.base();
    let (news, section) = (Section::News, |section| Reason::Hole { section });
    assert_eq!(
        listings,
        [
            (&*format!("{base}/list?page=1"), &Reason::Listing { section: news }),
            (&*format!("{base}/list?page=5"), &section(news)),
        ]
    );
    assert!(scenario.site.asked().contains(&"/list?page=5".to_owned()));
}
