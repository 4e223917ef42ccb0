//! No article is lost. An answer that concerns the whole site never removes, empties or rewrites an article.
//! An answer that concerns the article does.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use ifilm_core::ArticleBody;
use ifilm_tests::{PlainAnswer, PlainScenario, text};

/// Headlines and texts of six articles.
const ARTICLES: [(&str, &str, &str); 6] = [
    ("6", "Rain stops the open air film", "Heavy rain ended the open air evening before the second reel."),
    ("5", "A bakery beside the old mill", "The bakery beside the mill sells its bread before the sun is up."),
    (
        "4",
        "Students build a wooden bridge",
        "Students of the school have built a bridge of wood over the brook.",
    ),
    ("3", "The museum lends its clocks", "The museum lends eleven of its clocks to a school in the hills."),
    (
        "2",
        "Choir looks for deep voices",
        "The choir of the valley looks for deep voices for its spring concert.",
    ),
    (
        "1",
        "A new cinema by the river",
        "The river town opened its new cinema, and the first guests came early.",
    ),
];

const MORE: &str =
    "More about it was told to our reporter in the evening by those who had been there all day.";

/// A client that has read all six articles.
async fn six() -> PlainScenario {
    let scenario = PlainScenario::begin();
    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    for (id, ..) in ARTICLES {
        restore(&scenario, id);
    }
    scenario.sync().await;
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
    scenario
}

fn list(scenario: &PlainScenario, ids: &[&str]) {
    let rows: Vec<_> = ARTICLES.iter().filter(|(id, ..)| ids.contains(id)).collect();
    let rows: Vec<(&str, &str)> = rows.into_iter().map(|(id, title, _)| (*id, *title)).collect();
    scenario.site.list(&rows);
}

/// Answers with the item's own page.
fn restore(scenario: &PlainScenario, id: &str) {
    let (_, title, first) = ARTICLES.iter().find(|(own, ..)| *own == id).unwrap();
    scenario.site.page(id, title, &[first, MORE]);
}

/// Gives the same answer for all items.
fn answer_all(scenario: &PlainScenario, answer: &PlainAnswer) {
    for (id, ..) in ARTICLES {
        scenario.site.answer_page(id, answer.clone());
    }
}

async fn syncs(scenario: &PlainScenario, count: u32) {
    for _ in 0..count {
        scenario.sync().await;
    }
}

/// Checks that all six articles are listed with their own texts, and that none shows as edited.
async fn all_are_well(scenario: &PlainScenario) {
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
    for (id, title, first) in ARTICLES {
        let article = scenario.article(id).await;
        assert_eq!((article.title.as_str(), article.edited), (title, false), "{id}");
        assert!(text(&article).starts_with(first), "{id}: {}", text(&article));
    }
}

/// Seen: all pages redirected to `/home`, and three articles left the list at each sync.
#[tokio::test]
async fn pages_that_all_redirect_to_one_address_remove_nothing() {
    for to in ["/maintenance", "/", "/login?next=article", "/News/Content/999"] {
        let scenario = six().await;
        answer_all(&scenario, &PlainAnswer::redirect(to));
        scenario.site.answer(to, PlainAnswer::page("We will be back soon", &["Work is under way."]));

        list(&scenario, &["6", "5"]);
        syncs(&scenario, 8).await;

        all_are_well(&scenario).await;
    }
}

#[tokio::test]
async fn pages_that_are_all_absent_remove_nothing() {
    for status in ["404 Not Found", "410 Gone"] {
        let scenario = six().await;
        answer_all(&scenario, &PlainAnswer::status(status));

        list(&scenario, &["6", "5"]);
        syncs(&scenario, 8).await;

        all_are_well(&scenario).await;
    }
}

#[tokio::test]
async fn a_notice_instead_of_all_pages_rewrites_and_empties_nothing() {
    let notices = [
        PlainAnswer::page("Welcome, guests of this network", &["Accept the terms, then you may go on."; 9]),
        PlainAnswer::page("Please log in", &["This page is for members of the house alone."]),
        PlainAnswer::of("<html><body></body></html>"),
        PlainAnswer::of("out of order"),
        PlainAnswer::of(""),
    ];
    for notice in notices {
        let scenario = six().await;
        answer_all(&scenario, &notice);

        syncs(&scenario, 8).await;

        all_are_well(&scenario).await;
    }
}

/// Seen: the terms page of a captive portal replaced an article.
#[tokio::test]
async fn a_notice_instead_of_one_page_rewrites_nothing() {
    let scenario = six().await;
    let notice = PlainAnswer::page("Access to the page is denied", &["Please try again in an hour."; 5]);
    scenario.site.answer_page("3", notice);

    syncs(&scenario, 2).await;

    all_are_well(&scenario).await;
}

#[tokio::test]
async fn a_wholly_rewritten_article_is_stored_when_it_has_come_three_times() {
    let scenario = six().await;
    let rewritten =
        PlainAnswer::page("Bees move into the town hall", &["Forty thousand bees live there now."]);
    scenario.site.answer_page("3", rewritten);

    let mut syncs = 0;
    while !scenario.article("3").await.edited && syncs < 12 {
        scenario.sync().await;
        syncs += 1;
    }

    let article = scenario.article("3").await;
    assert!((3..=6).contains(&syncs), "{syncs}");
    assert_eq!(
        (article.title.as_str(), text(&article).as_str()),
        ("Bees move into the town hall", "Forty thousand bees live there now.")
    );
}

#[tokio::test]
async fn a_first_text_that_several_addresses_give_is_no_article() {
    let scenario = PlainScenario::begin();
    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    answer_all(
        &scenario,
        &PlainAnswer::page("Film, bakery, bridge, museum, choir and cinema: please wait", &[MORE]),
    );

    scenario.sync().await;
    let first = scenario.article("6").await;
    for (id, ..) in ARTICLES {
        restore(&scenario, id);
    }
    syncs(&scenario, 3).await;

    assert!(!matches!(first.body, ArticleBody::Ready { .. }), "{:?}", first.body);
    all_are_well(&scenario).await;
}

#[tokio::test]
async fn two_absences_remove_an_item_that_is_no_longer_listed() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));

    let mut syncs = 0;
    while scenario.ids().await.contains(&"1".to_owned()) && syncs < 12 {
        scenario.sync().await;
        syncs += 1;
    }

    assert!((2..=5).contains(&syncs), "{syncs}");
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2"]);
    assert!(text(&scenario.article("1").await).starts_with("The river town"), "its text stays readable");
}

/// Seen: the row of an item got another title and its page was 404 once. The item left the lists although it
/// was still listed.
#[tokio::test]
async fn a_listed_item_stays_even_if_its_page_is_always_absent() {
    let scenario = six().await;
    scenario.site.list(&[("6", "Rain stops the open air film"), ("1", "A new cinema by the old river")]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));

    syncs(&scenario, 8).await;

    assert!(scenario.ids().await.contains(&"1".to_owned()));
}

#[tokio::test]
async fn a_removed_item_returns_with_its_page() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("404 Not Found"));
    syncs(&scenario, 20).await;
    let meanwhile = scenario.ids().await;

    restore(&scenario, "1");
    syncs(&scenario, 24).await;

    assert_eq!(meanwhile, ["6", "5", "4", "3", "2"]);
    all_are_well(&scenario).await;
}

#[tokio::test]
async fn a_removed_item_returns_when_it_is_listed_again() {
    let scenario = six().await;
    list(&scenario, &["6", "5", "4", "3", "2"]);
    scenario.site.answer_page("1", PlainAnswer::status("410 Gone"));
    syncs(&scenario, 20).await;
    let meanwhile = scenario.ids().await;

    list(&scenario, &["6", "5", "4", "3", "2", "1"]);
    scenario.sync().await;

    assert_eq!(meanwhile, ["6", "5", "4", "3", "2"]);
    assert_eq!(scenario.ids().await, ["6", "5", "4", "3", "2", "1"]);
}

#[tokio::test]
async fn an_empty_listing_does_not_empty_the_list() {
    for empty in ["[]", "", "{\"items\":[]}"] {
        let scenario = six().await;
        scenario.site.answer("/list?page=1", PlainAnswer::of(empty));

        syncs(&scenario, 3).await;

        all_are_well(&scenario).await;
    }
}
