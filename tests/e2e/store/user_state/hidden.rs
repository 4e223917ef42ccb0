//! Hidden words and sections: what lists leave out, and what still has it.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use ifilm_core::clock::FixedClock;
use ifilm_core::{
    Client, Config, ItemKey, ListChange, ListEvent, ListQuery, SavedQuery, SearchQuery, Section,
};
use ifilm_tests::edition;
use rusqlite::Connection;

use super::shelf::{article, client_of, now, store, with};

/// Titles and leads, the newest first.
const ENGLISH: [(&str, &str); 4] = [
    ("Rain ends the race", "The cup goes to nobody"),
    ("A quiet day", "No rain, no wind"),
    ("Trains are late", "Nobody knows why"),
    ("The cup of the year", "A novel wins it"),
];

const PERSIAN: [(&str, &str); 4] = [
    ("كتاب تازه‌ای از شاعر", "در تهران"),
    ("کتاب‌های سال", "برندگان"),
    ("کتابخانه بسته شد", "تا فردا"),
    ("باران در شمال", "از کتاب خبری نیست"),
];

const ARABIC: [(&str, &str); 3] =
    [("والفيلم الجديد", "في القاهرة"), ("فِيلم قصير", "من بيروت"), ("مسلسل", "كل يوم")];

/// The numbers of the items that the list has.
async fn listed(client: &Client, id: &str) -> Vec<String> {
    let slice = client.library().list(ListQuery::news(edition(id))).await.unwrap();
    slice.items.into_iter().map(|item| item.key.id).collect()
}

#[tokio::test]
async fn a_hidden_word_is_found_in_title_and_lead_in_any_spelling_and_as_a_whole_word() {
    for (id, items, word, left) in [
        ("en", &ENGLISH[..], "RAIN", &["3", "4"][..]),
        ("en", &ENGLISH, "cup nobody", &["2", "3", "4"]),
        ("en", &ENGLISH, "\"the cup\"", &["2", "3"]),
        ("en", &ENGLISH, "!", &["1", "2", "3", "4"]),
        ("fa", &PERSIAN, "کتاب", &["3"]),
        ("fa", &PERSIAN, "كتاب", &["3"]),
        ("fa", &PERSIAN, "کتابخانه", &["1", "2", "4"]),
        ("ar", &ARABIC, "فيلم", &["3"]),
        ("ar", &ARABIC, "فیلم", &["3"]),
    ] {
        let (_data, client) = with(id, items).await;

        client.user().hide_word(word, true).await.unwrap();

        assert_eq!(listed(&client, id).await, left, "{word}");
    }
}

#[tokio::test]
async fn a_search_finds_what_is_hidden_and_an_article_is_read_and_stays_saved() {
    let (_data, client) = with("en", &ENGLISH).await;
    let rain = ItemKey::article(edition("en"), "1");
    client.user().save(&rain).await.unwrap();

    client.user().hide_word("rain", true).await.unwrap();

    let found = client.library().search(SearchQuery::of("race")).await.unwrap().hits;
    assert_eq!(found.into_iter().map(|hit| hit.item.key).collect::<Vec<_>>(), std::slice::from_ref(&rain));
    assert_eq!(client.library().article(&rain).await.unwrap().title, "Rain ends the race");
    let saved = client.user().saved(SavedQuery::all()).await.unwrap().items;
    assert_eq!(saved.into_iter().map(|saved| saved.item.key).collect::<Vec<_>>(), [rain]);
}

#[tokio::test]
async fn what_was_hidden_comes_back_when_the_word_is_shown_or_the_act_undone() {
    let (_data, client) = with("en", &ENGLISH).await;
    let (user, all) = (client.user(), ["1", "2", "3", "4"]);

    user.hide_word("rain", true).await.unwrap();
    user.hide_word("trains", true).await.unwrap();
    let both = listed(&client, "en").await;
    user.hide_word("rain", false).await.unwrap();
    let one = listed(&client, "en").await;
    user.undo().await.unwrap();
    let again = listed(&client, "en").await;
    user.undo().await.unwrap();
    user.undo().await.unwrap();

    assert_eq!((both, one, again), (own(&["4"]), own(&["1", "2", "4"]), own(&["4"])));
    assert_eq!(listed(&client, "en").await, all);
}

fn own(numbers: &[&str]) -> Vec<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

#[tokio::test]
async fn an_item_that_arrives_or_gets_another_title_is_decided_as_it_is_stored() {
    let (data, client) = with("en", &ENGLISH).await;
    client.user().hide_word("rain", true).await.unwrap();

    let items = [("Rain in the hills", "At last"), ("A dry day", "Sun"), ("Trains in the rain", "Late")];
    let numbers = [9, 2, 3];
    let articles = numbers.iter().zip(items).map(|(number, item)| article("en", *number, item)).collect();
    store(data.path(), articles).await;

    assert_eq!(listed(&client, "en").await, ["2", "4"]);
}

#[tokio::test]
async fn hidden_words_outlive_the_cache() {
    let (data, client) = with("en", &ENGLISH).await;
    client.user().hide_word("rain", true).await.unwrap();
    client.user().mark_read(&ItemKey::article(edition("en"), "3"), true).await.unwrap();
    client.close().await.unwrap();

    std::fs::remove_file(data.path().join("cache.db")).unwrap();
    let articles = (1..).zip(ENGLISH).map(|(number, item)| article("en", number, item)).collect();
    store(data.path(), articles).await;

    assert_eq!(listed(&client_of(data.path()), "en").await, ["3", "4"]);
}

#[tokio::test]
async fn marking_a_list_as_read_leaves_what_it_hides_unread() {
    let (_data, client) = with("en", &ENGLISH).await;
    client.user().hide_word("rain", true).await.unwrap();

    let marked = client.user().mark_all_read(&edition("en"), Section::News, None).await.unwrap();

    client.user().hide_word("rain", false).await.unwrap();
    let items = client.library().list(ListQuery::news(edition("en"))).await.unwrap().items;
    let read: Vec<bool> = items.into_iter().map(|item| item.read).collect();
    assert_eq!((marked, read), (2, vec![false, false, true, true]));
}

#[tokio::test]
async fn an_observer_sees_items_leave_and_come_back() {
    let (_data, client) = with("en", &ENGLISH).await;
    let (sender, events) = channel();
    let query = ListQuery::news(edition("en"));
    let listener = move |event| drop(sender.send(event));
    let _observation = client.library().observe(query, listener).unwrap();
    let next = || events.recv_timeout(Duration::from_secs(60)).unwrap();
    assert!(matches!(next(), ListEvent::Present(_)));

    client.user().hide_word("trains", true).await.unwrap();
    let left = next();
    client.user().undo().await.unwrap();
    let back = next();

    let ListEvent::Changes(left) = left else { panic!("{left:?}") };
    assert_eq!(left.items, [ListChange::Remove { at: 2 }]);
    let ListEvent::Changes(back) = back else { panic!("{back:?}") };
    assert!(matches!(&back.items[..], [ListChange::Insert { at: 2, .. }]), "{back:?}");
}

#[tokio::test]
async fn another_process_sees_what_was_hidden() {
    let (data, client) = with("en", &ENGLISH).await;
    let other = client_of(data.path());
    listed(&other, "en").await;

    client.user().hide_word("rain", true).await.unwrap();
    let hidden = listed(&other, "en").await;
    other.user().undo().await.unwrap();

    assert_eq!(hidden, ["3", "4"]);
    assert_eq!(listed(&client, "en").await, ["1", "2", "3", "4"]);
}

#[tokio::test]
async fn a_client_in_memory_hides_words() {
    let mut config = Config::in_memory();
    config.clock = Arc::new(FixedClock(now()));
    let client = Client::open(config).unwrap();

    client.user().hide_word("rain", true).await.unwrap();
    client.user().mark_read(&ItemKey::article(edition("en"), "3"), true).await.unwrap();

    assert_eq!(client.user().hidden_words().await.unwrap(), ["rain"]);
    assert_eq!(listed(&client, "en").await, [""; 0]);
}

#[tokio::test]
async fn a_hidden_section_is_left_out_of_all_editions_and_its_own_list_is_still_read() {
    let (_data, client) = with("fa", &PERSIAN).await;

    client.user().hide_section(&edition("fa"), Section::News, true).await.unwrap();
    let shown = client.user().shown_editions(Section::News).await.unwrap();
    client.user().undo().await.unwrap();
    let again = client.user().shown_editions(Section::News).await.unwrap();

    assert_eq!(shown, ["en", "ar", "fa2"].map(edition));
    assert_eq!(again, ["en", "fa", "ar", "fa2"].map(edition));
    assert_eq!(listed(&client, "fa").await, ["1", "2", "3", "4"]);
}

/// Seen: a sync of another process held the lock for 100 ms, and lists had the hidden items until the next
/// act.
#[tokio::test]
async fn a_word_hides_items_when_the_call_returns_though_another_process_writes() {
    let (data, client) = with("en", &ENGLISH).await;
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    cache.execute_batch("BEGIN IMMEDIATE").unwrap();
    let user = client.user();

    let release = async {
        while user.hidden_words().await.unwrap().is_empty() {}
        tokio::time::sleep(Duration::from_millis(300)).await; // a mark waits for 100 ms
        cache.execute_batch("ROLLBACK").unwrap();
    };
    let (hidden, ()) = tokio::join!(user.hide_word("rain", true), release);

    hidden.unwrap();
    assert_eq!(listed(&client, "en").await, ["3", "4"]);
}

/// Seen: 600,000 items were to be decided anew after a kill, and the next mark took 40 s.
#[tokio::test]
async fn a_mark_does_not_wait_until_all_items_are_decided_anew() {
    let data = tempfile::tempdir().unwrap();
    let articles = (1..20_000).map(|number| article("en", number, ENGLISH[0])).collect();
    let bulk = ifilm_core::testing::Bulk::at(data.path(), "ifilm");
    bulk.store(articles, now()).await.unwrap();
    bulk.close().await.unwrap();
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    cache.execute("UPDATE mirror SET redo_below = (SELECT max(id) + 1 FROM item)", []).unwrap();
    let client = client_of(data.path());
    let left = || {
        let left = "SELECT redo_below FROM mirror";
        cache.query_row(left, [], |row| row.get::<_, Option<i64>>(0)).unwrap()
    };

    client.user().mark_read(&ItemKey::article(edition("en"), "3"), true).await.unwrap();
    let after_mark = left();
    client.user().hide_word("nothing", true).await.unwrap();

    assert!(after_mark.is_some(), "the mark decided all items");
    assert_eq!(left(), None);
}

/// Seen: a new version folds otherwise, and what an older one had decided stayed.
#[tokio::test]
async fn a_new_folding_decides_anew_what_is_hidden() {
    let (data, client) = with("en", &ENGLISH).await;
    client.user().hide_word("rain", true).await.unwrap();
    client.close().await.unwrap();
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    cache.execute_batch("UPDATE search_folding SET version = 1; UPDATE item SET shown = 1").unwrap();

    store(data.path(), Vec::new()).await;

    assert_eq!(listed(&client_of(data.path()), "en").await, ["3", "4"]);
}
