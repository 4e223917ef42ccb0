//! Recordings and stills that the catalogue knows at several addresses: which one answers, and which one
//! comes first from then on.

use std::time::Duration;

use ifilm_core::{Catalog, Client, Episode, ErrorCode, ItemKey, Kind, ListQuery, Playable, Section};
use ifilm_site::{FaultKind, Raw, Sections, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition, english_fault, status};

/// A site that has each recording and each still at two addresses.
async fn synced() -> Scenario {
    let sections = Sections { series: 6, longest: 12, own_media: true, ..Sections::default() };
    let config = SiteConfig { items: 5, mirrors: 1, sections: Some(sections), ..SiteConfig::default() };
    let scenario = Scenario::at_sections(config);
    scenario.sync().await;
    scenario
}

/// A series whose page numbers its episodes.
async fn numbered(scenario: &Scenario) -> (ItemKey, Vec<Episode>) {
    let query = ListQuery::of(edition("en"), Section::Series);
    for item in scenario.client.library().list(query).await.unwrap().items {
        assert_eq!(item.key.kind, Kind::Series);
        let episodes = scenario.client.library().episodes(&item.key).await.unwrap().episodes;
        let episodes: Vec<Episode> = episodes.into_iter().map(|it| it.episode).collect();
        let is_numbered = |it: &Episode| it.addresses.iter().any(|address| address.contains("/hls/"));
        if episodes.len() > 2 && episodes.iter().all(is_numbered) {
            return (item.key, episodes);
        }
    }
    panic!("no series has numbered episodes");
}

#[tokio::test]
async fn a_still_that_is_not_at_its_address_is_found_at_the_next_one() {
    let scenario = synced().await;
    let gone_from_first = english_fault("/ifilm/", status(404)).mirror(0);
    let (_, episodes) = numbered(&scenario).await;
    let stills: Vec<String> = episodes.into_iter().filter_map(|it| it.picture).collect();

    scenario.site.fault(gone_from_first);
    let asked =
        |scenario: &Scenario| scenario.site.requests().iter().filter(|it| it.path.ends_with(".png")).count();
    let first = scenario.client.media().fetch_picture(&stills[0]).await.unwrap();
    let asked_for_first = asked(&scenario);
    let second = scenario.client.media().fetch_picture(&stills[1]).await.unwrap();
    let asked_for_second = asked(&scenario) - asked_for_first;

    assert!(first.file.is_some() && second.file.is_some());
    assert_eq!((asked_for_first, asked_for_second), (2, 1), "the address that worked is remembered");
    let listed = scenario.client.media().picture(&stills[0]).await.unwrap();
    assert_eq!(listed.file, first.file, "it is found at the address that the list shows");

    scenario.site.fault(english_fault("/ifilm/", status(404)));
    let missing = scenario.client.media().fetch_picture(&stills[2]).await.unwrap_err();
    assert_eq!(missing.code(), ErrorCode::NotFound);
}

const A_DAY: Duration = Duration::from_secs(24 * 60 * 60 + 1);

#[tokio::test]
async fn a_dead_address_of_the_live_stream_comes_last_for_a_day() {
    let scenario = synced().await;
    let live = async || scenario.client.library().live(&edition("en")).await.unwrap().addresses;
    let before = live().await;
    scenario.site.fault(english_fault("/hls/", status(404)).mirror(0));

    let playable = scenario.client.media().playable(&before).await.unwrap();

    assert_eq!(playable.address.as_ref(), Some(&before[1]));
    let dead = Some(ErrorCode::NotFound);
    assert_eq!(
        failures(&playable),
        [dead, None, None, None, None, dead],
        "one variant of the stream is dead"
    );
    let rates: Vec<_> = playable.variants.iter().map(|variant| variant.bits_per_second).collect();
    assert_eq!(rates, [Some(482_000), Some(900_000), Some(1_400_000)]);
    assert_eq!(live().await, [before[1].clone(), before[0].clone()]);
    scenario.clock.advance(A_DAY);
    assert_eq!(live().await, before);
}

/// A stream moves, and its variants are beside the new place.
#[tokio::test]
async fn the_variants_of_a_stream_are_beside_the_address_that_it_leads_to() {
    let scenario = synced().await;
    let live = scenario.client.library().live(&edition("en")).await.unwrap().addresses;
    let moved = FaultKind::Redirect { to: "/hls/ifilmen.m3u8".to_owned() };
    scenario.site.fault(english_fault("/moved/to/here.m3u8", moved));
    let old = live[0].replace("/hls/ifilmen.m3u8", "/moved/to/here.m3u8");

    let playable = scenario.client.media().playable(std::slice::from_ref(&old)).await.unwrap();

    assert_eq!((playable.address, playable.variants.len()), (Some(old), 3));
    assert!(playable.variants[0].address.contains("/hls/ifilmen_4_482/"), "{:?}", playable.variants);
}

#[tokio::test]
async fn a_recording_is_asked_for_at_each_address_without_being_fetched() {
    let scenario = synced().await;
    let (key, before) = numbered(&scenario).await;
    scenario.site.fault(english_fault("/hls/", status(404)));
    scenario.site.fault(english_fault("/ifilm/", status(404)).mirror(0));
    let huge = Raw { content: Some("x".repeat(5 << 20)), ..Raw::new(200, [""; 0]) };
    scenario.site.fault(english_fault("/ifilm/", FaultKind::Raw(huge)).mirror(1));
    let used = async || scenario.client.data_used().await.unwrap().listings;
    let used_before = used().await;

    let playable = scenario.client.media().playable(&before[0].addresses).await.unwrap();

    let address = playable.address.unwrap();
    assert!(address.ends_with(".mp4") && playable.variants.is_empty(), "{address}");
    assert!(used().await - used_before < 512 << 10, "the recording is not fetched");
    let after = scenario.client.library().episodes(&key).await.unwrap().episodes;
    for (before, after) in before.iter().zip(&after) {
        let (streams, files) = by_list(&before.addresses);
        let (streams_after, files_after) = by_list(&after.episode.addresses);
        assert_eq!(streams_after, streams, "both are dead, and streams stay where they are");
        assert_eq!((files.len(), files_after.len()), (2, 2));
        let host = address.split("/ifilm/").next().unwrap();
        assert!(files_after[0].1.starts_with(host), "all episodes have the form that is not dead first");
    }
}

/// Addresses with their places in a list.
type Placed = Vec<(usize, String)>;

/// The streams and the files of an episode.
fn by_list(addresses: &[String]) -> (Placed, Placed) {
    let placed = addresses.iter().cloned().enumerate();
    placed.partition(|(_, address)| address.contains("/hls/"))
}

#[tokio::test]
async fn what_comes_in_place_of_a_recording_cannot_be_played() {
    let scenario = synced().await;
    let (_, episodes) = numbered(&scenario).await;
    let file = [episodes[0].addresses.last().unwrap().clone()];
    let page = format!("<html><title>Log in</title>{}</html>", " ".repeat(200_000));
    for content in [page, "{\"error\":\"none\"}".to_owned(), " ".to_owned(), String::new()] {
        let raw = Raw { content: Some(content), ..Raw::new(200, [""; 0]) };
        scenario.site.fault(english_fault("/ifilm/", FaultKind::Raw(raw)));

        let playable = scenario.client.media().playable(&file).await.unwrap();

        assert_eq!((&playable.address, failures(&playable)), (&None, vec![Some(ErrorCode::Unreadable)]));
        scenario.site.clear_faults();
    }
    assert!(scenario.client.media().playable(&file).await.unwrap().address.is_some());
}

#[tokio::test]
async fn a_host_that_asks_to_wait_is_not_asked_again_also_by_the_next_client() {
    let scenario = synced().await;
    let (_, episodes) = numbered(&scenario).await;
    let files: Vec<String> = episodes.iter().take(3).map(|it| it.addresses.last().unwrap().clone()).collect();
    let wait = FaultKind::Status { status: 503, retry_after: Some("3600".to_owned()) };
    scenario.site.fault(english_fault("/ifilm/", wait));
    scenario.site.clear_requests();

    let playable = scenario.client.media().playable(&files).await.unwrap();

    assert_eq!(failures(&playable), [Some(ErrorCode::Refused); 3]);
    assert_eq!(scenario.site.requests().len(), 1);
    scenario.client.close().await.unwrap();
    scenario.site.clear_faults();
    let mut config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.catalog = Catalog::from_json(&scenario.site.catalog_json_of_sections()).unwrap();
    let next = Client::open(config).unwrap();
    let again = next.media().playable(&files[..1]).await.unwrap();
    assert_eq!((again.address, scenario.site.requests().len()), (None, 1));
}

/// A film may be at a host that the catalogue does not know. The player of the shell may ask it.
#[tokio::test]
async fn an_address_that_may_not_be_asked_is_given_if_no_other_answers() {
    let scenario = synced().await;
    let live = scenario.client.library().live(&edition("en")).await.unwrap().addresses;
    let elsewhere = "https://example.org/1.mp4".to_owned();
    scenario.site.clear_requests();

    let alone = scenario.client.media().playable(std::slice::from_ref(&elsewhere)).await.unwrap();
    let beside = scenario.client.media().playable(&[elsewhere.clone(), live[0].clone()]).await.unwrap();

    assert_eq!(failures(&alone), [Some(ErrorCode::ForbiddenAddress)]);
    assert_eq!((alone.address, beside.address), (Some(elsewhere), Some(live[0].clone())));
    let error = scenario.client.media().playable(&["1.mp4".to_owned()]).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::BadArgument);
}

fn failures(playable: &Playable) -> Vec<Option<ErrorCode>> {
    playable.checks.iter().map(|check| check.failure).collect()
}
