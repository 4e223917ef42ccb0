//! What fails holds up nothing else, and is never given up.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::time::Duration;

use ifilm_core::ArticleBody;
use ifilm_tests::{PlainAnswer, PlainStory};

/// A client at a site that lists so many articles, the newest with the highest id.
fn story_of(articles: u32) -> PlainStory {
    let story = PlainStory::begin();
    let rows: Vec<(String, String)> = (1..=articles).rev().map(|id| (id.to_string(), title(id))).collect();
    story.site.list(&rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect::<Vec<_>>());
    (1..=articles).for_each(|id| restore(&story, id));
    story
}

fn title(id: u32) -> String {
    format!("Story number {id} of the river town")
}

fn restore(story: &PlainStory, id: u32) {
    let text =
        format!("Number {id} was told in the town on the river, where {id} people came to listen to it.");
    story.site.page(&id.to_string(), &title(id), &[&text]);
}

async fn ready(story: &PlainStory) -> usize {
    let mut ready = 0;
    for id in story.ids().await {
        ready += usize::from(matches!(story.article(&id).await.body, ArticleBody::Ready { .. }));
    }
    ready
}

fn pages(asked: &[String]) -> usize {
    asked.iter().filter(|path| path.starts_with("/News/")).count()
}

/// Seen: the first three of thirty pages answered 500. Each sync asked for those three, and ended: no article
/// in four syncs.
#[tokio::test]
async fn three_pages_that_always_fail_do_not_keep_the_others_away() {
    let story = story_of(30);
    for id in [30, 29, 28] {
        story.site.answer_page(&id.to_string(), PlainAnswer::status("500 Internal Server Error"));
    }

    story.sync().await;
    story.sync().await;

    assert_eq!(ready(&story).await, 27);
}

#[tokio::test]
async fn pages_that_failed_come_as_soon_as_they_can_be_had() {
    let story = story_of(30);
    for id in [30, 29, 28] {
        story.site.answer_page(&id.to_string(), PlainAnswer::status("500 Internal Server Error"));
    }
    for _ in 0..50 {
        story.sync().await;
    }

    [30, 29, 28].into_iter().for_each(|id| restore(&story, id));
    story.sync().await;

    assert_eq!(ready(&story).await, 30);
}

/// Seen: 31 pages that were 404 from the start were asked for at every sync, for ever.
#[tokio::test]
async fn pages_that_never_were_there_are_asked_for_rarer_and_rarer_but_for_ever() {
    let story = story_of(8);
    for id in 1..=8 {
        story.site.answer_page(&id.to_string(), PlainAnswer::status("404 Not Found"));
    }
    for _ in 0..48 {
        story.sync().await;
    }
    let asked = pages(&story.site.asked());

    for _ in 0..24 {
        story.sync().await;
    }
    let later = pages(&story.site.asked());

    assert!((6 * 8..=9 * 8).contains(&asked), "{asked} in two days");
    assert!((8..=2 * 8).contains(&later), "{later} on the third day");
    assert_eq!(story.ids().await.len(), 8, "the site still lists them");
}

/// Seen: 120 pages without a text took the places of all revalidations, so no edit of a good page was found.
#[tokio::test]
async fn pages_without_a_text_leave_the_revalidations_to_the_good_ones() {
    let story = story_of(60);
    for id in 31..=60 {
        story
            .site
            .answer_page(&id.to_string(), PlainAnswer::of("<html><body><h1>Pictures</h1></body></html>"));
    }
    story.sync().await;
    story.site.page(
        "1",
        &title(1),
        &["Number 1 was told in the town on the river, where nobody came to listen."],
    );

    for _ in 0..10 {
        story.sync().await;
    }

    assert!(story.article("1").await.edited);
}

/// Seen in other readers: a server answered 304 for ever, and feeds were frozen unseen.
#[tokio::test]
async fn a_server_that_answers_304_for_ever_is_asked_without_validators_after_eight_days() {
    let story = PlainStory::begin();
    let listing = |ids: &[&str]| {
        let rows: Vec<_> = ids.iter().map(|id| (*id, "Story of the river town")).collect();
        PlainAnswer::rows(&rows).with("ETag: \"1\"")
    };
    let page = |text: &str| PlainAnswer::page("Story of the river town", &[text]).with("ETag: \"1\"");
    story.site.answer("/list", PlainAnswer::of("[]"));
    story.site.answer("/list?page=1", listing(&["1"]));
    story.site.answer_page("1", page("The first text of the story of the river town."));
    story.sync().await;
    story.site.answer_304_for_ever();
    story.site.answer("/list?page=1", listing(&["2", "1"]));
    story.site.answer_page("1", page("The second text of the story of the river town."));

    let days = |days: u64| Duration::from_secs(days * 24 * 3_600);
    story.clock.advance(days(7));
    story.sync().await;
    let before = (story.ids().await, story.article("1").await.edited);
    story.clock.advance(days(1));
    story.sync().await;

    assert_eq!(before, (vec!["1".to_owned()], false));
    assert_eq!(
        (story.ids().await, story.article("1").await.edited),
        (vec!["2".to_owned(), "1".to_owned()], true)
    );
}

#[tokio::test]
async fn pages_are_asked_for_also_where_the_listing_fails() {
    let story = story_of(6);
    story.site.answer_page("6", PlainAnswer::status("500 Internal Server Error"));
    story.sync().await;
    restore(&story, 6);
    story.site.answer("/list?page=1", PlainAnswer::status("500 Internal Server Error"));

    let report = story.sync().await;

    assert!(matches!(report.outcome, ifilm_core::SectionOutcome::Failed { .. }), "{report:?}");
    assert_eq!(ready(&story).await, 6);
}
