//! Tests of repairs that must leave the files as they are.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use super::super::both_files::{Mended, mend};
use super::super::directory::LOCK_TIMEOUT;
use super::super::file::Files;
use super::super::identity::Identity;
use super::super::in_use::InUse;
use super::super::rest::Rest;
use super::super::{Store, state};
use super::*;
use crate::error::ErrorCode;

/// Both files, made and closed.
fn made() -> (tempfile::TempDir, Directory) {
    let folder = tempfile::tempdir().unwrap();
    let directory = Directory::new(folder.path(), "ours");
    drop(Files::open(&directory, LOCK_TIMEOUT).unwrap());
    (folder, directory)
}

/// The databases of a directory, their logs and their replacements, with their content.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let names = [".db", "-wal", ".making", ".salvaged"];
    let files = paths.filter(|path| names.iter().any(|end| path.to_str().unwrap().ends_with(end)));
    let files = files.map(|path| (path.clone(), fs::read(path).unwrap()));
    files.filter(|(_, bytes)| !bytes.is_empty()).collect()
}

fn mended(directory: &Directory) -> Result<Vec<Repair>> {
    let Mended { repairs, failed } = mend(directory, Foreign::Stays, Duration::ZERO)?;
    failed.map_or(Ok(repairs), Err)
}

/// Seen: after one failed read a sound file was moved aside, and a second process repaired it again.
#[test]
fn a_repair_that_finds_both_files_sound_moves_nothing() {
    let (folder, directory) = made();
    let before = content(folder.path());

    assert!(mended(&directory).unwrap().is_empty());

    assert!(content(folder.path()) == before);
    assert!(!directory.damaged().exists());
}

#[test]
fn a_repair_beside_another_writer_is_busy_and_changes_nothing() {
    let (folder, directory) = made();
    fs::write(directory.user(), "no database, but long enough to be one".repeat(200)).unwrap();
    let before = content(folder.path());
    let _other = InUse::enter(&directory, Duration::ZERO).unwrap();

    let error = mended(&directory).unwrap_err();

    assert_eq!(error.code(), ErrorCode::Busy);
    assert!(content(folder.path()) == before);
}

#[test]
fn a_repair_that_cannot_be_done_leaves_the_damaged_file_and_no_other() {
    let (folder, directory) = made();
    fs::write(directory.user(), "no database, but long enough to be one".repeat(200)).unwrap();
    fs::write(directory.damaged(), "a file where the folder must be").unwrap();
    let before = content(folder.path());

    let error = mended(&directory).unwrap_err();

    assert!(error.code().is_storage() || error.code() == ErrorCode::BadArgument, "{error}");
    assert!(content(folder.path()) == before);
}

/// What cannot be repaired must not keep the other file from its repair.
#[test]
fn one_file_is_repaired_although_the_other_cannot_be() {
    let (_folder, directory) = made();
    for file in DataFile::ALL {
        fs::write(directory.file(file), "no database, but long enough to be one".repeat(200)).unwrap();
    }
    fs::create_dir(directory.unfinished(DataFile::Cache)).unwrap();

    assert!(mended(&directory).is_err());

    let repairs = set_aside::repairs(&directory);
    assert_eq!(repairs.iter().map(|repair| repair.file).collect::<Vec<_>>(), [DataFile::User]);
}

/// A release without the lock of this one may have the file open. It would go on writing into a moved file.
#[test]
#[cfg(unix)]
fn a_user_file_that_another_process_has_open_is_busy_and_stays() {
    use std::io::BufRead;
    use std::process::{Command, Stdio};
    let (folder, directory) = made();
    let files = Files::open(&directory, LOCK_TIMEOUT).unwrap();
    files.user.execute(MARK, []).unwrap();
    drop(files);
    let mut other = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::repair::tests::another_process", "--ignored", "--nocapture"])
        .env("IFILM_OPEN", directory.user())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = std::io::BufReader::new(other.stdout.take().unwrap()).lines();
    assert!(lines.map(Result::unwrap).any(|line| line.contains("it is open")));
    let mut bytes = fs::read(directory.user()).unwrap();
    let length = bytes.len();
    bytes[length / 2..].fill(0x5a);
    fs::write(directory.user(), bytes).unwrap();
    let before = content(folder.path());

    let error = mended(&directory).unwrap_err();

    assert_eq!(error.code(), ErrorCode::Busy);
    assert!(content(folder.path()) == before);
    drop(other.stdin.take());
    other.wait().unwrap();
    assert_eq!(mended(&directory).unwrap()[0].file, DataFile::User);
}

/// The other process: it has a file open until its input ends, without the lock of this version.
#[test]
#[ignore = "another test starts it"]
#[allow(clippy::print_stdout, reason = "that test waits for the line")]
fn another_process() {
    let file = rusqlite::Connection::open(std::env::var_os("IFILM_OPEN").unwrap()).unwrap();
    file.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).unwrap();
    println!("it is open");
    std::io::stdin().read_line(&mut String::new()).unwrap();
}

/// Lets the next writer believe that the last one was killed.
fn leave_open(directory: &Directory) {
    InUse::enter(directory, Duration::ZERO).unwrap().keep_mark(true);
}

/// Seen: after a first start that was killed, `user.db` was read-only for ever.
#[test]
fn a_first_start_that_was_killed_while_it_made_the_file_is_done_anew() {
    let (elsewhere, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let directory = Directory::new(folder.path(), "ours");
    let making = elsewhere.path().join("user.db");
    let first = rusqlite::Connection::open(&making).unwrap();
    first
        .execute_batch(
            "PRAGMA cache_size = 2; BEGIN; CREATE TABLE mood (name TEXT);
            INSERT INTO mood WITH RECURSIVE more (name) AS (
                SELECT hex(zeroblob(900)) UNION ALL SELECT name FROM more LIMIT 200) SELECT name FROM more",
        )
        .unwrap();
    for name in ["user.db", "user.db-journal"] {
        fs::copy(elsewhere.path().join(name), folder.path().join(name)).unwrap();
    }
    leave_open(&directory);

    let files = Files::open(&directory, LOCK_TIMEOUT).unwrap();

    files.user.execute(MARK, []).unwrap();
    assert_eq!(state::marks(&files.user).unwrap().len(), 1);
    assert!(!directory.damaged().exists());
}

/// Seen: a kill between the moves of the log and of the file hid what the new file had.
#[tokio::test]
async fn a_new_file_that_waits_beside_a_user_file_is_joined_before_the_first_read() {
    let (folder, directory) = made();
    add_mark(&directory, "7");
    fs::copy(directory.user(), folder.path().join("copy")).unwrap();
    add_mark(&directory, "8");
    fs::rename(directory.user(), directory.replacement(DataFile::User)).unwrap();
    fs::rename(folder.path().join("copy"), directory.user()).unwrap();
    let store = Store::at(folder.path(), "ours", Rest::default());
    let found = store.check(false).await.unwrap().files;
    let user = found.into_iter().find(|found| found.file == DataFile::User).unwrap();
    assert_eq!(user.state, crate::model::FileState::Damaged);

    store.open().await.unwrap();

    assert_eq!(store.read_user(state::marks).await.unwrap().len(), 2);
    assert!(!directory.replacement(DataFile::User).exists());
    store.close().await.unwrap();
}

/// Seen: while `user.db` seemed empty, nothing was known to be saved.
#[tokio::test]
async fn nothing_is_decided_to_be_deleted_without_the_user_file() {
    let (folder, directory) = made();
    let _other = InUse::enter(&directory, Duration::ZERO).unwrap();
    fs::write(directory.user(), "no database, but long enough to be one".repeat(200)).unwrap();
    let store = Store::at(folder.path(), "ours", Rest::default());

    assert!(store.read(|_| Ok(())).await.is_ok());
    let error = store.read_both(|_| Ok(())).await.unwrap_err();

    assert_eq!(error.code(), ErrorCode::StorageDamaged);
    assert_eq!(store.sweep_pictures().await.unwrap_err().code(), ErrorCode::StorageDamaged);
}

/// Seen: the clock had gone back, and the file that was moved aside was deleted at once.
#[test]
fn the_file_that_was_moved_aside_last_is_kept_although_the_clock_went_back() {
    let (_folder, directory) = made();
    let at = |text: &str| {
        let clock = crate::clock::FixedClock(text.parse().unwrap());
        directory.clone().with_clock(crate::clock::SharedClock(std::sync::Arc::new(clock)))
    };
    let damage = |directory: &Directory| {
        fs::write(directory.cache(), "no database, but long enough to be one".repeat(200)).unwrap();
        mended(directory).unwrap().remove(0).moved_to.unwrap()
    };
    damage(&at("2026-11-22T12:00:00Z"));

    let kept = damage(&at("2020-11-22T12:00:00Z"));

    assert!(Path::new(&kept).exists());
    assert_eq!(set_aside::repairs(&directory).len(), 1);
}

const MARK: &str =
    "INSERT INTO read_mark (edition, kind, remote_id, read_at) VALUES ('en', 'article', '7', 7)";

fn add_mark(directory: &Directory, id: &str) {
    let files = Files::open(directory, LOCK_TIMEOUT).unwrap();
    files.user.execute(&MARK.replace("'7'", &format!("'{id}'")), []).unwrap();
}

fn forget_mark(directory: &Directory, id: &str) {
    let files = Files::open(directory, LOCK_TIMEOUT).unwrap();
    files.user.execute("DELETE FROM read_mark WHERE remote_id = ?1", [id]).unwrap();
}

fn marks(directory: &Directory) -> usize {
    let files = Files::open(directory, LOCK_TIMEOUT).unwrap();
    state::marks(&files.user).unwrap().len()
}

/// Seen: a kill between the two names left an empty library, and the next start deleted the only copy.
#[test]
fn a_repair_that_is_killed_after_any_step_is_finished_by_the_next_start() {
    let (folder, directory) = made();
    let files = Files::open(&directory, LOCK_TIMEOUT).unwrap();
    files.user.execute(MARK, []).unwrap();
    let as_killed = content(folder.path());
    drop(files);
    for steps in 0..=3 {
        for (path, bytes) in &as_killed {
            fs::write(path, bytes).unwrap();
        }
        assert!(directory.has_wal(&directory.user()).unwrap());

        new_file::make(&directory, DataFile::User, &directory.user(), None).unwrap();
        let place = set_aside::free_name(&directory, DataFile::User);
        fs::create_dir_all(directory.damaged()).unwrap();
        if steps > 0 {
            give_name(&directory, DataFile::User).unwrap();
        }
        if steps > 1 {
            fs::rename(wal(&directory.user()), wal(&place)).unwrap();
        }
        if steps > 2 {
            set_aside::move_to(&directory, DataFile::User, &place).unwrap();
        }

        assert_eq!(marks(&directory), 1, "killed after {steps} steps");
        assert!(!directory.replacement(DataFile::User).exists());
    }
}

/// Seen: the report of a repair that was killed before it moved the cache stayed beside that of the next one.
#[test]
fn the_report_of_a_repair_that_moved_nothing_is_deleted_by_the_next_one() {
    let (folder, directory) = made();
    fs::write(directory.cache(), "no database, but long enough to be one".repeat(200)).unwrap();
    let repair = mended(&directory).unwrap().remove(0);
    let moved = repair.moved_to.unwrap();
    fs::rename(&moved, directory.cache()).unwrap(); // as if it was never moved

    mended(&directory).unwrap();

    let names = fs::read_dir(directory.damaged()).unwrap().map(|entry| entry.unwrap().path());
    let reports = names.filter(|path| path.extension().is_some_and(|it| it == "json")).count();
    assert_eq!(reports, 1);
    drop(folder);
}

/// Seen: a copy that a killed repair had begun stayed in the folder of the damaged files for ever.
#[test]
fn a_copy_that_a_killed_repair_had_begun_is_deleted_by_the_next_one() {
    let (folder, directory) = made();
    fs::write(directory.user(), "no database, but long enough to be one".repeat(200)).unwrap();
    let begun = set_aside::free_name(&directory, DataFile::User);
    fs::create_dir_all(directory.damaged()).unwrap();
    fs::write(&begun, "no database, but long").unwrap();

    let repairs = mended(&directory).unwrap();

    let names = fs::read_dir(directory.damaged()).unwrap().map(|entry| entry.unwrap().path());
    let kept: Vec<_> = names.filter(|path| path.extension().is_some_and(|it| it == "db")).collect();
    assert_eq!(repairs.len(), 1);
    assert_eq!(kept, [Path::new(repairs[0].moved_to.as_ref().unwrap())]);
    drop(folder);
}

/// Seen: a sound file was moved aside because what an interrupted repair had left waited beside it.
#[test]
fn a_sound_user_file_stays_where_it_is_although_a_new_file_waits_beside_it() {
    let (folder, directory) = made();
    add_mark(&directory, "7");
    let left = fs::read(directory.user()).unwrap();
    add_mark(&directory, "8");
    forget_mark(&directory, "7");
    fs::write(directory.replacement(DataFile::User), left).unwrap();
    let user = Identity::of(&directory.user());

    let repairs = mended(&directory).unwrap();

    assert_eq!(Identity::of(&directory.user()), user);
    assert_eq!(marks(&directory), 2);
    assert_eq!(repairs.len(), 1);
    assert!(Path::new(repairs[0].moved_to.as_ref().unwrap()).exists(), "what waited is kept");
    assert_eq!(set_aside::repairs(&directory), repairs);
    assert!(!directory.replacement(DataFile::User).exists());
    drop(folder);
}

/// Seen: what an interrupted repair had left could not be read, and the next repair replaced it.
#[test]
fn what_an_interrupted_repair_left_stays_while_it_cannot_be_read() {
    let (_folder, directory) = made();
    add_mark(&directory, "7");
    let newer = "PRAGMA user_version = 99; CREATE TABLE mood (name TEXT)";
    fs::copy(directory.user(), directory.replacement(DataFile::User)).unwrap();
    Connection::open(directory.replacement(DataFile::User)).unwrap().execute_batch(newer).unwrap();
    let left = fs::read(directory.replacement(DataFile::User)).unwrap();
    fs::write(directory.user(), "no database, but long enough to be one".repeat(200)).unwrap();

    let error = mended(&directory).unwrap_err();

    assert_eq!(error.code(), ErrorCode::NewerVersion);
    assert!(fs::read(directory.replacement(DataFile::User)).unwrap() == left);
}

/// Seen: a repair that was killed before it moved the file was reported, and the next one, too.
#[test]
fn a_repair_that_was_killed_before_it_moved_the_file_counts_no_longer() {
    let (_folder, directory) = made();
    add_mark(&directory, "7");
    let connection = Connection::open(directory.user()).unwrap();
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'history_newest'";
    let root: usize = connection.query_row(root, [], |row| row.get(0)).unwrap();
    drop(connection);
    let mut bytes = fs::read(directory.user()).unwrap();
    bytes[(root - 1) * 4096..root * 4096].fill(0xA5);
    fs::write(directory.user(), bytes).unwrap();
    let place = set_aside::free_name(&directory, DataFile::User);
    set_aside::copy_to(&directory, DataFile::User, &place).unwrap();
    let repair = Repair {
        file: DataFile::User,
        at: directory.clock.now(),
        reason: "a page is bad".to_owned(),
        moved_to: Some(place.display().to_string()),
        tables: Vec::new(),
        backup: None,
    };
    set_aside::write_report(&directory, &place, &repair).unwrap();
    assert_eq!(set_aside::repairs(&directory), [repair]);

    let repairs = mended(&directory).unwrap();

    assert_eq!(repairs.len(), 1);
    assert_eq!(set_aside::repairs(&directory), repairs);
    assert_eq!(marks(&directory), 1);
}
