//! The process is killed in the middle of what it writes to the disk: in a prune, an import, a migration, an
//! act of a person and a picture. What was acknowledged is there afterwards, and nothing else.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::killer::{assert_whole, copy, killer};
use ifilm_site::{Site, SiteConfig};
use rusqlite::Connection;
use serde_json::Value;

/// Each act is killed at so many places, from its first write to its last one.
const KILLS: u64 = 10;

fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--now", "2024-05-02T14:00:00Z", "--lead-pictures", "0"]).args(arguments);
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    let output = command(data, arguments).output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {error}");
    output
}

/// Everything that a person did.
fn exported(data: &Path) -> String {
    String::from_utf8(run(data, &["export", "--history"]).stdout).unwrap()
}

/// The number of writes of an act.
fn writes(folder: &Path, act: &[&str]) -> u64 {
    let (data, count) = (copy(folder), tempfile::NamedTempFile::new().unwrap());
    let mut counted = command(data.path(), act);
    counted.env("LD_PRELOAD", killer()).env("FAULT_DIR", data.path()).env("FAULT_COUNT", count.path());
    assert!(counted.output().unwrap().status.success());
    fs::read_to_string(count.path()).unwrap().parse().unwrap()
}

/// Kills the act at its first write, its last one and others between them, each time in a copy of the folder.
/// A person's state is then that of before the act or that of after it, the files pass the check, and the act
/// can be done again.
fn kill_everywhere(folder: &Path, act: &[&str], check: impl Fn(&Path)) {
    let (before, done) = (exported(copy(folder).path()), copy(folder));
    run(done.path(), act);
    let after = exported(done.path());
    let writes = writes(folder, act);
    assert!(writes >= KILLS, "{act:?} writes {writes} times");

    let mut killed = 0;
    for place in 0..KILLS {
        let at = 1 + place * (writes - 1) / (KILLS - 1);
        let data = copy(folder);
        let mut victim = command(data.path(), act);
        victim.env("LD_PRELOAD", killer()).env("FAULT_DIR", data.path()).env("FAULT_AT", at.to_string());
        let is_acknowledged = victim.output().unwrap().status.success();
        killed += u64::from(!is_acknowledged);

        let found = exported(data.path());
        assert!(
            found == after || found == before && !is_acknowledged,
            "{act:?} killed at write {at}: {found}"
        );
        check(data.path());
        run(data.path(), act);
        assert_eq!(exported(data.path()), after, "{act:?} again, after a kill at write {at}");
    }
    assert!(killed >= KILLS - 2, "{act:?}: only {killed} kills came before its end");
}

/// The pictures that are stored under their own names, and their content.
fn pictures(data: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(data.join("pictures")) else { return Vec::new() };
    let picture =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    let pictures = entries.map(|entry| picture(entry.unwrap()));
    pictures.filter(|(name, _)| !name.ends_with(".part")).collect()
}

/// The names of the pictures that have a row.
fn picture_rows(data: &Path) -> Vec<String> {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let mut names = cache.prepare("SELECT lower(hex(hash)) FROM picture").unwrap();
    let names = names.query_map([], |row| row.get::<_, String>(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// A site, and a folder with articles of all its editions.
fn served() -> (Site, tempfile::TempDir) {
    let site = Site::start(SiteConfig { items: 40, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    run(data.path(), &["sync", "--all"]);
    (site, data)
}

/// A folder with articles of all editions, of which some are read and some saved.
fn synced() -> tempfile::TempDir {
    let (site, data) = served();
    for edition in ["en", "fa"] {
        let newest = site.newest(edition, 4);
        let keys: Vec<String> = newest.iter().map(|id| format!("{edition}/{id}")).collect();
        run(data.path(), &["read", &keys[0]]);
        run(data.path(), &["mark", &keys[1]]);
        run(data.path(), &["save", &keys[2]]);
        run(data.path(), &["save", &keys[3]]);
    }
    data
}

#[test]
fn a_killed_prune_costs_nothing_of_what_a_person_did() {
    kill_everywhere(synced().path(), &["storage", "--limit", "1"], assert_whole);
}

#[test]
fn a_killed_import_is_done_whole_or_not_at_all() {
    let (data, other) = (synced(), synced());
    run(other.path(), &["language", "fa2"]);
    run(other.path(), &["history", "--clear"]);
    let file = data.path().join("export.json");
    fs::write(&file, exported(other.path())).unwrap();

    kill_everywhere(data.path(), &["import", file.to_str().unwrap()], assert_whole);
}

#[test]
fn a_killed_migration_is_completed_by_the_next_start() {
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/stores");
    let site = Site::start(SiteConfig { items: 4, ..SiteConfig::default() }).unwrap();
    for store in ["7", "14"] {
        let data = copy(&stores.join(store));
        fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();

        kill_everywhere(data.path(), &["language", "ar"], assert_whole);
    }
}

#[test]
fn a_killed_act_of_a_person_is_done_whole_or_not_at_all() {
    let data = synced();

    kill_everywhere(data.path(), &["mark", "--all"], assert_whole);
}

#[test]
fn a_killed_write_of_a_picture_leaves_whole_files_and_no_row_without_its_file() {
    let (_site, data) = served();
    let list = run(data.path(), &["--edition", "en", "list", "--json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    let address = list["items"].as_array().unwrap().iter().find_map(|item| item["picture"].as_str());
    let act = ["picture", "--fetch", address.unwrap()];
    let fetched = copy(data.path());
    run(fetched.path(), &act);
    let whole = pictures(fetched.path());
    assert!(whole.len() == 1 && picture_rows(fetched.path()) == [whole[0].0.clone()]);

    kill_everywhere(data.path(), &act, |data| {
        let found = pictures(data);
        assert!(found.is_empty() || found == whole, "a picture in part");
        assert!(picture_rows(data).is_empty() || found == whole, "a row without its file");
        assert_whole(data);
    });
}
