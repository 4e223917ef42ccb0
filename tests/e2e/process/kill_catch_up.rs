//! A process is killed while it catches up with the site: at its requests, and at random writes to the disk.
//! Then no section is stored in part, the databases are whole, and after the next sync each row is the same
//! as after an undisturbed one. The same is done to a process that fetches pictures.
//!
//! What a kill leaves on the disk depends only on the last write before it. So a random write stands for a
//! random instant, and a seed finds it again. `tests/chaos.sh` kills more often than the checks.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod kill_places;
mod kill_request;
mod killer;
mod rows;
mod section;

use std::path::Path;
use std::process::{Command, Stdio};

use ifilm_site::{Edit, Site, SiteConfig};
use ifilm_tests::note_figures;
use kill_places::{in_time, kill_at_write, places, writes};
use kill_request::kill_at_request;
use killer::{assert_whole, copy};
use rows::{PICTURES, RECEIVED, rows};
use rusqlite::Connection;
use section::{pages_without_text, section};

/// How many times the checks kill in each test, at most.
const KILLS: u64 = 14;
/// New items of the second edition: more than a page of its listing has.
const MANY: u64 = 33;

fn command(data: &Path, now: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--now", now, "--lead-pictures", "0"]).args(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn sync(data: &Path) -> Command {
    command(data, "2026-11-22T13:00:00Z", &["--edition", "en", "--edition", "fa", "sync"])
}

/// A site with news for a folder that was synced before, that folder, and one after an undisturbed sync.
struct CatchUp {
    site: Site,
    before: tempfile::TempDir,
    after: tempfile::TempDir,
    /// The requests of the undisturbed sync.
    requests: u64,
}

impl CatchUp {
    fn new() -> Self {
        let site = Site::start(SiteConfig { items: 8, ..SiteConfig::default() }).unwrap();
        let before = tempfile::tempdir().unwrap();
        std::fs::write(before.path().join("catalog.json"), site.catalog_json()).unwrap();
        let first = ["--edition", "en", "--edition", "fa", "sync"];
        assert!(command(before.path(), "2026-11-22T12:00:00Z", &first).status().unwrap().success());
        let edited = site.newest("en", 2);
        site.edit("en", edited[0], Edit::Headline);
        site.edit("en", edited[1], Edit::Both);
        site.publish("en", 3);
        site.publish("fa", MANY);
        site.clear_requests();
        let after = copy(before.path());
        assert!(sync(after.path()).status().unwrap().success());
        let requests = site.requests().len() as u64;
        Self { site, before, after, requests }
    }

    /// Checks the files after a kill, and those after the next sync.
    fn check(&self, data: &Path, kill: &str) {
        assert_whole(data);
        for edition in ["en", "fa"] {
            let found = section(data, edition);
            let whole = [section(self.before.path(), edition), section(self.after.path(), edition)];
            assert!(whole.contains(&found), "{kill}: {edition} has {found:?}, and not one of {whole:?}");
        }
        assert_eq!(pages_without_text(data), 0, "{kill}");
        assert!(sync(data).status().unwrap().success(), "{kill}");
        assert_whole(data);
        let all = [RECEIVED, PICTURES].concat();
        let (rows_now, expected) = (rows(data, &all), rows(self.after.path(), &all));
        let differs = rows_now.iter().zip(&expected).find(|(now, expected)| now != expected);
        assert!(rows_now == expected, "{kill}: {} of {} rows; {differs:#?}", rows_now.len(), expected.len());
    }
}

#[test]
fn a_catch_up_that_is_killed_at_a_request_is_completed_by_the_next_sync() {
    let catch_up = CatchUp::new();
    assert!(catch_up.requests >= 40, "only {} requests to be killed at", catch_up.requests);

    let mut kills = 0;
    for k in in_time(places(catch_up.requests, KILLS)) {
        let data = copy(catch_up.before.path());
        let is_killed = kill_at_request(&catch_up.site, sync(data.path()), k);

        assert!(is_killed, "request {k} came");
        catch_up.check(data.path(), &format!("killed at request {k}"));
        kills += 1;
    }
    note_figures(&format!("- {kills} kills at the {} requests of a catch-up", catch_up.requests));
}

#[test]
fn a_catch_up_that_is_killed_at_any_instant_is_completed_by_the_next_sync() {
    let catch_up = CatchUp::new();
    let counted = copy(catch_up.before.path());
    let writes = writes(counted.path(), sync(counted.path()));

    let (mut killed, mut tried) = (0, 0);
    for at in in_time(places(writes, KILLS)) {
        let data = copy(catch_up.before.path());
        killed += u32::from(kill_at_write(data.path(), sync(data.path()), at));
        tried += 1;

        catch_up.check(data.path(), &format!("killed at write {at} of {writes}"));
    }

    // The number of writes differs a little from run to run, so the last one may not come.
    assert!(2 * killed >= tried, "{killed} of {tried} kills came before the end");
    note_figures(&format!("- {killed} kills at the {writes} writes of a catch-up"));
}

/// The files of whole pictures, and the hashes of the rows.
fn pictures(data: &Path) -> (Vec<String>, Vec<String>) {
    let names = std::fs::read_dir(data.join("pictures")).into_iter().flatten();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| !name.ends_with(".part")).collect();
    names.sort();
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let mut hashes = cache.prepare("SELECT lower(hex(hash)) FROM picture ORDER BY 1").unwrap();
    let hashes = hashes.query_map([], |row| row.get(0)).unwrap();
    (names, hashes.map(Result::unwrap).collect())
}

#[test]
fn a_picture_whose_fetch_is_killed_is_here_whole_or_not_and_comes_with_the_next_fetch() {
    let catch_up = CatchUp::new();
    let cache = Connection::open(catch_up.after.path().join("cache.db")).unwrap();
    let address = "SELECT picture FROM item WHERE edition = 'en' AND picture IS NOT NULL ORDER BY id LIMIT 1";
    let address: String = cache.query_row(address, [], |row| row.get(0)).unwrap();
    let fetch = |data: &Path| {
        command(data, "2026-11-22T13:00:00Z", &["--edition", "en", "picture", "--fetch", &address])
    };
    let counted = copy(catch_up.after.path());
    let writes = writes(counted.path(), fetch(counted.path()));
    let whole = pictures(counted.path());
    assert!(whole.0.len() == 1 && whole.0 == whole.1, "{whole:?}");

    // The place 0 stands for a kill at the request.
    let mut tried = 0;
    for at in in_time([0].into_iter().chain(places(writes, KILLS))) {
        let data = copy(catch_up.after.path());
        let is_killed = match at {
            0 => kill_at_request(&catch_up.site, fetch(data.path()), 1),
            at => kill_at_write(data.path(), fetch(data.path()), at),
        };
        let (files, rows) = pictures(data.path());
        assert_whole(data.path());
        assert!(is_killed || at + 2 >= writes, "it ended before write {at} of {writes}");
        assert!(files.is_empty() || files == whole.0, "killed at write {at}: {files:?}");
        assert!(rows.is_empty() || (&rows, &files) == (&whole.1, &whole.0), "killed at write {at}: {rows:?}");

        assert!(fetch(data.path()).status().unwrap().success(), "killed at write {at}");
        assert_eq!(pictures(data.path()), whole, "killed at write {at}");
        tried += 1;
    }
    note_figures(&format!("- {tried} kills at the request and the {writes} writes of a picture"));
}
