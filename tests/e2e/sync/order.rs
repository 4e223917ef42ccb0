//! The order of lists: by date, then by id, whole numbers as numbers and other ids as text.

mod blog;

use std::sync::Arc;
use std::time::Duration;

use blog::Blog;
use ifilm_core::{Client, Config, Cursor, ErrorCode, ListQuery, SyncRequest};
use ifilm_tests::{HandClock, edition};
use rusqlite::Connection;
use tempfile::TempDir;

/// Items with ids of every kind, most of them with the same date. Ids are sorted by `number` first.
const ROWS: &str = "
    INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
        published_precision, first_seen_at)
    VALUES
        ('en', 'article', '9', 9, 'nine', 1000, 'meta', 'minute', 1),
        ('en', 'article', '10', 10, 'ten', 1000, 'meta', 'minute', 1),
        ('en', 'article', '010', 10, 'ten again', 1000, 'meta', 'minute', 1),
        ('en', 'article', '99999999999999999999', 9223372036854775807, 'large', 1000, 'meta', 'minute', 1),
        ('en', 'article', '99999999999999999998', 9223372036854775807, 'less', 1000, 'meta', 'minute', 1),
        ('en', 'article', 'b', 0, 'letters', 1000, 'meta', 'minute', 1),
        ('en', 'article', 'a', 0, 'letters', 1000, 'meta', 'minute', 1),
        ('en', 'clip', 'a', 0, 'another kind', 1000, 'meta', 'minute', 1),
        ('en', 'article', 'a.b c/d', 0, 'signs', 1000, 'meta', 'minute', 1),
        ('en', 'article', '1', 1, 'newest', 2000, 'meta', 'minute', 1),
        ('en', 'article', '11', 11, 'oldest', -5, 'meta', 'minute', 1);
    UPDATE item SET shown = 1;
    INSERT INTO listed (item_id, section) SELECT id, 'news' FROM item;";

const ORDERED: [&str; 11] =
    ["1", "99999999999999999999", "99999999999999999998", "10", "010", "9", "b", "a.b c/d", "a", "a", "11"];

async fn client_with(rows: &str) -> (TempDir, Client) {
    let data = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(data.path())).unwrap();
    client.prepare().await.unwrap();
    Connection::open(data.path().join("cache.db")).unwrap().execute_batch(rows).unwrap();
    (data, client)
}

/// The ids of a list that is read in slices. `between` runs after each slice.
async fn ids(client: &Client, limit: u32, mut between: impl FnMut()) -> Vec<String> {
    let mut query = ListQuery::news(edition("en"));
    query.limit = limit;
    let mut ids = Vec::new();
    loop {
        let slice = client.library().list(query.clone()).await.unwrap();
        ids.extend(slice.items.into_iter().map(|item| item.key.id));
        between();
        let Some(next) = slice.next else { return ids };
        query.after = Some(next.to_string().parse::<Cursor>().unwrap());
    }
}

#[tokio::test]
async fn items_are_ordered_by_date_then_by_id() {
    let (_data, client) = client_with(ROWS).await;

    assert_eq!(ids(&client, 100, || ()).await, ORDERED);
}

#[tokio::test]
async fn slices_of_any_size_join_without_loss_or_duplicate() {
    let (_data, client) = client_with(ROWS).await;

    for limit in 1..=11 {
        assert_eq!(ids(&client, limit, || ()).await, ORDERED, "{limit}");
    }
}

#[tokio::test]
async fn slices_join_while_items_arrive_and_after_the_cache_is_rebuilt() {
    let (data, client) = client_with(ROWS).await;
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    let mut step = 0;
    let between = || {
        step += 1;
        // A new item at the top, and new rowids for all, as after a repair of the file.
        let change = format!(
            "PRAGMA foreign_keys = OFF;
            UPDATE item SET id = id + 1000;
            UPDATE listed SET item_id = item_id + 1000;
            INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
                published_precision, first_seen_at)
            VALUES ('en', 'article', 'new{step}', 0, 'new', 3000, 'meta', 'minute', 1);
            INSERT INTO listed (item_id, section) SELECT id, 'news' FROM item WHERE remote_id = 'new{step}';"
        );
        cache.execute_batch(&change).unwrap();
    };

    let ids = ids(&client, 2, between).await;

    assert_eq!(ids, ORDERED);
}

#[tokio::test]
async fn a_cursor_of_an_older_version_is_a_bad_argument() {
    for cursor in ["1714642200000.2044026.3", "1714642200000.article.2044026"] {
        assert_eq!(cursor.parse::<Cursor>().unwrap_err().code(), ErrorCode::BadArgument);
    }
}

/// Seen: a cursor of `en` was accepted for `fa`, and the newer items of `fa` were skipped without an error.
#[tokio::test]
async fn a_cursor_of_another_list_is_a_bad_argument() {
    let (_data, client) = client_with(ROWS).await;
    let english = ListQuery::news(edition("en")).with_limit(2);
    let next = client.library().list(english).await.unwrap().next;

    let persian = ListQuery::news(edition("fa")).with_after(next);
    let error = client.library().list(persian).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::BadArgument);
    assert_eq!(error.to_string(), "the cursor belongs to the list `en/news`, not `fa/news`");
}

#[tokio::test]
async fn slugs_without_a_date_keep_the_order_of_the_site_after_the_next_sync() {
    let blog = Blog::listing(&["snow", "a-river", "mountains"]);
    let clock = HandClock::at("2024-05-02T09:30:00Z".parse().unwrap());
    let data = tempfile::tempdir().unwrap();
    let mut config = Config::at(data.path());
    config.catalog = blog.catalog();
    config.clock = Arc::<HandClock>::clone(&clock);
    let client = Client::open(config).unwrap();

    client.sync(SyncRequest::all()).await.unwrap();
    let first = ids(&client, 2, || ()).await;
    blog.list(&["zebra", "apple", "snow", "a-river"]);
    clock.advance(Duration::from_secs(3_600));
    client.sync(SyncRequest::all()).await.unwrap();
    let second = ids(&client, 2, || ()).await;

    assert_eq!(first, ["snow", "a-river", "mountains"]);
    assert_eq!(second, ["zebra", "apple", "snow", "a-river", "mountains"]);
}
