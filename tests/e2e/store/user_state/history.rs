//! What a person opened, and what was announced to them.

use std::time::Duration;

use ifilm_core::Client;
use ifilm_tests::Scenario;

use super::without_cache;

/// The ids of the history, the one opened last first.
async fn opened(client: &Client) -> Vec<String> {
    let slice = client.user().history(500, None).await.unwrap();
    slice.entries.into_iter().map(|entry| entry.key.id).collect()
}

/// A client that opened the first four English items, one a minute.
async fn with_history() -> (Scenario, Vec<ifilm_core::Item>) {
    let scenario = Scenario::synced().await;
    let items = scenario.list("en").await[..4].to_vec();
    for item in &items {
        scenario.client.user().note_opened(&item.key).await.unwrap();
        scenario.clock.advance(Duration::from_secs(60));
    }
    (scenario, items)
}

#[tokio::test]
async fn the_history_has_each_item_once_with_the_last_time_and_outlives_the_cache() {
    let (scenario, items) = with_history().await;
    scenario.client.user().note_opened(&items[1].key).await.unwrap();

    let client = without_cache(&scenario).await;
    let slice = client.user().history(2, None).await.unwrap();
    let rest = client.user().history(2, slice.next.clone()).await.unwrap();

    let titles: Vec<_> =
        slice.entries.iter().chain(&rest.entries).map(|entry| entry.title.as_str()).collect();
    let expected = [&items[1], &items[3], &items[2], &items[0]].map(|item| item.title.as_str());
    assert_eq!((titles.as_slice(), rest.next), (&expected[..], None));
    assert_eq!(slice.entries[1].age_text, "1 minute ago");
}

#[tokio::test]
async fn a_cleared_history_is_empty_until_it_is_undone() {
    let (scenario, items) = with_history().await;
    let user = scenario.client.user();
    let before = opened(&scenario.client).await;

    user.clear_history().await.unwrap();
    let cleared = opened(&scenario.client).await;
    let undone = user.undo().await.unwrap().unwrap();

    assert_eq!((cleared, undone.act.as_str(), undone.marks), (vec![], "clear_history", 4));
    assert_eq!(opened(&scenario.client).await, before);
    assert_eq!(before[0], items[3].key.id);
}

#[tokio::test]
async fn what_was_opened_again_after_clearing_keeps_its_later_time() {
    let (scenario, items) = with_history().await;
    let user = scenario.client.user();
    user.clear_history().await.unwrap();
    user.note_opened(&items[0].key).await.unwrap();

    user.undo().await.unwrap();

    let expected = [&items[0], &items[3], &items[2], &items[1]].map(|item| item.key.id.clone());
    assert_eq!(opened(&scenario.client).await, expected);
}

#[tokio::test]
async fn a_history_that_is_off_notes_nothing_and_keeps_what_it_has() {
    let (scenario, items) = with_history().await;
    let user = scenario.client.user();
    user.keep_history(false).await.unwrap();
    user.note_opened(&items[0].key).await.unwrap();
    let off = (user.keeps_history().await.unwrap(), opened(&scenario.client).await[0].clone());

    user.keep_history(true).await.unwrap();
    user.note_opened(&items[0].key).await.unwrap();

    assert_eq!(off, (false, items[3].key.id.clone()));
    assert_eq!(opened(&scenario.client).await[0], items[0].key.id);
}

#[tokio::test]
async fn an_item_is_announced_once_also_after_the_cache_was_lost() {
    let scenario = Scenario::synced().await;
    let keys: Vec<_> = scenario.list("en").await.into_iter().map(|item| item.key).collect();

    let first = scenario.client.user().announce(keys[1..3].to_vec()).await.unwrap();
    let client = without_cache(&scenario).await;
    let second = client.user().announce(keys[..4].to_vec()).await.unwrap();
    let third = client.user().announce(keys[..4].to_vec()).await.unwrap();

    assert_eq!((first, third), (keys[1..3].to_vec(), vec![]));
    assert_eq!(second, [keys[0].clone(), keys[3].clone()]);
}
