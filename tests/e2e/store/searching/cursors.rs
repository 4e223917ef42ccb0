//! The slices of a search join, and a cursor is valid for its own search.

use ifilm_core::{ErrorCode, SearchCursor, SearchHit, SearchOrder, SearchQuery, Section};
use ifilm_tests::{Scenario, edition};
use rusqlite::Connection;

use super::{due, page, titled, until};

#[tokio::test]
async fn many_items_of_one_moment_are_all_found() {
    let directory = tempfile::tempdir().unwrap();
    let titles: Vec<String> = (0..300).map(|n| format!("باران {n}")).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let (client, cache) = titled(directory.path(), &titles);
    cache.execute("UPDATE item SET published_at = 1714608000000", []).unwrap();
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;

    let mut found = Vec::new();
    let mut after = None;
    loop {
        let query = SearchQuery::of("باران").with_order(SearchOrder::Newest).with_limit(100);
        let slice = client.library().search(query.with_after(after)).await.unwrap();
        found.extend(slice.hits.into_iter().map(|hit| hit.item.key.id));
        after = slice.next;
        if after.is_none() {
            break;
        }
    }

    found.sort();
    found.dedup();
    assert_eq!(found.len(), 300);
}

#[tokio::test]
async fn slices_join_without_gap_or_duplicate_while_rows_arrive() {
    let scenario = Scenario::synced().await;
    let query = SearchQuery::of("a").with_typing(true).with_limit(100);
    let all: Vec<_> = page(&scenario, query.clone()).await.hits.into_iter().map(|hit| hit.item.key).collect();
    assert!(all.len() > 10, "{}", all.len());

    let mut paged = Vec::new();
    let mut next = query.with_limit(3);
    loop {
        let page = page(&scenario, next.clone()).await;
        paged.extend(page.hits.into_iter().map(|hit| hit.item.key));
        scenario.site.publish("en", 1);
        scenario.sync_english().await;
        let Some(after) = page.next else { break };
        let text = after.to_string();
        next.after = Some(text.parse::<SearchCursor>().unwrap());
    }

    assert_eq!(paged, all);
}

/// Seen: a cursor had rowids. After the cache was rebuilt, it found other items or none.
#[tokio::test]
async fn a_cursor_stays_valid_after_the_cache_is_rebuilt() {
    let scenario = Scenario::synced().await;
    let query = SearchQuery::of("a").with_typing(true).with_limit(3);
    let all: Vec<_> = page(&scenario, query.clone().with_limit(6)).await.hits;
    let next = page(&scenario, query.clone()).await.next.unwrap();

    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    cache.execute_batch(OTHER_ROWIDS).unwrap();
    let second = page(&scenario, query.with_after(next)).await.hits;

    let keys = |hits: &[SearchHit]| hits.iter().map(|hit| hit.item.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&second), keys(&all[3..]));
}

/// Gives all items new rowids and makes their words due, as after a salvage.
const OTHER_ROWIDS: &str = "
    PRAGMA foreign_keys = OFF;
    UPDATE item SET id = id + 1000;
    UPDATE listed SET item_id = item_id + 1000;
    UPDATE resource SET item_id = item_id + 1000 WHERE item_id IS NOT NULL;
    UPDATE article SET item_id = item_id + 1000;
    DELETE FROM search;
    DELETE FROM search_title;
    DELETE FROM search_place;
    DELETE FROM search_due;
    INSERT INTO search_due (item_id) SELECT id FROM item;";

#[tokio::test]
async fn a_cursor_is_valid_only_for_its_own_search() {
    let scenario = Scenario::synced().await;
    let query = SearchQuery::of("a").with_typing(true).with_limit(3);
    let next = page(&scenario, query.clone()).await.next.unwrap().to_string();
    let (mark, keys) = next.split_once('.').unwrap();
    let first = keys.split(',').next().unwrap();
    let after = |text: &str| Some(text.parse::<SearchCursor>().unwrap());

    for other in [
        SearchQuery::of("b").with_after(after(&next)),
        query.clone().with_typing(false).with_after(after(&next)),
        query.clone().with_editions([edition("en")]).with_after(after(&next)),
        query.clone().with_section(Section::News).with_after(after(&next)),
    ] {
        assert_eq!(scenario.client.library().search(other).await.unwrap_err().code(), ErrorCode::BadArgument);
    }
    assert!(format!("{mark}.{first},{first}").parse::<SearchCursor>().is_err(), "doubles");

    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let stranger: String = cache
        .query_row("SELECT remote_id FROM item WHERE edition = 'fa' ORDER BY id LIMIT 1", [], |row| {
            row.get(0)
        })
        .unwrap();
    let made_up = format!("{mark}.fa/article/{stranger},{first}");
    let hits = page(&scenario, query.with_after(after(&made_up))).await.hits;
    assert_eq!(hits.len(), 1, "what the words are not in is not shown");
}
