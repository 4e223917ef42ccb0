//! Files that are damaged, foreign or too new.

use std::fs;
use std::path::Path;

use ifilm_core::{Client, Config, DataFile, ErrorCode, ItemKey, ListQuery};
use ifilm_tests::{Scenario, config_for, edition};
use rusqlite::Connection;

async fn code_of(config: Config) -> ErrorCode {
    Client::open(config).unwrap().prepare().await.unwrap_err().code()
}

async fn prepared() -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    let client = Client::open(Config::at(directory.path())).unwrap();
    client.prepare().await.unwrap();
    client.close().await.unwrap();
    directory
}

#[tokio::test]
async fn a_file_from_a_newer_version_is_refused_untouched() {
    for file in ["cache.db", "user.db"] {
        let directory = prepared().await;
        let path = directory.path().join(file);
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "journal_mode", "DELETE").unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        newer.execute("UPDATE owner SET usable_from = 98", []).unwrap();
        drop(newer);
        let before = fs::read(&path).unwrap();

        assert_eq!(code_of(Config::at(directory.path())).await, ErrorCode::NewerVersion, "{file}");
        assert_eq!(fs::read(&path).unwrap(), before, "{file}");
    }
}

#[tokio::test]
async fn a_file_from_a_newer_version_that_no_longer_says_who_can_use_it_is_refused() {
    for change in ["RENAME TO possessor", "RENAME COLUMN usable_from TO since"] {
        let directory = prepared().await;
        let newer = Connection::open(directory.path().join("user.db")).unwrap();
        newer.pragma_update(None, "user_version", 99).unwrap();
        newer.execute_batch(&format!("ALTER TABLE owner {change}")).unwrap();

        assert_eq!(code_of(Config::at(directory.path())).await, ErrorCode::NewerVersion, "{change}");
    }
}

#[tokio::test]
async fn a_file_from_a_newer_version_that_says_it_can_be_used_is_used_and_loses_nothing() {
    let directory = prepared().await;
    let path = directory.path().join("user.db");
    let newer = Connection::open(&path).unwrap();
    let gained = "
        ALTER TABLE read_mark ADD COLUMN place INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE rating (remote_id TEXT);
        INSERT INTO rating VALUES ('1');
        PRAGMA user_version = 99;";
    newer.execute_batch(gained).unwrap();
    let client = Client::open(Config::at(directory.path())).unwrap();

    let key = ItemKey::article("en".parse().unwrap(), "1");
    client.user().mark_read(&key, true).await.unwrap();
    client.close().await.unwrap();

    let count = |table: &str| {
        newer.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, u32>(0)).unwrap()
    };
    assert_eq!((count("rating"), count("read_mark WHERE place = 0")), (1, 1));
    let version: u32 = newer.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, 99, "the file is still one of the newer version");
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_untouched() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("cache.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    let before = fs::read(&path).unwrap();

    assert_eq!(code_of(Config::at(directory.path())).await, ErrorCode::StorageDamaged);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn many_clients_may_make_the_same_files_at_once() {
    for _ in 0..10 {
        let directory = tempfile::tempdir().unwrap();
        let clients: Vec<_> = (0..4).map(|_| Client::open(Config::at(directory.path())).unwrap()).collect();

        let [a, b, c, d] = &clients[..] else { panic!("four clients") };
        let prepared = tokio::join!(a.prepare(), b.prepare(), c.prepare(), d.prepare());

        let (a, b, c, d) = prepared;
        [a, b, c, d].into_iter().for_each(Result::unwrap);
    }
}

#[tokio::test]
async fn a_directory_of_another_catalogue_is_a_bad_argument() {
    let directory = prepared().await;
    let mut config = Config::at(directory.path());
    config.catalog.id = "another".to_owned();

    assert_eq!(code_of(config).await, ErrorCode::BadArgument);
}

#[tokio::test]
async fn a_file_that_is_no_database_is_moved_aside() {
    let directory = prepared().await;
    let letter = "not a database, but long enough to be read as one".repeat(50);
    fs::write(directory.path().join("cache.db"), &letter).unwrap();

    let client = Client::open(Config::at(directory.path())).unwrap();
    client.prepare().await.unwrap();

    let moved_to = client.check(false).await.unwrap().repairs.remove(0).moved_to.unwrap();
    assert_eq!(fs::read_to_string(moved_to).unwrap(), letter);
}

#[tokio::test]
async fn a_file_instead_of_the_directory_is_a_bad_argument() {
    let file = tempfile::NamedTempFile::new().unwrap();

    assert_eq!(code_of(Config::at(file.path())).await, ErrorCode::BadArgument);
}

/// Overwrites a file from its second page on.
fn overwrite_pages(path: &Path) {
    let length = fs::metadata(path).unwrap().len() as usize;
    let mut bytes = fs::read(path).unwrap();
    bytes[4096..].copy_from_slice(&vec![0xA5; length - 4096]);
    fs::write(path, bytes).unwrap();
}

/// Seen: damage to the user's file was reported as damage to the cache.
#[tokio::test]
async fn the_damaged_file_alone_is_named_and_replaced() {
    for file in DataFile::ALL {
        let scenario = Scenario::synced().await;
        scenario.client.user().mark_read(&scenario.list("en").await[0].key, true).await.unwrap();
        scenario.client.close().await.unwrap();
        overwrite_pages(&scenario.data.path().join(file.as_str()));
        let client = Client::open(config_for(&scenario.site, scenario.data.path(), &scenario.clock)).unwrap();

        let _ = client.library().list(ListQuery::news(edition("en"))).await;

        let repairs = client.check(false).await.unwrap().repairs;
        assert_eq!(repairs.iter().map(|repair| repair.file).collect::<Vec<_>>(), [file]);
    }
}

/// Seen: a sync ended in an error if the folder of the pictures could not be read.
#[tokio::test]
async fn a_problem_with_the_folder_of_the_pictures_stops_no_sync() {
    let scenario = Scenario::begin();
    fs::write(scenario.data.path().join("pictures"), "no folder").unwrap();

    let report = scenario.sync().await;

    assert!(!report.any_failed(), "{report:?}");
}
