//! The process is killed in the middle of what it writes to the disk: in a prune, an import, a migration and an
//! act of a person. What was acknowledged is there afterwards, and nothing else.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use ifilm_site::{Site, SiteConfig};
use rusqlite::Connection;

/// Each act is killed at so many places, from its first write to its last one.
const KILLS: u64 = 10;

/// A library that is loaded into a process and kills it at one of its writes, made by the C compiler that the
/// build needs, too.
fn killer() -> &'static Path {
    static KILLER: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = KILLER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("killer.so");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/e2e/process/kill_writes.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&path).arg(source).arg("-ldl");
        assert!(compiler.status().unwrap().success(), "cc makes the library");
        (folder, path)
    });
    path
}

fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--now", "2024-05-02T14:00:00Z"]).args(arguments);
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

fn copy(folder: &Path) -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), data.path().join(entry.file_name())).unwrap();
        }
    }
    data
}

/// The number of writes of an act.
fn writes(folder: &Path, act: &[&str]) -> u64 {
    let (data, count) = (copy(folder), tempfile::NamedTempFile::new().unwrap());
    let mut counted = command(data.path(), act);
    counted.env("LD_PRELOAD", killer()).env("KILL_DIR", data.path()).env("KILL_COUNT", count.path());
    assert!(counted.output().unwrap().status.success());
    fs::read_to_string(count.path()).unwrap().parse().unwrap()
}

/// Kills the act at its first write, its last one and others between them, each time in a copy of the folder.
/// A person's state is then that of before the act or that of after it, both files are whole, and the act can be
/// done again.
fn kill_everywhere(folder: &Path, act: &[&str]) {
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
        victim.env("LD_PRELOAD", killer()).env("KILL_DIR", data.path()).env("KILL_AT", at.to_string());
        let is_acknowledged = victim.output().unwrap().status.success();
        killed += u64::from(!is_acknowledged);

        let found = exported(data.path());
        assert!(
            found == after || found == before && !is_acknowledged,
            "{act:?} killed at write {at}: {found}"
        );
        assert_whole(data.path());
        run(data.path(), act);
        assert_eq!(exported(data.path()), after, "{act:?} again, after a kill at write {at}");
    }
    assert!(killed >= KILLS - 2, "{act:?}: only {killed} kills came before its end");
}

fn assert_whole(data: &Path) {
    for name in ["cache.db", "user.db"] {
        let file = Connection::open(data.join(name)).unwrap();
        let check: String = file.pragma_query_value(None, "integrity_check", |row| row.get(0)).unwrap();
        assert_eq!(check, "ok", "{name}");
    }
}

/// A folder with articles of all editions, of which some are read and some saved.
fn synced() -> tempfile::TempDir {
    let site = Site::start(SiteConfig { items: 40, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    run(data.path(), &["sync", "--all"]);
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
    kill_everywhere(synced().path(), &["storage", "--limit", "1"]);
}

#[test]
fn a_killed_import_is_done_whole_or_not_at_all() {
    let (data, other) = (synced(), synced());
    run(other.path(), &["language", "fa2"]);
    run(other.path(), &["history", "--clear"]);
    let file = data.path().join("export.json");
    fs::write(&file, exported(other.path())).unwrap();

    kill_everywhere(data.path(), &["import", file.to_str().unwrap()]);
}

#[test]
fn a_killed_migration_is_completed_by_the_next_start() {
    let stores = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/stores");
    let site = Site::start(SiteConfig { items: 4, ..SiteConfig::default() }).unwrap();
    for store in ["7", "14"] {
        let data = copy(&stores.join(store));
        fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();

        kill_everywhere(data.path(), &["language", "ar"]);
    }
}

#[test]
fn a_killed_act_of_a_person_is_done_whole_or_not_at_all() {
    let data = synced();

    kill_everywhere(data.path(), &["mark", "--all"]);
}
