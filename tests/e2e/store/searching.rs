//! What a search finds, in any spelling, from disk only.

mod cursors;
mod ranking;
mod word_index;

use std::path::Path;
use std::time::Duration;

use ifilm_core::language::text::fold_words;
use ifilm_core::{
    Catalog, Client, Config, ErrorCode, ItemKey, Place, SearchCursor, SearchHit, SearchOrder, SearchQuery,
    SearchSlice, Section,
};
use ifilm_site::{Edit, Removal, Truth};
use ifilm_tests::{EDITIONS, Scenario, edition, text};
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

/// Items with these titles, from the oldest to the newest, which no index has yet. Their ids count from 1.
fn titled(data: &Path, titles: &[&str]) -> (Client, Connection) {
    first_version(data);
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let row = "
        INSERT INTO item (id, edition, kind, remote_id, number, title, published_at, published_source,
            published_precision, first_seen_at)
        VALUES (:id, 'fa', 'article', :id, :id, :title, :id, 'meta', 'minute', :id)";
    cache.execute_batch("BEGIN").unwrap();
    for (id, title) in (1..).zip(titles) {
        cache.execute(row, rusqlite::named_params! { ":id": id, ":title": title }).unwrap();
    }
    cache.execute_batch("COMMIT").unwrap();
    (Client::open(Config::at(data)).unwrap(), cache)
}

async fn ids(client: &Client, query: SearchQuery) -> Vec<String> {
    let hits = client.library().search(query).await.unwrap().hits;
    hits.into_iter().map(|hit| hit.item.key.id).collect()
}

/// Gives the item of this id a date.
fn date(cache: &Connection, id: u32, published: &str) {
    let at: Timestamp = published.parse().unwrap();
    let dated = "UPDATE item SET published_at = :at WHERE id = :id";
    let values = rusqlite::named_params! { ":id": id, ":at": at.as_millisecond() };
    cache.execute(dated, values).unwrap();
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

/// How many of them are looked at is checked in `query_plans.rs`.
#[tokio::test]
async fn among_thousands_of_items_the_saved_ones_are_found_newest_first() {
    let directory = tempfile::tempdir().unwrap();
    let titles: Vec<String> =
        (1..=3_000).map(|n| format!("{} {n}", if n % 20 == 0 { "برف" } else { "باران" })).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let (client, cache) = titled(directory.path(), &titles);
    cache.execute("UPDATE item SET published_at = 3600000 * id", []).unwrap();
    let saved: Vec<u32> = (1..=300).map(|n| 10 * n).collect();
    for id in &saved {
        client.user().save(&ItemKey::article(edition("fa"), id.to_string())).await.unwrap();
    }
    client.prepare().await.unwrap();
    until(|| due(&cache) == 0).await;
    let query = || SearchQuery::of("باران").with_saved(true).with_limit(100);

    let mut newest = Vec::new();
    let mut after = None;
    loop {
        let query = query().with_order(SearchOrder::Newest).with_after(after);
        let slice = client.library().search(query).await.unwrap();
        newest.extend(slice.hits.into_iter().map(|hit| hit.item.key.id));
        after = slice.next;
        if after.is_none() {
            break;
        }
    }
    let ranked = ids(&client, query()).await;

    let expected = saved.iter().rev().filter(|id| *id % 20 != 0).map(ToString::to_string);
    let expected: Vec<String> = expected.collect();
    assert_eq!((newest.len(), &newest), (150, &expected));
    assert_eq!(ranked, expected[..100]);
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
