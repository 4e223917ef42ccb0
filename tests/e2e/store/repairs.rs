//! Repairs that must not lose a sound file: each test is a way in which one was lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ifilm_core::{
    CheckReport, Client, DataFile, ErrorCode, ExportRequest, FileState, ItemKey, ListQuery, SavedQuery,
    SyncRequest,
};
use ifilm_tests::{Scenario, config_for, edition, hold_writing, wipe};
use rusqlite::Connection;
use tempfile::TempDir;

/// A scenario in which a person read one item, saved another and hid a word.
struct Used {
    scenario: Scenario,
    keys: Vec<ItemKey>,
    /// All that the person did, as text.
    done: String,
}

impl Used {
    async fn open() -> Self {
        let scenario = Scenario::synced().await;
        let keys: Vec<_> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
        let user = scenario.client.user();
        user.mark_read(&keys[0], true).await.unwrap();
        user.save(&keys[1]).await.unwrap();
        user.hide_word("sponsored", true).await.unwrap();
        user.note_opened(&keys[3]).await.unwrap();
        let done = person(&scenario.client).await;
        Self { scenario, keys, done }
    }

    async fn closed() -> Self {
        let used = Self::open().await;
        used.scenario.client.close().await.unwrap();
        used
    }

    fn path(&self, name: &str) -> PathBuf {
        self.scenario.data.path().join(name)
    }

    fn client(&self) -> Client {
        self.client_at(self.scenario.data.path())
    }

    fn client_at(&self, data: &Path) -> Client {
        Client::open(config_for(&self.scenario.site, data, &self.scenario.clock)).unwrap()
    }

    /// A copy of the files as a process leaves them that is killed now.
    fn killed(&self) -> TempDir {
        let copy = tempfile::tempdir().unwrap();
        for file in fs::read_dir(self.scenario.data.path()).unwrap().map(|file| file.unwrap().path()) {
            if file.is_file() {
                fs::copy(&file, copy.path().join(file.file_name().unwrap())).unwrap();
            }
        }
        copy
    }
}

async fn person(client: &Client) -> String {
    client.user().export(ExportRequest::default().with_history(true)).await.unwrap()
}

async fn read_keys(client: &Client) -> Vec<ItemKey> {
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    list.items.into_iter().filter(|item| item.read).map(|item| item.key).collect()
}

fn sql(file: &Path, statements: &str) {
    Connection::open(file).unwrap().execute_batch(statements).unwrap();
}

fn state(report: &CheckReport, file: DataFile) -> FileState {
    report.files.iter().find(|it| it.file == file).unwrap().state
}

fn repaired(report: &CheckReport) -> Vec<DataFile> {
    report.repairs.iter().map(|repair| repair.file).collect()
}

/// Seen: a text of `user.db` that is no UTF-8 replaced the cache three times, and stayed.
#[tokio::test]
async fn a_text_of_the_user_that_is_no_utf8_repairs_the_file_of_the_user() {
    let used = Used::closed().await;
    sql(&used.path("user.db"), "UPDATE saved SET title = CAST(x'FF' AS TEXT)");

    let client = used.client();
    let first = client.user().saved(SavedQuery::all()).await.unwrap_err();
    let second = client.user().saved(SavedQuery::all()).await;
    let report = client.check(false).await.unwrap();

    assert_eq!(first.code(), ErrorCode::StorageDamaged);
    assert!(second.is_ok(), "{second:?}");
    assert_eq!(repaired(&report), [DataFile::User], "{report:?}");
    assert_eq!(read_keys(&client).await, [used.keys[0].clone()]);
}

const BROKEN_TITLE: &str = "
    UPDATE item
    SET title = CAST(x'FF' AS TEXT)
    WHERE id = (SELECT max(id) FROM item WHERE edition = 'en' AND shown)";

/// Seen: the other way round, too.
#[tokio::test]
async fn a_text_of_the_cache_that_is_no_utf8_repairs_the_cache() {
    let used = Used::closed().await;
    sql(&used.path("cache.db"), BROKEN_TITLE);

    let client = used.client();
    let list = ListQuery::news(edition("en")).with_limit(500);
    let first = client.library().list(list.clone()).await.unwrap_err();
    let second = client.library().list(list).await;
    let report = client.check(false).await.unwrap();

    assert_eq!(first.code(), ErrorCode::StorageDamaged);
    assert!(second.is_ok(), "{second:?}");
    assert_eq!(repaired(&report), [DataFile::Cache], "{report:?}");
    assert_eq!(person(&client).await, used.done);
}

/// Seen: a table and a column of the release after this one were dropped by a repair.
#[tokio::test]
async fn a_damaged_user_file_of_a_newer_version_is_left_to_that_version() {
    let used = Used::closed().await;
    let user = used.path("user.db");
    let gained = "
        CREATE TABLE mood (remote_id TEXT PRIMARY KEY, mood TEXT);
        INSERT INTO mood VALUES ('1', 'glad');
        PRAGMA user_version = 99;";
    sql(&user, gained);
    wipe(&user, "hidden_word");
    let damaged = fs::read(&user).unwrap();

    let client = used.client();
    let found = client.check(false).await.unwrap();
    let refused = client.check(true).await.unwrap_err();
    client.close().await.unwrap();

    assert_eq!(state(&found, DataFile::User), FileState::Damaged, "{found:?}");
    assert_eq!(refused.code(), ErrorCode::NewerVersion);
    assert!(fs::read(&user).unwrap() == damaged, "it is untouched");
}

/// Seen: a process that was killed between the two names left an empty library.
#[tokio::test]
async fn a_repair_that_was_killed_before_the_new_file_had_its_name_is_finished() {
    let used = Used::closed().await;
    fs::rename(used.path("user.db"), used.path("user.db.salvaged")).unwrap();

    let client = used.client();

    assert_eq!(read_keys(&client).await, [used.keys[0].clone()]);
    assert_eq!(person(&client).await, used.done);
    assert!(!used.path("user.db.salvaged").exists());
}

/// Seen: a repair that was killed and finished by the next start was reported by nobody.
#[tokio::test]
async fn whoever_finishes_a_repair_reports_it() {
    let used = Used::closed().await;
    fs::write(used.path("cache.db"), "no database, but long enough to be one".repeat(200)).unwrap();
    let killed = used.client();
    killed.check(true).await.unwrap();
    killed.close().await.unwrap();
    fs::rename(used.path("cache.db"), used.path("cache.db.salvaged")).unwrap();

    let client = used.client();
    client.user().mark_read(&used.keys[2], true).await.unwrap();

    assert_eq!(client.repairs().iter().map(|it| it.file).collect::<Vec<_>>(), [DataFile::Cache]);
}

/// Seen: the release before made an empty file there, and the next start deleted the only copy.
#[tokio::test]
async fn what_a_killed_repair_left_is_joined_with_what_was_done_since() {
    let used = Used::closed().await;
    fs::rename(used.path("user.db"), used.path("away")).unwrap();
    let other = used.client();
    other.user().mark_read(&used.keys[4], true).await.unwrap();
    other.close().await.unwrap();
    fs::rename(used.path("away"), used.path("user.db.salvaged")).unwrap();

    let client = used.client();
    client.prepare().await.unwrap();
    client.user().mark_read(&used.keys[5], true).await.unwrap();

    let read = [0, 4, 5].map(|number| used.keys[number].clone());
    assert_eq!(read_keys(&client).await, read);
    assert_eq!(client.user().saved(SavedQuery::all()).await.unwrap().items[0].item.key, used.keys[1]);
    assert!(!used.path("user.db.salvaged").exists());
    let kept = client.check(false).await.unwrap().repairs[0].moved_to.clone().unwrap();
    assert!(Path::new(&kept).exists());
}

/// Seen: with version 2 in its head, `user.db` lost every table that came after version 2.
#[tokio::test]
async fn a_version_that_does_not_fit_the_tables_costs_nothing() {
    for version in [0, 1, 2, 4] {
        let used = Used::closed().await;
        sql(&used.path("user.db"), &format!("PRAGMA user_version = {version}"));

        let client = used.client();
        client.check(true).await.unwrap();

        assert_eq!(person(&client).await, used.done, "version {version}");
        assert_eq!(client.check(false).await.unwrap().repairs[0].lost(), Some(0));
    }
    for version in [1, 6, 14, 20] {
        let used = Used::closed().await;
        sql(&used.path("cache.db"), &format!("PRAGMA user_version = {version}"));

        let client = used.client();
        client.check(true).await.unwrap();

        let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
        assert_eq!(list.items.len(), used.keys.len(), "version {version}");
        assert_eq!(person(&client).await, used.done, "version {version}");
    }
}

/// Seen: whoever opened an empty file first made SQLite delete the log beside it.
#[tokio::test]
async fn a_log_beside_an_empty_user_file_is_kept_and_read() {
    let used = Used::open().await;
    let killed = used.killed();
    fs::write(killed.path().join("user.db"), "").unwrap();
    let log = fs::read(killed.path().join("user.db-wal")).unwrap();

    let client = used.client_at(killed.path());
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    let person = person(&client).await;
    let report = client.check(false).await.unwrap();

    assert_eq!(list.items.len(), used.keys.len());
    assert_eq!(person, used.done);
    let kept = report.repairs[0].moved_to.clone().unwrap();
    assert!(fs::read(format!("{kept}-wal")).unwrap() == log, "the log is kept as it was");
}

#[tokio::test]
async fn two_damaged_files_are_both_repaired() {
    let used = Used::closed().await;
    wipe(&used.path("cache.db"), "resource_due");
    wipe(&used.path("user.db"), "saved_newest");

    let client = used.client();
    let _ = client.library().list(ListQuery::news(edition("en"))).await;
    let _ = client.user().saved(SavedQuery::all()).await;
    let report = client.check(true).await.unwrap();
    let after = client.check(false).await.unwrap();

    let mut files = repaired(&after);
    files.sort_by_key(|file| file.as_str());
    assert_eq!(files, [DataFile::Cache, DataFile::User], "{report:?}");
    assert!(after.files.iter().all(|file| file.state == FileState::Sound), "{after:?}");
    assert_eq!(person(&client).await, used.done);
}

/// Seen: while another process held a damaged cache, nothing could be saved.
#[tokio::test]
async fn what_a_person_does_is_stored_although_the_cache_is_broken() {
    let used = Used::closed().await;
    let holder = hold_writing(used.scenario.data.path());
    fs::write(used.path("cache.db"), "no database, but long enough to be one".repeat(200)).unwrap();

    let client = used.client();
    client.user().mark_read(&used.keys[2], true).await.unwrap();
    client.user().hide_word("advert", true).await.unwrap();
    let done = person(&client).await;
    client.close().await.unwrap();
    drop(holder);

    let client = used.client();
    client.sync(SyncRequest::of([edition("en")])).await.unwrap();
    assert_eq!(person(&client).await, done);
    assert!(done.contains("advert"));
    assert_eq!(read_keys(&client).await, [0, 2].map(|number| used.keys[number].clone()));
}

/// Seen: with a clock that was a year ahead once, no backup was made for a year.
#[tokio::test]
async fn a_clock_that_was_ahead_does_not_stop_the_backups() {
    let used = Used::closed().await;
    let now = used.scenario.site.now();
    used.scenario.clock.advance(Duration::from_secs(365 * 24 * 3600));
    let client = used.client();
    client.user().mark_read(&used.keys[3], true).await.unwrap();
    client.close().await.unwrap();
    let before = used.client().check(false).await.unwrap().backups.len();

    used.scenario.clock.set(now + Duration::from_secs(3600));
    let client = used.client();
    client.user().mark_read(&used.keys[4], true).await.unwrap();
    client.close().await.unwrap();
    used.scenario.clock.advance(Duration::from_secs(26 * 3600));
    let client = used.client();
    client.user().mark_read(&used.keys[5], true).await.unwrap();
    client.close().await.unwrap();

    let backups = used.client().check(false).await.unwrap().backups;
    assert!(backups.len() > before, "{backups:?}");
}

/// Seen: without the row that counts the changes, nothing could be written.
#[tokio::test]
async fn without_the_row_that_counts_the_changes_acts_are_stored_and_counted_again() {
    let used = Used::closed().await;
    sql(&used.path("user.db"), "DELETE FROM backup_due");

    let client = used.client();
    client.user().mark_read(&used.keys[2], true).await.unwrap();
    client.close().await.unwrap();

    let user = Connection::open(used.path("user.db")).unwrap();
    let total: u64 = user.query_row("SELECT total FROM backup_due", [], |row| row.get(0)).unwrap();
    assert!(total > 3, "it counts on from what is known: {total}");
    assert_eq!(used.client().check(false).await.unwrap().repairs, []);
}

/// Seen: the validators of rows that a repair had lost were kept, so the site said that nothing is new.
#[tokio::test]
async fn after_a_repair_one_sync_brings_the_lost_items_back() {
    let used = Used::closed().await;
    for table in ["item", "sqlite_autoindex_item_1", "item_newest"] {
        wipe(&used.path("cache.db"), table);
    }

    let client = used.client();
    client.check(true).await.unwrap();
    client.sync(SyncRequest::of([edition("en")])).await.unwrap();

    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    let found = |key: &ItemKey| list.items.iter().find(|item| item.key == *key).unwrap();
    used.keys[..10].iter().for_each(|key| assert!(!found(key).title.is_empty()));
    assert!(found(&used.keys[0]).read && found(&used.keys[1]).saved);
}

/// Seen: a letter of a column's name gave `internal`, and nothing repaired it.
#[tokio::test]
async fn a_changed_letter_of_the_schema_is_damage_and_is_repaired() {
    let used = Used::closed().await;
    let user = used.path("user.db");
    let mut bytes = fs::read(&user).unwrap();
    let name = b"-- the last time\n    title";
    let places = bytes.windows(name.len()).enumerate().filter(|(_, window)| window == name);
    let places: Vec<usize> = places.map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    places.iter().for_each(|at| bytes[at + name.len() - 1] ^= 1); // `titld`
    fs::write(&user, bytes).unwrap();

    let client = used.client();
    let first = client.user().history(10, None).await;
    let second = client.user().history(10, None).await;

    assert_eq!(first.unwrap_err().code(), ErrorCode::StorageDamaged);
    assert!(second.is_ok(), "{second:?}");
    assert_eq!(person(&client).await, used.done);
}
