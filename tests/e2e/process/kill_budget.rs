//! A process is killed while it catches up within a budget of data, and while it fetches lead pictures: at its
//! requests, and at random writes to the disk. Then what it used is still counted, the day keeps its ceiling,
//! and each picture is here whole or not at all. After the next sync without a budget everything is as after
//! an undisturbed one. `tests/chaos.sh` kills more often than the checks.

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
/// What one run may use, and what a day may. The whole catch-up needs more than the day has.
const RUN: u64 = 60_000;
const DAY: u64 = 130_000;
/// What may be on its way at the site when a client refuses a body, with small send buffers.
const ON_ITS_WAY: u64 = 64 << 10;
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

/// The sync of the day after, with all data that it needs.
fn sync(data: &Path) -> Command {
    command(data, "2026-11-22T13:00:00Z", 10, &["sync"])
}

/// The same with the data of one run, on a day with a ceiling.
fn sync_within(data: &Path) -> Command {
    let (run, day) = (RUN.to_string(), DAY.to_string());
    command(data, "2026-11-22T13:00:00Z", 10, &["--day-budget", &day, "sync", "--budget", &run])
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

/// The data that the day of the catch-up has used.
fn used(data: &Path) -> u64 {
    let cache = Connection::open(data.join("cache.db")).unwrap();
    let used = "SELECT coalesce(sum(bytes), 0) FROM data_used WHERE day = '2026-11-22'";
    cache.query_row(used, [], |row| row.get(0)).unwrap()
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
        let config = SiteConfig { items: 8, send_buffer: Some(16 << 10), ..SiteConfig::default() };
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

    /// The bytes of both ways at the site, since its log was cleared.
    fn sent(&self) -> u64 {
        self.site.requests().iter().map(|request| request.request_bytes + request.response_bytes).sum()
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

    /// After a sync that was not held back by a budget.
    fn check_complete(&self, data: &Path, kill: &str) {
        assert!(sync(data).status().unwrap().success(), "{kill}");
        let (now, expected) = (rows(data, &[RECEIVED, PICTURES].concat()), &self.expected.rows);
        let differs = now.iter().zip(expected).find(|(now, expected)| now != expected);
        assert!(now == *expected, "{kill}: {} of {} rows; {differs:#?}", now.len(), expected.len());
        assert!(pictures(data) == self.expected.pictures, "{kill}: other pictures");
    }

    /// After a kill within a budget: what was sent counts as used, and further runs keep the ceilings.
    fn check_budget(&self, data: &Path, kill: &str) {
        let mut sent = self.sent();
        assert!(used(data) >= sent, "{kill}: {} are counted and {sent} were sent", used(data));
        for run in 1..=2 {
            self.site.clear_requests();
            assert!(sync_within(data).status().unwrap().success(), "{kill}, run {run}");
            assert!(self.sent() <= RUN + ON_ITS_WAY, "{kill}, run {run}: {} were sent", self.sent());
            sent += self.sent();
        }
        assert!(used(data) <= DAY && sent <= DAY + ON_ITS_WAY, "{kill}: {} of {sent} sent", used(data));
        self.check_whole(data, kill);
    }
}

/// At requests and at writes. The number of both differs a little from run to run, so the last places may not
/// come.
fn check_counts([at_requests, at_writes]: [u64; 2], [requests, writes]: [u64; 2]) {
    let are_enough = at_requests + 1 >= requests && 2 * at_writes >= writes;
    assert!(are_enough, "{at_requests} of {requests} and {at_writes} of {writes} kills came before the end");
}

#[test]
fn what_a_killed_run_used_stays_used_and_neither_run_nor_day_goes_beyond_its_budget() {
    let catch_up = CatchUp::new();
    let counted = copy(catch_up.before.path());
    catch_up.site.clear_requests();
    let writes = writes(counted.path(), sync_within(counted.path()));
    let requests = catch_up.site.requests().len() as u64;
    assert!(catch_up.sent() > RUN / 2, "a run uses only {}", catch_up.sent());

    let at_requests = places(requests, KILLS).into_iter().map(|at| (at, true));
    let at_writes = places(writes, KILLS).into_iter().map(|at| (at, false));
    let (mut killed, mut tried) = ([0, 0], [0, 0]);
    for (at, is_request) in in_time(at_requests.chain(at_writes)) {
        let data = copy(catch_up.before.path());
        catch_up.site.clear_requests();
        let is_killed = match is_request {
            true => kill_at_request(&catch_up.site, sync_within(data.path()), at),
            false => kill_at_write(data.path(), sync_within(data.path()), at),
        };
        killed[usize::from(!is_request)] += u64::from(is_killed);
        tried[usize::from(!is_request)] += 1;

        let what = if is_request { "request" } else { "write" };
        let kill = format!("killed at {what} {at}");
        catch_up.check_whole(data.path(), &kill);
        catch_up.check_budget(data.path(), &kill);
        catch_up.check_complete(data.path(), &kill);
    }

    check_counts(killed, tried);
    let [killed, at_writes] = killed;
    note_figures(&format!("- {killed} kills at the {requests} requests of a run within a budget"));
    note_figures(&format!("- {at_writes} kills at the {writes} writes of a run within a budget"));
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
