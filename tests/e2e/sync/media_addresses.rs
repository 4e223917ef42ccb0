//! Recordings and stills that the catalogue knows at several addresses: which one answers, and which one
//! comes first from then on.

use ifilm_core::{Episode, ErrorCode, ItemKey, Kind, ListQuery, Section};
use ifilm_site::{FaultKind, Raw, Sections, SiteConfig};
use ifilm_tests::{Scenario, edition, english_fault, status};

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

#[tokio::test]
async fn the_first_address_that_answers_is_played_and_comes_first_from_then_on() {
    let scenario = synced().await;
    let live = async || scenario.client.library().live(&edition("en")).await.unwrap().addresses;
    let before = live().await;
    scenario.site.clear_requests();
    scenario.site.fault(english_fault("/hls/", status(404)).mirror(0));

    let playable = scenario.client.media().playable(&before).await.unwrap();

    assert_eq!(playable.address.as_ref(), Some(&before[1]));
    let failures: Vec<_> = playable.checks.iter().map(|check| check.failure).collect();
    let dead = Some(ErrorCode::NotFound);
    assert_eq!(failures, [dead, None, None, None, None, dead], "one variant of the stream is dead");
    let rates: Vec<_> = playable.variants.iter().map(|variant| variant.bits_per_second).collect();
    assert_eq!(rates, [Some(482_000), Some(900_000), Some(1_400_000)]);
    assert_eq!(live().await, [before[1].clone(), before[0].clone()]);

    scenario.site.clear_faults();
    scenario.site.fault(english_fault("/hls/", status(404)).mirror(1));
    let again = scenario.client.media().playable(&live().await).await.unwrap();
    assert_eq!(again.address.as_ref(), Some(&before[0]));
    assert_eq!(live().await, before);
}

#[tokio::test]
async fn a_recording_is_asked_for_at_each_address_without_being_fetched() {
    let scenario = synced().await;
    let (key, before) = numbered(&scenario).await;
    let kinds =
        ["/hls/", "/ifilm/"].map(|path| before[0].addresses.iter().filter(|it| it.contains(path)).count());
    assert!(kinds.iter().all(|count| *count > 1), "{:?}", before[0].addresses);
    for path in ["/hls/", "/ifilm/"] {
        scenario.site.fault(english_fault(path, status(404)).mirror(0));
    }
    let huge = Raw { content: Some("x".repeat(5 << 20)), ..Raw::new(200, [""; 0]) };
    scenario.site.fault(english_fault("/ifilm/", FaultKind::Raw(huge)).mirror(1));
    scenario.site.fault(english_fault("/hls/", status(404)));
    let used = async || scenario.client.data_used().await.unwrap().listings;
    let used_before = used().await;

    let playable = scenario.client.media().playable(&before[0].addresses).await.unwrap();

    let address = playable.address.expect("the second host has the file");
    assert!(address.ends_with(".mp4") && playable.variants.is_empty(), "{address}");
    assert!(used().await - used_before < 256 << 10, "the recording is not fetched");
    let after = scenario.client.library().episodes(&key).await.unwrap().episodes;
    assert_eq!(after[0].episode.addresses[0], address);
    assert!(after[1].episode.addresses[0].ends_with(".mp4"), "the form is remembered, not the address");

    let elsewhere = ["https://example.org/1.mp4".to_owned()];
    let refused = scenario.client.media().playable(&elsewhere).await.unwrap();
    assert_eq!((refused.address, refused.checks[0].failure), (None, Some(ErrorCode::ForbiddenAddress)));
    let error = scenario.client.media().playable(&["1.mp4".to_owned()]).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::BadArgument);
}
