//! A failing page or listing does not hold up the others, and is never given up.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::time::Duration;

use ifilm_core::ArticleBody;
use ifilm_tests::{PlainAnswer, PlainScenario};

/// A client at a site that lists this many articles. The newest has the highest id.
fn scenario_of(articles: u32) -> PlainScenario {
    let scenario = PlainScenario::begin();
    let rows: Vec<(String, String)> = (1..=articles).rev().map(|id| (id.to_string(), title(id))).collect();
    scenario.site.list(&rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect::<Vec<_>>());
    (1..=articles).for_each(|id| restore(&scenario, id));
    scenario
}

fn title(id: u32) -> String {
    format!("Story number {id} of the river town")
}

fn restore(scenario: &PlainScenario, id: u32) {
    let text =
        format!("Number {id} was told in the town on the river, where {id} people came to listen to it.");
    scenario.site.page(&id.to_string(), &title(id), &[&text]);
}

async fn ready(scenario: &PlainScenario) -> usize {
    let mut ready = 0;
    for id in scenario.ids().await {
        ready += usize::from(matches!(scenario.article(&id).await.body, ArticleBody::Ready { .. }));
    }
    ready
}

fn pages(asked: &[String]) -> usize {
    asked.iter().filter(|path| path.starts_with("/News/")).count()
}

/// Seen: the first three of thirty pages answered 500. Each sync requested those three and ended. After four
/// syncs there was no article.
#[tokio::test]
async fn three_pages_that_always_fail_do_not_block_the_others() {
    let scenario = scenario_of(30);
    for id in [30, 29, 28] {
        scenario.site.answer_page(&id.to_string(), PlainAnswer::status("500 Internal Server Error"));
    }

    scenario.sync().await;
    scenario.sync().await;

    assert_eq!(ready(&scenario).await, 27);
}

#[tokio::test]
async fn failed_pages_are_fetched_at_the_first_sync_that_can_reach_them() {
    let scenario = scenario_of(30);
    for id in [30, 29, 28] {
        scenario.site.answer_page(&id.to_string(), PlainAnswer::status("500 Internal Server Error"));
    }
    for _ in 0..50 {
        scenario.sync().await;
    }

    [30, 29, 28].into_iter().for_each(|id| restore(&scenario, id));
    scenario.sync().await;

    assert_eq!(ready(&scenario).await, 30);
}

/// Seen: 31 pages that were 404 from the start were requested at every sync, forever.
#[tokio::test]
async fn pages_that_never_existed_are_retried_with_growing_waits_and_never_given_up() {
    let scenario = scenario_of(8);
    for id in 1..=8 {
        scenario.site.answer_page(&id.to_string(), PlainAnswer::status("404 Not Found"));
    }
    for _ in 0..48 {
        scenario.sync().await;
    }
    let asked = pages(&scenario.site.asked());

    for _ in 0..24 {
        scenario.sync().await;
    }
    let later = pages(&scenario.site.asked());

    assert!((6 * 8..=9 * 8).contains(&asked), "{asked} in two days");
    assert!((8..=2 * 8).contains(&later), "{later} on the third day");
    assert_eq!(scenario.ids().await.len(), 8, "the site still lists them");
}

/// Seen: 120 pages without a text took the places of all revalidations, so no edit of a good page was found.
#[tokio::test]
async fn pages_without_a_text_do_not_take_the_revalidations_of_good_pages() {
    let scenario = scenario_of(60);
    for id in 31..=60 {
        scenario
            .site
            .answer_page(&id.to_string(), PlainAnswer::of("<html><body><h1>Pictures</h1></body></html>"));
    }
    scenario.sync().await;
    scenario.site.page(
        "1",
        &title(1),
        &["Number 1 was told in the town on the river, where nobody came to listen."],
    );

    for _ in 0..10 {
        scenario.sync().await;
    }

    assert!(scenario.article("1").await.edited);
}

/// Seen in other apps: a server always answered 304, and nobody noticed that the feed no longer changed.
#[tokio::test]
async fn a_server_that_always_answers_304_is_asked_without_validators_after_eight_days() {
    let scenario = PlainScenario::begin();
    let listing = |ids: &[&str]| {
        let rows: Vec<_> = ids.iter().map(|id| (*id, "Story of the river town")).collect();
        PlainAnswer::rows(&rows).with("ETag: \"1\"")
    };
    let page = |text: &str| PlainAnswer::page("Story of the river town", &[text]).with("ETag: \"1\"");
    scenario.site.answer("/list", PlainAnswer::of("[]"));
    scenario.site.answer("/list?page=1", listing(&["1"]));
    scenario.site.answer_page("1", page("The first text of the scenario of the river town."));
    scenario.sync().await;
    scenario.site.answer_304_for_ever();
    scenario.site.answer("/list?page=1", listing(&["2", "1"]));
    scenario.site.answer_page("1", page("The second text of the scenario of the river town."));

    let days = |days: u64| Duration::from_secs(days * 24 * 3_600);
    scenario.clock.advance(days(7));
    scenario.sync().await;
    let before = (scenario.ids().await, scenario.article("1").await.edited);
    scenario.clock.advance(days(1));
    scenario.sync().await;

    assert_eq!(before, (vec!["1".to_owned()], false));
    assert_eq!(
        (scenario.ids().await, scenario.article("1").await.edited),
        (vec!["2".to_owned(), "1".to_owned()], true)
    );
}

#[tokio::test]
async fn pages_are_requested_even_if_the_listing_fails() {
    let scenario = scenario_of(6);
    scenario.site.answer_page("6", PlainAnswer::status("500 Internal Server Error"));
    scenario.sync().await;
    restore(&scenario, 6);
    scenario.site.answer("/list?page=1", PlainAnswer::status("500 Internal Server Error"));

    let report = scenario.sync().await;

    assert!(matches!(report.outcome, ifilm_core::SectionOutcome::Failed { .. }), "{report:?}");
    assert_eq!(ready(&scenario).await, 6);
}
