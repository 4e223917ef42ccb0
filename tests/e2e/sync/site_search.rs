//! The site's own search beside the local one.

use ifilm_core::{ErrorCode, FoundIn, SearchQuery, SiteSearch, SiteSearchQuery};
use ifilm_site::{FaultKind, ProgramKind, Raw, Sections, SiteConfig};
use ifilm_tests::{EDITIONS, Scenario, edition, english_fault, status};

fn begun() -> Scenario {
    let sections =
        Sections { series: 6, films: 5, programs: 4, people: 9, own_media: true, ..Sections::default() };
    Scenario::at_sections(SiteConfig { items: 12, sections: Some(sections), ..SiteConfig::default() })
}

async fn search(scenario: &Scenario, id: &str, words: &str) -> SiteSearch {
    scenario.client.search_site(SiteSearchQuery::of(edition(id), words)).await.unwrap()
}

/// A word of the title of the newest series of an edition.
fn word(scenario: &Scenario, id: &str) -> String {
    let title = scenario.site.sections(id).programs(ProgramKind::Series)[0].title.clone();
    title.split(' ').max_by_key(|word| word.chars().count()).unwrap().to_owned()
}

fn keys(search: &SiteSearch) -> Vec<(String, FoundIn)> {
    search.hits.iter().map(|hit| (hit.key.to_string(), hit.found_in)).collect()
}

#[tokio::test]
async fn before_a_sync_all_hits_are_of_the_site_in_its_order_and_nothing_is_stored() {
    let scenario = begun();

    for id in EDITIONS {
        let words = word(&scenario, id);
        let known = ["series", "film", "program"];
        let truths =
            scenario.site.sections(id).hits(&words).into_iter().filter(|hit| known.contains(&hit.kind));
        let wanted: Vec<_> =
            truths.map(|hit| (format!("{id}/{}/{}", hit.kind, hit.id), Some(hit.shown_title))).collect();

        let found = search(&scenario, id, &words).await;

        let hits: Vec<_> = found.hits.iter().map(|hit| (hit.key.to_string(), hit.title.clone())).collect();
        assert_eq!(hits, wanted, "{id} {words}");
        assert!(!hits.is_empty() && found.failure.is_none());
        assert!(found.hits.iter().all(|hit| hit.found_in == FoundIn::Site && !hit.is_here), "{id}");
        let counts = scenario.client.library().counts().await.unwrap();
        assert!(counts.sections.iter().all(|section| section.total == 0));
    }
}

#[tokio::test]
async fn local_hits_come_first_in_their_order_and_what_both_have_is_one_hit() {
    let scenario = begun();
    scenario.sync().await;

    for id in EDITIONS {
        let words = word(&scenario, id);
        let query = SearchQuery::of(words.as_str()).with_editions([edition(id)]);
        let local = scenario.client.library().search(query).await.unwrap().hits;
        let local: Vec<_> = local.iter().map(|hit| hit.item.key.to_string()).collect();

        let found = search(&scenario, id, &words).await;

        let hits = keys(&found);
        let first: Vec<_> = hits.iter().map(|(key, _)| key.clone()).take(local.len()).collect();
        assert_eq!(first, local, "{id} {words}");
        assert!(hits.iter().any(|(_, found_in)| *found_in == FoundIn::Both), "{id} {words}: {hits:?}");
        assert!(hits[local.len()..].iter().all(|(_, found_in)| *found_in == FoundIn::Site), "{id}");
        let mut once: Vec<_> = hits.iter().map(|(key, _)| key).collect();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), hits.len(), "{id}");
        assert!(found.hits.iter().all(|hit| hit.is_here == (hit.local.is_some() || hit.is_here)));
    }
}

#[tokio::test]
async fn a_site_that_fails_leaves_the_local_hits_and_says_why() {
    let mut scenario = begun();
    scenario.sync().await;
    let words = word(&scenario, "en");
    let page = Raw { content: Some("<html><p>Closed</p></html>".to_owned()), ..Raw::new(200, [""; 0]) };
    let wait = FaultKind::Status { status: 503, retry_after: Some("60".to_owned()) };

    let mut codes = Vec::new();
    for fault in [status(500), FaultKind::Raw(page), FaultKind::HalfJson, wait] {
        scenario.site.clear_faults();
        scenario.site.fault(english_fault("/Home/Search", fault));
        let found = search(&scenario, "en", &words).await;
        assert!(found.hits.iter().all(|hit| hit.found_in == FoundIn::Here) && !found.hits.is_empty());
        codes.push(found.failure.unwrap().code);
    }
    scenario.site.clear_faults();
    scenario.site.clear_requests();
    let waiting = search(&scenario, "en", &words).await.failure.unwrap();
    assert!(scenario.site.requests().is_empty(), "the host asked to wait");
    scenario.site.stop();
    let offline = search(&scenario, "fa", &word(&scenario, "fa")).await;

    use ErrorCode::{Refused, Unreadable};
    assert_eq!(codes, [Refused, Unreadable, Unreadable, Refused]);
    assert!(waiting.code == Refused && waiting.retry_at.is_some());
    assert_eq!(offline.failure.unwrap().code, ErrorCode::Offline);
    assert!(!offline.hits.is_empty());
}

#[tokio::test]
async fn absurd_rows_cost_themselves_alone_and_no_words_send_no_request() {
    let scenario = begun();
    let rows = r#"[null,7,{"Id":null,"CategoryId":3},{"Id":9,"CategoryId":99},{"Id":-1,"CategoryId":3},
        {"Id":1e300,"CategoryId":3},{"Id":5,"CategoryId":3,"Title":null},{"Id":5,"CategoryId":3,"Title":"Twice"},
        {"Id":6,"CategoryId":5,"Title":"<script>alert(1)</script>River"}]"#;
    let raw = Raw { content: Some(rows.to_owned()), ..Raw::new(200, ["content-type: application/json"]) };
    scenario.site.fault(english_fault("/Home/Search", FaultKind::Raw(raw)));

    let found = search(&scenario, "en", "river & sea").await;
    let asked = scenario.site.requests().remove(0).path;
    scenario.site.clear_requests();
    let none = search(&scenario, "en", "  ").await;
    let limit = SiteSearchQuery::of(edition("en"), "river").with_limit(0);
    let refused = scenario.client.search_site(limit).await.unwrap_err();

    assert_eq!(asked, "/Home/Search?searchstring=river+%26+sea");
    let hits: Vec<_> = found.hits.iter().map(|hit| hit.key.to_string()).collect();
    assert_eq!(hits, ["en/series/5", "en/film/6"]);
    assert!(!found.hits[1].title.as_deref().unwrap_or_default().contains("<script"));
    assert!(none.hits.is_empty() && none.failure.is_none() && scenario.site.requests().is_empty());
    assert_eq!(refused.code(), ErrorCode::BadArgument);
}
