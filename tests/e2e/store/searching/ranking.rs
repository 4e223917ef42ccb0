//! In which order a search gives what it finds.

use ifilm_core::{Client, Config, ErrorCode, Place, SearchCursor, SearchOrder, SearchQuery};
use ifilm_tests::Scenario;
use rusqlite::Connection;

use super::{date, due, first_version, ids, search, titled, until};

#[tokio::test]
async fn a_word_in_a_title_ranks_above_one_in_a_lead_and_that_above_one_in_a_text() {
    let directory = tempfile::tempdir().unwrap();
    first_version(directory.path());
    let cache = Connection::open(directory.path().join("cache.db")).unwrap();
    let rows = r#"
        INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        VALUES
            (1, 'fa', 'article', 'title', 1, 'باران در شهر', 1, 'meta', 'minute', 1),
            (2, 'fa', 'article', 'lead', 2, 'باد در شهر', 2, 'meta', 'minute', 2),
            (3, 'fa', 'article', 'text', 3, 'برف در شهر', 3, 'meta', 'minute', 3),
            (4, 'fa', 'article', 'newer title', 4, 'باران در کوه', 4, 'meta', 'minute', 4);
        INSERT INTO article (item_id, revision, hash, title, lead, language, direction, blocks, related)
        VALUES
            (2, 1, x'00', NULL, 'امروز باران آمد', 'fa', 'rtl', '[]', '[]'),
            (3, 1, x'00', NULL, NULL, 'fa', 'rtl',
                '[{"type":"paragraph","dir":"rtl","spans":[{"text":"امروز باران آمد","marks":[],"href":null}]}]', '[]');
    "#;
    cache.execute_batch(rows).unwrap();
    let client = Client::open(Config::at(directory.path())).unwrap();
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;

    let page = client.library().search(SearchQuery::of("باران")).await.unwrap();

    let ids: Vec<&str> = page.hits.iter().map(|hit| hit.item.key.id.as_str()).collect();
    assert_eq!(ids, ["newer title", "title", "lead", "text"]);
    let places: Vec<_> =
        page.hits.iter().map(|hit| hit.snippet.as_ref().map(|snippet| snippet.place)).collect();
    assert_eq!(places, [None, None, Some(Place::Lead), Some(Place::Text)]);
}

#[tokio::test]
async fn exact_hits_come_before_newer_ones_in_another_form_of_the_word() {
    let directory = tempfile::tempdir().unwrap();
    let titles = ["کتاب نو", "کتاب‌ها آمدند", "کتابهای نو", "کتاب‌خانه", "آن کتاب", "کتابخانه"];
    let (client, cache) = titled(directory.path(), &titles);
    let query = || SearchQuery::of("کتاب");

    let unindexed = ids(&client, query()).await;
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;
    let indexed = ids(&client, query()).await;
    let first = client.library().search(query().with_limit(3)).await.unwrap();
    let rest = ids(&client, query().with_limit(3).with_after(first.next)).await;

    let in_order = |mut found: Vec<String>| {
        let mut wide = found.split_off(3);
        found.sort();
        wide.sort();
        [found, wide].concat()
    };
    assert_eq!(in_order(unindexed), ["1", "2", "5", "3", "4"]);
    assert_eq!(rest, indexed[3..]);
    assert_eq!(in_order(indexed), ["1", "2", "5", "3", "4"]);
}

#[tokio::test]
async fn hits_are_ranked_or_newest_first_and_slices_by_date_join() {
    let directory = tempfile::tempdir().unwrap();
    let titles = ["باران", "باران آمد", "بارانها", "آفتاب", "باران و باران"];
    let (client, cache) = titled(directory.path(), &titles);
    for (id, day) in (1..).zip(["01", "05", "04", "03", "02"]) {
        date(&cache, id, &format!("2024-05-{day}T00:00:00Z"));
    }
    let newest = || SearchQuery::of("باران").with_order(SearchOrder::Newest);
    let unindexed = ids(&client, newest()).await;
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;

    let first = client.library().search(newest().with_limit(3)).await.unwrap();
    let next = first.next.clone().map(|next| next.to_string().parse::<SearchCursor>().unwrap());
    let rest = client.library().search(newest().with_limit(3).with_after(next.clone())).await.unwrap();

    assert_eq!(unindexed, ["2", "3", "5", "1"]);
    assert_eq!(ids(&client, newest()).await, ["2", "3", "5", "1"]);
    assert_eq!(ids(&client, SearchQuery::of("باران")).await, ["2", "5", "1", "3"]);
    assert_eq!((first.hits.len(), rest.hits.len(), rest.next), (3, 1, None));
    assert_eq!(rest.hits[0].item.key.id, "1");
    let ranked = SearchQuery::of("باران").with_after(next);
    assert_eq!(client.library().search(ranked).await.unwrap_err().code(), ErrorCode::BadArgument);
}

#[tokio::test]
async fn an_unindexed_item_with_the_words_in_its_title_comes_first() {
    let scenario = Scenario::synced().await;
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    let rows = "
        INSERT INTO item (edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        VALUES ('fa', 'article', 'new', 1, 'فیلم', 1, 'meta', 'minute', 1)";
    cache.execute_batch(rows).unwrap();

    let hits = search(&scenario, "فیلم").await;

    assert_eq!(hits[0].item.key.id.as_str(), "new");
    assert!(hits.len() > 1);
}
