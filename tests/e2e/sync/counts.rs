//! How many items there are to read: the counts are right after whatever a site, a person, another process
//! and a crash do.

use std::path::Path;
use std::time::Duration;

use ifilm_core::{Client, ExportRequest, ItemKey, Keep, Retention, Section};
use ifilm_site::{Removal, SiteConfig};
use ifilm_tests::{Scenario, config_for, edition};
use rusqlite::Connection;

/// Total and unread of an edition's news.
async fn news(client: &Client, id: &str) -> (u32, u32) {
    let counts = client.library().counts().await.unwrap();
    let news = counts.sections.into_iter().find(|count| count.edition == edition(id));
    news.map_or((0, 0), |count| (count.total, count.unread))
}

fn opened(scenario: &Scenario) -> Client {
    Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap()
}

async fn first(scenario: &Scenario) -> ItemKey {
    scenario.list("en").await[0].key.clone()
}

/// What the cache has counted, whatever the marks are now.
fn counted(data: &Path) -> (u32, u32) {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let count = "SELECT total, unread FROM section_count WHERE edition = 'en' AND section = 'news'";
    cache.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
}

#[tokio::test]
async fn every_section_is_counted_in_the_order_of_the_catalogue() {
    let scenario = Scenario::begin();
    let before = scenario.client.library().counts().await.unwrap();
    scenario.sync().await;

    let after = scenario.client.library().counts().await.unwrap();

    assert_eq!((before.sections.len(), before.saved), (0, 0));
    let sections: Vec<_> =
        after.sections.iter().map(|it| (it.edition.as_str(), it.total, it.unread)).collect();
    assert_eq!(sections, [("en", 30, 30), ("fa", 30, 30), ("ar", 30, 30), ("fa2", 30, 30)]);
    assert!(after.sections.iter().all(|count| count.section == Section::News));
}

#[tokio::test]
async fn each_act_counts_at_once_and_so_does_its_undo() {
    let scenario = Scenario::synced().await;
    let (user, key) = (scenario.client.user(), first(&scenario).await);

    user.mark_read(&key, true).await.unwrap();
    let one = news(&scenario.client, "en").await;
    user.mark_all_read(&edition("en"), Section::News, None).await.unwrap();
    let all = news(&scenario.client, "en").await;
    user.undo().await.unwrap();
    user.mark_read(&key, false).await.unwrap();
    let none = news(&scenario.client, "en").await;
    user.save(&key).await.unwrap();

    assert_eq!((one, all, none), ((30, 29), (30, 0), (30, 30)));
    assert_eq!(scenario.client.library().counts().await.unwrap().saved, 1);
    assert_eq!(news(&scenario.client, "fa").await, (30, 30));
}

#[tokio::test]
async fn hidden_items_are_not_counted_and_hidden_sections_are_left_out() {
    let scenario = Scenario::synced().await;
    let (user, all) = (scenario.client.user(), scenario.list("en").await.len() as u32);

    user.hide_word("the", true).await.unwrap();
    let left = scenario.list("en").await.len() as u32;
    let hidden = news(&scenario.client, "en").await;
    user.undo().await.unwrap();
    user.hide_section(&edition("ar"), Section::News, true).await.unwrap();

    assert!(left < all, "no headline has the word");
    assert_eq!((hidden, news(&scenario.client, "en").await), ((left, left), (all, all)));
    assert_eq!(scenario.client.library().counts().await.unwrap().sections.len(), 3);
}

#[tokio::test]
async fn what_arrives_what_is_removed_and_what_is_pruned_is_counted() {
    let scenario = Scenario::at(SiteConfig { items: 20, ..SiteConfig::default() });
    scenario.sync().await;
    let key = first(&scenario).await;
    scenario.client.user().mark_read(&key, true).await.unwrap();

    scenario.site.publish("en", 3);
    scenario.sync().await;
    let arrived = news(&scenario.client, "en").await;
    scenario.site.remove("en", key.id.parse().unwrap(), Removal::Gone);
    for _ in 0..5 {
        scenario.clock.advance(Duration::from_secs(7_200));
        scenario.sync().await;
    }
    let removed = news(&scenario.client, "en").await;
    let keep = Retention::default().with_each(Keep::of(10, Duration::from_secs(3_000 * 24 * 60 * 60)));
    scenario.client.storage().prune_to(&keep).await.unwrap();

    assert_eq!((arrived, removed), ((23, 22), (22, 22)));
    assert_eq!(news(&scenario.client, "en").await, (9, 9), "the removed item is kept, too");
    assert_eq!(scenario.list("en").await.len(), 9);
}

#[tokio::test]
async fn an_item_that_arrives_after_its_mark_counts_as_read() {
    let phone = Scenario::synced().await;
    phone.client.user().mark_all_read(&edition("en"), Section::News, None).await.unwrap();
    let state = phone.client.user().export(ExportRequest::default()).await.unwrap();

    let tablet = Scenario::begin();
    tablet.client.user().import(state).await.unwrap();
    tablet.sync().await;

    assert_eq!(news(&tablet.client, "en").await, (30, 0));
    assert_eq!(counted(tablet.data.path()), (30, 0));
}

#[tokio::test]
async fn a_lost_cache_is_counted_anew() {
    let scenario = Scenario::synced().await;
    scenario.client.user().mark_read(&first(&scenario).await, true).await.unwrap();
    scenario.client.close().await.unwrap();
    for name in ["cache.db", "cache.db-wal", "cache.db-shm"] {
        let _ = std::fs::remove_file(scenario.data.path().join(name));
    }

    let client = opened(&scenario);
    client.sync(ifilm_core::SyncRequest::all()).await.unwrap();

    assert_eq!(news(&client, "en").await, (30, 29));
    assert_eq!(counted(scenario.data.path()), (30, 29));
}

#[tokio::test]
async fn marks_of_two_processes_are_counted_in_both() {
    let scenario = Scenario::synced().await;
    let other = opened(&scenario);
    let keys: Vec<ItemKey> = scenario.list("en").await.into_iter().map(|item| item.key).collect();

    scenario.client.user().mark_read(&keys[0], true).await.unwrap();
    other.user().mark_read(&keys[1], true).await.unwrap();
    scenario.client.user().mark_read(&keys[2], true).await.unwrap();
    let three = (news(&scenario.client, "en").await, news(&other, "en").await);
    other.user().undo().await.unwrap();

    assert_eq!(three, ((30, 27), (30, 27)));
    assert_eq!((news(&scenario.client, "en").await, news(&other, "en").await), ((30, 28), (30, 28)));
    assert_eq!(counted(scenario.data.path()), (30, 28));
}

/// Marks as an older version writes them, or a process that ends before the cache follows.
fn mark_without_the_cache(data: &Path, ids: impl Iterator<Item = String>) {
    let mut user = Connection::open(data.join("user.db")).unwrap();
    let write = user.transaction().unwrap();
    for id in ids {
        let mark = "INSERT INTO read_mark (edition, kind, remote_id, read_at) VALUES ('en', 'article', ?, 5)";
        write.execute(mark, [id]).unwrap();
    }
    write.commit().unwrap();
}

#[tokio::test]
async fn a_mark_that_the_cache_did_not_follow_is_counted_at_once_and_followed_by_the_next_act() {
    let scenario = Scenario::synced().await;
    let keys: Vec<ItemKey> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
    mark_without_the_cache(scenario.data.path(), keys[..5].iter().map(|key| key.id.clone()));

    let at_once = (news(&scenario.client, "en").await, counted(scenario.data.path()));
    scenario.client.user().mark_read(&keys[9], true).await.unwrap();

    assert_eq!(at_once, ((30, 25), (30, 30)));
    assert_eq!((news(&scenario.client, "en").await, counted(scenario.data.path())), ((30, 24), (30, 24)));
}

#[tokio::test]
async fn a_sync_follows_more_marks_than_are_noted() {
    let scenario = Scenario::synced().await;
    let keys: Vec<ItemKey> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
    let own = keys[..5].iter().map(|key| key.id.clone());
    mark_without_the_cache(scenario.data.path(), own.chain((0..11_000).map(|number| number.to_string())));

    let at_once = news(&scenario.client, "en").await;
    scenario.sync().await;

    assert_eq!(at_once, (30, 25));
    assert_eq!((news(&scenario.client, "en").await, counted(scenario.data.path())), ((30, 25), (30, 25)));
}

/// A copy from before some marks replaced the file.
#[tokio::test]
async fn marks_that_went_back_with_their_file_are_counted_anew() {
    let scenario = Scenario::synced().await;
    let data = scenario.data.path();
    let keys: Vec<ItemKey> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
    scenario.client.close().await.unwrap();
    let before = std::fs::read(data.join("user.db")).unwrap();
    let client = opened(&scenario);
    client.user().mark_read(&keys[0], true).await.unwrap();
    client.user().mark_read(&keys[1], true).await.unwrap();
    client.close().await.unwrap();

    std::fs::write(data.join("user.db"), before).unwrap();
    let client = opened(&scenario);
    let at_once = news(&client, "en").await;
    client.user().hide_word("nothing", true).await.unwrap();

    assert_eq!((at_once, news(&client, "en").await), ((30, 30), (30, 30)));
    assert_eq!(counted(data), (30, 30));
}

/// Seen: the number of the last change was given twice, so the cache seemed to have followed it.
#[tokio::test]
async fn a_mark_after_an_older_copy_of_the_file_is_followed_though_the_cache_was_locked() {
    let scenario = Scenario::synced().await;
    let data = scenario.data.path();
    let keys: Vec<ItemKey> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
    scenario.client.user().mark_read(&keys[0], true).await.unwrap();
    scenario.client.close().await.unwrap();
    let before = std::fs::read(data.join("user.db")).unwrap();
    let client = opened(&scenario);
    client.user().mark_read(&keys[0], false).await.unwrap();
    client.close().await.unwrap();
    std::fs::write(data.join("user.db"), before).unwrap();

    let client = opened(&scenario);
    let cache = Connection::open(data.join("cache.db")).unwrap();
    cache.execute_batch("BEGIN IMMEDIATE").unwrap();
    client.user().mark_read(&keys[1], true).await.unwrap();
    cache.execute_batch("ROLLBACK").unwrap();
    let at_once = news(&client, "en").await;
    client.user().mark_read(&keys[2], true).await.unwrap();

    assert_eq!((at_once, news(&client, "en").await), ((30, 28), (30, 27)));
    assert_eq!(counted(data), (30, 27));
}

/// Seen: a section of a later version was reported as damage to the cache.
#[tokio::test]
async fn a_section_of_a_later_version_is_left_out() {
    let scenario = Scenario::synced().await;
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let later = "INSERT INTO section_count (edition, section, total, unread) VALUES ('en', 'podcasts', 1, 1)";
    cache.execute(later, []).unwrap();
    cache.execute("UPDATE section_count SET unread = -1 WHERE edition = 'fa'", []).unwrap();

    let counts = scenario.client.library().counts().await.unwrap();

    assert_eq!(counts.sections.len(), 4);
    assert_eq!((news(&scenario.client, "en").await, news(&scenario.client, "fa").await), ((30, 30), (30, 0)));
}
