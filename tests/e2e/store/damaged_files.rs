//! Damaged files: what is kept, what is reported, and what can be read meanwhile.

use std::fs;
use std::path::Path;
use std::time::Duration;

use ifilm_core::{
    CheckReport, Client, DataFile, ErrorCode, ExportRequest, FileState, ItemKey, ListQuery, SavedQuery,
    SearchQuery,
};
use ifilm_tests::{PAGE, Scenario, config_for, edition, hold_writing};
use rusqlite::Connection;

/// Overwrites a page of a file, from 1, as a broken disk does.
fn wipe(file: &Path, page: usize) {
    let mut bytes = fs::read(file).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xA5);
    fs::write(file, bytes).unwrap();
}

fn pages(file: &Path) -> usize {
    fs::read(file).unwrap().len() / PAGE
}

/// The page where the rows of a table begin.
fn root(file: &Path, table: &str) -> usize {
    let connection = Connection::open(file).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
    connection.query_row(root, [table], |row| row.get::<_, usize>(0)).unwrap()
}

/// A client of the same files, after the first one was closed.
fn again(scenario: &Scenario) -> Client {
    Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap()
}

fn state(report: &CheckReport, file: DataFile) -> FileState {
    report.files.iter().find(|it| it.file == file).unwrap().state
}

/// All that a person did, as text.
async fn person(client: &Client) -> String {
    client.user().export(ExportRequest::default().with_history(true)).await.unwrap()
}

/// A scenario in which a person read one item and saved another, closed. Returns what they did.
async fn used() -> (Scenario, Vec<ItemKey>, String) {
    let scenario = Scenario::synced().await;
    let keys: Vec<_> = scenario.list("en").await.into_iter().map(|item| item.key).collect();
    scenario.client.user().mark_read(&keys[0], true).await.unwrap();
    scenario.client.user().save(&keys[1]).await.unwrap();
    let person = person(&scenario.client).await;
    scenario.client.close().await.unwrap();
    (scenario, keys, person)
}

#[tokio::test]
async fn a_damaged_cache_is_moved_aside_and_what_can_be_read_goes_into_a_new_one() {
    let (scenario, keys, before) = used().await;
    let cache = scenario.data.path().join("cache.db");
    wipe(&cache, root(&cache, "resource_due"));
    let damaged = fs::read(&cache).unwrap();

    let client = again(&scenario);
    let found = client.check(false).await.unwrap();
    let repaired = client.check(true).await.unwrap();
    let sound = client.check(false).await.unwrap();

    assert_eq!(state(&found, DataFile::Cache), FileState::Damaged, "{found:?}");
    assert_eq!(state(&found, DataFile::User), FileState::Sound, "{found:?}");
    assert_eq!(state(&repaired, DataFile::Cache), FileState::Repaired);
    assert_eq!(state(&sound, DataFile::Cache), FileState::Sound);
    let repair = &sound.repairs[0];
    assert_eq!((repair.file, repair.lost(), repair.backup), (DataFile::Cache, Some(0), None), "{repair:?}");
    let kept = |table: &str| repair.tables.iter().find(|it| it.table == table).unwrap().kept;
    assert!(kept("item") >= 120 && kept("article") >= 120, "{repair:?}");
    assert_eq!(fs::read(repair.moved_to.as_ref().unwrap()).unwrap(), damaged, "it is kept as it was");
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    assert_eq!(list.items.iter().map(|item| &item.key).collect::<Vec<_>>(), keys.iter().collect::<Vec<_>>());
    assert_eq!((list.items[0].read, list.items[1].saved, list.items[2].read), (true, true, false));
    assert_eq!(person(&client).await, before);
    let text = list.items[3].title.clone();
    let hits = client.library().search(SearchQuery::of(text)).await.unwrap().hits;
    assert!(hits.iter().any(|hit| hit.item.key == keys[3]), "the index was made anew");
}

#[tokio::test]
async fn rows_around_a_bad_page_are_kept() {
    let (scenario, _, _) = used().await;
    let cache = scenario.data.path().join("cache.db");
    let leaf = "SELECT max(pageno) FROM dbstat WHERE name = 'article' AND pagetype = 'leaf'";
    let leaf: usize = Connection::open(&cache).unwrap().query_row(leaf, [], |row| row.get(0)).unwrap();
    let all = "SELECT count(*) FROM article";
    let count = |file: &Path| -> u64 {
        Connection::open(file).unwrap().query_row(all, [], |row| row.get(0)).unwrap()
    };
    let before = count(&cache);
    wipe(&cache, leaf);

    let client = again(&scenario);
    let report = client.check(true).await.unwrap();

    let articles = report.repairs[0].tables.iter().find(|it| it.table == "article").unwrap();
    assert_eq!(articles.lost, None, "a part could not be read");
    assert!((before - 12..before).contains(&articles.kept), "{} of {before}", articles.kept);
    assert_eq!(count(&cache), articles.kept);
}

#[tokio::test]
async fn the_call_that_meets_damage_says_so_and_the_next_one_works() {
    let (scenario, keys, before) = used().await;
    let cache = scenario.data.path().join("cache.db");
    wipe(&cache, root(&cache, "item_shown"));

    let client = again(&scenario);
    let first = client.library().list(ListQuery::news(edition("en"))).await;
    let second = client.library().list(ListQuery::news(edition("en"))).await.unwrap();

    assert_eq!(first.unwrap_err().code(), ErrorCode::StorageDamaged);
    assert_eq!(second.items.len(), keys.len());
    assert_eq!(person(&client).await, before);
    assert_eq!(client.check(false).await.unwrap().repairs.len(), 1);
}

#[tokio::test]
async fn damage_is_looked_for_after_an_unclean_end_alone() {
    let scenario = Scenario::synced().await;
    scenario.client.user().mark_read(&scenario.list("en").await[0].key, true).await.unwrap();
    let key = scenario.list("en").await[1].key.clone();
    for (is_killed, repairs) in [(true, 1), (false, 0)] {
        let data = tempfile::tempdir().unwrap();
        if !is_killed {
            scenario.client.on_background().await.unwrap(); // it closes the files
        }
        for file in fs::read_dir(scenario.data.path()).unwrap().map(|file| file.unwrap().path()) {
            if file.is_file() {
                fs::copy(&file, data.path().join(file.file_name().unwrap())).unwrap();
            }
        }
        let cache = data.path().join("cache.db");
        let other = Connection::open(&cache).unwrap();
        other.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        drop(other);
        wipe(&cache, root(&cache, "picture_failure_retry"));

        let client = Client::open(config_for(&scenario.site, data.path(), &scenario.clock)).unwrap();
        client.user().mark_read(&key, true).await.unwrap();

        assert_eq!(client.check(false).await.unwrap().repairs.len(), repairs, "killed: {is_killed}");
    }
}

#[tokio::test]
async fn a_backup_is_made_after_each_two_hundred_changes_and_two_are_kept() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    let mut read = false;
    let mut made = Vec::new();

    for _ in 0..3 {
        for _ in 0..199 {
            read = !read;
            scenario.client.user().mark_read(&key, read).await.unwrap();
        }
        scenario.client.on_background().await.unwrap();
        let before = scenario.client.check(false).await.unwrap().backups.len();
        scenario.client.on_foreground().await.unwrap();
        scenario.clock.advance(Duration::from_secs(60));
        read = !read;
        scenario.client.user().mark_read(&key, read).await.unwrap();
        scenario.client.on_background().await.unwrap(); // it waits for the writer
        made.push((before, scenario.client.check(false).await.unwrap().backups.len()));
        scenario.client.on_foreground().await.unwrap();
    }

    assert_eq!(made, [(0, 1), (1, 2), (2, 2)]);
    let room = scenario.client.storage().report().await.unwrap();
    assert!(room.backups >= 2 * PAGE as u64 && room.damaged == 0, "{room:?}");
}

#[tokio::test]
async fn a_backup_is_made_within_a_day_of_the_first_change() {
    let scenario = Scenario::synced().await;
    let key = scenario.list("en").await[0].key.clone();
    scenario.client.user().mark_read(&key, true).await.unwrap();
    scenario.client.close().await.unwrap();
    let client = again(&scenario);
    assert_eq!(client.check(false).await.unwrap().backups, []);

    scenario.clock.advance(Duration::from_secs(12 * 3600));
    client.sync(ifilm_core::SyncRequest::all()).await.unwrap();
    client.close().await.unwrap();

    let backups = again(&scenario).check(false).await.unwrap().backups;
    assert_eq!(backups.len(), 1);
}

/// A scenario whose user's file has a backup with one mark, and got another mark after it, closed.
async fn backed_up() -> (Scenario, Vec<ItemKey>, String) {
    let (scenario, keys, _) = used().await;
    let client = again(&scenario);
    scenario.clock.advance(Duration::from_secs(12 * 3600));
    client.user().mark_read(&keys[2], true).await.unwrap();
    client.close().await.unwrap();
    let client = again(&scenario);
    client.user().mark_read(&keys[3], true).await.unwrap();
    let person = person(&client).await;
    client.close().await.unwrap();
    (scenario, keys, person)
}

async fn read_keys(client: &Client) -> Vec<ItemKey> {
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    list.items.into_iter().filter(|item| item.read).map(|item| item.key).collect()
}

#[tokio::test]
async fn a_lost_user_file_comes_back_from_its_backup() {
    let keep_nothing: [fn(&Path); 2] =
        [|user| fs::remove_file(user).unwrap(), |user| fs::write(user, "").unwrap()];
    for lose in keep_nothing {
        let (scenario, keys, _) = backed_up().await;
        lose(&scenario.data.path().join("user.db"));

        let client = again(&scenario);
        let read = read_keys(&client).await;
        let saved = client.user().saved(SavedQuery::all()).await.unwrap();

        assert_eq!(read, [keys[0].clone(), keys[2].clone()], "what came after the backup is lost");
        assert_eq!(saved.items[0].item.key, keys[1]);
        let report = client.check(false).await.unwrap();
        let repair = &report.repairs[0];
        assert_eq!((repair.file, repair.moved_to.clone()), (DataFile::User, None), "{repair:?}");
        assert_eq!(repair.backup, report.backups.first().copied());
    }
}

#[tokio::test]
async fn a_damaged_user_file_keeps_its_rows_and_gets_those_of_its_backup() {
    let (scenario, _, before) = backed_up().await;
    let user = scenario.data.path().join("user.db");
    wipe(&user, root(&user, "saved"));

    let client = again(&scenario);
    let report = client.check(true).await.unwrap();

    assert_eq!(state(&report, DataFile::User), FileState::Repaired);
    assert!(report.repairs[0].backup.is_some() && report.repairs[0].lost().is_none(), "{report:?}");
    assert_eq!(person(&client).await, before, "marks from the file itself, the copy from the backup");
}

/// Seen: an act that was undone after the backup could be undone a second time.
#[tokio::test]
async fn what_was_undone_after_the_backup_stays_undone() {
    let (scenario, ..) = backed_up().await;
    let client = again(&scenario);
    client.user().undo().await.unwrap();
    let steps = client.user().undo_steps().await.unwrap();
    client.close().await.unwrap();
    let user = scenario.data.path().join("user.db");
    wipe(&user, root(&user, "reminder_next"));

    let client = again(&scenario);
    let report = client.check(true).await.unwrap();

    assert_eq!(report.repairs[0].lost(), Some(0), "{report:?}");
    assert_eq!(client.user().undo_steps().await.unwrap(), steps);
}

/// The log of the user's file holds what was not copied into it yet. Without it the file is sound, and old.
#[tokio::test]
async fn a_user_file_that_lost_its_log_gets_what_its_backup_has() {
    let (scenario, keys, _) = used().await;
    let client = again(&scenario);
    let old = fs::read(scenario.data.path().join("user.db")).unwrap();
    scenario.clock.advance(Duration::from_secs(12 * 3600));
    client.user().mark_read(&keys[2], true).await.unwrap();
    client.close().await.unwrap();
    fs::write(scenario.data.path().join("user.db"), old).unwrap();

    let client = again(&scenario);
    client.user().mark_read(&keys[3], true).await.unwrap();

    assert_eq!(read_keys(&client).await, [keys[0].clone(), keys[2].clone(), keys[3].clone()]);
    let repairs = client.check(false).await.unwrap().repairs;
    assert_eq!((repairs.len(), repairs[0].lost()), (1, None), "nobody knows what the log had");
}

#[tokio::test]
async fn with_a_broken_user_file_lists_answer_without_marks_and_say_so() {
    let (scenario, keys, _) = used().await;
    let _holder = hold_writing(scenario.data.path());
    let user = scenario.data.path().join("user.db");
    fs::write(&user, "no database, but long enough to be one".repeat(200)).unwrap();

    let client = again(&scenario);
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();
    let saved = client.user().saved(SavedQuery::all()).await.unwrap_err();

    assert_eq!(list.items.len(), keys.len());
    assert!(list.marks_missing && list.items.iter().all(|item| !item.read && !item.saved));
    assert_eq!(saved.code(), ErrorCode::StorageDamaged);
}

#[tokio::test]
async fn with_a_broken_cache_what_was_saved_can_be_read() {
    let (scenario, keys, _) = used().await;
    let _holder = hold_writing(scenario.data.path());
    let cache = scenario.data.path().join("cache.db");
    fs::write(&cache, "no database, but long enough to be one".repeat(200)).unwrap();

    let client = again(&scenario);
    let saved = client.user().saved(SavedQuery::all()).await.unwrap();
    let article = client.library().article(&keys[1]).await.unwrap();
    let other = client.library().article(&keys[2]).await.unwrap_err();
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap_err();

    assert_eq!(saved.items[0].item.key, keys[1]);
    assert!(article.saved && !ifilm_tests::text(&article).is_empty());
    assert_eq!((other.code(), list.code()), (ErrorCode::StorageDamaged, ErrorCode::StorageDamaged));
}

#[tokio::test]
async fn a_database_of_another_program_is_moved_aside_by_a_repair_alone() {
    let (scenario, ..) = used().await;
    let cache = scenario.data.path().join("cache.db");
    fs::remove_file(&cache).unwrap();
    Connection::open(&cache).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    let foreign = fs::read(&cache).unwrap();

    let client = again(&scenario);
    let found = client.check(false).await.unwrap();
    let listed = client.library().list(ListQuery::news(edition("en"))).await.unwrap_err();
    assert_eq!(fs::read(&cache).unwrap(), foreign);
    let repaired = client.check(true).await.unwrap();

    assert_eq!(state(&found, DataFile::Cache), FileState::Foreign);
    assert_eq!(listed.code(), ErrorCode::StorageDamaged);
    assert_eq!(state(&repaired, DataFile::Cache), FileState::Repaired);
    assert_eq!(fs::read(repaired.repairs[0].moved_to.as_ref().unwrap()).unwrap(), foreign);
}

#[tokio::test]
async fn of_the_damaged_files_the_newest_are_kept() {
    let (scenario, ..) = used().await;
    for (file, most) in [(DataFile::Cache, 1), (DataFile::User, 4)] {
        for _ in 0..most + 2 {
            let client = again(&scenario);
            client.prepare().await.unwrap();
            client.close().await.unwrap();
            scenario.clock.advance(Duration::from_secs(60));
            let path = scenario.data.path().join(file.as_str());
            assert!(pages(&path) > 1);
            fs::write(&path, "no database, but long enough to be one".repeat(200)).unwrap();
            again(&scenario).check(true).await.unwrap();
        }

        let report = again(&scenario).check(false).await.unwrap();
        let repairs: Vec<_> = report.repairs.iter().filter(|repair| repair.file == file).collect();
        assert_eq!(repairs.len(), most, "{report:?}");
        assert!(repairs.iter().all(|it| Path::new(it.moved_to.as_ref().unwrap()).exists()));
    }
}

/// Seen: one flipped bit in the name of the catalogue closed both files, as if they were of another one.
#[tokio::test]
async fn a_letter_that_changed_in_the_name_of_the_catalogue_repairs_the_cache() {
    let (scenario, keys, before) = used().await;
    let cache = scenario.data.path().join("cache.db");
    let owner = Connection::open(&cache).unwrap();
    owner.execute("UPDATE owner SET catalog = 'k' || substr(catalog, 2)", []).unwrap();
    drop(owner);

    let client = again(&scenario);
    let repaired = client.check(true).await.unwrap();
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();

    assert_eq!(state(&repaired, DataFile::Cache), FileState::Repaired, "{repaired:?}");
    assert_eq!(list.items[0].key, keys[0]);
    assert_eq!(person(&client).await, before);
}

/// Seen: the same of the user's file, and nothing repaired it.
#[tokio::test]
async fn a_letter_that_changed_in_the_name_of_the_catalogue_repairs_the_user_file() {
    let (scenario, _, before) = used().await;
    let user = Connection::open(scenario.data.path().join("user.db")).unwrap();
    user.execute("UPDATE owner SET catalog = 'k' || substr(catalog, 2)", []).unwrap();
    drop(user);

    let client = again(&scenario);

    assert_eq!(person(&client).await, before);
    assert_eq!(client.repairs().iter().map(|it| it.file).collect::<Vec<_>>(), [DataFile::User]);
}

/// Seen: a damaged index let each backup fail, and no start noticed it.
#[tokio::test]
async fn a_user_file_with_a_damaged_index_is_repaired_after_an_unclean_end() {
    let (scenario, keys, before) = used().await;
    let user = scenario.data.path().join("user.db");
    let page = root(&user, "saved_newest");
    let mut bytes = fs::read(&user).unwrap();
    let (id, begin) = (keys[1].id.as_bytes(), (page - 1) * PAGE);
    let place = bytes[begin..begin + PAGE].windows(id.len()).position(|part| part == id).unwrap();
    bytes[begin + place] ^= 1;
    fs::write(&user, bytes).unwrap();
    let note = scenario.data.path().join("writing.note");
    let mut noted = fs::read(&note).unwrap();
    noted[0] = 1;
    fs::write(&note, noted).unwrap();

    let client = again(&scenario);
    client.user().mark_read(&keys[2], false).await.unwrap();

    assert_eq!(client.repairs().iter().map(|it| it.file).collect::<Vec<_>>(), [DataFile::User]);
    assert_eq!(client.user().saved(SavedQuery::all()).await.unwrap().items[0].item.key, keys[1]);
    assert_eq!(person(&client).await, before);
}

/// Seen: a table that somebody had added with such a name made a sound file count as damaged.
#[tokio::test]
async fn a_table_that_somebody_added_is_no_damage() {
    let (scenario, ..) = used().await;
    let user = Connection::open(scenario.data.path().join("user.db")).unwrap();
    user.execute_batch("CREATE TABLE \"my notes\" (\"a word\" TEXT); INSERT INTO \"my notes\" VALUES ('x')")
        .unwrap();
    drop(user);

    let report = again(&scenario).check(false).await.unwrap();

    assert_eq!(state(&report, DataFile::User), FileState::Sound, "{report:?}");
}

/// Seen: one changed byte in the head of a file made every call `internal`, and nothing repaired it.
#[tokio::test]
async fn a_changed_text_encoding_is_damage_and_the_other_file_answers() {
    let (scenario, keys, _) = used().await;
    let user = scenario.data.path().join("user.db");
    let mut bytes = fs::read(&user).unwrap();
    bytes[59] = 2; // UTF-16
    fs::write(&user, bytes).unwrap();

    let client = again(&scenario);
    let _ = client.library().list(ListQuery::news(edition("en"))).await;
    let list = client.library().list(ListQuery::news(edition("en"))).await.unwrap();

    assert_eq!(list.items.len(), keys.len());
    assert_eq!(client.repairs().iter().map(|it| it.file).collect::<Vec<_>>(), [DataFile::User]);
}
