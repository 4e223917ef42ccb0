//! Saved searches: a search with a name is listed and counted as a section.

use ifilm_core::{
    Client, ErrorCode, ItemKey, SavedSearchCount, SavedSearchQuery, SearchCursor, SearchOrder, SearchQuery,
};
use ifilm_tests::edition;

use super::shelf::{article, client_of, store, with};

/// The newest first.
const ITEMS: [(&str, &str); 5] = [
    ("Rain ends the race", "The cup goes to nobody"),
    ("A quiet day", "No rain, no wind"),
    ("Trains are late", "Nobody knows why"),
    ("The cup of the year", "A novel wins it"),
    ("After the rain", "A film of the year"),
];

/// The numbers of the items that a saved search lists, all its slices together.
async fn listed(client: &Client, name: &str) -> Vec<String> {
    let (mut numbers, mut after) = (Vec::new(), None::<SearchCursor>);
    loop {
        let query = SavedSearchQuery::of(name).with_limit(2).with_after(after);
        let slice = client.library().saved_search(query).await.unwrap();
        numbers.extend(slice.hits.into_iter().map(|hit| hit.item.key.id));
        after = slice.next;
        if after.is_none() {
            return numbers;
        }
    }
}

fn count(name: &str, total: u32, unread: u32) -> SavedSearchCount {
    SavedSearchCount { name: name.to_owned(), total, unread, more: false }
}

fn key(number: &str) -> ItemKey {
    ItemKey::article(edition("en"), number)
}

#[tokio::test]
async fn a_saved_search_lists_what_it_finds_newest_first() {
    let (_data, client) = with("en", &ITEMS).await;
    let user = client.user();
    user.mark_read(&key("2"), true).await.unwrap();
    for (name, line, numbers) in [
        ("words", "\"the year\"", &["4", "5"][..]),
        ("ranked", "rain order:ranked", &["1", "2", "3", "4", "5"]), // all texts have the word
        ("read", "unread:no", &["2"]),
        ("unread", "unread:yes edition:en", &["1", "3", "4", "5"]),
        ("everything", "", &["1", "2", "3", "4", "5"]),
        ("other", "edition:fa", &[]),
    ] {
        user.save_search(name, line).await.unwrap();
        assert_eq!(listed(&client, name).await, numbers, "{line}");
    }
}

#[tokio::test]
async fn saved_searches_are_counted_in_their_order_without_hidden_items() {
    let (data, client) = with("en", &ITEMS).await;
    let user = client.user();
    user.save_search("a", "year").await.unwrap();
    user.save_search("b", "").await.unwrap();
    user.mark_read(&key("4"), true).await.unwrap();

    let before = client.library().saved_search_counts().await.unwrap();
    user.hide_word("film", true).await.unwrap();
    let hidden = (listed(&client, "a").await, client.library().saved_search_counts().await.unwrap());
    store(data.path(), vec![article("en", 0, ("News of the year", "Just now"))]).await;
    let after = client.library().saved_search_counts().await.unwrap();

    assert_eq!(before, [count("a", 2, 1), count("b", 5, 4)]);
    assert_eq!(hidden, (vec!["4".to_owned()], vec![count("a", 1, 0), count("b", 4, 3)]));
    assert_eq!(after, [count("a", 2, 1), count("b", 5, 4)]);
}

#[tokio::test]
async fn of_a_search_the_newest_five_hundred_items_are_counted() {
    let (data, client) = with("en", &[]).await;
    let articles = (1..=520).map(|number| article("en", number, ("Rain", "Again"))).collect();
    store(data.path(), articles).await;
    client.user().save_search("rain", "rain").await.unwrap();
    client.user().mark_read(&key("7"), true).await.unwrap();

    let counts = client.library().saved_search_counts().await.unwrap();

    let expected = SavedSearchCount { name: "rain".to_owned(), total: 500, unread: 499, more: true };
    assert_eq!(counts, [expected]);
}

#[tokio::test]
async fn a_search_becomes_a_text_and_a_text_a_search() {
    let (_data, client) = with("en", &ITEMS).await;
    let query = SearchQuery::of("\"the year\" novel").with_editions([edition("en")]).with_read(false);

    client.user().save_search("Year", query.to_line()).await.unwrap();

    let saved = client.user().saved_searches().await.unwrap().remove(0);
    assert_eq!(saved.query, "\"the year\" novel edition:en unread:yes");
    assert_eq!(saved.search().unwrap(), query.with_order(SearchOrder::Newest));
    assert_eq!(listed(&client, "Year").await, ["4"]);
}

#[tokio::test]
async fn a_search_without_meaning_is_not_saved_and_one_without_a_name_is_not_found() {
    let (_data, client) = with("en", &ITEMS).await;
    client.user().save_search("rain", "rain").await.unwrap();
    let first = SavedSearchQuery::of("rain").with_limit(1);
    let next = client.library().saved_search(first.clone()).await.unwrap().next;
    client.user().save_search("rain", "snow").await.unwrap();

    let refused = client.user().save_search("x", "unread:maybe").await.unwrap_err();
    let absent = client.library().saved_search(SavedSearchQuery::of("x")).await.unwrap_err();
    let old = client.library().saved_search(first.with_after(next)).await.unwrap_err();

    assert_eq!(refused.to_string(), "`unread:maybe` is no filter of a search");
    assert_eq!(absent.to_string(), "there is no `x` among the saved searches");
    assert_eq!((absent.code(), old.code()), (ErrorCode::NotFound, ErrorCode::BadArgument));
}

#[tokio::test]
async fn an_item_that_is_not_indexed_yet_is_listed_and_counted() {
    let (data, client) = with("en", &ITEMS).await;
    client.user().save_search("all", "").await.unwrap();
    let bulk = ifilm_core::testing::Bulk::at(data.path(), "ifilm");
    bulk.store(vec![article("en", 0, ("Just now", "News"))], super::shelf::now()).await.unwrap();
    bulk.close().await.unwrap();

    let other = client_of(data.path());

    assert_eq!(listed(&other, "all").await, ["0", "1", "2", "3", "4", "5"]);
    assert_eq!(other.library().saved_search_counts().await.unwrap(), [count("all", 6, 6)]);
}
