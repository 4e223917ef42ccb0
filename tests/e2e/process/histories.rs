//! Three processes on one directory: two write, one reads. Each read shows what a prefix of the writes made,
//! in an order in which they were acknowledged.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use ifilm_site::{Site, SiteConfig};
use serde_json::Value;

/// When something began and ended.
#[derive(Debug, Clone, Copy)]
struct Span<T> {
    began: T,
    ended: T,
}

/// A write, and the mark that it makes.
#[derive(Debug, Clone)]
struct Write<T> {
    mark: String,
    time: Span<T>,
}

/// A read, and all marks that it showed.
#[derive(Debug)]
struct Read<T> {
    marks: BTreeSet<String>,
    time: Span<T>,
}

/// What a read shows that no prefix of the writes makes: it lacks a write that was acknowledged before it
/// began, or before a write that it shows began; or it shows one that began after its end.
fn fault<T: PartialOrd>(read: &Read<T>, writes: &[Write<T>]) -> Option<String> {
    let is_shown = |write: &&Write<T>| read.marks.contains(&write.mark);
    let (shown, lacking): (Vec<_>, Vec<_>) = writes.iter().partition(is_shown);
    for write in &lacking {
        if write.time.ended < read.time.began {
            return Some(format!("it lacks {}, which was acknowledged", write.mark));
        }
        if let Some(later) = shown.iter().find(|later| write.time.ended < later.time.began) {
            return Some(format!("it lacks {} and shows {}, which is later", write.mark, later.mark));
        }
    }
    let early = shown.iter().find(|write| write.time.began > read.time.ended);
    early.map(|write| format!("it shows {}, which had not begun", write.mark))
}

#[test]
fn a_read_that_shows_no_prefix_of_the_writes_is_found() {
    let write = |mark: &str, began, ended| Write { mark: mark.to_owned(), time: Span { began, ended } };
    let writes = [write("a", 0, 10), write("b", 5, 15), write("c", 20, 30), write("d", 40, 50)];
    let read = |marks: &[&str]| {
        let marks = marks.iter().map(|mark| (*mark).to_owned()).collect();
        fault(&Read { marks, time: Span { began: 12, ended: 35 } }, &writes)
    };

    assert_eq!(read(&["a"]), None);
    assert_eq!(read(&["a", "b"]), None);
    assert_eq!(read(&["a", "b", "c"]), None);
    assert_eq!(read(&["b"]), Some("it lacks a, which was acknowledged".to_owned()));
    assert_eq!(read(&["a", "c"]), Some("it lacks b and shows c, which is later".to_owned()));
    assert_eq!(read(&["a", "b", "c", "d"]), Some("it shows d, which had not begun".to_owned()));
}

fn command(data: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ifilm"));
    command.arg("--data").arg(data).arg("--catalog").arg(data.join("catalog.json")).args(words);
    command
}

/// Runs a command. Returns what it prints, and when it ran.
fn run(data: &Path, words: &[&str]) -> (Vec<u8>, Span<Instant>) {
    let began = Instant::now();
    let output = command(data, words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
    (output.stdout, Span { began, ended: Instant::now() })
}

fn keys(data: &Path) -> Vec<String> {
    let list: Value = serde_json::from_slice(&run(data, &["--edition", "en", "list", "--json"]).0).unwrap();
    let items = list["items"].as_array().unwrap();
    items.iter().map(|item| format!("en/{}", item["key"]["id"].as_str().unwrap())).collect()
}

/// Marks items as read and saves them, one after another.
fn write(data: &Path, keys: &[String]) -> Vec<Write<Instant>> {
    let acts = keys.iter().flat_map(|key| [("mark", "read_mark", key), ("save", "saved", key)]);
    let write = |(act, kind, key): (&str, &str, &String)| {
        let (_, time) = run(data, &[act, key]);
        Write { mark: format!("{kind} {}", key.replace("en/", "en/article/")), time }
    };
    acts.map(write).collect()
}

/// All marks of an export, which shows one state of the person's file.
fn read(data: &Path) -> Read<Instant> {
    let (text, time) = run(data, &["export"]);
    let export: Value = serde_json::from_slice(&text).unwrap();
    let kinds = ["read_mark", "saved"].map(|kind| (kind, export["marks"][kind].as_object()));
    let marks = kinds.iter().flat_map(|(kind, marks)| {
        marks.iter().flat_map(|marks| marks.keys()).map(move |key| format!("{kind} {key}"))
    });
    Read { marks: marks.collect(), time }
}

#[test]
fn each_read_beside_two_writing_processes_shows_a_prefix_of_the_acknowledged_writes() {
    let site = Site::start(SiteConfig { items: 24, ..SiteConfig::default() }).unwrap();
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("catalog.json"), site.catalog_json()).unwrap();
    run(data.path(), &["--edition", "en", "sync"]);
    let keys = keys(data.path());
    let (halves, running) = (keys.split_at(keys.len() / 2), AtomicUsize::new(2));
    let writer = &|keys: &[String]| {
        let writes = write(data.path(), keys);
        running.fetch_sub(1, Ordering::SeqCst);
        writes
    };

    let (writes, reads) = thread::scope(|scope| {
        let writers = [halves.0, halves.1].map(|keys| scope.spawn(move || writer(keys)));
        let mut reads = Vec::new();
        while running.load(Ordering::SeqCst) > 0 {
            reads.push(read(data.path()));
        }
        reads.push(read(data.path()));
        (writers.map(|writer| writer.join().unwrap()).concat(), reads)
    });

    assert_eq!(writes.len(), 48);
    let faults: Vec<String> = reads.iter().filter_map(|read| fault(read, &writes)).collect();
    assert!(faults.is_empty(), "of {} reads: {faults:#?}", reads.len());
    let partial = reads.iter().filter(|read| (1..48).contains(&read.marks.len())).count();
    assert!(partial >= 8, "{partial} of {} reads came between the writes", reads.len());
    assert_eq!(reads.last().unwrap().marks.len(), 48);
}
