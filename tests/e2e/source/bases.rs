//! An edition with several base addresses: a page is the same at each of them.

use std::time::Duration;

use ifilm_core::{Article, ArticleBody, BlockContent, SyncRequest};
use ifilm_site::{Edition, Fault, SiteConfig};
use ifilm_tests::{PlainAnswer, PlainScenario, Scenario, failure, status};
use serde_json::json;

/// A client of a site with a second base address, after a whole sync.
async fn synced() -> Scenario {
    let scenario = Scenario::at(SiteConfig { items: 12, mirrors: 1, ..SiteConfig::default() });
    scenario.sync_english().await;
    scenario
}

/// Syncs while the first base address is down, until each page was read at the second one.
async fn read_all_at_the_mirror(scenario: &Scenario) {
    scenario.site.fault(Fault::new(status(503)).edition(Edition::En).mirror(0));
    for id in scenario.site.newest("en", 12) {
        scenario.site.edit("en", id, ifilm_site::Edit::Body);
    }
    for _ in 0..12 {
        scenario.clock.advance(Duration::from_secs(3_600));
        scenario.sync_english().await;
    }
}

fn pictures(article: &Article) -> Vec<String> {
    let ArticleBody::Ready { blocks } = &article.body else { return Vec::new() };
    let address = |content: &BlockContent| match content {
        BlockContent::Image(picture) => Some(picture.address.clone()),
        _ => None,
    };
    blocks.iter().filter_map(|block| address(&block.content)).collect()
}

/// Seen in a week of bad weather: pictures kept the address of the mirror that had answered. So the same page
/// had another text at each base address.
#[tokio::test]
async fn pictures_have_the_address_of_the_first_base_even_if_another_answered() {
    let scenario = synced().await;

    read_all_at_the_mirror(&scenario).await;

    let first = scenario.site.base("en");
    let mut seen = 0;
    for item in scenario.list("en").await {
        let article = scenario.client.library().article(&item.key).await.unwrap();
        assert!(article.edited, "{} was read at the mirror", item.key);
        for picture in pictures(&article) {
            assert!(picture.starts_with(&format!("{first}/")), "{picture}");
            seen += 1;
        }
    }
    assert!(seen > 3, "{seen}");
}

/// Seen in the same weeks: each change of the base address changed every row, and requested every page.
#[tokio::test]
async fn a_listing_read_at_another_base_changes_no_row() {
    let scenario = synced().await;
    scenario.site.fault(Fault::new(status(503)).edition(Edition::En).mirror(0));

    let section = scenario.sync_english().await;

    assert_eq!((section.changed, section.new_items), (0, 0), "{section:?}");
}

/// Two base addresses may give the same validators to different texts. Then a 304 of one is no news of the
/// text of the other.
#[tokio::test]
async fn the_validators_of_a_page_are_sent_only_to_the_base_that_gave_them() {
    let mirror = PlainScenario::begin();
    let scenario = PlainScenario::with(|catalog| {
        let base = mirror.site.base();
        let host = base.trim_start_matches("http://");
        catalog["editions"][0]["bases"].as_array_mut().unwrap().push(json!(base));
        let known = json!({"host": host, "plain_http": true, "private": true});
        catalog["hosts"].as_array_mut().unwrap().push(known);
    });
    let title = "Story of the river town";
    for (site, text) in [
        (&scenario.site, "It was told in the town on the river, to all who came to hear it."),
        (&mirror.site, "It was told in the town on the river, to nobody who came to hear it."),
    ] {
        site.list(&[("1", title)]);
        site.answer_page("1", PlainAnswer::page(title, &[text]).with("ETag: \"1\""));
    }
    scenario.sync().await;

    scenario.site.answer("/list?page=1", PlainAnswer::status("500 Internal Server Error"));
    mirror.site.answer_304_for_ever();
    scenario.sync().await;

    assert!(scenario.article("1").await.edited);
}

/// A dead base costs a request now and then, and not one at each sync.
#[tokio::test]
async fn a_preferred_base_that_fails_is_tried_now_and_then_and_used_again_when_it_answers() {
    let scenario = synced().await;
    scenario.site.fault(Fault::new(status(500)).edition(Edition::En).mirror(0));
    let sync_for_hours = async |hours: u32| {
        let mut tried = 0;
        for _ in 0..hours {
            scenario.site.clear_requests();
            scenario.clock.advance(Duration::from_secs(3_600));
            let report = scenario.sync_english().await;
            assert!(!matches!(report.outcome, ifilm_core::SectionOutcome::Failed { .. }), "{report:?}");
            tried += u32::from(scenario.site.requests().iter().any(|request| request.status == 500));
        }
        tried
    };

    let tried = sync_for_hours(3 * 24).await;
    scenario.site.clear_faults();
    sync_for_hours(24).await;
    let plan = scenario.client.plan(ifilm_core::SyncRequest::of([ifilm_tests::edition("en")])).await.unwrap();

    assert!((5..=30).contains(&tried), "{tried} of 72");
    let first = scenario.site.base("en");
    assert!(plan.requests[0].address.starts_with(&first), "{} {first}", plan.requests[0].address);
}

/// Seen: the first base had just asked to wait, so nothing was sent to it. The second one answered 304, and
/// that counted as the answer of the first, where the pages were requested.
#[tokio::test(flavor = "multi_thread")]
async fn pages_are_requested_where_the_304_came_from_if_the_other_base_began_to_wait_meanwhile() {
    let mirror = PlainScenario::begin();
    let scenario = PlainScenario::with(|catalog| {
        let (base, other) = (catalog["editions"][0]["bases"][0].as_str().unwrap(), mirror.site.base());
        let known = json!({"host": other.trim_start_matches("http://"), "plain_http": true, "private": true});
        let bases = |id: &str| json!([format!("{base}/{id}"), format!("{other}/{id}")]);
        let (english, persian) = (bases("en"), bases("fa"));
        let mut second = catalog["editions"][0].clone();
        (second["id"], second["language"], second["bases"]) = ("fa".into(), "fa".into(), persian);
        catalog["editions"][0]["bases"] = english;
        catalog["editions"].as_array_mut().unwrap().push(second);
        catalog["hosts"].as_array_mut().unwrap().push(known);
    });
    let title = "Story of the river town";
    let rows = PlainAnswer::rows(&[("1", title)]).with("ETag: \"1\"");
    let page =
        PlainAnswer::page(title, &["It was told in the town on the river, to all who came to hear it."]);
    for id in ["en", "fa"] {
        for site in [&scenario.site, &mirror.site] {
            site.answer(&format!("/{id}/list"), PlainAnswer::of("[]"));
            site.answer(&format!("/{id}/list?page=1"), rows.clone());
        }
    }
    let all = async || scenario.client.sync(SyncRequest::all()).await.unwrap();
    scenario.site.answer("/fa/list?page=1", PlainAnswer::status("500 Internal Server Error"));
    all().await; // the validators of the mirror are known
    scenario.site.answer("/fa/list?page=1", rows);
    scenario.clock.advance(Duration::from_secs(86_400));
    all().await; // the first base answered last, and no page exists anywhere
    mirror.site.answer_304_for_ever();
    mirror.site.answer("/fa/News/Content/1", page);
    let wait = PlainAnswer::status("429 Too Many Requests").with("Retry-After: 600");
    scenario.site.answer("/en/list?page=1", wait);
    scenario.site.asked();
    scenario.clock.advance(Duration::from_secs(86_400));

    let report = all().await;

    assert_eq!(scenario.site.asked(), ["/en/list?page=1"]);
    let persian = &report.sections[1];
    assert_eq!((persian.not_modified, persian.page_requests, failure(persian)), (1, 1, None), "{persian:?}");
}
