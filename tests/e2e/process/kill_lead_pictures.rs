//! A process is killed while it fetches lead pictures, at its requests and at random writes to the disk. Then
//! each picture is here whole or not at all, and after the next sync everything is as after an undisturbed
//! one. `tests/chaos.sh` kills more often than the checks.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "the whole file is a test")]

mod kill_places;
mod kill_request;
mod killer;
mod rows;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

use ifilm_site::{Edit, Site, SiteConfig};
use ifilm_tests::note_figures;
use kill_places::{in_time, kill_at_write, places, writes};
use kill_request::kill_at_request;
use killer::{assert_whole, copy};
use rows::{PICTURES, RECEIVED, rows};
use rusqlite::Connection;

/// How many times the checks kill at requests and at writes, at most.
const KILLS: u64 = 5;
/// New items of the second edition: more than a page of its listing has.
const MANY: u64 = 33;

fn command(data: &Path, now: &str, pictures: u32, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json"));
    command.args(["--now", now, "--edition", "en", "--edition", "fa"]);
    command.args(["--lead-pictures", &pictures.to_string()]).args(arguments);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The sync of the day after.
fn sync(data: &Path) -> Command {
    command(data, "2026-11-22T13:00:00Z", 10, &["sync"])
}

/// The whole pictures of a folder: name and content.
fn pictures(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(data.join("pictures")).into_iter().flatten().map(Result::unwrap);
    let picture = |entry: std::fs::DirEntry| {
        (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())
    };
    entries.map(picture).filter(|(name, _)| !name.ends_with(".part")).collect()
}

/// The names of the pictures that have a row.
fn picture_rows(data: &Path) -> Vec<String> {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let mut names = cache.prepare("SELECT lower(hex(hash)) FROM picture").unwrap();
    let names = names.query_map([], |row| row.get(0)).unwrap();
    names.map(Result::unwrap).collect()
}

/// How many items each edition lists.
fn listed(data: &Path) -> [u32; 2] {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let listed = "SELECT count(*) FROM item JOIN listed ON item_id = id WHERE edition = ?";
    ["en", "fa"].map(|id| cache.query_row(listed, [id], |row| row.get(0)).unwrap())
}

/// What an undisturbed sync leaves.
struct Expected {
    rows: Vec<String>,
    pictures: BTreeMap<String, Vec<u8>>,
    listed: [u32; 2],
}

/// A site with news for a folder that was synced on the day before.
struct CatchUp {
    site: Site,
    before: tempfile::TempDir,
    expected: Expected,
    /// The paths of all requests of an undisturbed sync.
    paths: Vec<String>,
}

impl CatchUp {
    fn new() -> Self {
        let config = SiteConfig { items: 8, ..SiteConfig::default() };
        let site = Site::start(config).unwrap();
        let before = tempfile::tempdir().unwrap();
        std::fs::write(before.path().join("catalog.json"), site.catalog_json()).unwrap();
        let first = command(before.path(), "2026-11-21T12:00:00Z", 0, &["sync"]).status();
        assert!(first.unwrap().success());
        let edited = site.newest("en", 2);
        site.edit("en", edited[0], Edit::Headline);
        site.edit("en", edited[1], Edit::Both);
        site.publish("en", 3);
        site.publish("fa", MANY);
        site.clear_requests();
        let after = copy(before.path());
        assert!(sync(after.path()).status().unwrap().success());
        let paths = site.requests().into_iter().map(|request| request.path).collect();
        let expected = Expected {
            rows: rows(after.path(), &[RECEIVED, PICTURES].concat()),
            pictures: pictures(after.path()),
            listed: listed(after.path()),
        };
        assert!(expected.pictures.len() >= 8, "only {} pictures", expected.pictures.len());
        Self { site, before, expected, paths }
    }

    /// After a kill: whole files, whole sections, whole pictures.
    fn check_whole(&self, data: &Path, kill: &str) {
        assert_whole(data);
        for (found, expected) in listed(data).into_iter().zip(self.expected.listed) {
            assert!(found == 8 || found == expected, "{kill}: {found} of {expected} items");
        }
        let found = pictures(data);
        let foreign = found.iter().find(|(name, content)| self.expected.pictures.get(*name) != Some(content));
        assert!(foreign.is_none(), "{kill}: {:?} is not whole", foreign.map(|(name, _)| name));
        let without_file = picture_rows(data).into_iter().find(|name| !found.contains_key(name));
        assert_eq!(without_file, None, "{kill}: a row without its file");
    }

    /// After the next sync.
    fn check_complete(&self, data: &Path, kill: &str) {
        assert!(sync(data).status().unwrap().success(), "{kill}");
        let (now, expected) = (rows(data, &[RECEIVED, PICTURES].concat()), &self.expected.rows);
        let differs = now.iter().zip(expected).find(|(now, expected)| now != expected);
        assert!(now == *expected, "{kill}: {} of {} rows; {differs:#?}", now.len(), expected.len());
        assert!(pictures(data) == self.expected.pictures, "{kill}: other pictures");
    }
}

/// At requests and at writes. The number of both differs a little from run to run, so the last places may not
/// come.
fn check_counts([at_requests, at_writes]: [u64; 2], [requests, writes]: [u64; 2]) {
    let are_enough = at_requests + 1 >= requests && 2 * at_writes >= writes;
    assert!(are_enough, "{at_requests} of {requests} and {at_writes} of {writes} kills came before the end");
}

#[test]
fn a_sync_that_is_killed_amid_lead_pictures_leaves_whole_pictures_and_the_next_one_brings_the_others() {
    let catch_up = CatchUp::new();
    let is_picture = |path: &&String| !path.starts_with("/News/") && !path.contains("/Home/");
    let pictures = catch_up.paths.iter().filter(is_picture).count() as u64;
    assert!(pictures >= 8, "only {pictures} requests for pictures: {:#?}", catch_up.paths);
    let counted = copy(catch_up.before.path());
    let writes = writes(counted.path(), sync(counted.path()));
    // The pictures come last.
    let first = catch_up.paths.len() as u64 - pictures;
    let at_requests = places(pictures, KILLS).into_iter().map(|at| (first + at, true));
    let at_writes = places(writes / 3, KILLS).into_iter().map(|at| (writes - writes / 3 + at, false));

    let (mut killed, mut tried) = ([0, 0], [0, 0]);
    for (at, is_request) in in_time(at_requests.chain(at_writes)) {
        let data = copy(catch_up.before.path());
        let is_killed = match is_request {
            true => kill_at_request(&catch_up.site, sync(data.path()), at),
            false => kill_at_write(data.path(), sync(data.path()), at),
        };
        killed[usize::from(!is_request)] += u64::from(is_killed);
        tried[usize::from(!is_request)] += 1;

        let what = if is_request { "request" } else { "write" };
        let kill = format!("killed at {what} {at}");
        catch_up.check_whole(data.path(), &kill);
        catch_up.check_complete(data.path(), &kill);
    }

    check_counts(killed, tried);
    let [killed, at_writes] = killed;
    note_figures(&format!("- {killed} kills at the {pictures} requests for lead pictures"));
    note_figures(&format!(
        "- {at_writes} kills at the last {} writes of a sync with lead pictures",
        writes / 3
    ));
}
