//! A list has no hidden gap, and no row of another edition.

mod from_the_top;

use std::collections::BTreeSet;

use ifilm_core::{ErrorCode, ItemKey, ListQuery, SectionOutcome};
use ifilm_tests::{PlainAnswer, PlainScenario, edition, failure};
use serde_json::json;

/// The rows of a page of the listing. Each page has three, newest first, down to 1.
fn page(newest: u32, number: u32) -> PlainAnswer {
    let first = newest.saturating_sub((number - 1) * 3);
    let ids: Vec<u32> = (1..=first).rev().take(3).collect();
    rows(&ids)
}

fn rows(ids: &[u32]) -> PlainAnswer {
    let rows: Vec<(String, String)> =
        ids.iter().map(|id| (id.to_string(), format!("Story number {id} of the town"))).collect();
    PlainAnswer::rows(&rows.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect::<Vec<_>>())
}

/// Lists all items from the newest down to 1, in pages of three.
fn publish(scenario: &PlainScenario, newest: u32) {
    for number in 1..=60 {
        scenario.site.answer(&format!("/list?page={number}"), page(newest, number));
    }
}

async fn ids(scenario: &PlainScenario) -> BTreeSet<u32> {
    scenario.ids().await.iter().map(|id| id.parse().unwrap()).collect()
}

fn listings(scenario: &PlainScenario) -> usize {
    scenario.site.asked().iter().filter(|path| path.starts_with("/list")).count()
}

async fn holes(scenario: &PlainScenario) -> Vec<(String, String)> {
    let list = scenario.client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    let id = |key: Option<ItemKey>| key.unwrap().id;
    list.holes.into_iter().map(|hole| (id(hole.after), id(hole.before))).collect()
}

#[tokio::test]
async fn a_list_names_the_items_beside_each_hole_until_it_is_filled() {
    let scenario = PlainScenario::begin();
    publish(&scenario, 10);
    scenario.sync().await;
    let before = holes(&scenario).await;
    publish(&scenario, 50);
    scenario.sync().await;
    let meanwhile = holes(&scenario).await;
    for _ in 0..6 {
        scenario.sync().await;
    }

    assert_eq!(before, []);
    assert_eq!(meanwhile, [("36".to_owned(), "10".to_owned())]);
    assert_eq!(holes(&scenario).await, []);
}

/// Seen: 70 of 220 new items were lost forever, and the list said that it was complete.
#[tokio::test]
async fn rows_after_the_last_page_of_a_sync_come_with_the_next_syncs() {
    let scenario = PlainScenario::begin();
    publish(&scenario, 10);
    scenario.sync().await;
    publish(&scenario, 50);

    for _ in 0..6 {
        scenario.sync().await;
    }
    listings(&scenario);
    scenario.sync().await;

    assert_eq!(ids(&scenario).await, (8..=50).collect());
    assert_eq!(listings(&scenario), 1, "nothing is missing any more");
}

#[tokio::test]
async fn items_published_while_a_gap_is_filled_make_no_other_gap() {
    let scenario = PlainScenario::begin();
    publish(&scenario, 10);
    scenario.sync().await;

    for newest in [50, 54, 61, 95, 96, 96, 96, 96, 96, 96, 96, 96] {
        publish(&scenario, newest);
        scenario.sync().await;
    }

    assert_eq!(ids(&scenario).await, (8..=96).collect());
}

#[tokio::test]
async fn a_failed_page_leaves_a_gap_that_the_next_sync_fills() {
    let scenario = PlainScenario::begin();
    publish(&scenario, 10);
    scenario.sync().await;
    publish(&scenario, 22);
    scenario.site.answer("/list?page=3", PlainAnswer::status("500 Internal Server Error"));

    scenario.sync().await;
    let meanwhile = ids(&scenario).await;
    publish(&scenario, 22);
    scenario.sync().await;

    assert_eq!(meanwhile, (8..=10).chain(17..=22).collect());
    assert_eq!(ids(&scenario).await, (8..=22).collect());
}

/// Seen: one item was removed between the requests for pages 2 and 3, and another item was lost forever.
#[tokio::test]
async fn a_row_removed_between_two_pages_hides_no_other_row() {
    let scenario = PlainScenario::begin();
    publish(&scenario, 10);
    scenario.sync().await;
    publish(&scenario, 22);
    let shifted = [
        ("/list?page=1", rows(&[22, 20, 19])),
        ("/list?page=2", rows(&[18, 17, 16])),
        ("/list?page=3", rows(&[15, 14, 13])),
        ("/list?page=4", rows(&[12, 11, 10])),
    ];
    scenario.site.afterwards("/list?page=2", &shifted);

    scenario.sync().await;

    assert_eq!(ids(&scenario).await, (8..=22).collect());
}

/// Lists these ids, in pages of ten.
fn list_in_tens(scenario: &PlainScenario, ids: &[u32]) {
    scenario.site.answer("/list", PlainAnswer::of("[]"));
    for (number, ids) in (1..).zip(ids.chunks(10)) {
        scenario.site.answer(&format!("/list?page={number}"), rows(ids));
    }
}

/// The ids from the first down to the last.
fn down(first: u32, last: u32) -> Vec<u32> {
    (last..=first).rev().collect()
}

/// A client that knows the items 10 down to 1.
async fn knowing_ten() -> PlainScenario {
    let scenario = PlainScenario::begin();
    list_in_tens(&scenario, &down(10, 1));
    scenario.sync().await;
    scenario.site.asked();
    scenario
}

/// Seen: the site pinned an old item to the top of page 1. Page 2 had only new rows, so page 3 was never
/// read, and ten items were lost forever.
#[tokio::test]
async fn a_pinned_row_hides_no_gap() {
    for pinned in [vec![5], vec![9, 2]] {
        let scenario = knowing_ten().await;
        list_in_tens(&scenario, &[pinned.clone(), down(39, 1)].concat());

        for _ in 0..3 {
            scenario.sync().await;
        }

        assert_eq!(ids(&scenario).await, (1..=39).collect(), "{pinned:?}");
    }
}

/// Seen: an old item was announced again, and stood at the end of page 1. Page 2 was never read.
#[tokio::test]
async fn rows_announced_again_at_the_end_of_a_page_hide_no_gap() {
    for again in [vec![5], vec![10], vec![5, 4], vec![4, 3, 2], vec![10, 9], vec![8, 3, 1, 2]] {
        let scenario = knowing_ten().await;
        let others: Vec<u32> = down(39, 1).into_iter().filter(|id| !again.contains(id)).collect();
        let above = 10 - again.len();
        list_in_tens(&scenario, &[&others[..above], &again, &others[above..]].concat());

        for _ in 0..3 {
            scenario.sync().await;
        }

        assert_eq!(ids(&scenario).await, (1..=39).collect(), "{again:?}");
    }
}

#[tokio::test]
async fn a_few_new_rows_above_known_ones_cost_one_request() {
    let scenario = knowing_ten().await;

    for listed in [down(11, 1), down(18, 1), [vec![3], down(20, 4), vec![2, 1]].concat()] {
        list_in_tens(&scenario, &listed);
        scenario.sync().await;

        assert_eq!(listings(&scenario), 1, "{listed:?}");
        assert_eq!(ids(&scenario).await, listed.into_iter().collect());
    }
}

/// Seen: the pages after the last one answer 404, as at many sites. The gap never closed, and each sync sent
/// three requests.
#[tokio::test]
async fn a_listing_that_ends_with_404_is_complete() {
    for end in ["404 Not Found", "410 Gone"] {
        for newest in [115, 120] {
            let scenario = knowing_ten().await;
            list_in_tens(&scenario, &down(newest, 101));
            scenario.site.answer("/list", PlainAnswer::status(end));
            scenario.sync().await;
            scenario.sync().await;
            listings(&scenario);

            scenario.sync().await;

            assert_eq!(listings(&scenario), 1, "{end} after {newest}");
            assert_eq!(ids(&scenario).await, (1..=10).chain(101..=newest).collect());
        }
    }
}

/// Seen: the page of an item answered 404 twice, and only page 2 of the listing still contained the item. It
/// left the lists.
#[tokio::test]
async fn an_item_stays_while_a_further_page_of_the_listing_contains_it() {
    for (missing, listed_at_last) in [(3, true), (1, true), (3, false), (1, false)] {
        let scenario = knowing_ten().await;
        (1..=20).for_each(|id| tell(&scenario, id));
        let listed = |newest| down(newest, 1).into_iter().filter(|id| listed_at_last || *id != missing);
        list_in_tens(&scenario, &down(16, 1));
        scenario.sync().await;
        list_in_tens(&scenario, &listed(17).collect::<Vec<_>>());
        scenario.site.answer_page(&missing.to_string(), PlainAnswer::status("404 Not Found"));

        for _ in 0..40 {
            scenario.sync().await;
        }

        let expected = down(17, 1).into_iter().filter(|id| listed_at_last || *id != missing);
        assert_eq!(ids(&scenario).await, expected.collect(), "{missing}, {listed_at_last}");
    }
}

fn tell(scenario: &PlainScenario, id: u32) {
    let text = format!("Number {id} was told in the town on the river, where {id} people came to hear it.");
    scenario.site.page(&id.to_string(), &format!("Story number {id} of the town"), &[&text]);
}

/// A site that is out of order may answer so for any page.
#[tokio::test]
async fn a_page_that_is_missing_once_hides_no_gap() {
    for missing in [PlainAnswer::status("404 Not Found"), PlainAnswer::of("[]")] {
        let scenario = knowing_ten().await;
        list_in_tens(&scenario, &down(39, 1));
        scenario.site.answer("/list?page=3", missing);
        scenario.sync().await;
        list_in_tens(&scenario, &down(39, 1));

        scenario.sync().await;

        assert_eq!(ids(&scenario).await, (1..=39).collect());
    }
}

/// A client whose site has a paged listing, and a home page with the three newest items.
fn with_home() -> PlainScenario {
    PlainScenario::with(|catalog| {
        let listings = &mut catalog["editions"][0]["sections"][0]["listings"];
        listings.as_array_mut().unwrap().push(json!({"name": "home", "document": "json", "path": "/home"}));
    })
}

/// Seen: the paged listing answered 500 once. From then on only the home page was requested. 45 articles were
/// missing, and the list said that it was complete.
#[tokio::test]
async fn a_fallback_is_temporary_and_rows_that_it_lacks_are_not_lost() {
    let scenario = with_home();
    publish(&scenario, 10);
    scenario.sync().await;
    publish(&scenario, 22);
    scenario.site.answer("/home", rows(&[22, 21, 20]));
    for number in 1..=9 {
        scenario
            .site
            .answer(&format!("/list?page={number}"), PlainAnswer::status("500 Internal Server Error"));
    }

    let fallen_back = scenario.sync().await;
    let meanwhile = ids(&scenario).await;
    publish(&scenario, 22);
    for _ in 0..3 {
        scenario.sync().await;
    }

    assert_eq!(fallen_back.outcome, SectionOutcome::Updated);
    assert_eq!(meanwhile, (8..=10).chain(20..=22).collect());
    assert_eq!(ids(&scenario).await, (8..=22).collect());
}

#[tokio::test]
async fn a_listing_that_fails_for_long_is_retried_after_random_waits_that_grow() {
    let scenario = with_home();
    publish(&scenario, 10);
    scenario.sync().await;
    scenario.site.answer("/home", rows(&[10, 9, 8]));
    scenario.site.answer("/list?page=1", PlainAnswer::status("404 Not Found"));
    for _ in 0..72 {
        scenario.sync().await;
    }
    let tried = scenario.site.asked().iter().filter(|path| path.starts_with("/list")).count();

    publish(&scenario, 12);
    for _ in 0..24 {
        scenario.sync().await;
    }

    assert!((5..=24).contains(&tried), "{tried} in three days");
    assert_eq!(ids(&scenario).await, (8..=12).collect());
}

/// A client of two editions at one site each.
fn two_editions(other: &str) -> PlainScenario {
    PlainScenario::with(|catalog| {
        let host = other.trim_start_matches("http://").to_owned();
        let mut edition = catalog["editions"][0].clone();
        edition["id"] = json!("ar");
        edition["language"] = json!("ar");
        edition["bases"] = json!([other]);
        catalog["editions"].as_array_mut().unwrap().push(edition);
        let known = json!({"host": host, "plain_http": true, "private": true});
        catalog["hosts"].as_array_mut().unwrap().push(known);
    })
}

/// Seen: the listing of `en` redirected to the host of `ar`, and Arabic rows were stored in `en`.
#[tokio::test]
async fn rows_that_another_edition_answers_are_refused() {
    let arabic = PlainScenario::begin();
    publish(&arabic, 10);
    let scenario = two_editions(&arabic.site.base());
    scenario
        .site
        .answer("/list?page=1", PlainAnswer::redirect(&format!("{}/list?page=1", arabic.site.base())));

    let report = scenario.sync().await;

    assert_eq!(failure(&report), Some(ErrorCode::Unreadable));
    assert_eq!(scenario.ids().await, [""; 0]);
}

#[tokio::test]
async fn a_row_that_links_to_another_edition_is_refused() {
    let arabic = PlainScenario::begin();
    let scenario = two_editions(&arabic.site.base());
    let rows = json!([
        {"Id": 2, "Title": "Its own", "Link": "/News/Content/2"},
        {"Id": 1, "Title": "Not its own", "Link": format!("{}/News/Content/1", arabic.site.base())},
    ]);
    scenario.site.answer("/list?page=1", PlainAnswer::of(rows.to_string()));

    let report = scenario.sync().await;

    assert_eq!(scenario.ids().await, ["2"]);
    assert_eq!(report.dropped_rows, 1);
}

/// Seen in a listing: the id was "0100". Its page was always refused, because its address has 100.
#[tokio::test]
async fn an_id_with_leading_zeros_finds_its_page() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("0100", "Story number 100 of the town")]);
    scenario
        .site
        .answer_page("100", PlainAnswer::page("Story number 100", &["Number 100 was told in the town."]));
    scenario
        .site
        .answer_page("0100", PlainAnswer::page("Story number 100", &["Number 100 was told in the town."]));

    let report = scenario.sync().await;

    assert_eq!(report.pages_failed, 0);
}

/// Seen: a 429 on page 2, with a wait of an hour, was ignored, and 33 requests followed.
#[tokio::test]
async fn a_retry_after_on_a_further_page_is_obeyed_and_its_gap_is_filled() {
    let scenario = PlainScenario::begin();
    publish(&scenario, 10);
    scenario.sync().await;
    publish(&scenario, 22);
    let wait = PlainAnswer::status("429 Too Many Requests").with("Retry-After: 1800");
    scenario.site.answer("/list?page=2", wait);
    scenario.site.asked();

    let refused = scenario.sync().await;
    let asked = scenario.site.asked();
    publish(&scenario, 22);
    scenario.sync().await;

    assert_eq!(failure(&refused), Some(ErrorCode::Refused));
    assert!(refused.next_due.is_some());
    assert_eq!(asked, ["/list?page=1", "/list?page=2"]);
    assert_eq!(ids(&scenario).await, (8..=22).collect());
}

/// Seen in other apps: a site gave its whole archive new ids, and 606 old posts were announced as new.
#[tokio::test]
async fn an_archive_with_new_ids_and_known_links_adds_no_duplicates() {
    let scenario = PlainScenario::begin();
    let listing = |first_id: u32| {
        let row = |at: u32| {
            let link = format!("/News/Content/{at}");
            json!({"Id": first_id + at, "Title": format!("Story number {at} of the town"), "Link": link})
        };
        PlainAnswer::of(json!((1..=9).rev().map(row).collect::<Vec<_>>()).to_string())
    };
    scenario.site.answer("/list", PlainAnswer::of("[]"));
    scenario.site.answer("/list?page=1", listing(0));
    scenario.sync().await;

    scenario.site.answer("/list?page=1", listing(90_000));
    let report = scenario.sync().await;

    assert_eq!((report.new_items, report.changed), (0, 0));
    assert_eq!(ids(&scenario).await, (1..=9).collect());
}
