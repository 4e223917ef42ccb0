//! The index of words: what it has when, and that a search needs nothing of it but reading.

use std::path::Path;
use std::time::{Duration, Instant};

use ifilm_core::{Client, Config, ListQuery, SearchOrder, SearchQuery, SyncRequest, Written};
use ifilm_site::FaultKind;
use ifilm_tests::{Scenario, config_for, edition, english_fault};
use rusqlite::Connection;

use super::{date, due, finds, first_version, ids, only_in, search, titled, until};

#[tokio::test]
async fn an_item_with_another_date_moves_in_the_index() {
    let directory = tempfile::tempdir().unwrap();
    let (client, cache) = titled(directory.path(), &["باران", "باران آمد", "باران رفت"]);
    let newest = || SearchQuery::of("باران").with_order(SearchOrder::Newest);
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;
    assert_eq!(ids(&client, newest()).await, ["3", "2", "1"]);

    date(&cache, 1, "2024-05-02T00:00:00Z");
    let waiting = ids(&client, newest()).await;
    client.close().await.unwrap();
    let client = Client::open(Config::at(directory.path())).unwrap();
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;

    assert_eq!(waiting, ["1", "3", "2"]);
    assert_eq!(ids(&client, newest()).await, ["1", "3", "2"]);
}

#[tokio::test]
async fn a_sync_without_news_writes_no_row_and_does_not_touch_the_index() {
    let scenario = Scenario::synced().await;
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let trigger = "
        CREATE TABLE noted (item_id INTEGER);
        CREATE TRIGGER note AFTER DELETE ON search_due BEGIN
            INSERT INTO noted VALUES (old.item_id);
        END;";
    cache.execute_batch(trigger).unwrap();
    let blocks = || -> Vec<(i64, Vec<u8>)> {
        let mut statement = cache.prepare("SELECT id, block FROM search_data ORDER BY id").unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    };
    let before = blocks();

    let report = scenario.sync().await;

    assert_eq!(report.written, Written::default());
    assert_eq!(blocks(), before, "not even written anew as it was");
    let noted: u32 = cache.query_row("SELECT count(*) FROM noted", [], |row| row.get(0)).unwrap();
    assert_eq!(noted, 0);
    assert!(index(scenario.data.path()).len() > 1000);
}

#[tokio::test(flavor = "multi_thread")]
async fn stored_items_are_found_while_the_sync_runs_and_after_it_was_cancelled() {
    let scenario = Scenario::begin();
    scenario.site.fault(english_fault("/News/", FaultKind::Hold).after(3));
    let job = scenario.client.start_sync(SyncRequest::of([edition("en")]), |_| ()).unwrap();
    assert!(scenario.site.held());
    let item = scenario.list("en").await.remove(0);

    let running = finds(&scenario, &item.title, &item.key).await;
    job.cancel();
    job.wait().await.unwrap();
    let cancelled = finds(&scenario, &item.title, &item.key).await;

    assert!(running && cancelled);
}

#[tokio::test]
async fn files_of_a_version_without_an_index_are_upgraded_and_searched() {
    let scenario = Scenario::synced().await;
    let expected = index(scenario.data.path());
    let item = scenario.list("ar").await.remove(0);
    scenario.client.close().await.unwrap();
    let old = tempfile::tempdir().unwrap();
    copy_as_first_version(scenario.data.path(), old.path());

    let client = Client::open(config_for(&scenario.site, old.path(), &scenario.clock)).unwrap();
    let page = client.library().search(SearchQuery::of(&item.title)).await.unwrap();

    assert!(page.hits.iter().any(|hit| hit.item.key == item.key));
    until(|| index(old.path()) == expected).await;
}

#[tokio::test]
async fn many_old_rows_are_indexed_in_the_background_and_none_is_left() {
    let directory = tempfile::tempdir().unwrap();
    first_version(directory.path());
    let cache = Connection::open(directory.path().join("cache.db")).unwrap();
    let rows = "
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 450)
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        SELECT 'fa', 'article', n, n, 'كتاب ' || n, n * 60000, 'meta', 'minute', n FROM n";
    cache.execute_batch(rows).unwrap();
    let client = Client::open(Config::at(directory.path())).unwrap();
    let search = |text: &str| client.library().search(SearchQuery::of(text).with_limit(100));

    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;

    let common = search("کتاب").await.unwrap();
    let oldest = search("کتاب ۱").await.unwrap();

    assert_eq!(common.hits[0].item.key.id, "450", "the newest of equals");
    assert_eq!(oldest.hits[0].item.key.id, "1");
}

/// Seen: a search wrote the due items into the index, so it waited for the writer.
#[tokio::test]
async fn a_search_finds_unindexed_items_while_another_process_writes() {
    let scenario = Scenario::synced().await;
    let items = scenario.list("fa").await;
    let (by_title, edited) = (&items[0], &items[1]);
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let empty = "UPDATE article SET title = NULL, lead = NULL, blocks = '[]'
        WHERE item_id = (SELECT id FROM item WHERE edition = 'fa' AND remote_id = ?)";
    let retitle = "UPDATE item SET title = 'زرافه در شهر' WHERE edition = 'fa' AND remote_id = ?";
    for statement in [empty, retitle] {
        assert_eq!(cache.execute(statement, [edited.key.id.to_string()]).unwrap(), 1);
    }
    let removed = only_in(&edited.title, "زرافه در شهر").join(" ");
    assert_eq!(due(&cache), 1);

    cache.execute_batch("BEGIN IMMEDIATE").unwrap();
    let start = Instant::now();
    let new = search(&scenario, "زرافه").await;
    let indexed = finds(&scenario, &by_title.title, &by_title.key).await;
    let old = finds(&scenario, &removed, &edited.key).await;

    assert!(start.elapsed() < Duration::from_secs(4), "it waited for the lock");
    assert_eq!(new.iter().map(|hit| &hit.item.key).collect::<Vec<_>>(), [&edited.key]);
    assert!(indexed && !old, "{removed}");
    assert_eq!(due(&cache), 1, "a search writes nothing");
}

/// Seen: two such searches stopped all reads: 1.8 MB took 33 s, and nothing could end them.
#[tokio::test]
async fn a_search_ends_when_its_caller_leaves_and_others_are_answered() {
    let scenario = Scenario::begin();
    scenario.client.prepare().await.unwrap();
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    store_unindexed(&cache, 200, &"باران آمد ".repeat(10_000));
    let search = || scenario.client.library().search(SearchQuery::of("زرافه"));

    let mut ended = 0;
    for _ in 0..100 {
        ended += usize::from(tokio::time::timeout(Duration::from_millis(5), search()).await.is_ok());
    }
    let start = Instant::now();
    scenario.client.library().list(ListQuery::news(edition("fa"))).await.unwrap();

    assert!(ended < 50, "{ended} searches were too quick to leave");
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

/// Stores items with a long text that are not in the index yet, so that a search has to look through each of
/// them.
fn store_unindexed(cache: &Connection, count: u32, text: &str) {
    let blocks = format!(
        r#"[{{"type":"paragraph","dir":"rtl","spans":[{{"text":"{text}","marks":[],"href":null}}]}}]"#
    );
    let items = "
        WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?)
        INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        SELECT n, 'fa', 'article', n, n, 'باران', n, 'meta', 'minute', n FROM n";
    let articles = "
        INSERT INTO article (item_id, revision, hash, language, direction, blocks, related)
        SELECT id, 1, x'00', 'fa', 'rtl', ?, '[]' FROM item";
    cache.execute(items, [count]).unwrap();
    cache.execute(articles, [blocks]).unwrap();
}

/// Seen: stored blocks in the form of another version ended every search and every sync.
#[tokio::test]
async fn an_unreadable_text_is_found_by_its_title_and_does_not_stop_the_search() {
    let scenario = Scenario::synced().await;
    let items = scenario.list("fa").await;
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let spoil = "UPDATE article SET blocks = '[{\"type\":\"hologram\"}]'
        WHERE item_id = (SELECT id FROM item WHERE edition = 'fa' AND remote_id = ?)";
    assert_eq!(cache.execute(spoil, [items[0].key.id.to_string()]).unwrap(), 1);

    scenario.client.sync(SyncRequest::of([edition("en")])).await.unwrap();

    for item in &items[..3] {
        assert!(finds(&scenario, &item.title, &item.key).await, "{}", item.title);
    }
    assert_eq!(due(&cache), 0);
}

#[tokio::test]
async fn words_of_an_older_folding_are_folded_again() {
    let scenario = Scenario::synced().await;
    let expected = index(scenario.data.path());
    scenario.client.close().await.unwrap();
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    cache.execute_batch("UPDATE search_folding SET version = 0; DELETE FROM search;").unwrap();
    let client = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();

    client.prepare().await.unwrap();

    until(|| index(scenario.data.path()) == expected).await;
}

#[tokio::test]
async fn a_row_that_is_deleted_leaves_the_index() {
    let scenario = Scenario::synced().await;
    scenario.client.close().await.unwrap();
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    cache.pragma_update(None, "trusted_schema", false).unwrap();

    cache.execute_batch("PRAGMA foreign_keys = ON; DELETE FROM item").unwrap();

    assert_eq!(index(scenario.data.path()), [""; 0]);
}

/// Every word of the index with its position, by the keys of the items.
fn index(data: &Path) -> Vec<String> {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    cache.execute_batch("CREATE VIRTUAL TABLE temp.word USING fts5vocab (main, search, instance)").unwrap();
    let words = "
        SELECT edition || ' ' || remote_id || ' ' || term || ' ' || col || ' ' || offset
        FROM word
        LEFT JOIN search_place ON search_place.place = word.doc
        LEFT JOIN item ON item.id = search_place.item_id
        ORDER BY 1";
    let mut words = cache.prepare(words).unwrap();
    let rows = words.query_map([], |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// The tables of the first version.
const OLD_TABLES: &str = "
    INSERT INTO host (name, wait_until)
    SELECT name, wait_until
    FROM new.host;

    INSERT INTO listed (item_id, section)
    SELECT item_id, section
    FROM new.listed;

    INSERT INTO page (item_id, etag, last_modified, bytes, checked_at, parser, readable, stale)
    SELECT item_id, etag, last_modified, wire_bytes, checked_at, parser, 1, 0
    FROM new.resource
    WHERE kind = 'page' AND body_at IS NOT NULL;

    INSERT INTO listing (edition, section, candidate, base, hash, bytes, checked_at, complete)
    SELECT edition, section, candidate, base, x'00', 0, checked_at, 1
    FROM new.listing;";

fn copy_as_first_version(from: &Path, to: &Path) {
    first_version(to);
    let cache = Connection::open(to.join("cache.db")).unwrap();
    let new = from.join("cache.db").display().to_string();
    cache.execute("ATTACH DATABASE ? AS new", [new]).unwrap();
    cache.execute_batch("UPDATE owner SET catalog = (SELECT catalog FROM new.owner)").unwrap();
    for table in ["item", "article", "revision"] {
        let columns = "SELECT group_concat(name, ', ') FROM pragma_table_info(?, 'main')";
        let columns: String = cache.query_row(columns, [table], |row| row.get(0)).unwrap();
        let copy = format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}");
        cache.execute_batch(&copy).unwrap();
    }
    cache.execute_batch(OLD_TABLES).unwrap();
    std::fs::copy(from.join("user.db"), to.join("user.db")).unwrap();
}
