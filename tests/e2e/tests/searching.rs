//! Searching in any spelling, from disk only.

#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::path::Path;
use std::time::{Duration, Instant};

use ifilm_core::language::text::fold_words;
use ifilm_core::{
    Catalog, Client, Config, ErrorCode, ItemKey, ListQuery, Place, SearchCursor, SearchHit, SearchOrder,
    SearchQuery, SearchSlice, Section, SyncRequest, Written,
};
use ifilm_site::{Edit, FaultKind, Removal, Truth};
use ifilm_tests::{EDITIONS, Scenario, config_for, edition, english_fault, text};
use jiff::Timestamp;
use rusqlite::Connection;

async fn search(scenario: &Scenario, query: &str) -> Vec<SearchHit> {
    page(scenario, SearchQuery::of(query).with_limit(100)).await.hits
}

async fn page(scenario: &Scenario, query: SearchQuery) -> SearchSlice {
    scenario.client.library().search(query).await.unwrap()
}

async fn finds(scenario: &Scenario, query: &str, key: &ItemKey) -> bool {
    let query = SearchQuery::of(query).with_editions([key.edition.clone()]).with_limit(100);
    page(scenario, query).await.hits.iter().any(|hit| hit.item.key == *key)
}

/// Some neighbouring words of a text.
fn some_words(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words[words.len() / 3..].iter().take(5).copied().collect::<Vec<_>>().join(" ")
}

/// Words of the first text that the second does not have.
fn only_in(one: &str, other: &str) -> Vec<String> {
    let words = |text: &str| fold_words(text).split(' ').map(str::to_owned).collect::<Vec<_>>();
    let other = words(other);
    words(one).into_iter().filter(|word| word.len() > 4 && !other.contains(word)).collect()
}

#[tokio::test]
async fn an_article_is_found_by_its_title_its_lead_and_its_text_in_every_edition() {
    let scenario = Scenario::synced().await;

    for id in EDITIONS {
        let item = &scenario.list(id).await[1];
        let truth = scenario.site.truth(id, item.key.id.parse().unwrap());
        let paragraph = truth.paragraphs.iter().max_by_key(|paragraph| paragraph.len()).unwrap();

        assert!(finds(&scenario, &truth.title, &item.key).await, "{id}: {}", truth.title);
        assert!(finds(&scenario, &some_words(paragraph), &item.key).await, "{id}: {paragraph}");
        if let Some(lead) = &truth.lead {
            assert!(finds(&scenario, &some_words(lead), &item.key).await, "{id}: {lead}");
        }
    }
}

#[tokio::test]
async fn other_spellings_find_the_same_and_each_hit_is_marked_in_the_title_itself() {
    let scenario = Scenario::synced().await;
    for id in ["fa", "ar", "fa2"] {
        let item = &scenario.list(id).await[0];
        let title = item.title.clone();

        let ways = [
            title.replace('ی', "ي").replace('ک', "ك"),
            title.replace('ي', "ى").replace('ك', "ک"),
            title.replace(['\u{200C}', '«', '»'], ""),
            title.replace('\u{200C}', " "),
            title.chars().flat_map(|c| [c, '\u{640}']).collect(),
            title.replace('ر', "ر\u{64E}").replace('آ', "ا").replace('ة', "ه"),
        ];

        for way in ways {
            let hits = search(&scenario, &way).await;
            let hit = hits.iter().find(|hit| hit.item.key == item.key).unwrap_or_else(|| panic!("{way}"));
            assert_eq!(hit.title.text, title);
            let marked: String =
                hit.title.spans().iter().filter(|span| span.hit).map(|span| span.text).collect();
            assert_eq!(fold_words(&marked).replace(' ', ""), fold_words(&title).replace(' ', ""), "{way}");
        }
    }
}

#[tokio::test]
async fn a_snippet_is_a_piece_of_the_original_around_the_words() {
    let scenario = Scenario::synced().await;
    let item = &scenario.list("fa").await[2];
    let original = text(&scenario.client.library().article(&item.key).await.unwrap());
    let words = some_words(original.split("\n\n").max_by_key(|paragraph| paragraph.len()).unwrap());

    let hits = search(&scenario, &words).await;

    let hit = hits.iter().find(|hit| hit.item.key == item.key).unwrap();
    let snippet = hit.snippet.as_ref().unwrap();
    let lead = scenario.client.library().article(&item.key).await.unwrap().lead.unwrap_or_default();
    let source = if snippet.place == Place::Text { original } else { lead };
    assert!(source.contains(&snippet.words.text), "{}", snippet.words.text);
    assert!(!snippet.words.hits.is_empty());
    let put_together: String = snippet.words.spans().iter().map(|span| span.text).collect();
    assert_eq!(put_together, snippet.words.text);
}

#[tokio::test]
async fn an_incomplete_word_is_found_only_while_typing() {
    let scenario = Scenario::synced().await;
    let item = &scenario.list("en").await[0];
    let is_long = |word: &&str| word.len() > 6 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let word = item.title.split(' ').find(is_long).unwrap();
    let begun = &word[..word.len() - 2];

    let typing = page(&scenario, SearchQuery::of(begun).with_typing(true).with_limit(100)).await;

    assert!(typing.hits.iter().any(|hit| hit.item.key == item.key), "{begun}");
    assert!(!finds(&scenario, begun, &item.key).await, "{begun}");
}

#[tokio::test]
async fn an_edited_article_is_found_by_its_new_words_and_not_by_its_old_ones() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    let id: u64 = key.id.parse().unwrap();
    let whole = |truth: Truth| {
        format!("{} {} {}", truth.title, truth.lead.unwrap_or_default(), truth.paragraphs.join(" "))
    };
    let before = whole(scenario.site.truth("en", id));
    scenario.site.edit("en", id, Edit::Both);
    let after = whole(scenario.site.truth("en", id));

    scenario.sync().await;

    let old = only_in(&before, &after);
    assert!(!old.is_empty());
    for word in old {
        assert!(!finds(&scenario, &word, &key).await, "{word}");
    }
    for word in only_in(&after, &before) {
        assert!(finds(&scenario, &word, &key).await, "{word}");
    }
}

#[tokio::test]
async fn a_removed_article_is_not_found() {
    let scenario = Scenario::synced().await;
    let item = scenario.list("en").await.remove(0);
    assert!(finds(&scenario, &item.title, &item.key).await);
    scenario.site.remove("en", item.key.id.parse().unwrap(), Removal::Gone);

    while scenario.list("en").await.iter().any(|left| left.key == item.key) {
        scenario.clock.advance(Duration::from_secs(3600));
        scenario.sync().await;
    }

    assert!(!finds(&scenario, &item.title, &item.key).await);
}

#[tokio::test]
async fn results_name_their_edition_and_can_be_limited_to_some() {
    let scenario = Scenario::synced().await;
    let of = |page: SearchSlice| {
        let mut editions: Vec<_> = page.hits.iter().map(|hit| hit.item.key.edition.to_string()).collect();
        editions.sort();
        editions.dedup();
        editions
    };
    // Persian and Dari both write it.
    let query = SearchQuery::of("در").with_section(Section::News).with_limit(100);

    let everywhere = of(page(&scenario, query.clone()).await);
    let one = of(page(&scenario, query.with_editions([edition("fa2")])).await);

    assert_eq!(everywhere, ["fa", "fa2"]);
    assert_eq!(one, ["fa2"]);
}

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

/// Items with these titles, from the oldest to the newest, which no index has yet. Their ids count from 1.
fn titled(data: &Path, titles: &[&str]) -> (Client, Connection) {
    first_version(data);
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let row = "
        INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        VALUES (:id, 'fa', 'article', :id, :id, :title, :id, 'meta', 'minute', :id)";
    for (id, title) in (1..).zip(titles) {
        cache.execute(row, rusqlite::named_params! { ":id": id, ":title": title }).unwrap();
    }
    (Client::open(Config::at(data)).unwrap(), cache)
}

async fn ids(client: &Client, query: SearchQuery) -> Vec<String> {
    let hits = client.library().search(query).await.unwrap().hits;
    hits.into_iter().map(|hit| hit.item.key.id).collect()
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

/// Gives the item of this id a date.
fn date(cache: &Connection, id: u32, published: &str) {
    let at: Timestamp = published.parse().unwrap();
    let dated = "UPDATE item SET published_at = :at WHERE id = :id";
    let values = rusqlite::named_params! { ":id": id, ":at": at.as_millisecond() };
    cache.execute(dated, values).unwrap();
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
async fn a_search_is_limited_to_a_time_and_to_what_is_unread_or_saved() {
    let directory = tempfile::tempdir().unwrap();
    let (client, cache) = titled(directory.path(), &["باران", "باران آمد", "باران رفت"]);
    for (id, day) in (1..).zip(["01", "02", "03"]) {
        date(&cache, id, &format!("2024-05-{day}T00:00:00Z"));
    }
    let read = ItemKey::article(edition("fa"), "2");
    client.user().mark_read(&read, true).await.unwrap();
    client.user().save(&ItemKey::article(edition("fa"), "1")).await.unwrap();
    let query = || SearchQuery::of("باران");
    let at = |time: &str| time.parse::<Timestamp>().unwrap();

    for is_indexed in [false, true] {
        if is_indexed {
            client.prepare().await.unwrap();
            until(|| due(&cache) == 0).await;
        }
        let since = ids(&client, query().with_since(at("2024-05-02T00:00:00Z"))).await;
        let until = ids(&client, query().with_until(at("2024-05-02T00:00:00Z"))).await;

        assert_eq!(since, ["3", "2"]);
        assert_eq!(until, ["1"]);
        assert_eq!(ids(&client, query().with_read(false)).await, ["3", "1"]);
        assert_eq!(ids(&client, query().with_read(true)).await, ["2"]);
        assert_eq!(ids(&client, query().with_saved(true)).await, ["1"]);
        assert_eq!(ids(&client, query().with_saved(false)).await, ["3", "2"]);
    }
}

#[tokio::test]
async fn words_in_quotes_are_found_side_by_side() {
    let directory = tempfile::tempdir().unwrap();
    let titles = ["پل قدیمی شهر", "پل شهر قدیمی", "پل، قدیمی", "پل قديمى", "the bridge"];
    let (client, cache) = titled(directory.path(), &titles);

    for is_indexed in [false, true] {
        if is_indexed {
            client.prepare().await.unwrap();
            until(|| due(&cache) == 0).await;
        }

        assert_eq!(ids(&client, SearchQuery::of("\"پل قدیمی\"")).await, ["4", "3", "1"]);
        assert_eq!(ids(&client, SearchQuery::of("«پل قدیمی» شهر")).await, ["1"]);
        assert_eq!(ids(&client, SearchQuery::of("شهر پل")).await, ["2", "1"]);
    }
}

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

/// A query, and the ids of the titles that it finds.
type Searched<'a> = (&'a str, &'a [&'a str]);

/// What a search finds among titles, by the index: of each kind of the reported cases two more.
#[tokio::test]
async fn other_forms_of_a_word_are_found_in_the_index() {
    let kinds: [(&[&str], &[Searched<'_>]); 6] = [
        (
            &["U.N.E.S.C.O. list", "UNESCO list", "The B.B.C. said", "BBC said"],
            &[
                ("unesco", &["1", "2"]),
                ("U.N.E.S.C.O.", &["1", "2"]),
                ("b.b.c", &["3", "4"]),
                ("bbc", &["3", "4"]),
            ],
        ),
        (
            &["للمدينة القديمة", "مدينة قديمة", "والمدينة أيضا", "كالبحر الهادئ", "بحر هادئ", "بحرية"],
            &[("المدينة", &["1", "2", "3"]), ("مدينة", &["1", "2", "3"]), ("والبحر", &["4", "5"])],
        ),
        (
            &["فصل ۳ آمد", "فصل۳ آمد", "الحلقة ١٢", "الحلقة١٢", "فصل ۳۰"],
            &[
                ("فصل۳", &["1", "2"]),
                ("فصل 3", &["1", "2"]),
                ("الحلقة12", &["3", "4"]),
                ("الحلقة 12", &["3", "4"]),
            ],
        ),
        (
            &["باران ☔ آمد", "باران☔️ آمد", "باران آمد", "گل ۵ ★"],
            &[("☔", &["1", "2"]), ("★", &["4"]), ("باران", &["1", "2", "3"])],
        ),
        (
            &["فیلمها آمد", "فیلم‌ها آمد", "فیلم ها آمد", "بازیگران", "بازیگر", "بازیگری"],
            &[("فیلم", &["1", "2", "3"]), ("فیلم‌ها", &["1", "2", "3"]), ("بازیگر", &["4", "5"])],
        ),
        (
            &["کتاب‌خانه ملی", "کتابخانه ملی", "کتاب ملی", "آتش‌نشان", "آتش"],
            &[("کتاب", &["1", "3"]), ("خانه", &["1"]), ("آتش", &["4", "5"])],
        ),
    ];
    for (titles, searches) in kinds {
        let directory = tempfile::tempdir().unwrap();
        let (client, cache) = titled(directory.path(), titles);
        client.prepare().await.unwrap();
        until(|| due(&cache) == 0).await;
        for (query, expected) in searches {
            let mut found = ids(&client, SearchQuery::of(*query)).await;
            found.sort();
            assert_eq!(found, *expected, "{query} in {titles:?}");
        }
    }
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

#[tokio::test]
async fn a_query_without_a_word_finds_nothing() {
    let scenario = Scenario::synced().await;

    for nothing in ["", "   ", "\"\"", "«»…،؟!", "\u{200C}\u{200F}"] {
        let page = page(&scenario, SearchQuery::of(nothing)).await;
        assert_eq!(page, SearchSlice { hits: Vec::new(), next: None }, "{nothing:?}");
    }
}

#[tokio::test]
async fn typed_text_is_never_read_as_query_syntax() {
    let scenario = Scenario::synced().await;
    let title = scenario.list("en").await[0].title.clone();
    let words: Vec<&str> = title.split(' ').collect();

    for typed in [
        "\"",
        "'",
        "title:news",
        "a NEAR b",
        "NEAR(a b, 2)",
        "a AND",
        "OR",
        "NOT a",
        "^a",
        "a*",
        "a + b",
        "{title}: a",
        "(",
        ")",
        "-a",
        "a; DROP TABLE item",
        "'; DELETE FROM search; --",
        "\0",
        "a\0b",
        "\u{FFFF}",
        "%_?",
        "\" OR \"\"",
        "search MATCH 'a'",
        "rank:bm25(1)",
        "\\",
        "\u{202E}a\u{202C}",
        "😀",
        "٪ـ",
        "🇮🇷 fl\u{FE0F}",
    ] {
        for typing in [false, true] {
            page(&scenario, SearchQuery::of(typed).with_typing(typing)).await;
        }
    }
    let long = "x".repeat(5_000_000);
    page(&scenario, SearchQuery::of(long)).await;

    assert_eq!(search(&scenario, &words.join("\" ")).await, search(&scenario, &title).await);
    assert_eq!(scenario.list("en").await.len(), 30, "nothing was lost");
}

#[tokio::test]
async fn an_unknown_edition_and_a_limit_out_of_bounds_are_bad_arguments() {
    let scenario = Scenario::begin();
    let unknown = SearchQuery::of("a").with_editions([edition("fr")]);

    for query in [unknown, SearchQuery::of("a").with_limit(0), SearchQuery::of("a").with_limit(101)] {
        assert_eq!(scenario.client.library().search(query).await.unwrap_err().code(), ErrorCode::BadArgument);
    }
    let too_many: Vec<String> = (0..501).map(|id| format!("en/article/{id}")).collect();
    for cursor in ["1.x", "1.", "1.E N/article/1", "1.2.3", &format!("1.{}", too_many.join(","))] {
        assert!(cursor.parse::<SearchCursor>().is_err(), "{cursor}");
    }
}

#[tokio::test]
async fn search_works_without_the_site_and_sends_it_no_request() {
    let mut scenario = Scenario::synced().await;
    let item = scenario.list("fa2").await.remove(0);
    scenario.site.clear_requests();

    assert!(finds(&scenario, &item.title, &item.key).await);
    assert!(scenario.site.requests().is_empty());

    scenario.site.stop();
    assert!(finds(&scenario, &item.title, &item.key).await);
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

    for _ in 0..3 {
        tokio::time::timeout(Duration::from_millis(100), search()).await.expect_err("it takes long");
    }
    let start = Instant::now();
    scenario.client.library().list(ListQuery::news(edition("fa"))).await.unwrap();

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

/// Lets the client work until a condition is true.
async fn until(is_so: impl Fn() -> bool) {
    let wait = async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), wait).await.expect("it comes to be so");
}

fn due(cache: &Connection) -> u32 {
    cache.query_row("SELECT count(*) FROM search_due", [], |row| row.get(0)).unwrap()
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

/// The files as the version before the index made them, empty.
fn first_version(data: &Path) {
    let made = [
        ("cache.db", include_str!("../../../core/src/store/migrations/cache/0001_news.sql")),
        ("user.db", include_str!("../../../core/src/store/migrations/user/0001_person.sql")),
    ];
    for (name, schema) in made {
        let file = Connection::open(data.join(name)).unwrap();
        file.execute_batch(schema).unwrap();
        file.pragma_update(None, "application_id", 0x6966_6C6D).unwrap();
        file.pragma_update(None, "user_version", 1).unwrap();
        file.execute("INSERT INTO owner (catalog) VALUES (?)", [Catalog::embedded().id]).unwrap();
    }
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
