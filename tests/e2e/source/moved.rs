//! Permanent redirects are remembered after two of them, and forgotten when their target fails.

use std::time::Duration;

use ifilm_core::{ItemKey, SyncRequest};
use ifilm_tests::{PlainAnswer, PlainScenario, edition};
use serde_json::json;

const TITLE: &str = "Story of the river town";
const TEXT: &str = "It was told in the town on the river, to all who came to hear it.";

/// A client at a site whose listing and page lead to other addresses.
fn scenario(status: &str) -> PlainScenario {
    let scenario = PlainScenario::begin();
    let to = |address: &str| PlainAnswer::status(status).with(&format!("Location: {address}"));
    scenario.site.answer("/list", PlainAnswer::of("[]"));
    scenario.site.answer("/list?page=1", to("/new"));
    scenario.site.answer("/new", PlainAnswer::rows(&[("1", TITLE)]));
    scenario.site.answer_page("1", to("/News/Content/1?story"));
    scenario.site.answer("/News/Content/1?story", PlainAnswer::page(TITLE, &[TEXT]));
    scenario
}

const BOTH: [&str; 4] = ["/list?page=1", "/new", "/News/Content/1", "/News/Content/1?story"];
const TARGETS: [&str; 2] = ["/new", "/News/Content/1?story"];

#[tokio::test]
async fn a_permanent_redirect_is_remembered_after_two_and_no_other_is() {
    for (status, third) in [
        ("301 Moved Permanently", &TARGETS[..]),
        ("308 Permanent Redirect", &TARGETS),
        ("302 Found", &BOTH),
        ("303 See Other", &BOTH),
        ("307 Temporary Redirect", &BOTH),
    ] {
        let scenario = scenario(status);

        for _ in 0..2 {
            scenario.sync().await;
            assert_eq!(scenario.site.asked(), BOTH, "{status}");
        }
        let plan = scenario.client.plan(SyncRequest::all()).await.unwrap();
        for _ in 0..2 {
            scenario.sync().await;
            assert_eq!(scenario.site.asked(), third, "{status}");
        }

        let base = scenario.site.base();
        let planned =
            plan.requests.iter().map(|request| request.address.trim_start_matches(&base).to_owned());
        let asked = if third.len() == 2 { TARGETS } else { ["/list?page=1", "/News/Content/1"] };
        assert_eq!(planned.collect::<Vec<_>>(), asked, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_forgotten_when_its_target_fails() {
    let scenario = scenario("301 Moved Permanently");
    for _ in 0..3 {
        scenario.sync().await;
    }
    scenario.site.answer("/new", PlainAnswer::status("404 Not Found"));
    scenario.site.answer("/News/Content/1?story", PlainAnswer::status("500 Internal Server Error"));
    scenario.site.list(&[("2", TITLE), ("1", TITLE)]);
    scenario.site.page("1", TITLE, &[TEXT]);

    scenario.sync().await;
    scenario.site.asked();
    scenario.sync().await;

    let asked = scenario.site.asked();
    assert!(
        asked.contains(&"/list?page=1".to_owned()) && asked.contains(&"/News/Content/1".to_owned()),
        "{asked:?}"
    );
    assert!(!asked.iter().any(|path| TARGETS.contains(&path.as_str())), "{asked:?}");
    assert_eq!(scenario.ids().await, ["2", "1"]);
}

/// A person does not wait for the next sync.
#[tokio::test]
async fn a_person_who_asks_for_a_page_whose_target_is_gone_gets_it_at_its_own_address() {
    let scenario = scenario("301 Moved Permanently");
    for _ in 0..3 {
        scenario.sync().await;
    }
    scenario.site.answer("/News/Content/1?story", PlainAnswer::status("404 Not Found"));
    scenario.site.page("1", TITLE, &[TEXT]);
    scenario.site.asked();

    scenario.client.fetch(&ItemKey::article(edition("en"), "1")).await.unwrap();

    assert_eq!(scenario.site.asked(), ["/News/Content/1?story", "/News/Content/1"]);
}

/// Seen: a removed article led to the home page for ever. What a page that is no article leads to says
/// nothing.
#[tokio::test]
async fn a_page_that_leads_to_something_else_is_asked_at_its_own_address() {
    let scenario = PlainScenario::begin();
    scenario.site.list(&[("1", TITLE)]);
    let home = PlainAnswer::status("301 Moved Permanently").with("Location: /");
    scenario.site.answer_page("1", home);
    scenario
        .site
        .answer("/", PlainAnswer::page("The home page", &["All the news of the town on the river."]));
    for _ in 0..6 {
        scenario.sync().await;
    }
    scenario.site.page("1", TITLE, &[TEXT]);

    for _ in 0..24 {
        scenario.sync().await;
    }

    assert_eq!(ifilm_tests::text(&scenario.article("1").await), TEXT);
}

/// Seen: during its maintenance a site led its listing to the home page for ever. That page has rows, too,
/// so the section read it for ever.
#[tokio::test]
async fn a_listing_never_moves_to_the_home_page() {
    for target in ["/", "/home"] {
        let scenario = PlainScenario::begin();
        scenario.site.answer("/list", PlainAnswer::of("[]"));
        scenario.site.answer(target, PlainAnswer::rows(&[("7", TITLE)]));
        let location = format!("Location: {target}");
        scenario.site.answer("/list?page=1", PlainAnswer::status("301 Moved Permanently").with(&location));
        for _ in 0..4 {
            scenario.sync().await;
        }
        scenario.site.list(&[("2", TITLE), ("1", TITLE)]);
        scenario.site.asked();

        scenario.sync().await;

        let asked = scenario.site.asked();
        assert_eq!(asked.first().map(String::as_str), Some("/list?page=1"), "{target}: {asked:?}");
    }
}

#[tokio::test]
async fn a_site_that_takes_its_redirect_back_is_asked_at_its_own_address_within_a_day() {
    let scenario = scenario("301 Moved Permanently");
    for _ in 0..3 {
        scenario.sync().await;
    }
    scenario.site.list(&[("2", TITLE), ("1", TITLE)]);

    for _ in 0..25 {
        scenario.sync().await;
    }

    assert_eq!(scenario.ids().await, ["2", "1"]);
}

/// Two syncs of a person within seconds are no sign that an address moved for ever.
#[tokio::test]
async fn two_redirects_within_an_hour_count_once() {
    let scenario = scenario("301 Moved Permanently");
    for _ in 0..3 {
        scenario.client.sync(SyncRequest::all()).await.unwrap();
        assert_eq!(scenario.site.asked(), BOTH);
    }
}

/// No plan sees where a redirect leads. Seen: a process that had just started asked such a host too early.
#[tokio::test]
async fn a_redirect_waits_for_the_host_that_it_leads_to_also_after_a_restart() {
    let other = PlainScenario::begin();
    let mut scenario = PlainScenario::with(|catalog| {
        let host = other.site.base().trim_start_matches("http://").to_owned();
        let known = json!({"host": host, "plain_http": true, "private": true});
        catalog["hosts"].as_array_mut().unwrap().push(known);
        catalog["editions"][0]["bases"].as_array_mut().unwrap().push(json!(other.site.base()));
    });
    scenario.site.list(&[("1", TITLE)]);
    let there = format!("{}/News/Content/1", other.site.base());
    scenario.site.answer_page("1", PlainAnswer::redirect(&there));
    let wait = PlainAnswer::status("503 Service Unavailable").with("Retry-After: 7200");
    other.site.answer_page("1", wait);
    let key = ItemKey::article(edition("en"), "1");

    scenario.sync().await;
    assert_eq!(other.site.asked(), ["/News/Content/1"]);
    other.site.page("1", TITLE, &[TEXT]);
    scenario.restart().await;
    let early = scenario.client.fetch(&key).await;
    assert_eq!(early.unwrap_err().retry_at(), Some("2024-05-02T11:30:00Z".parse().unwrap()));
    assert!(other.site.asked().is_empty(), "it asked to be left alone");
    scenario.clock.advance(Duration::from_secs(3_600));
    scenario.client.fetch(&key).await.unwrap();

    assert_eq!(ifilm_tests::text(&scenario.article("1").await), TEXT);
}
