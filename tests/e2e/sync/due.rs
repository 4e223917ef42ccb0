//! A failing page or listing does not hold up the others, and is never given up.

use std::time::Duration;

use ifilm_core::ArticleBody;
use ifilm_tests::{PlainAnswer, PlainScenario};
use jiff::Timestamp;

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

/// Seen: the listing answered 503, and the pages were well again. In ten syncs no page was requested.
#[tokio::test]
async fn pages_come_while_their_listing_fails() {
    for failing in ["503 Service Unavailable", "500 Internal Server Error", "404 Not Found", "cut"] {
        let scenario = scenario_of(6);
        for id in 1..=6 {
            scenario.site.answer_page(&id.to_string(), PlainAnswer::status("500 Internal Server Error"));
        }
        scenario.sync().await;
        (1..=6).for_each(|id| restore(&scenario, id));
        let cut = PlainAnswer::of("[").with("Content-Length: 900");
        let answer = if failing == "cut" { cut } else { PlainAnswer::status(failing) };
        scenario.site.answer("/list?page=1", answer);

        scenario.sync().await;

        assert_eq!(ready(&scenario).await, 6, "{failing}");
    }
}

#[tokio::test]
async fn no_page_is_requested_while_the_host_asked_to_wait() {
    let scenario = scenario_of(6);
    let wait = PlainAnswer::status("503 Service Unavailable").with("Retry-After: 7200");
    scenario.site.answer_page("6", PlainAnswer::status("500 Internal Server Error"));
    scenario.sync().await;
    scenario.site.answer("/list?page=1", wait);
    scenario.site.asked();

    scenario.sync().await;

    assert_eq!(scenario.site.asked(), ["/list?page=1"]);
}

/// A time in May 2024.
fn day(day: i8, hour: i8) -> Timestamp {
    jiff::civil::datetime(2024, 5, day, hour, 0, 0, 0).in_tz("UTC").unwrap().timestamp()
}

/// Seen: the clock was ten days ahead during a sync in which pages failed. After it was set right, none of
/// them was requested for ten days.
#[tokio::test]
async fn pages_that_failed_while_the_clock_was_ahead_are_not_kept_waiting() {
    for answer in ["500 Internal Server Error", "404 Not Found", "302 Found", "200 OK"] {
        let scenario = scenario_of(6);
        for id in 1..=6 {
            let answer = PlainAnswer::status(answer).with("Location: /");
            scenario.site.answer_page(&id.to_string(), answer);
        }
        for hour in [9, 10, 11] {
            scenario.clock.set(day(12, hour));
            scenario.sync().await;
        }
        (1..=6).for_each(|id| restore(&scenario, id));

        scenario.clock.set(day(2, 10));
        scenario.sync().await;

        assert_eq!(ready(&scenario).await, 6, "{answer}");
    }
}

/// Seen: rows were stored while the clock was ahead, and their pages were requested only days later.
#[tokio::test]
async fn pages_of_rows_that_came_while_the_clock_was_ahead_are_due() {
    for ahead in [day(2, 20), day(12, 9)] {
        let scenario = scenario_of(6);
        let waits = PlainAnswer::status("429 Too Many Requests").with("Retry-After: 60");
        scenario.site.answer_page("6", waits);
        scenario.clock.set(ahead);
        scenario.sync().await;
        (1..=6).for_each(|id| restore(&scenario, id));

        scenario.clock.set(day(2, 10));
        for _ in 0..2 {
            scenario.sync().await;
        }

        assert_eq!(ready(&scenario).await, 6, "{ahead}");
    }
}

/// Seen: a clock that was 34 hours ahead noted a wait of two minutes, which then lasted for 34 hours.
#[tokio::test]
async fn a_wait_lasts_as_long_as_the_host_asked_after_the_clock_was_set_back() {
    for ahead in [day(2, 15), day(3, 20)] {
        let scenario = scenario_of(6);
        let wait = PlainAnswer::status("503 Service Unavailable").with("Retry-After: 1800");
        scenario.site.answer("/list?page=1", wait);
        scenario.clock.set(ahead);
        scenario.sync().await;
        scenario.site.list(&[("1", &title(1))]);
        scenario.site.asked();

        scenario.clock.set(day(2, 10));
        scenario.sync().await;
        let during = scenario.site.asked();
        scenario.sync().await;

        assert_eq!(during, [""; 0], "{ahead}");
        assert_eq!(scenario.ids().await, ["1"], "{ahead}");
    }
}

/// Seen: bodies were stored while the clock was 300 days ahead. A server that answers 304 for ever was asked
/// with their validators for all that time.
#[tokio::test]
async fn validators_that_a_clock_ahead_noted_are_not_sent() {
    let scenario = scenario_of(1);
    let page = |text: &str| PlainAnswer::page(&title(1), &[text]).with("ETag: \"1\"");
    scenario.site.answer_page("1", page("Number 1 was told in the town on the river, to all who came."));
    scenario.clock.set(day(12, 9));
    scenario.sync().await;
    scenario.site.answer_304_for_ever();
    scenario.site.answer_page("1", page("Number 1 was told in the town on the river, to nobody."));

    scenario.clock.set(day(2, 10));
    scenario.sync().await;

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
