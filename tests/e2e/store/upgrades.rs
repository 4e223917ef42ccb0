//! Files that older versions stored are opened, upgraded and read through the client. They are in
//! `tests/fixtures/stores`, with a README that says how each was made.

mod schema;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ifilm_core::clock::FixedClock;
use ifilm_core::{
    Client, Config, Direction, ItemKey, ListQuery, PeopleQuery, Precision, PublishedSource, SearchQuery,
};
use ifilm_tests::{edition, text};
use rusqlite::Connection;
use tempfile::TempDir;

/// Each schema of the two files that a push left on the main branch. Those without a folder came in one push
/// with a later one.
const STORES: [&str; 15] =
    ["1a", "1b", "2", "3", "5", "7", "8", "9", "11", "14", "15", "18", "21", "22", "27"];

/// A copy of a directory of an older version, and a client that has opened it.
async fn opened(store: &str) -> (TempDir, Client) {
    let data = copied(store);
    let client = client_at(data.path());
    client.prepare().await.unwrap();
    (data, client)
}

fn copied(store: &str) -> TempDir {
    let data = tempfile::tempdir().unwrap();
    for name in ["cache.db", "user.db"] {
        fs::copy(fixture(store).join(name), data.path().join(name)).unwrap();
    }
    data
}

fn fixture(store: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stores").join(store)
}

fn client_at(data: &Path) -> Client {
    let mut config = Config::at(data);
    config.catalog.id = "practice".to_owned();
    config.clock = Arc::new(FixedClock("2024-05-02T14:00:00Z".parse().unwrap()));
    Client::open(config).unwrap()
}

async fn list(client: &Client, id: &str) -> Vec<(String, String, bool, bool)> {
    let slice = client.library().list(ListQuery::news(edition(id))).await.unwrap();
    slice.items.into_iter().map(|item| (item.key.id, item.title, item.read, item.edited)).collect()
}

#[tokio::test]
async fn lists_are_the_same_as_in_the_older_version() {
    for store in STORES {
        let (_data, client) = opened(store).await;

        let (english, persian) = (list(&client, "en").await, list(&client, "fa").await);

        // The practice site wrote other headlines when the later ones were made.
        let since = |earlier: &'static str, later: &'static str| match store {
            "1a" | "1b" => earlier,
            _ => later,
        };
        let series = since(
            "New romantic series ‘The Neighbors Upstairs’ goes into production",
            "New social series ‘The Old Bazaar’ goes into production",
        );
        let expected = [
            row("2043998", "Five reasons to visit Kerman in spring", false, false),
            row("2043999", series, true, false),
            row("2043995", "\"Comedy is serious work,\" says Kaveh Rastin", false, false),
            row("2043996", "Do not miss the finale of “Night Shift”", false, false),
        ];
        assert_eq!(english, expected, "{store}");
        let edited = since(
            "شیرین گل\u{200c}آباش خواننده تیتراژ \"بافنده\" شد",
            "\"هفت نامه به خانه\" به مرحله تدوین رسید",
        );
        let started = since("گلنار سپیدار و مرور ۷۶ سال بازیگری", "تولید سریال اجتماعی «بازار قدیم» آغاز شد");
        let expected = [
            row("2044026", "همدان، شهر باغ\u{200c}ها و مسگرها", false, false),
            row("2044025", edited, false, false),
            row("2044029", "گروه \"قایق\u{200c}های کاغذی\" به اصفهان رفت", true, true),
            row("2044028", started, false, false),
        ];
        assert_eq!(persian, expected, "{store}");
    }
}

fn row(id: &str, title: &str, read: bool, edited: bool) -> (String, String, bool, bool) {
    (id.to_owned(), title.to_owned(), read, edited)
}

#[tokio::test]
async fn an_article_keeps_its_text_its_date_and_its_marks() {
    for store in STORES {
        let (_data, client) = opened(store).await;

        let article = client.library().article(&ItemKey::article(edition("fa"), "2044029")).await.unwrap();

        assert!(article.read && article.edited, "{store}");
        assert_eq!((article.language.as_str(), article.direction), ("fa", Direction::Rtl), "{store}");
        assert_eq!(article.published.at, "2024-05-01T20:30:00Z".parse().unwrap(), "{store}");
        assert_eq!(article.published.source, PublishedSource::Picture, "{store}");
        assert_eq!(article.published.precision, Precision::Day, "{store}");
        assert_eq!(article.fresh_as_of, Some("2024-05-02T12:30:00Z".parse().unwrap()), "{store}");
        let begin = "بیشتر بازیگران نوجوان از میان ۵۶ دانش\u{200c}آموز انتخاب شدند";
        assert!(text(&article).starts_with(begin), "{store}: {}", text(&article));
    }
}

#[tokio::test]
async fn a_removed_article_stays_off_the_list_and_can_be_read() {
    for store in STORES {
        let (_data, client) = opened(store).await;

        let listed = list(&client, "ar").await;
        let gone = client.library().article(&ItemKey::article(edition("ar"), "2044059")).await.unwrap();

        let ids: Vec<&str> = listed.iter().map(|(id, ..)| id.as_str()).collect();
        assert_eq!(ids, ["2044058", "2044057", "2044055"], "{store}");
        assert_eq!(gone.title, "كاوه راستين وترانه نيكنام معاً في فيلم «بيت ببابين»", "{store}");
    }
}

#[tokio::test]
async fn articles_of_an_older_version_are_found_in_any_spelling() {
    for store in STORES {
        let (_data, client) = opened(store).await;

        let slice = client.library().search(SearchQuery::of("كميدي كار جدى")).await.unwrap();

        let ids: Vec<&str> = slice.hits.iter().map(|hit| hit.item.key.id.as_str()).collect();
        assert_eq!(ids, ["2044087"], "{store}");
    }
}

#[tokio::test]
async fn items_of_an_older_version_are_counted_with_their_marks() {
    for store in STORES {
        let (_data, client) = opened(store).await;

        let counts = client.library().counts().await.unwrap();

        let news: Vec<_> =
            counts.sections.iter().map(|it| (it.edition.as_str(), it.total, it.unread)).collect();
        assert_eq!(news, [("en", 4, 3), ("fa", 4, 3), ("ar", 3, 3), ("fa2", 4, 4)], "{store}");
    }
}

#[tokio::test]
async fn the_chosen_edition_is_still_chosen() {
    for store in STORES {
        let (_data, client) = opened(store).await;

        let choice = client.language().choice(["en"]).await.unwrap();

        assert_eq!((choice.edition, choice.explicit), (edition("fa2"), true), "{store}");
    }
}

#[tokio::test]
async fn an_upgraded_file_has_the_schema_of_a_new_one_and_gives_back_free_pages_as_it_does() {
    let new = tempfile::tempdir().unwrap();
    let made = client_at(new.path());
    made.prepare().await.unwrap();
    for store in STORES {
        let (data, client) = opened(store).await;
        client.close().await.unwrap();

        for name in ["cache.db", "user.db"] {
            let (old, new) = (data.path().join(name), new.path().join(name));
            assert_eq!(schema::of_file(&old), schema::of_file(&new), "{store}/{name}");
            assert_eq!(pragmas(&old), pragmas(&new), "{store}/{name}");
        }
    }
}

/// The version of a file, its mode of freeing pages (2 is incremental), and the result of checking it.
fn pragmas(path: &Path) -> (u32, u32, String) {
    let file = Connection::open(path).unwrap();
    let number = |name| file.pragma_query_value(None, name, |row| row.get::<_, u32>(0)).unwrap();
    let check = file.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
    (number("user_version"), number("auto_vacuum"), check)
}

#[tokio::test]
async fn a_listing_from_before_gaps_were_stored_is_treated_as_having_a_gap() {
    let holes = |data: &TempDir| {
        let cache = Connection::open(data.path().join("cache.db")).unwrap();
        cache.query_row("SELECT count(*) FROM hole WHERE page = 0", [], |row| row.get::<_, u32>(0)).unwrap()
    };

    let (first, _client) = opened("1a").await;
    let (second, _client) = opened("1b").await;

    assert_eq!((holes(&first), holes(&second)), (4, 0));
}

#[tokio::test]
async fn resources_keep_their_validators_and_due_times() {
    for store in STORES {
        let (data, _client) = opened(store).await;

        let cache = Connection::open(data.path().join("cache.db")).unwrap();
        let count = |what: &str| {
            let count = format!("SELECT count(*) FROM resource WHERE {what}");
            cache.query_row(&count, [], |row| row.get::<_, u32>(0)).unwrap()
        };

        assert_eq!(count("kind = 'page' AND etag IS NOT NULL AND body_at = checked_at"), 16, "{store}");
        assert_eq!(count("kind = 'listing' AND etag IS NOT NULL AND length(hash) = 32"), 4, "{store}");
        assert_eq!(count("reason = 'revalidation' AND due_at = checked_at + 30 * 86400000"), 15, "{store}");
        assert_eq!(count("reason = 'absent' AND absences = 2"), 1, "{store}");
    }
}

#[tokio::test]
async fn fingerprints_are_kept_when_their_table_is_renamed() {
    for store in ["3", "5", "7", "8", "9", "11"] {
        let (data, _client) = opened(store).await;

        let cache = Connection::open(data.path().join("cache.db")).unwrap();
        let sums = "SELECT count(*), sum(length(consonants)), sum(head_bytes) FROM fingerprint";
        let kept = cache.query_row(sums, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();

        assert_eq!(kept, (16, 8009, 915), "{store}");
    }
}

const DOCUMENTED: &str = include_str!("../../../docs/schema.sql");

#[tokio::test]
async fn the_documented_tables_are_the_real_ones() {
    let data = tempfile::tempdir().unwrap();
    client_at(data.path()).prepare().await.unwrap();
    let (cache, user) = DOCUMENTED.split_once("-- ===== user.db =====").unwrap();

    for (name, sql) in [("cache.db", cache), ("user.db", user)] {
        let documented = Connection::open_in_memory().unwrap();
        documented.execute_batch(sql).unwrap();

        assert_eq!(schema::of(&documented), schema::of_file(&data.path().join(name)), "{name}");
    }
}

#[tokio::test]
async fn the_people_of_casts_that_an_older_version_stored_are_known_and_absurd_casts_are_left_out() {
    let data = copied("27");
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    let casts = [
        r#"{"cast":[{"key":null,"name":"Nobody","role":null},
            {"key":{"edition":"en","kind":"person","id":"812"},"name":"Mina Rastan","role":"Sara"},
            {"key":{"edition":"en","kind":"person","id":"812"},"name":"Mina Rastan","role":"Director"}]}"#,
        r#"{"cast":[{"key":{"edition":"en","kind":"person","id":"812"},"name":"Mina Rastan"}]}"#,
        r#"{"cast":[{"key":{"edition":"en","kind":"person","id":813},"name":7,"role":{}},{"key":7},null,7,"Nobody",
            ["Nobody"]]}"#,
        r#"{"cast":7}"#,
        r#"{"cast":null}"#,
        "{",
    ];
    for (number, cast) in casts.iter().enumerate() {
        add_film(&cache, "en", number, cast);
    }
    drop(cache);

    let client = client_at(data.path());
    client.prepare().await.unwrap();
    let people = client.library().people(PeopleQuery::of(edition("en"))).await.unwrap().people;
    let person = client.library().person(&"en/person/812".parse().unwrap()).await.unwrap();

    let named: Vec<_> = people.iter().map(|it| (it.key.to_string(), it.name.as_str(), it.works)).collect();
    assert_eq!(named, [("en/person/812".to_owned(), "Mina Rastan", 2)]);
    let roles: Vec<_> = person.works.iter().map(|work| work.role.as_deref()).collect();
    assert_eq!(roles, [None, Some("Sara"), Some("Director")]);
}

const KEPT_MARKS: &str = r#"
    INSERT INTO unknown_mark (mark, key, changed_at, value)
    VALUES
        ('watched', 'fa/series/77#7', 1000, '{}'),
        ('watched', 'fa/series/77#8', 1000, '{"withdrawn":true}'),
        ('watched', 'fa/series/77#9', 1000, '{"by":"remote"}'),
        ('watched', 'fa/podcast/77#9', 1000, '{}'),
        ('episode_position', 'fa/series/77#7', 1000, '{"address":null,"position_ms":61000,"duration_ms":120000}'),
        ('episode_position', 'fa/series/77#8', 1000, '{"position_ms":"late"}'),
        ('rating', 'fa/series/77', 1000, '{"stars":4}')"#;

/// Seen: a release kept the marks of a later one, which a person imported there, and after the upgrade they
/// stayed where nothing reads them.
#[tokio::test]
async fn marks_that_an_older_version_kept_are_marks_once_this_one_reads_them() {
    let older = copied("27");
    let gone_back = tempfile::tempdir().unwrap();
    let newer = client_at(gone_back.path());
    newer.prepare().await.unwrap();
    newer.close().await.unwrap();

    for data in [older, gone_back] {
        Connection::open(data.path().join("user.db")).unwrap().execute_batch(KEPT_MARKS).unwrap();
        let (client, key) = (client_at(data.path()), "fa/series/77".parse::<ItemKey>().unwrap());
        client.prepare().await.unwrap();

        let position = client.user().episode_playback(&key, &7.into()).await.unwrap().unwrap();
        client.user().mark_watched(&key, &[9.into()], false).await.unwrap();
        client.close().await.unwrap();

        assert_eq!(position.position.as_secs(), 61);
        let user = Connection::open(data.path().join("user.db")).unwrap();
        let texts = |query: &str| {
            let mut statement = user.prepare(query).unwrap();
            let texts = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
            texts.map(Result::unwrap).collect::<Vec<_>>()
        };
        assert_eq!(texts("SELECT episode FROM watched"), ["7"]);
        assert_eq!(texts("SELECT episode FROM episode_position"), ["7"]);
        let withdrawn = "SELECT key FROM withdrawn WHERE mark = 'watched' ORDER BY key";
        assert_eq!(texts(withdrawn), ["fa/series/77#8", "fa/series/77#9"]);
        let kept = ["fa/podcast/77#9", "fa/series/77", "fa/series/77#8"];
        assert_eq!(texts("SELECT key FROM unknown_mark ORDER BY key"), kept);
    }
}

fn add_film(cache: &Connection, edition: &str, id: usize, value: &str) {
    let item = "
        INSERT INTO item (
            edition, kind, remote_id, number, title, published_at, published_source, published_precision,
            first_seen_at)
        VALUES (?1, 'film', ?2, ?2, 'River', 0, 'first_seen', 'minute', 0)";
    cache.execute(item, (edition, id.to_string())).unwrap();
    cache.execute("INSERT INTO program (item_id, value) VALUES (last_insert_rowid(), ?1)", [value]).unwrap();
}

/// By their letters alone the second name would come before the third.
#[tokio::test]
async fn the_people_of_stored_casts_are_in_the_order_of_the_alphabet_after_an_upgrade() {
    let data = copied("27");
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    let cast = r#"{"cast":[
        {"key":{"edition":"fa","kind":"person","id":"1"},"name":"تارا نیکنام"},
        {"key":{"edition":"fa","kind":"person","id":"2"},"name":"پروین سپیدار"},
        {"key":{"edition":"fa","kind":"person","id":"3"},"name":"آرش راستین"}]}"#;
    add_film(&cache, "fa", 1, cast);
    drop(cache);

    let client = client_at(data.path());
    let query = || PeopleQuery::of(edition("fa")).with_limit(2);
    let first = client.library().people(query()).await.unwrap();
    let rest = client.library().people(query().with_after(first.next)).await.unwrap();

    let names: Vec<_> = first.people.into_iter().chain(rest.people).map(|it| it.name).collect();
    assert_eq!(names, ["آرش راستین", "پروین سپیدار", "تارا نیکنام"]);
}
