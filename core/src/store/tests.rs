//! Tests of the changes that each write reports, and of the order of rows without a date.

use jiff::{SignedDuration, Timestamp};

use super::CommitPoint;
use super::*;
use crate::error::{Error, Result};
use crate::model::{Changes, Direction, ItemKey, Kind, Section, Validators};

fn key(id: &str) -> ItemKey {
    ItemKey::article("en".parse().unwrap(), id)
}

fn keys<const N: usize>(ids: [&str; N]) -> std::collections::BTreeSet<ItemKey> {
    ids.into_iter().map(key).collect()
}

/// A time: this hour of one fixed day.
fn at(hour: i64) -> Timestamp {
    "2024-05-02T00:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hour)
}

/// A listing that was read at this hour: ids with titles, without dates.
fn listed(hour: i64, rows: &[(&str, &str)]) -> ListingAnswer {
    let row = |(id, title): &(&str, &str)| ListingRow {
        key: key(id),
        title_key: None,
        title: Some((*title).to_owned()),
        lead: None,
        picture: None,
        picture_small: None,
        published: None,
    };
    ListingAnswer {
        place: place(),
        preferred: Vec::new(),
        body: body(hour),
        hole_behind: None,
        vanished: Vec::new(),
        top_before: Vec::new(),
        top: Vec::new(),
        rows: rows.iter().map(row).collect(),
    }
}

fn place() -> ListingPlace {
    ListingPlace {
        edition: "en".parse().unwrap(),
        section: Section::News,
        candidate: "posts".to_owned(),
        base: "https://example.org".to_owned(),
    }
}

fn body(hour: i64) -> ListingBody {
    ListingBody {
        validators: Validators::default(),
        hash: Vec::new(),
        wire_bytes: 0,
        next: NextRequest::default(),
        at: at(hour),
    }
}

/// The due time of a page without problems, at this hour.
fn well(hour: i64) -> Due {
    Due { at: at(hour), reason: DueReason::Revalidation, failures: 0 }
}

fn page_of(item: i64, text: &str) -> PageAnswer {
    let text = TextOfPage {
        title: Some(text.to_owned()),
        lead: None,
        language: "en".parse().unwrap(),
        direction: Direction::Ltr,
        blocks: Vec::new(),
        related: Vec::new(),
        tags: Vec::new(),
        people: Vec::new(),
        updated: None,
        hash: text.as_bytes().to_vec(),
        fingerprint: Default::default(),
        alternates: Vec::new(),
    };
    PageAnswer {
        item,
        base: None,
        validators: Validators::default(),
        wire_bytes: 0,
        at: at(1),
        parser: 1,
        published: None,
        text,
        details: PageDetails::Article,
        next: NextRequest::default(),
        due: well(2),
    }
}

/// A store with these listings.
async fn store_with(listings: &[ListingAnswer]) -> (tempfile::TempDir, Store) {
    let directory = tempfile::tempdir().unwrap();
    let store = Store::at(directory.path(), "a catalogue", Rest::default());
    for answer in listings {
        save(&store, answer.clone()).await;
    }
    (directory, store)
}

async fn save(store: &Store, answer: ListingAnswer) -> Changes {
    store.write(CommitPoint::Bulk, move |write| save_listing(write, &answer)).await.unwrap().1
}

async fn list(store: &Store, after: Option<crate::model::SortKey>, limit: u32) -> Vec<StoredItem> {
    let read = move |connection: &_| items(connection, &"en".parse()?, Section::News, after, limit);
    store.read(read).await.unwrap()
}

async fn ids(store: &Store) -> Vec<String> {
    list(store, None, 100).await.into_iter().map(|item| item.remote_id).collect()
}

/// The row id of the only stored item.
async fn only_item(store: &Store) -> i64 {
    let id = |connection: &Connection| Ok(connection.query_row("SELECT id FROM item", [], |row| row.get(0))?);
    store.read(id).await.unwrap()
}

#[tokio::test]
async fn a_listing_says_which_items_are_new_and_which_changed() {
    let (_directory, store) = store_with(&[listed(1, &[("b", "Rain"), ("a", "Snow")])]).await;

    let changes = save(&store, listed(2, &[("c", "Wind"), ("b", "Heavy rain"), ("a", "Snow")])).await;

    let expected = Changes { new: keys(["c"]), changed: keys(["b"]), removed: keys([]) };
    assert_eq!(changes, expected);
}

#[tokio::test]
async fn an_unchanged_listing_changes_nothing() {
    let (_directory, store) = store_with(&[listed(1, &[("b", "Rain"), ("a", "Snow")])]).await;

    let changes = save(&store, listed(2, &[("b", "Rain"), ("a", "Snow")])).await;

    assert_eq!(changes, Changes::default());
}

#[tokio::test]
async fn a_page_with_another_text_changes_its_item() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;
    let item = only_item(&store).await;
    let save = async |text| {
        store
            .write(CommitPoint::Bulk, move |write| save_page(write, &page_of(item, text), false))
            .await
            .unwrap()
            .1
    };

    let changed = [save("Snow fell").await, save("Snow fell").await, save("It fell").await];

    let expected = [keys(["a"]), keys([]), keys(["a"])];
    assert_eq!(changed.map(|changes| changes.changed), expected);
}

/// Seen: no revision was ever deleted. An article that changed daily kept a whole copy for each day.
#[tokio::test]
async fn the_first_and_the_newest_seven_earlier_revisions_of_an_article_are_kept() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;
    let item = only_item(&store).await;
    let texts = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

    for text in texts {
        store
            .write(CommitPoint::Bulk, move |write| save_page(write, &page_of(item, text), text != "0"))
            .await
            .unwrap();
    }

    let kept = "SELECT group_concat(title, ' ' ORDER BY revision) FROM revision";
    let kept =
        move |connection: &Connection| Ok(connection.query_row(kept, [], |row| row.get::<_, String>(0))?);
    assert_eq!(store.read(kept).await.unwrap(), "0 3 4 5 6 7 8 9");
}

#[tokio::test]
async fn an_item_is_removed_once_and_changed_when_it_comes_back() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;
    let item = only_item(&store).await;
    let remove = async || {
        store.write(CommitPoint::Bulk, move |write| remove_item(write, item, at(2))).await.unwrap().1
    };

    let (first, second) = (remove().await, remove().await);
    let (_, back) = store
        .write(CommitPoint::Bulk, move |write| {
            confirm_page(write, item, &NextRequest::default(), at(3), &well(4))
        })
        .await
        .unwrap();

    assert_eq!((first.removed, second), (keys(["a"]), Changes::default()));
    assert_eq!(back, Changes { changed: keys(["a"]), ..Changes::default() });
}

#[tokio::test]
async fn a_read_mark_changes_its_item_once() {
    let (_directory, store) = store_with(&[]).await;
    let mark = async || {
        store.write_user(CommitPoint::Bulk, move |write| mark_read(write, &key("a"), at(1))).await.unwrap().1
    };

    let (first, second) = (mark().await, mark().await);

    assert_eq!((first.changed, second), (keys(["a"]), Changes::default()));
}

#[tokio::test]
async fn a_write_that_fails_changes_nothing() {
    let (_directory, store) = store_with(&[]).await;
    let answer = listed(1, &[("a", "Snow")]);

    let failed = store.write(CommitPoint::Bulk, move |write| {
        save_listing(write, &answer)?;
        Err::<(), _>(Error::Cancelled)
    });

    failed.await.unwrap_err();
    assert_eq!(ids(&store).await, [""; 0]);
}

/// A statement that never ends.
const ENDLESS: &str = "
    WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n)
    SELECT max(n) FROM n";

fn endless(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row(ENDLESS, [], |row| row.get(0))?)
}

/// Seen: two such reads stopped all others.
#[tokio::test]
async fn a_read_is_interrupted_when_its_caller_leaves() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;

    for _ in 0..3 {
        let (begin, begun) = tokio::sync::oneshot::channel();
        let read = store.read(move |connection| {
            begin.send(()).expect("it is waited for");
            endless(connection)
        });
        tokio::select! {
            ended = read => unreachable!("{ended:?}"),
            begun = begun => begun.unwrap(),
        }
    }

    assert_eq!(ids(&store).await, ["a"]);
}

#[tokio::test]
async fn a_long_read_outside_of_sqlite_notices_that_its_caller_left() {
    let (_directory, store) = store_with(&[]).await;
    let (report, reported) = tokio::sync::oneshot::channel();
    let (begin, begun) = tokio::sync::oneshot::channel();

    let read = store.read_while_wanted(move |reading| {
        begin.send(()).expect("it is waited for");
        let error = loop {
            if let Err(error) = reading.check_wanted() {
                break error;
            }
        };
        report.send(error.code()).expect("the test waits for it");
        Ok(())
    });
    tokio::select! {
        ended = read => unreachable!("{ended:?}"),
        begun = begun => begun.unwrap(),
    }

    assert_eq!(reported.await.unwrap(), crate::ErrorCode::Cancelled);
}

#[tokio::test]
async fn the_statements_of_one_read_see_one_snapshot() {
    let (directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;
    let cache = directory.path().join("cache.db");
    let count = |connection: &Connection| -> Result<u32> {
        Ok(connection.query_row("SELECT count(*) FROM item", [], |row| row.get(0))?)
    };

    let read = store.read(move |connection| {
        let before = count(connection)?;
        Connection::open(cache)?.execute("DELETE FROM item", [])?;
        Ok((before, count(connection)?))
    });

    assert_eq!(read.await.unwrap(), (1, 1));
    assert_eq!(ids(&store).await, [""; 0]);
}

#[tokio::test]
async fn a_panic_in_a_read_fails_only_that_read() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;

    let error = store.read(|_| -> Result<()> { panic!("as a defect would") }).await.unwrap_err();

    assert_eq!(error.to_string(), "internal fault: a read panicked: as a defect would");
    assert_eq!(ids(&store).await, ["a"]);
}

/// Its message was lost: the caller heard only that the writer had stopped.
#[tokio::test]
async fn a_panic_in_a_write_stores_nothing_and_costs_that_write_alone() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;

    let panicking = |write: &mut Write<'_>| -> Result<()> {
        save_listing(write, &listed(2, &[("b", "Rain")]))?;
        panic!("as a defect would")
    };
    let error = store.write(CommitPoint::Bulk, panicking).await.unwrap_err();

    assert_eq!(error.to_string(), "internal fault: a write panicked: as a defect would");
    save(&store, listed(3, &[("c", "Fog"), ("a", "Snow")])).await;
    assert_eq!(ids(&store).await, ["c", "a"]);
}

#[tokio::test]
async fn rows_without_a_date_keep_the_order_of_the_site_and_newer_ones_come_first() {
    let first = listed(1, &[("snow", "Snow"), ("a-river", "A river"), ("mountains", "Mountains")]);
    let second =
        listed(2, &[("zebra", "Zebra"), ("apple", "Apple"), ("snow", "Snow"), ("a-river", "A river")]);

    let (_directory, store) = store_with(&[first, second]).await;

    assert_eq!(ids(&store).await, ["zebra", "apple", "snow", "a-river", "mountains"]);
}

#[tokio::test]
async fn slices_of_rows_without_a_date_join_while_others_arrive() {
    let (_directory, store) =
        store_with(&[listed(1, &[("snow", "Snow"), ("a-river", "A river"), ("mountains", "Mountains")])])
            .await;

    let first = list(&store, None, 2).await;
    save(&store, listed(2, &[("zebra", "Zebra"), ("snow", "Snow")])).await;
    let next = list(&store, first.last().map(StoredItem::sort_key), 2).await;

    let ids = |items: Vec<StoredItem>| items.into_iter().map(|item| item.remote_id).collect::<Vec<_>>();
    assert_eq!((ids(first), ids(next)), (vec!["snow".into(), "a-river".into()], vec!["mountains".into()]));
}

#[test]
fn a_whole_number_is_ordered_by_its_value_and_any_other_id_by_its_text() {
    for (id, number) in [
        ("2044026", 2_044_026),
        ("0100", 100),
        ("9223372036854775807", i64::MAX),
        ("99999999999999999999", i64::MAX),
        ("0", 0),
        ("-5", 0),
        ("+5", 0),
        ("۵", 0),
        ("5-days-in-may", 0),
        ("", 0),
    ] {
        assert_eq!(item::number(id), number, "{id}");
    }
}

#[test]
fn a_cursor_is_read_as_it_is_written_and_nothing_else_is() {
    let behind =
        crate::model::SortKey { published_ms: -1, kind: Kind::Article, id: "5.days.in-may".to_owned() };
    let cursor = crate::model::Cursor {
        edition: "feed:5a".parse().unwrap(),
        section: Section::News,
        behind,
        title_key: None,
    };

    assert_eq!(cursor.to_string(), "feed:5a.news.-1.article.5.days.in-may");
    assert_eq!(cursor.to_string().parse::<crate::model::Cursor>().unwrap(), cursor);
    for other in [
        "",
        "en.news.1.article",
        "en.news.1.article.",
        "en.news.1.nothing.5",
        "en.news.one.article.5",
        "en.nothing.1.article.5",
        "E N.news.1.article.5",
        "1714642200000.article.2044026",
    ] {
        assert!(other.parse::<crate::model::Cursor>().is_err(), "{other}");
    }
}

/// Seen: planning scanned all items twice, and the search index once for each batch. The test of
/// query plans finds the walks of all statements; this one names the indexes.
#[tokio::test]
async fn the_statements_of_a_sync_use_the_indexes_made_for_them() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;
    let statements = [
        due_page::DUE,
        due_page::UNCHECKED,
        listing_resource::LISTINGS,
        listing_row::STORED_ROW,
        membership::LISTED_BEFORE,
        membership::NAMED,
        fingerprint::WITHOUT_FINGERPRINT,
        search::DUE,
        estimate::UNDATED,
        date_beside::SMALLER_ID,
        date_beside::LARGER_ID,
        date_beside::LISTED_BELOW,
        date_beside::LISTED_ABOVE,
    ];

    let steps = steps(&store, statements).await.concat();

    for index in ["resource_due", "item_undated", "item_dated_by_number", "item_dated_by_place"] {
        assert!(steps.iter().any(|step| step.contains(index)), "{index}: {steps:?}");
    }
}

/// How SQLite runs each of these statements.
async fn steps<const N: usize>(store: &Store, statements: [&'static str; N]) -> Vec<Vec<String>> {
    let plan = |connection: &Connection, sql: &str| {
        let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
        let details = statement.raw_query().mapped(|row| row.get::<_, String>("detail"));
        Ok(details.collect::<rusqlite::Result<_>>()?)
    };
    let plans = move |connection: &Connection| statements.iter().map(|sql| plan(connection, sql)).collect();
    store.read(plans).await.unwrap()
}

/// Seen: a page of a list took 0.5 s if hidden words hid almost all of 1,000,000 items.
#[tokio::test]
async fn lists_walk_only_over_what_they_show() {
    let (_directory, store) = store_with(&[listed(1, &[("a", "Snow")])]).await;

    for steps in steps(&store, [list::NEWEST, unread::UNREAD, hole::BELOW, hole::ABOVE]).await {
        assert!(steps[0].starts_with("SEARCH item USING INDEX item_shown (edition=?"), "{steps:?}");
    }
}

#[tokio::test]
async fn the_sentence_of_a_listing_is_the_lead_until_the_page_is_stored() {
    let mut listing = listed(1, &[("b", "Rain")]);
    listing.rows[0].lead = Some("It fell all night.".to_owned());
    let (_directory, store) = store_with(&[listing]).await;
    let listed = list(&store, None, 1).await.remove(0).lead;

    let page = page_of(only_item(&store).await, "Rain");
    store.write(CommitPoint::Bulk, move |write| save_page(write, &page, false)).await.unwrap();

    assert_eq!(listed.as_deref(), Some("It fell all night."));
    assert_eq!(list(&store, None, 1).await.remove(0).lead, None);
}
