//! Two processes on the same files: a widget or a share sheet beside the app, a command beside both.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use ifilm_core::{Catalog, Client, Config, ListChange, ListEvent, ListQuery};
use ifilm_site::{Site, SiteConfig};
use rusqlite::Connection;
use serde_json::Value;

fn command(data: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json")).args(arguments);
    command
}

fn run(data: &Path, arguments: &[&str]) -> Output {
    command(data, arguments).output().unwrap()
}

fn json(data: &Path, arguments: &[&str]) -> Value {
    serde_json::from_slice(&run(data, &[arguments, &["--json"]].concat()).stdout).unwrap()
}

/// A site, and a folder with its catalogue and what was synced from it.
fn synced() -> (Site, tempfile::TempDir) {
    let site = Site::start(SiteConfig { items: 24, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    assert!(run(data.path(), &["--edition", "en", "sync"]).status.success());
    (site, data)
}

fn keys(data: &Path) -> Vec<String> {
    let list = json(data, &["--edition", "en", "list"]);
    let items = list["items"].as_array().unwrap();
    items.iter().map(|item| format!("en/{}", item["key"]["id"].as_str().unwrap())).collect()
}

/// Runs the same work in two threads at the same time, with the number of each.
fn twice<T: Send>(work: impl Fn(usize) -> T + Sync) -> [T; 2] {
    thread::scope(|scope| {
        let other = scope.spawn(|| work(1));
        let own = work(0);
        [own, other.join().unwrap()]
    })
}

#[test]
fn of_the_marks_of_two_processes_none_is_lost() {
    let (_site, data) = synced();
    let keys = keys(data.path());

    twice(|number| {
        for key in keys.iter().skip(number).step_by(2) {
            let read = run(data.path(), &["read", key]);
            assert!(read.status.success() && read.stderr.is_empty(), "{read:?}");
        }
    });

    let list = json(data.path(), &["--edition", "en", "list"]);
    assert!(list["items"].as_array().unwrap().iter().all(|item| item["read"] == true), "{list}");
}

#[test]
fn two_processes_that_sync_take_turns_and_store_each_row_once() {
    let (site, data) = synced();
    site.publish("en", 4);

    let [one, other] = twice(|_| run(data.path(), &["--edition", "en", "sync"]));

    assert!(one.status.success() && other.status.success(), "{one:?} {other:?}");
    let listed = keys(data.path());
    for id in site.newest("en", 4) {
        assert_eq!(listed.iter().filter(|key| **key == format!("en/{id}")).count(), 1, "{id} in {listed:?}");
    }
    let cache = Connection::open(data.path().join("cache.db")).unwrap();
    let edited: u32 =
        cache.query_row("SELECT count(*) FROM article WHERE revision > 1", [], |row| row.get(0)).unwrap();
    assert_eq!(edited, 0, "nothing was stored twice");
}

#[test]
fn two_processes_that_upgrade_the_same_files_show_the_same_list() {
    let (_site, data) = synced();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/stores/3");
    let shown = |one: &Output| {
        let list: Value = serde_json::from_slice(&one.stdout).unwrap();
        list["items"].as_array().unwrap().len()
    };

    for _ in 0..5 {
        for file in ["cache.db", "user.db"] {
            for rest in ["-wal", "-shm"] {
                fs::remove_file(data.path().join(format!("{file}{rest}"))).unwrap_or_default();
            }
            fs::copy(old.join(file), data.path().join(file)).unwrap();
        }
        let [one, other] = twice(|_| run(data.path(), &["--edition", "en", "--json", "list"]));

        assert!(one.status.success() && other.status.success(), "{one:?} {other:?}");
        assert_eq!((shown(&one), shown(&other)), (shown(&one), shown(&one)));
        assert!(shown(&one) > 0);
    }
}

#[test]
fn a_list_is_read_while_another_process_writes() {
    let (_site, data) = synced();
    let before = keys(data.path());
    let other = Connection::open(data.path().join("cache.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE item SET title = 'Snow'").unwrap();

    let began = Instant::now();
    assert_eq!(keys(data.path()), before);

    assert!(began.elapsed() < Duration::from_secs(4), "{:?}", began.elapsed());
    other.execute_batch("ROLLBACK").unwrap();
}

/// A write waits 5 s for another process, and not for ever.
#[test]
fn a_choice_that_another_process_keeps_waiting_is_busy_in_time() {
    let (_site, data) = synced();
    let other = Connection::open(data.path().join("user.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    let began = Instant::now();
    let busy = run(data.path(), &["language", "fa"]);

    assert_eq!(busy.status.code(), Some(3), "{busy:?}");
    assert!(String::from_utf8_lossy(&busy.stderr).contains("user.db"), "{busy:?}");
    assert!((4..30).contains(&began.elapsed().as_secs()), "{:?}", began.elapsed());
}

#[test]
fn an_observer_sees_the_mark_of_a_command() {
    let (site, data) = synced();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let _inside = runtime.enter();
    let mut config = Config::at(data.path());
    config.catalog = Catalog::from_json(&site.catalog_json()).unwrap();
    let client = Client::open(config).unwrap();
    let (sender, events) = channel();
    let query = ListQuery::news("en".parse().unwrap());
    let _observation = client.library().observe(query, move |event| drop(sender.send(event))).unwrap();
    let ListEvent::Present(shown) = events.recv().unwrap() else { panic!("the list comes first") };

    assert!(run(data.path(), &["read", &shown.items[3].key.to_string()]).status.success());
    let ended = Instant::now();
    let is_mark = |event| match event {
        ListEvent::Changes(changes) => changes
            .items
            .iter()
            .any(|change| matches!(change, ListChange::Update { at: 3, item } if item.read)),
        _ => false,
    };

    while !is_mark(events.recv_timeout(Duration::from_secs(60)).unwrap()) {}
    assert!(ended.elapsed() < Duration::from_secs(5), "{:?}", ended.elapsed());
}

/// The time for all runs of a list that are compared.
const NOON: &str = "2024-05-02T12:00:00Z";

/// A list that is watched, and the lines that come.
struct Watch {
    command: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn begin(data: &Path, format: &[&str]) -> Self {
        let arguments = [&["--edition", "en", "--now", NOON, "list", "--watch"][..], format].concat();
        let mut watch = command(data, &arguments);
        let mut command = watch.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(command.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || output.lines().try_for_each(|line| sender.send(line.unwrap())));
        Self { command, lines }
    }

    /// The next line for which this is true.
    fn line(&self, is_it: impl Fn(&str) -> bool) -> String {
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(60)).unwrap();
            if is_it(&line) {
                return line;
            }
        }
    }
}

#[test]
fn a_watched_list_shows_the_mark_of_another_command_until_its_input_ends() {
    let (_site, data) = synced();
    let mut watch = Watch::begin(data.path(), &["--json"]);
    let present: Value = serde_json::from_str(&watch.line(|_| true)).unwrap();
    let id = present["present"]["items"][3]["key"]["id"].as_str().unwrap();

    assert!(run(data.path(), &["mark", &format!("en/{id}")]).status.success());

    let step = |line: &str| -> Option<Value> {
        let line: Value = serde_json::from_str(line).unwrap();
        line["changed"]["items"].as_array()?.iter().find(|step| step["update"]["at"] == 3).cloned()
    };
    let step = step(&watch.line(|line| step(line).is_some())).unwrap();
    let item = &step["update"]["item"];
    assert_eq!((item["key"]["id"].as_str(), item["read"].as_bool()), (Some(id), Some(true)));
    drop(watch.command.stdin.take());
    assert!(watch.command.wait().unwrap().success());
}

#[test]
fn a_list_that_is_watched_without_input_is_printed_once() {
    let (_site, data) = synced();
    let list = ["--edition", "en", "--now", NOON, "list"];

    let watched = run(data.path(), &[&list[..], &["--watch"]].concat());

    assert!(watched.status.success(), "{watched:?}");
    assert_eq!(watched.stdout, run(data.path(), &list).stdout);
}

#[test]
#[cfg(unix)]
fn a_watched_list_shows_steps_as_rows_until_a_signal_comes() {
    let (_site, data) = synced();
    let mut watch = Watch::begin(data.path(), &[]);
    watch.line(|line| line.starts_with('•'));
    let key = keys(data.path()).remove(0);

    assert!(run(data.path(), &["mark", &key]).status.success());
    let step = watch.line(|line| line.starts_with('~'));
    let signalled = Command::new("kill").arg(watch.command.id().to_string()).status().unwrap();

    assert!(step.contains(&key) && !step.contains('•'), "{step}");
    assert!(signalled.success() && watch.command.wait().unwrap().success());
}
