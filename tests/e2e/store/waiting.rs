//! Reading waits for nobody and writes nothing: while others hold locks, on a full disk, and in a read-only
//! folder. An act of a person waits only for the user's file.

pub(crate) mod disk;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use disk::Disk;
use ifilm_core::{Client, Config, ErrorCode, FileState, ItemKey, ListQuery, SearchQuery, SyncRequest};
use ifilm_tests::{Scenario, config_for, edition};
use rusqlite::Connection;
use tempfile::TempDir;

/// Much less than the wait for any lock, and much more than a read takes.
const AT_ONCE: Duration = Duration::from_secs(2);

/// The files of a client that synced and was closed, and the site it read.
async fn synced() -> Scenario {
    let scenario = Scenario::synced().await;
    scenario.client.close().await.unwrap();
    scenario
}

/// A new client, as in another process, on a directory.
fn client(scenario: &Scenario, data: &Path) -> Client {
    Client::open(config_for(&scenario.site, data, &scenario.clock)).unwrap()
}

/// Lists, reads and searches, and closes the client. Returns the number of items in the list.
async fn read_all(client: &Client) -> usize {
    let slice = client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
    if let Some(item) = slice.items.first() {
        let article = client.library().article(&item.key).await.unwrap();
        assert_eq!(article.title, item.title);
        let found = client.library().search(SearchQuery::of(&item.title)).await.unwrap();
        assert!(found.hits.iter().any(|hit| hit.item.key == item.key));
    }
    client.close().await.unwrap();
    slice.items.len()
}

/// The content and the modification time of each file of a folder, without SQLite's shared memory.
fn contents(data: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let files = fs::read_dir(data).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let written = entry.metadata().unwrap().modified().unwrap();
        (entry.file_name().into_string().unwrap(), (fs::read(entry.path()).unwrap(), written))
    });
    files
        .filter(|(name, (bytes, _))| !(name.ends_with("-shm") || name.ends_with("-wal") && bytes.is_empty()))
        .collect()
}

fn copied(from: &Path, to: &Path) {
    for name in ["cache.db", "cache.db-wal", "user.db", "user.db-wal"] {
        if from.join(name).exists() {
            fs::copy(from.join(name), to.join(name)).unwrap();
        }
    }
}

/// The files of a client that synced and was killed: its rows are in the WAL.
async fn killed() -> (Scenario, TempDir) {
    let scenario = Scenario::begin();
    scenario.client.prepare().await.unwrap();
    let other = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    other.query_row("SELECT count(*) FROM item", [], |_| Ok(())).unwrap(); // keeps the WAL from being emptied
    scenario.sync().await;
    let data = tempfile::tempdir().unwrap();
    copied(scenario.data.path(), data.path());
    assert!(fs::metadata(data.path().join("cache.db-wal")).unwrap().len() > 0);
    (scenario, data)
}

#[tokio::test]
async fn without_files_a_list_is_empty_and_no_file_is_created() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("not there yet");
    let client = Client::open(Config::at(&data)).unwrap();

    let slice = client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
    let choice = client.language().choice(["fa"]).await.unwrap();

    assert!(slice.items.is_empty() && slice.fresh_as_of.is_none() && !choice.explicit);
    assert!(!data.exists());
}

#[tokio::test]
async fn rows_written_after_an_empty_list_are_read() {
    let scenario = Scenario::begin();
    assert!(scenario.list("fa").await.is_empty());

    scenario.sync().await;
    let items = scenario.list("fa").await;
    scenario.client.user().mark_read(&items[0].key, true).await.unwrap();

    assert_eq!(items.len(), 30);
    assert!(scenario.list("fa").await[0].read);
}

/// Seen: a list in a new process made 59 writing calls. It opened the writer, and emptied the WAL at its end.
#[tokio::test]
async fn reading_writes_nothing() {
    let (scenario, data) = killed().await;
    let before = contents(data.path());

    assert_eq!(read_all(&client(&scenario, data.path())).await, 30);

    assert_eq!(contents(data.path()), before);
}

#[tokio::test]
async fn reads_answer_at_once_even_if_another_process_holds_locks() {
    let scenario = synced().await;
    let data = scenario.data.path();
    let opening = fs::File::create(data.join("opening.lock")).unwrap();
    opening.lock().unwrap();
    for begin in ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE"] {
        let others = ["cache.db", "user.db"].map(|name| Connection::open(data.join(name)).unwrap());
        others.iter().for_each(|other| other.execute_batch(begin).unwrap());
        let start = Instant::now();

        let listed = read_all(&client(&scenario, data)).await;

        assert_eq!(listed, 30, "{begin}");
        assert!(start.elapsed() < AT_ONCE, "{begin}: {:?}", start.elapsed());
    }
}

/// The commits of an exclusive writer are only in its WAL, and the index of the WAL is in that process's
/// memory.
#[tokio::test]
async fn commits_of_a_process_with_exclusive_locks_are_read() {
    let scenario = synced().await;
    let other = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    other.execute_batch("PRAGMA locking_mode = EXCLUSIVE; UPDATE item SET title = 'Snow'").unwrap();
    let client = client(&scenario, scenario.data.path());
    let titles = async || {
        let slice = client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
        slice.items.into_iter().map(|item| item.title).collect::<std::collections::BTreeSet<_>>()
    };

    let first = titles().await;
    other.execute_batch("UPDATE item SET title = 'Rain'").unwrap();
    let second = titles().await;

    assert_eq!(
        (first.into_iter().collect::<Vec<_>>(), second.into_iter().collect::<Vec<_>>()),
        (vec!["Snow".to_owned()], vec!["Rain".to_owned()])
    );
}

#[tokio::test]
async fn a_write_waits_five_seconds_for_another_process_and_says_which_file_is_held() {
    let scenario = synced().await;
    let key = ItemKey::article(edition("fa"), "1");
    let opening = fs::File::create(scenario.data.path().join("opening.lock")).unwrap();
    opening.lock().unwrap();
    let start = Instant::now();

    let error = client(&scenario, scenario.data.path()).user().mark_read(&key, true).await.unwrap_err();

    let waited = start.elapsed();
    assert_eq!(error.code(), ErrorCode::Busy);
    assert!(error.to_string().contains("opening.lock"), "{error}");
    assert!((Duration::from_secs(5)..Duration::from_secs(7)).contains(&waited), "{waited:?}");
}

#[tokio::test]
async fn on_a_full_disk_everything_is_read_and_a_write_says_that_the_disk_is_full() {
    let (scenario, data) = killed().await;
    let closed = synced().await;
    for (scenario, from) in [(&scenario, data.path()), (&closed, closed.data.path())] {
        let Some(disk) = Disk::small() else { return };
        copied(from, disk.path());
        disk.fill();

        let client = client(scenario, disk.path());
        let key = ItemKey::article(edition("fa"), "1");
        let written = client.user().mark_read(&key, true).await.unwrap_err();
        let listed = read_all(&client).await;

        assert_eq!(written.code(), ErrorCode::StorageFull, "{written}");
        assert_eq!(listed, 30);
    }
}

#[tokio::test]
async fn on_a_full_disk_no_write_is_half_done_and_reads_go_on() {
    let scenario = synced().await;
    let Some(disk) = Disk::small() else { return };
    copied(scenario.data.path(), disk.path());
    let client = client(&scenario, disk.path());
    let list = || client.library().list(ListQuery::news(edition("en")));
    let items = list().await.unwrap().items;
    client.user().save(&items[0].key).await.unwrap();
    scenario.site.publish("en", 20);
    disk.fill();

    let mut done = vec![(false, true)];
    for item in &items[1..] {
        let read = client.user().mark_read(&item.key, true).await;
        let saved = client.user().save(&item.key).await;
        for error in [&read, &saved].into_iter().filter_map(|done| done.as_ref().err()) {
            assert_eq!(error.code(), ErrorCode::StorageFull, "{error}");
        }
        done.push((read.is_ok(), saved.is_ok()));
    }
    let synced = client.sync(SyncRequest::of([edition("en")])).await.map(|_| ());
    let full = list().await.unwrap().items;
    disk.free();
    let free = list().await.unwrap().items;
    let report = client.check(false).await.unwrap();

    assert!(done.contains(&(false, false)), "the disk was full");
    assert_eq!(synced.unwrap_err().code(), ErrorCode::StorageFull);
    for shown in [full, free] {
        let marks: Vec<_> = shown.into_iter().map(|item| (item.read, item.saved)).collect();
        assert_eq!(marks, done, "what was acknowledged is there, and nothing else");
    }
    assert!(report.files.iter().all(|file| file.state == FileState::Sound), "{report:?}");
    assert!(!client.sync(SyncRequest::of([edition("en")])).await.unwrap().any_failed());
}

#[tokio::test]
async fn a_repair_that_has_no_room_leaves_the_damaged_file_and_the_next_one_works() {
    let scenario = synced().await;
    let Some(disk) = Disk::small() else { return };
    copied(scenario.data.path(), disk.path());
    let cache = disk.path().join("cache.db");
    let mut bytes = fs::read(&cache).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 8 * 4096].fill(0xA5);
    fs::write(&cache, &bytes).unwrap();
    disk.fill();

    let full = client(&scenario, disk.path()).check(true).await.unwrap_err();

    assert_eq!(full.code(), ErrorCode::StorageFull, "{full}");
    assert!(fs::read(&cache).unwrap() == bytes, "the damaged file is as it was");
    disk.free();
    let repaired = client(&scenario, disk.path()).check(true).await.unwrap();
    assert_eq!(repaired.files[0].state, FileState::Repaired);
}

#[tokio::test]
async fn in_a_read_only_folder_everything_is_read_and_a_write_says_so() {
    let (scenario, data) = killed().await;
    let closed = synced().await;
    for (scenario, from) in [(&scenario, data.path()), (&closed, closed.data.path())] {
        let Some(disk) = Disk::small() else { return };
        copied(from, disk.path());
        disk.forbid_writing();

        let client = client(scenario, disk.path());
        let key = ItemKey::article(edition("fa"), "1");
        let written = client.user().mark_read(&key, true).await.unwrap_err();
        let listed = read_all(&client).await;

        assert_eq!(written.code(), ErrorCode::ReadOnly, "{written}");
        assert_eq!(listed, 30);
    }
}

#[tokio::test]
async fn an_older_file_that_cannot_be_upgraded_is_read_from_an_upgraded_copy() {
    let Some(disk) = Disk::small() else { return };
    copied(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/stores/1b"), disk.path());
    disk.forbid_writing();
    let mut config = Config::at(disk.path());
    config.catalog.id = "practice".to_owned();
    let client = Client::open(config).unwrap();

    let slice = client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
    let found = client.library().search(SearchQuery::of("كميدي كار جدى")).await.unwrap();

    assert_eq!(
        slice.items.iter().map(|item| item.key.id.as_str()).collect::<Vec<_>>(),
        ["2044026", "2044025", "2044029", "2044028"]
    );
    assert_eq!(found.hits[0].item.key.id, "2044087");
}

#[tokio::test]
async fn a_read_only_folder_gets_no_files() {
    let Some(disk) = Disk::small() else { return };
    disk.forbid_writing();
    let client = Client::open(Config::at(disk.path())).unwrap();

    let slice = client.library().list(ListQuery::news(edition("fa"))).await.unwrap();
    let prepared = client.prepare().await.unwrap_err();

    assert!(slice.items.is_empty());
    assert_eq!(prepared.code(), ErrorCode::ReadOnly);
}

/// Seen: a mark failed after 5 s, though the user's file was free.
#[tokio::test]
async fn an_act_of_a_person_is_stored_while_another_program_writes_to_the_cache() {
    let scenario = synced().await;
    let client = client(&scenario, scenario.data.path());
    let list = ListQuery::news(edition("en"));
    let key = client.library().list(list).await.unwrap().items[0].key.clone();
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    cache.execute_batch("BEGIN IMMEDIATE").unwrap();

    let start = Instant::now();
    client.user().mark_read(&key, true).await.unwrap();
    let time = start.elapsed();
    cache.execute_batch("ROLLBACK").unwrap();

    assert!(time < AT_ONCE, "{time:?}");
    let counts = client.library().counts().await.unwrap();
    let english = counts.sections.iter().find(|count| count.edition == edition("en")).unwrap();
    assert_eq!((english.total, english.unread), (30, 29));
}

/// Seen: a command that marked an article took 5 s, because it closed its files.
#[tokio::test]
async fn closing_waits_for_no_other_program() {
    let scenario = synced().await;
    let client = client(&scenario, scenario.data.path());
    client.user().hide_word("nothing", true).await.unwrap();
    let cache = Connection::open(scenario.data.path().join("cache.db")).unwrap();
    cache.execute_batch("BEGIN IMMEDIATE").unwrap();

    let start = Instant::now();
    client.close().await.unwrap();
    let time = start.elapsed();
    cache.execute_batch("ROLLBACK").unwrap();

    assert!(time < AT_ONCE, "{time:?}");
}
