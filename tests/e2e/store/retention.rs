//! What the cache keeps: by age, number and bytes; and what a list, a sync and the disk show of it.

mod waits;

use std::time::Duration;

use ifilm_core::{
    Client, Config, ErrorCode, HoleReason, Item, ItemKey, Keep, ListQuery, Retention, SearchQuery,
    SectionReport,
};
use ifilm_site::SiteConfig;
use ifilm_tests::{Scenario, config_for, edition};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const YEARS: Duration = Duration::from_secs(3_000 * 24 * 60 * 60);

/// A site, and a client that keeps so much of each edition.
fn keeping(keep: Keep) -> Scenario {
    let config = SiteConfig { items: 60, ..SiteConfig::default() };
    Scenario::with(config, |config| config.retention = Retention::default().with_each(keep))
}

/// A client that has 70 English stories: 30 of a first sync, and 40 of another one, some days later.
async fn with_seventy(keep: Keep, days: u32, first: impl AsyncFnOnce(&Scenario)) -> Scenario {
    let scenario = keeping(keep);
    scenario.sync_english().await;
    first(&scenario).await;
    pass(&scenario, days);
    scenario.site.publish("en", 40);
    scenario.sync_english().await;
    scenario
}

fn pass(scenario: &Scenario, days: u32) {
    scenario.site.advance(DAY * days);
    scenario.clock.advance(DAY * days);
}

async fn read(scenario: &Scenario, items: &[Item]) {
    for item in items {
        scenario.client.user().mark_read(&item.key, true).await.unwrap();
    }
}

fn keys(items: &[Item]) -> Vec<ItemKey> {
    items.iter().map(|item| item.key.clone()).collect()
}

/// The places where stories were deleted, as the ids above and below.
async fn gaps(scenario: &Scenario) -> Vec<(Option<String>, Option<String>)> {
    let list = ListQuery::news(edition("en")).with_limit(500);
    let holes = scenario.client.library().list(list).await.unwrap().holes;
    let pruned = holes.into_iter().filter(|hole| hole.reason == HoleReason::Pruned);
    pruned.map(|hole| (hole.after.map(|key| key.id), hole.before.map(|key| key.id))).collect()
}

/// The same data with other limits.
fn reopened(scenario: &Scenario, retention: Retention) -> Client {
    let mut config: Config = config_for(&scenario.site, scenario.data.path(), &scenario.clock);
    config.retention = retention;
    Client::open(config).unwrap()
}

/// Seen: 5,000 old saved stories left room for the newest 30 others alone.
#[tokio::test]
async fn saved_stories_do_not_use_up_the_number_that_an_edition_may_keep() {
    let scenario = with_seventy(Keep::of(40, YEARS), 1, async |scenario| {
        for item in &scenario.list("en").await[..10] {
            scenario.client.user().save(&item.key).await.unwrap();
        }
    })
    .await;

    let list = ListQuery::news(edition("en")).with_limit(500);
    let items = scenario.client.library().list(list).await.unwrap().items;

    let saved = items.iter().filter(|item| item.saved).count();
    assert_eq!((saved, items.len() - saved), (10, 40));
}

#[tokio::test]
async fn read_stories_go_at_the_limit_of_age_and_unread_ones_after_twice_the_time() {
    let keep = Keep::of(1_000, 10 * DAY);
    let mut read_ones = Vec::new();
    let scenario = with_seventy(keep, 12, async |scenario| {
        let items = scenario.list("en").await;
        read_ones = keys(&items[5..10]);
        read(scenario, &items[5..10]).await;
    })
    .await;

    let after_twelve = keys(&scenario.list("en").await);
    pass(&scenario, 12);
    scenario.site.publish("en", 1);
    scenario.sync_english().await;
    let after_more = scenario.list("en").await.len();

    assert_eq!(after_twelve.len(), 65);
    assert!(read_ones.iter().all(|key| !after_twelve.contains(key)));
    assert_eq!(after_more, 41, "the 40 of 12 days ago, and the new one");
}

#[tokio::test]
async fn the_newest_stories_stay_however_old_they_are() {
    let scenario = keeping(Keep::of(1_000, DAY));
    scenario.sync_english().await;
    let items = scenario.list("en").await;
    read(&scenario, &items).await;

    pass(&scenario, 400);
    scenario.sync_english().await;

    assert_eq!(scenario.list("en").await.len(), 30);
}

/// A device whose clock is years ahead would lose its whole archive.
#[tokio::test]
async fn a_clock_that_is_far_ahead_deletes_nothing() {
    let scenario = with_seventy(Keep::of(1_000, 100 * DAY), 1, async |_| ()).await;

    scenario.clock.advance(YEARS);
    let pruned = scenario.client.storage().prune().await.unwrap();

    assert_eq!(pruned.items, 0);
    assert_eq!(scenario.list("en").await.len(), 70);
}

#[tokio::test]
async fn more_stories_than_the_limit_go_read_ones_first_then_the_oldest() {
    let (mut all, mut read_ones) = (Vec::new(), Vec::new());
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |scenario| {
        let items = scenario.list("en").await;
        (all, read_ones) = (keys(&items), keys(&items[..10]));
        read(scenario, &items[..10]).await;
    })
    .await;

    let kept = keys(&scenario.list("en").await);

    assert_eq!(kept.len(), 50);
    assert!(read_ones.iter().all(|key| !kept.contains(key)), "read ones go first");
    assert!(all[10..20].iter().all(|key| kept.contains(key)), "the newer unread ones stay");
    assert!(all[20..].iter().all(|key| !kept.contains(key)), "the oldest unread ones go");
}

/// Seen: a new story with a picture of the archive has an old date until its page comes. It was deleted
/// first.
#[tokio::test]
async fn a_new_story_is_not_deleted_by_the_date_of_its_picture() {
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |_| ()).await;

    let kept = keys(&scenario.list("en").await);

    let new = scenario.site.newest("en", 40);
    assert!(new.iter().all(|id| kept.iter().any(|key| key.id == id.to_string())), "{kept:?}");
}

#[tokio::test]
async fn an_edition_may_have_a_rule_of_its_own() {
    let config = SiteConfig { items: 60, ..SiteConfig::default() };
    let scenario = Scenario::with(config, |config| {
        let rule = Keep::of(10, YEARS);
        config.retention = Retention::default().with_edition(edition("fa"), rule);
    });

    scenario.sync().await;

    assert_eq!((scenario.list("fa").await.len(), scenario.list("en").await.len()), (10, 30));
}

#[tokio::test]
async fn the_cache_stays_below_its_bytes_and_keeps_the_newest() {
    let scenario = with_seventy(Keep::of(1_000, YEARS), 1, async |_| ()).await;
    scenario.client.storage().compact().await.unwrap();
    let (before, all) = (scenario.client.storage().report().await.unwrap(), scenario.list("en").await);
    let retention = Retention::default().with_bytes(before.cache / 10 * 7);

    let pruned = scenario.client.storage().prune_to(&retention).await.unwrap();

    let (after, left) = (scenario.client.storage().report().await.unwrap(), scenario.list("en").await);
    assert!(after.cache <= retention.bytes, "{after:?}");
    assert!(after.cache >= retention.bytes / 2, "no more goes than must: {after:?}");
    assert_eq!(pruned.items as usize, 70 - left.len());
    assert_eq!(pruned.bytes, before.cache - after.cache);
    assert_eq!(keys(&left), keys(&all[..left.len()]), "the newest stay");
}

#[tokio::test]
async fn a_deleted_story_is_not_fetched_again_though_the_site_lists_it() {
    let scenario = keeping(Keep::of(10, YEARS));
    scenario.sync_english().await;
    scenario.site.clear_requests();

    scenario.site.publish("en", 1);
    let report = scenario.sync_english().await;
    let again = scenario.sync_english().await;

    assert_eq!((report.new_items, report.page_requests), (1, 1), "only that of the new one");
    assert_eq!((again.new_items, again.page_requests), (0, 0));
    assert_eq!(scenario.list("en").await.len(), 10);
}

#[tokio::test]
async fn what_has_no_room_is_not_kept_and_the_report_says_quota() {
    let scenario = keeping(Keep::of(10, YEARS));

    let report = scenario.sync_english().await;

    let expected = SectionReport { quota: 20, new_items: 30, ..report.clone() };
    assert_eq!(report, expected);
    assert_eq!(scenario.list("en").await.len(), 10);
}

#[tokio::test]
async fn a_cache_that_is_full_fetches_no_more_texts_and_says_quota() {
    let config = SiteConfig { items: 60, ..SiteConfig::default() };
    let retention = Retention::default().with_bytes(600_000);
    let scenario = Scenario::with(config, |config| config.retention = retention.clone());

    let first = scenario.sync().await;
    scenario.site.clear_requests();
    let second = scenario.sync().await;

    let quota = |report: &ifilm_core::SyncReport| report.sections.iter().map(|one| one.quota).sum::<u32>();
    let fetched: u32 = first.sections.iter().map(|section| section.page_requests).sum();
    assert!(!first.any_failed() && quota(&first) > 0 && fetched < 120, "{first:?}");
    let report = scenario.client.storage().report().await.unwrap();
    assert!(report.cache <= 600_000, "{report:?}");
    let again: u32 = second.sections.iter().map(|section| section.page_requests).sum();
    assert!(again <= 30, "it does not fetch and delete the same again: {again}");
    assert!(!scenario.list("en").await.is_empty());
}

#[tokio::test]
async fn a_list_shows_where_stories_were_deleted() {
    let mut items = Vec::new();
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |scenario| {
        items = scenario.list("en").await;
        read(scenario, &items[3..5]).await;
    })
    .await;

    let gaps = gaps(&scenario).await;

    let id = |at: usize| Some(items[at].key.id.clone());
    assert_eq!(gaps, [(id(2), id(5)), (id(11), None)], "the two read ones, and the eighteen oldest");
}

#[tokio::test]
async fn each_slice_of_a_list_shows_its_own_gaps() {
    let mut items = Vec::new();
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |scenario| {
        items = scenario.list("en").await;
        read(scenario, &items[3..5]).await;
    })
    .await;
    let query = ListQuery::news(edition("en")).with_limit(43);

    let first = scenario.client.library().list(query.clone()).await.unwrap();
    let second = scenario.client.library().list(query.with_after(first.next.clone())).await.unwrap();

    let gaps = |slice: &ifilm_core::ItemSlice| {
        let id = |key: &Option<ItemKey>| key.as_ref().map(|key| key.id.clone());
        slice.holes.iter().map(|hole| (id(&hole.after), id(&hole.before))).collect::<Vec<_>>()
    };
    let id = |at: usize| Some(items[at].key.id.clone());
    assert_eq!(gaps(&first), []);
    assert_eq!(gaps(&second), [(id(2), id(5)), (id(11), None)]);
}

#[tokio::test]
async fn a_deleted_story_is_not_found_and_not_read() {
    let mut oldest = Vec::new();
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |scenario| {
        oldest = scenario.list("en").await.split_off(29);
    })
    .await;
    let words = oldest[0].title.clone();

    let found = scenario.client.library().search(SearchQuery::of(words)).await.unwrap();
    let error = scenario.client.library().article(&oldest[0].key).await.unwrap_err();

    assert!(found.hits.iter().all(|hit| hit.item.key != oldest[0].key));
    assert_eq!(error.code(), ErrorCode::NotFound);
}

#[tokio::test]
async fn a_deleted_story_stays_read_and_comes_back_when_the_limits_are_raised() {
    let mut items = Vec::new();
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |scenario| {
        items = scenario.list("en").await;
        read(scenario, &items[3..5]).await;
    })
    .await;
    scenario.client.close().await.unwrap();
    let client = reopened(&scenario, Retention::default().with_each(Keep::of(1_000, YEARS)));

    client.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();
    client.sync(ifilm_core::SyncRequest::of([edition("en")])).await.unwrap();

    let list = ListQuery::news(edition("en")).with_limit(500);
    let slice = client.library().list(list).await.unwrap();
    assert_eq!((slice.items.len(), slice.holes.len()), (70, 0));
    let back = slice.items.iter().find(|item| item.key == items[3].key).unwrap();
    assert!(back.read);
    assert_eq!(back.title, items[3].title);
}

#[tokio::test]
async fn compacting_gives_the_room_of_deleted_stories_back_to_the_disk() {
    let scenario = with_seventy(Keep::of(1_000, YEARS), 1, async |_| ()).await;
    let file = scenario.data.path().join("cache.db");
    let length = || std::fs::metadata(&file).unwrap().len();
    scenario.client.storage().compact().await.unwrap();
    let before = length();

    scenario.client.storage().prune_to(&Retention::default().with_each(Keep::of(20, YEARS))).await.unwrap();
    scenario.client.storage().compact().await.unwrap();

    let report = scenario.client.storage().report().await.unwrap();
    assert!(length() < before * 65 / 100, "{} of {before}", length());
    assert_eq!((report.free, report.wal), (0, 0));
    assert_eq!(report.cache, length());
    assert_eq!(scenario.list("en").await.len(), 20);
}

#[tokio::test]
async fn the_report_names_what_is_stored_by_kind_and_by_edition() {
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |_| ()).await;

    let report = scenario.client.storage().report().await.unwrap();

    assert_eq!(report.rows + report.index + report.free + report.wal + report.pictures, report.cache);
    assert!(report.rows > 100_000 && report.index > 10_000 && report.user > 0, "{report:?}");
    let [english] = &report.editions[..] else { panic!("{report:?}") };
    assert_eq!((english.edition.as_str(), english.items, english.pruned), ("en", 50, 20));
    assert_eq!(english.oldest, scenario.list("en").await.last().map(|item| item.published.at));
}

#[tokio::test]
async fn a_report_makes_no_file() {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(data.path().join("none"))).unwrap();

    let report = client.storage().report().await.unwrap();

    assert_eq!((report.user, report.wal, report.editions.len()), (0, 0, 0));
    assert!(!data.path().join("none").exists());
}

#[tokio::test]
async fn what_a_person_saved_stays_whatever_the_limits() {
    let mut saved = None;
    let scenario = with_seventy(Keep::of(50, YEARS), 1, async |scenario| {
        let key = scenario.list("en").await[25].key.clone();
        scenario.client.user().save(&key).await.unwrap();
        saved = Some(key);
    })
    .await;
    let saved = saved.unwrap();

    let listed = keys(&scenario.list("en").await).contains(&saved);
    scenario.client.storage().prune_to(&Retention::default().with_bytes(0)).await.unwrap();
    let article = scenario.client.library().article(&saved).await.unwrap();

    assert!(listed && scenario.list("en").await.is_empty());
    assert!(!ifilm_tests::text(&article).is_empty() && article.saved);
}
