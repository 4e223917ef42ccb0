//! Which listing of a catalogue gives the rows, and which forms of a catalogue work.

use std::time::Duration;

use ifilm_core::{Catalog, Client, ErrorCode, SectionOutcome, SyncRequest};
use ifilm_site::{FaultKind, NewsForm, Removal, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition, english_fault, failure, status, text};

/// Seen in a week of bad weather: an item that only the fallback had listed stayed on the list forever,
/// because the fallback was not requested again.
#[tokio::test]
async fn a_removed_item_that_only_a_fallback_listed_leaves_the_list() {
    let scenario = Scenario::begin();
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    let candidates = [NewsForm::Category(1), NewsForm::HomeLinks];
    config.catalog = Catalog::from_json(&scenario.site.catalog_json_with(&candidates)).unwrap();
    let scenario = Scenario { client: Client::open(config).unwrap(), ..scenario };
    scenario.sync_english().await;
    scenario.site.fault(english_fault("/Home/PageingItem", status(404)));
    let id = scenario.site.publish("en", 1)[0].to_string();
    scenario.sync_english().await;
    assert!(scenario.list("en").await.iter().any(|item| item.key.id == id), "the home page named it");

    scenario.site.clear_faults();
    scenario.site.remove("en", id.parse().unwrap(), Removal::NotFound);
    scenario.site.publish("en", 1);
    for _ in 0..12 {
        scenario.clock.advance(Duration::from_secs(24 * 3600));
        scenario.sync_english().await;
    }

    assert!(scenario.list("en").await.iter().all(|item| item.key.id != id));
}

/// A client at a site that lists its news in an HTML index, with all three candidates in its catalogue.
fn with_three_candidates() -> Scenario {
    let config = SiteConfig { items: 60, news: NewsForm::Index, ..SiteConfig::default() };
    let scenario = Scenario::at(config);
    let all = [NewsForm::Category(1), NewsForm::Index, NewsForm::HomeLinks];
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.catalog = Catalog::from_json(&scenario.site.catalog_json_with(&all)).unwrap();
    Scenario { client: Client::open(config).unwrap(), ..scenario }
}

#[tokio::test]
async fn the_listing_that_gave_rows_is_remembered_until_it_fails() {
    let scenario = with_three_candidates();

    let first = scenario.sync_english().await;
    let second = scenario.sync_english().await;
    scenario.site.fault(english_fault("/News", status(404)));
    let third = scenario.sync_english().await;

    assert_eq!((first.outcome, first.listing_requests), (SectionOutcome::Updated, 2), "category, index");
    assert_eq!(second.listing_requests, 1, "index alone");
    assert_eq!(third.listing_requests, 3, "index, category, home");
    assert_eq!(third.outcome, SectionOutcome::Unchanged, "the home page lists what is known");
}

#[tokio::test]
async fn a_faulty_guessed_listing_does_not_hide_the_next_candidates() {
    for kind in [
        status(500),
        status(403),
        FaultKind::HtmlForJson,
        FaultKind::Redirect { to: "http://example.org/".to_owned() },
    ] {
        let scenario = with_three_candidates();
        scenario.site.fault(english_fault("/Home/PageingItem", kind));

        assert_eq!(scenario.sync_english().await.outcome, SectionOutcome::Updated);
    }
}

#[tokio::test]
async fn a_listing_without_a_row_is_a_failure_and_no_empty_section() {
    let scenario = Scenario::at(SiteConfig { news: NewsForm::Index, ..SiteConfig::default() });
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.catalog = Catalog::from_json(&scenario.site.catalog_json_with(&[NewsForm::Category(1)])).unwrap();
    let client = Client::open(config).unwrap();

    let report = client.sync(SyncRequest::of([edition("en")])).await.unwrap();

    assert_eq!(failure(&report.sections[0]), Some(ErrorCode::Unreadable));
}

#[tokio::test]
async fn a_catalogue_of_form_1_still_works() {
    let scenario = Scenario::begin();
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.catalog = Catalog::from_json(&scenario.site.catalog_json_of_form_1()).unwrap();
    let client = Client::open(config).unwrap();

    let report = client.sync(SyncRequest::all()).await.unwrap();

    assert!(!report.any_failed(), "{report:?}");
    let newest = scenario.site.newest("en", 1)[0];
    assert!(text(&scenario.article("en", newest).await).len() > 100);
}

/// The number alone is not the whole path, so the id has the other parts, too.
#[tokio::test]
async fn an_id_of_several_parts_is_listed_fetched_and_read() {
    let scenario =
        Scenario::with(SiteConfig { items: 5, news: NewsForm::Index, ..SiteConfig::default() }, |config| {
            let content = &mut config.catalog.editions[0].sections[0].content;
            content.truncate(1);
            content[0].path = "/{any}/Content/{id}/{slug}".parse().unwrap();
        });

    let report = scenario.sync_english().await;

    let item = scenario.list("en").await.remove(0);
    let parts: Vec<&str> = item.key.id.split('/').collect();
    assert_eq!(failure(&report), None);
    assert!(matches!(parts[..], ["News" | "news" | "Iran" | "iran", _]), "{}", item.key);
    assert!(text(&scenario.client.library().article(&item.key).await.unwrap()).len() > 100);
}
